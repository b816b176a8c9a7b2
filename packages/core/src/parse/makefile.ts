import type { Task } from '../model/task.ts';
import { parentOf } from '../path/relative.ts';
import type { TaskFile } from './task-file.ts';
import { textPositions } from './text-position.ts';

/** Characters above which a Makefile is not read. */
const textLimit = 1024 * 1024;
const expansionLimit = 2_000;

interface LogicalLine {
  readonly text: string;
  readonly start: number;
}

interface OpenRule {
  readonly names: readonly string[];
  readonly dependencies: readonly string[];
  readonly recipe: string[];
  readonly start: number;
  end: number;
}

/**
 * Reads a Makefile: explicit and pattern rules with their recipes. A recipe becomes shell text: `@` and `+` are taken off,
 * a leading `-` becomes `|| true`, simple variables of the file are filled in, each line runs in a shell of its own.
 * Facts: https://www.gnu.org/software/make/manual/make.html
 *
 * @throws Never.
 */
export function parseMakefile(path: string, text: string): TaskFile {
  if (text.length > textLimit) {
    return {
      tasks: [],
      open: 'the file is too large',
      diagnostics: [{ path, severity: 'warning', code: 'makefile-too-large', message: 'The Makefile is larger than 1 MB and was not read.' }],
    };
  }
  const positions = textPositions(path, text);
  const variables = new Map<string, string>([['MAKE', 'make']]);
  const rules: OpenRule[] = [];
  const includes: string[] = [];
  let open: string | undefined;
  let current: OpenRule | undefined;
  let inDefine = false;

  for (const line of logicalLines(text)) {
    if (line.text.startsWith('\t')) {
      if (current) {
        current.recipe.push(line.text.slice(1));
        current.end = line.start + line.text.length;
      }
      continue;
    }
    const plain = line.text.replace(/(^|\s)#.*$/s, '').trimEnd();
    if (plain.trim() === '') continue;
    if (inDefine) {
      if (/^\s*endef\b/.test(plain)) inDefine = false;
      continue;
    }
    if (/^\s*define\b/.test(plain)) {
      inDefine = true;
      continue;
    }
    const include = /^\s*(-include|sinclude|include)\s+(.*)$/s.exec(plain);
    if (include) {
      current = undefined;
      for (const file of expand(include[2] ?? '', variables).split(/\s+/)) {
        if (file === '') continue;
        if (file.includes('$')) open ??= `it includes ${file}`;
        else includes.push(file);
      }
      continue;
    }
    if (
      /^\s*(?:ifeq|ifneq|ifdef|ifndef|else|endif|export|unexport|override|vpath|undefine|private)\b/.test(plain) &&
      !/^\s*(?:export|override|private)\s.*=/.test(plain)
    )
      continue;
    const assignment = /^\s*(?:(?:export|override|private)\s+)*([A-Za-z_.][\w.-]*)\s*(\?=|::?:?=|\+=|!=|=)\s*(.*)$/s.exec(plain);
    if (assignment) {
      const [, name = '', operator = '', value = ''] = assignment;
      if (operator === '!=') variables.delete(name);
      else if (operator === '+=') variables.set(name, `${variables.get(name) ?? ''} ${value}`.trim().slice(0, expansionLimit));
      else if (operator !== '?=' || !variables.has(name)) variables.set(name, value.trim());
      continue;
    }
    if (/^\s*\$[({](?:eval|call|foreach)\b/.test(plain)) {
      open ??= 'it generates rules';
      continue;
    }
    const rule = ruleOf(plain, variables);
    if (!rule) continue;
    // Target-specific variables are no rule of their own.
    if (/^\s*[\w.-]+\s*[:?+]?=/.test(rule.rest)) continue;
    const [before = '', inline] = splitOnce(rule.rest, ';');
    if (rule.names.some((name) => name.includes('$'))) open ??= 'some target names come from variables';
    current = {
      names: rule.names.filter((name) => !name.includes('$')),
      dependencies: expand(before.replace('|', ' '), variables)
        .split(/\s+/)
        .filter((name) => name !== '' && !name.includes('$')),
      recipe: inline === undefined ? [] : [inline],
      start: line.start,
      end: line.start + plain.length,
    };
    rules.push(current);
  }

  const tasks = new Map<string, Task>();
  // Grown in place: a name may stand in front of every line of the file.
  const dependenciesOf = new Map<string, string[]>();
  for (const rule of rules) {
    const commandText = rule.recipe.flatMap((line) => recipeLine(line, variables)).join('\n');
    const source = text.slice(rule.start, rule.end);
    for (const name of rule.names) {
      // `.PHONY` and its like.
      if (/^\.[A-Z_]+$/.test(name)) continue;
      const known = tasks.get(name);
      const at = rule.start + Math.max(source.indexOf(name), 0);
      const dependencies = dependenciesOf.get(name) ?? [];
      dependencies.push(...rule.dependencies);
      dependenciesOf.set(name, dependencies);
      const command = commandText === '' ? known?.command : { value: commandText, location: positions.location(rule.start, rule.end) };
      tasks.set(name, {
        runner: 'make',
        name,
        ...(command ? { command } : {}),
        dependencies,
        directory: parentOf(path),
        location: known?.command ? known.location : positions.location(at, Math.min(at + name.length, text.length)),
      });
    }
  }
  return { tasks: [...tasks.values()], includes, diagnostics: [], ...(open === undefined ? {} : { open }) };
}

/** Lines with their continuations; in recipes the backslash stays, the shell reads it. */
function logicalLines(text: string): readonly LogicalLine[] {
  const lines: LogicalLine[] = [];
  let offset = 0;
  let open: { parts: string[]; start: number; recipe: boolean } | undefined;
  for (const raw of text.split('\n')) {
    const line = raw.replace(/\r$/, '');
    const continues = /(?:^|[^\\])(?:\\\\)*\\$/.test(line.slice(-40));
    if (open) open.parts.push(open.recipe ? `\n${line}` : ` ${line.trim()}`);
    else open = { parts: [line], start: offset, recipe: line.startsWith('\t') };
    if (continues) {
      if (!open.recipe) open.parts[open.parts.length - 1] = (open.parts.at(-1) ?? '').slice(0, -1);
    } else {
      lines.push({ text: open.parts.join(''), start: open.start });
      open = undefined;
    }
    offset += raw.length + 1;
  }
  if (open) lines.push({ text: open.parts.join(''), start: open.start });
  return lines;
}

function ruleOf(line: string, variables: ReadonlyMap<string, string>): { readonly names: readonly string[]; readonly rest: string } | undefined {
  const colon = topLevelColon(line);
  if (colon <= 0) return undefined;
  const rest = line.slice(colon + 1).replace(/^:/, '');
  // Static pattern rule: `objects: %.o: %.c`.
  const second = topLevelColon(rest);
  const names = expand(line.slice(0, colon).replace(/&$/, ''), variables)
    .split(/\s+/)
    .filter((name) => name !== '');
  if (names.length === 0 || names.some((name) => /["'`|<>;]/.test(name))) return undefined;
  return { names, rest: second >= 0 && rest[second + 1] !== '=' ? rest.slice(second + 1) : rest };
}

function topLevelColon(text: string): number {
  let depth = 0;
  for (let index = 0; index < text.length; index++) {
    const character = text[index];
    if (character === '(' || character === '{') depth++;
    else if (character === ')' || character === '}') depth--;
    else if (depth === 0 && character === ';') return -1;
    // `C:\path` is no rule.
    else if (depth === 0 && character === ':' && text[index + 1] !== '\\') return text[index + 1] === '=' ? -1 : index;
  }
  return -1;
}

function splitOnce(text: string, separator: string): [string, string?] {
  const index = text.indexOf(separator);
  return index < 0 ? [text] : [text.slice(0, index), text.slice(index + 1)];
}

/** Fills in variables of the file, three levels deep; a reference that stays is `$(NAME)`. */
function expand(text: string, variables: ReadonlyMap<string, string>): string {
  let result = text;
  for (let level = 0; level < 3 && result.includes('$') && result.length < expansionLimit; level++) {
    result = result.replace(/\$[({]([\w.-]+)[)}]/g, (whole, name: string) => variables.get(name) ?? whole);
  }
  return result.slice(0, expansionLimit * 4);
}

function recipeLine(line: string, variables: ReadonlyMap<string, string>): readonly string[] {
  const marks = /^[\s@+-]*/.exec(line)?.[0] ?? '';
  const body = line.slice(marks.length);
  if (body.trim() === '' || body.startsWith('#')) return [];
  const shell = shellOf(expand(body, variables));
  const guarded = marks.includes('-') ? `{ ${shell}\n} || true` : shell;
  return [/(?:^|[;&({\s])(?:cd|pushd)\s/.test(shell) ? `( ${guarded}\n)` : guarded];
}

/** Make's own references would read as command substitutions: they become variables; `$$` is the shell's `$`. */
function shellOf(text: string): string {
  let result = '';
  let index = 0;
  while (index < text.length) {
    const start = text.indexOf('$', index);
    if (start < 0) return result + text.slice(index);
    result += text.slice(index, start);
    const next = text[start + 1];
    if (next === '$') {
      result += '$';
      index = start + 2;
    } else if (next === '(' || next === '{') {
      const end = closing(text, start + 1);
      result += '$_make';
      index = end + 1;
    } else {
      result += next === undefined ? '' : '$_make';
      index = start + 2;
    }
  }
  return result;
}

function closing(text: string, start: number): number {
  let depth = 0;
  for (let index = start; index < text.length; index++) {
    const character = text[index];
    if (character === '(' || character === '{') depth++;
    else if ((character === ')' || character === '}') && --depth === 0) return index;
  }
  return text.length;
}
