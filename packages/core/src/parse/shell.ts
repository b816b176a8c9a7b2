import { type Command, type CommandArgument, forEachChild, type ParsedScript, parse, type Statement, type SyntaxNode, type Word } from 'unbash';
import type { FailureHandling, ShellCommand, ShellScript } from '../model/command.ts';
import type { Diagnostic } from '../model/diagnostic.ts';
import type { Location } from '../model/location.ts';
import { joinPath } from '../path/relative.ts';
import { blankExpressions } from './expression.ts';
import { optionDirectory } from './shell-directory.ts';
import { shellNames, unwrap } from './shell-wrappers.ts';
import { textPositions } from './text-position.ts';

/** How the shell is started. */
export interface ShellOptions {
  /** Stops at the first failure. GitHub's default shells do (`bash -e`), `sh -c` of package scripts does not. Default true. */
  readonly errexit?: boolean;
  /** GitHub sets it with an explicit `shell: bash` only. Default false. */
  readonly pipefail?: boolean;
}

/** Length above which a script is not parsed. */
export const shellTextLimit: number = 512 * 1024;
const nestingLimit = 200;
// A guard: the rules compare the commands of a script with each other.
const commandLimit = 2000;
const wrapperLimit = 8;
const problemLimit = 20;
/** The parser's time grows with the square of those that are open at once. */
const hereDocumentLimit = 1000;
const shellTextDepth = 4;

const propagates: FailureHandling = { kind: 'propagates' };
const condition: FailureHandling = { kind: 'condition' };

/** Programs that do not fail: as the right side of `||` they swallow the failure of the left one. */
const harmless: ReadonlySet<string> = new Set(['true', ':', 'echo', 'printf', 'warn', 'warning', 'sleep', 'date', 'pwd']);

/**
 * Reads a POSIX shell or bash text into its simple commands.
 *
 * @param text - Shell source; GitHub's `${{ … }}` may stand in it and counts as an expansion.
 * @param at - Place of a part of `text`, by offsets.
 * @param options - How the shell is started.
 * @returns Commands in source order; `incomplete` when something was not understood.
 * @throws Never.
 */
export function parseShell(text: string, at: (start: number, end: number) => Location, options: ShellOptions = {}): ShellScript {
  const { commands, problems } = readShell(text, at, options);
  return { commands, incomplete: problems.length > 0 };
}

/**
 * Reads a shell file: `parseShell` with the places of a file of its own.
 *
 * @param path - Repository-relative path, for the locations.
 * @param text - The whole file, up to 512 K UTF-16 units.
 * @param options - How the shell is started; by default what its first line says.
 * @returns Commands in source order, and a diagnostic for each thing that was not understood: `shell-syntax`, `shell-too-large`,
 * `shell-too-deep`, `shell-too-many-commands`.
 * @throws Never.
 */
export function parseShellFile(
  path: string,
  text: string,
  options: ShellOptions = shebangOptions(text),
): ShellScript & { readonly diagnostics: readonly Diagnostic[] } {
  const { location } = textPositions(path, text);
  const { commands, problems } = readShell(text, location, options);
  const diagnostics = problems.map(
    ({ code, message, start, end }): Diagnostic => ({ path, severity: 'warning', code, message, range: location(start, end).range }),
  );
  return { commands, incomplete: problems.length > 0, diagnostics };
}

/** `#!/bin/sh -e` */
function shebangOptions(text: string): ShellOptions {
  return { errexit: /^#!.*\s-\w*e/.test(text.slice(0, 200)) };
}

interface ShellProblem {
  readonly code: 'shell-syntax' | 'shell-too-large' | 'shell-too-deep' | 'shell-too-many-commands';
  readonly message: string;
  readonly start: number;
  readonly end: number;
}

function readShell(
  text: string,
  at: (start: number, end: number) => Location,
  options: ShellOptions,
): { readonly commands: readonly ShellCommand[]; readonly problems: readonly ShellProblem[] } {
  if (text.length > shellTextLimit) {
    const message = `The shell text is longer than ${shellTextLimit / 1024} K and was not read.`;
    return { commands: [], problems: [{ code: 'shell-too-large', message, start: 0, end: 0 }] };
  }
  const reader = new ShellReader(at, options);
  reader.read(text, 0, 0, [], { failure: propagates, last: true });
  return { commands: reader.commands(), problems: reader.problems };
}

/** What the surroundings mean for a command's failure. */
interface Surroundings {
  readonly failure: FailureHandling;
  /** Whether the status of what is read is the status of the whole script. */
  readonly last: boolean;
}

interface Found {
  readonly start: number;
  readonly command: ShellCommand;
}

/** Walks a syntax tree in source order and keeps the state that shell code changes on the way: directory, `set` options. */
class ShellReader {
  /** The first ones; those that follow from one another would fill pages. */
  readonly problems: ShellProblem[] = [];
  private readonly found: Found[] = [];
  private readonly at: (start: number, end: number) => Location;
  private errexit: boolean;
  private pipefail: boolean;
  private directory: string | undefined = '';
  private text = '';
  private offset = 0;
  /** Set while the text is one whose places are not those of the file. */
  private fixedPlace: { readonly start: number; readonly end: number } | undefined;
  private depth = 0;
  private wrappers: readonly string[] = [];

  constructor(at: (start: number, end: number) => Location, options: ShellOptions) {
    this.at = at;
    this.errexit = options.errexit ?? true;
    this.pipefail = options.pipefail ?? false;
  }

  commands(): readonly ShellCommand[] {
    return this.found.sort((left, right) => left.start - right.start).map((entry) => entry.command);
  }

  read(text: string, offset: number, level: number, wrappers: readonly string[], around: Surroundings): void {
    const outer = { text: this.text, offset: this.offset, wrappers: this.wrappers };
    this.text = text;
    this.offset = offset;
    this.wrappers = wrappers;
    const script = shellTree(text);
    if (script) this.script(script, level, around);
    else this.problem('shell-syntax', 'The shell text could not be read.', 0, text.length);
    this.text = outer.text;
    this.offset = outer.offset;
    this.wrappers = outer.wrappers;
  }

  private script(script: ParsedScript, level: number, around: Surroundings): void {
    for (const { message, pos } of script.errors ?? []) this.problem('shell-syntax', message, pos, pos);
    if (script.source === undefined) {
      this.statements(script.commands, level, around);
      return;
    }
    // Escaped backticks: places count in a decoded text of its own.
    const outer = { text: this.text, fixed: this.fixedPlace };
    this.fixedPlace ??= { start: this.offset, end: this.offset + this.text.length };
    this.text = script.source;
    this.statements(script.commands, level, around);
    this.text = outer.text;
    this.fixedPlace = outer.fixed;
  }

  private statements(list: readonly Statement[], level: number, around: Surroundings): void {
    list.forEach((statement, index) => {
      const next = list[index + 1];
      const last = around.last && !next;
      let { failure } = around;
      if (failure.kind === 'propagates') {
        if (statement.background) failure = condition;
        else if (!this.errexit && !last) failure = next && readsStatus(this.text.slice(next.pos, next.end)) ? condition : { kind: 'errexit-off' };
      }
      this.node(statement.command, level, { failure, last });
    });
  }

  private node(node: SyntaxNode, level: number, around: Surroundings): void {
    if (this.depth >= nestingLimit) {
      this.problem('shell-too-deep', `What nests deeper than ${nestingLimit} levels was not read.`, node.pos, node.end);
      return;
    }
    this.depth++;
    this.visit(node, level, around);
    this.depth--;
  }

  private visit(node: SyntaxNode, level: number, around: Surroundings): void {
    const conditional: Surroundings = { failure: around.failure.kind === 'propagates' ? condition : around.failure, last: false };
    switch (node.type) {
      case 'Command':
        this.command(node, level, around);
        return;
      case 'AndOr':
        node.commands.forEach((command, index) => {
          this.node(command, level, {
            failure: this.listFailure(node.commands, node.operators, index, around),
            last: around.last && index === node.commands.length - 1,
          });
        });
        return;
      case 'Pipeline': {
        const negated = node.prefixes.some((prefix) => prefix.type === 'Negation');
        const pipeline = negated ? conditional : around;
        node.commands.forEach((command, index) => {
          const lost = pipeline.failure.kind === 'propagates' && index < node.commands.length - 1 && !this.pipefail;
          // Every part of a pipe runs in a subshell.
          const { directory } = this;
          this.node(command, level, lost ? { failure: { kind: 'pipe' }, last: false } : pipeline);
          if (node.commands.length > 1) this.directory = directory;
        });
        return;
      }
      case 'CompoundList':
        this.statements(node.commands, level, around);
        return;
      case 'If':
        this.node(node.clause, level, conditional);
        for (const elif of node.elif) this.node(elif.clause, level, conditional);
        this.branches([node.then, ...node.elif.map((elif) => elif.then), ...(node.else ? [node.else] : [])], level, around);
        return;
      case 'While':
        this.node(node.clause, level, conditional);
        this.branches([node.body], level, around);
        return;
      case 'For':
      case 'Select':
        this.words(node.wordlist ?? [], level, conditional);
        this.branches([node.body], level, around);
        return;
      case 'ArithmeticFor':
        this.branches([node.body], level, around);
        return;
      case 'Case':
        this.words([node.word], level, conditional);
        this.branches(
          node.items.map((item) => item.body),
          level,
          around,
        );
        return;
      case 'Subshell': {
        const { directory, errexit, pipefail } = this;
        this.node(node.body, level, around);
        Object.assign(this, { directory, errexit, pipefail });
        return;
      }
      case 'BraceGroup':
        this.node(node.body, level, around);
        return;
      case 'Function': {
        const { directory } = this;
        this.node(node.body, level, { failure: around.failure, last: true });
        this.directory = directory;
        return;
      }
      case 'Coproc':
        this.node(node.body, level, conditional);
        return;
      case 'Redirected':
        this.node(node.command, level, around);
        for (const redirect of node.redirects) this.node(redirect, level, conditional);
        return;
      case 'CommandExpansion':
      case 'ProcessSubstitution':
        if (node.script) {
          const { directory, errexit, pipefail } = this;
          this.script(node.script, level, around);
          Object.assign(this, { directory, errexit, pipefail });
        }
        return;
      default:
        forEachChild(node, (child) => this.node(child, level, conditional));
    }
  }

  /** Each branch starts where the whole does; a branch that moves elsewhere leaves the place unknown. */
  private branches(bodies: readonly SyntaxNode[], level: number, around: Surroundings): void {
    const { directory } = this;
    let after = directory;
    for (const body of bodies) {
      this.directory = directory;
      this.node(body, level, around);
      if (this.directory !== directory) after = undefined;
    }
    this.directory = after;
  }

  private words(words: readonly CommandArgument[], level: number, around: Surroundings): void {
    for (const word of words) this.node(word, level, around);
  }

  /** What `a && b || c` does with the failure of its part at `index`. */
  private listFailure(parts: readonly SyntaxNode[], operators: readonly ('&&' | '||')[], index: number, around: Surroundings): FailureHandling {
    if (around.failure.kind !== 'propagates') return around.failure;
    const or = operators.indexOf('||', index);
    if (or >= 0) {
      const fallback = parts[or + 1];
      return fallback ? this.fallbackFailure(fallback) : condition;
    }
    // Without `||`, the failure ends the list; bash stops there only if the list is the last thing it runs, or the part is the list's last.
    return index === parts.length - 1 || around.last ? propagates : { kind: 'and-list' };
  }

  private fallbackFailure(fallback: SyntaxNode): FailureHandling {
    const source = this.text.slice(fallback.pos, fallback.end);
    switch (outcomeOf(fallback)) {
      case 'fails':
        return propagates;
      case 'succeeds':
        return { kind: 'or-fallback', fallback: source };
      default:
        return condition;
    }
  }

  private command(node: Command, level: number, around: Surroundings): void {
    const prefix = node.prefix.flatMap((part) => (part.type === 'Assignment' ? [part] : []));
    const inner: Surroundings = {
      failure: !node.name && around.failure.kind === 'propagates' ? around.failure : around.failure.kind === 'propagates' ? condition : around.failure,
      last: false,
    };
    if (node.name) {
      const words = [node.name, ...node.args];
      const env: Record<string, string> = {};
      for (const assignment of prefix) if (assignment.value.type === 'Word') env[assignment.name] = this.wordText(assignment.value);
      this.simple(node, words, env, level, around);
    }
    this.words(prefix, level, inner);
    if (node.name) this.words([node.name, ...node.args], level, inner);
    for (const redirect of node.redirects) this.node(redirect, level, inner);
  }

  private simple(node: Command, source: readonly CommandArgument[], prefixEnv: Readonly<Record<string, string>>, level: number, around: Surroundings): void {
    const env: Record<string, string> = { ...prefixEnv };
    const wrappers = [...this.wrappers];
    let words = source.map((word) => this.wordText(word));
    let nodes: readonly CommandArgument[] = source;
    for (let peeled = 0; peeled < wrapperLimit; peeled++) {
      const unwrapped = unwrap([programName(words[0] ?? ''), ...words.slice(1)]);
      if (!unwrapped) break;
      if (unwrapped.kind === 'shell') {
        const word = nodes[unwrapped.text];
        if (word?.type !== 'Word' || level >= shellTextDepth) break;
        this.shellText(word, [...wrappers, unwrapped.label], level, around);
        return;
      }
      for (const index of unwrapped.assignments) {
        const assignment = words[index] ?? '';
        env[assignment.slice(0, assignment.indexOf('='))] = assignment.slice(assignment.indexOf('=') + 1);
      }
      wrappers.push(unwrapped.label);
      words = words.slice(unwrapped.start);
      nodes = nodes.slice(unwrapped.start);
      if (unwrapped.pythonModule) {
        words = ['python', '-m', ...words];
        break;
      }
    }
    const [written = '', ...args] = words;
    const program = written.replace(binDirectory, 'node_modules/.bin/');
    const name = isStatic(program) ? programName(program) : '';
    this.note(node, { name, program, args, wrappers, env }, around.failure);
    if (name === 'cd' || name === 'pushd') this.changeDirectory(args);
    else if (name === 'popd') this.directory = undefined;
    else if (name === 'set') this.setOptions(args);
    else if (shellNames.has(name) && args.every((word) => word.startsWith('-'))) this.hereDocument(node, [...wrappers, name], args, level, around);
  }

  /** The script that a shell reads from its input: `bash <<EOF`. */
  private hereDocument(node: Command, wrappers: readonly string[], args: readonly string[], level: number, around: Surroundings): void {
    const document = node.redirects.find((redirect) => redirect.type === 'HereDoc');
    if (document?.type !== 'HereDoc' || level >= shellTextDepth) return;
    const { body } = document;
    const { directory, errexit, pipefail } = this;
    this.errexit = args.some((word) => /^-[a-z]{0,9}e/.test(word));
    this.pipefail = false;
    this.read(this.text.slice(body.pos, body.end), this.offset + body.pos, level + 1, wrappers, { failure: around.failure, last: true });
    Object.assign(this, { directory, errexit, pipefail });
  }

  /** The text of `bash -c '…'`, read as a script of its own. */
  private shellText(word: Word, wrappers: readonly string[], level: number, around: Surroundings): void {
    const raw = this.text.slice(word.pos, word.end);
    const quoted = /^(['"]).*\1$/s.test(raw) ? raw.slice(1, -1) : raw;
    const { directory, errexit, pipefail, fixedPlace } = this;
    // Same length means no escapes were taken out: the text stands in the file as it runs.
    const exact = quoted.length === word.value.length;
    const start = this.offset + word.pos + (quoted === raw ? 0 : 1);
    if (!exact) this.fixedPlace ??= { start: this.offset + word.pos, end: this.offset + word.end };
    this.errexit = false;
    this.pipefail = false;
    this.read(exact ? quoted : word.value, start, level + 1, wrappers, { failure: around.failure, last: true });
    Object.assign(this, { directory, errexit, pipefail, fixedPlace });
  }

  private note(node: Command, parts: Pick<ShellCommand, 'name' | 'program' | 'args' | 'wrappers' | 'env'>, failure: FailureHandling): void {
    if (this.found.length >= commandLimit) {
      this.problem('shell-too-many-commands', `Only the first ${commandLimit} commands were read.`, node.pos, node.end);
      return;
    }
    const start = this.fixedPlace?.start ?? this.offset + node.pos;
    const end = this.fixedPlace?.end ?? this.offset + node.end;
    const own = optionDirectory(parts.name, parts.args);
    const { at } = this;
    let place: Location | undefined;
    this.found.push({
      start,
      command: {
        ...parts,
        text: this.text.slice(node.pos, node.end),
        // Most commands are never reported: their place is computed when it is asked for.
        get location() {
          place ??= at(start, end);
          return place;
        },
        failure,
        directory: own === undefined ? this.directory : enter(this.directory, own),
      },
    });
  }

  private problem(code: ShellProblem['code'], message: string, start: number, end: number): void {
    if (this.problems.length >= problemLimit || (code !== 'shell-syntax' && this.problems.some((known) => known.code === code))) return;
    const limit = this.offset + this.text.length;
    const place = this.fixedPlace ?? { start: Math.min(this.offset + start, limit), end: Math.min(this.offset + end, limit) };
    this.problems.push({ code, message, ...place });
  }

  private changeDirectory(args: readonly string[]): void {
    const target = args.find((word) => !/^-[LPe@]+$/.test(word) && word !== '--');
    this.directory = target === undefined ? undefined : enter(this.directory, target);
  }

  private setOptions(args: readonly string[]): void {
    args.forEach((word, index) => {
      const on = word.startsWith('-');
      if (!on && !word.startsWith('+')) return;
      const letters = word.slice(1);
      if (!/^[A-Za-z]+$/.test(letters)) return;
      if (letters.includes('e')) this.errexit = on;
      if (letters.endsWith('o') && args[index + 1] === 'pipefail') this.pipefail = on;
      if (letters.endsWith('o') && args[index + 1] === 'errexit') this.errexit = on;
    });
  }

  /** A word's value, or its source text when something in it is expanded. */
  private wordText(word: CommandArgument): string {
    const raw = this.text.slice(word.pos, word.end);
    if (word.type !== 'Word') return unquote(raw);
    return hasExpansion(word) || raw.includes('${{') ? raw : word.value;
  }
}

/**
 * The syntax tree of a shell text in which GitHub's expressions may stand; its places are those of the text.
 *
 * @returns Undefined for a text that cannot be read, or that would take the parser too long.
 */
export function shellTree(text: string): ParsedScript | undefined {
  if (text.split('<<', hereDocumentLimit + 2).length > hereDocumentLimit + 1) return undefined;
  try {
    return parse(shellSource(text));
  } catch {
    return undefined;
  }
}

/** Same length and same meaning, as a shell reads it: expressions as variables, and line ends of Windows as those of others. */
function shellSource(text: string): string {
  const plain = blankExpressions(text);
  if (!plain.includes('\r\n')) return plain;
  const joined = plain.replaceAll('\\\r\n', ' \\\n');
  // The end of a here-document must stand alone on its line.
  return joined.includes('<<') ? joined : joined.replaceAll('\r\n', ' \n');
}

/** The programs of installed packages, where their directory is asked for. */
const binDirectory = /^"?\$\((?:npm|pnpm|yarn) bin\)"?\//;

const expansionTypes: ReadonlySet<string> = new Set([
  'SimpleExpansion',
  'ParameterExpansion',
  'CommandExpansion',
  'ArithmeticExpansion',
  'ProcessSubstitution',
]);

function hasExpansion(word: Word): boolean {
  return (word.parts ?? []).some(
    (part) =>
      expansionTypes.has(part.type) ||
      ((part.type === 'DoubleQuoted' || part.type === 'LocaleString') && part.parts.some((child) => expansionTypes.has(child.type))),
  );
}

function isStatic(program: string): boolean {
  return !/[$`"'*?{}()<>]/.test(program);
}

function unquote(text: string): string {
  return text.replace(/^(\w+=)(['"])(.*)\2$/s, '$1$3');
}

/** First word without directory and package version; scoped package names stay whole. */
function programName(program: string): string {
  const plain = program.replaceAll('\\', '/');
  const base = plain.startsWith('@') ? plain : plain.slice(plain.lastIndexOf('/') + 1);
  const version = base.indexOf('@', 1);
  return (version > 0 ? base.slice(0, version) : base).replace(/\.(?:exe|cmd)$/i, '');
}

/** `directory` is relative to where the script starts and may begin with `..`. */
function enter(directory: string | undefined, target: string): string | undefined {
  if (directory === undefined || !isStatic(target) || target.startsWith('~') || target === '-') return undefined;
  const inside = joinPath(directory, target);
  if (inside !== undefined) return inside;
  return target.startsWith('../') || target === '..' ? (directory === '' ? target.replace(/(?<!\/)\/+$/, '') : undefined) : undefined;
}

function readsStatus(source: string): boolean {
  return source.includes('$?') || source.includes('PIPESTATUS');
}

/** Whether the right side of `||` fails for sure, succeeds for sure, or may do either. */
function outcomeOf(node: SyntaxNode, depth = 0): 'fails' | 'succeeds' | 'either' {
  if (depth > 8) return 'either';
  switch (node.type) {
    case 'Command': {
      if (!node.name) return 'either';
      const name = programName(node.name.value);
      if (name === 'exit' || name === 'return') {
        const status = node.args[0]?.text;
        return status === '0' ? 'succeeds' : status === undefined || !/^\d+$/.test(status) ? 'either' : 'fails';
      }
      if (name === 'false' || name === 'die' || name === 'fail') return 'fails';
      return harmless.has(name) ? 'succeeds' : 'either';
    }
    case 'BraceGroup':
    case 'Subshell':
      return outcomeOf(node.body, depth + 1);
    case 'CompoundList': {
      const outcomes = node.commands.map((statement) => outcomeOf(statement.command, depth + 1));
      if (outcomes.includes('fails')) return 'fails';
      return outcomes.every((outcome) => outcome === 'succeeds') ? 'succeeds' : 'either';
    }
    case 'AndOr': {
      const outcomes = node.commands.map((command) => outcomeOf(command, depth + 1));
      if (outcomes.includes('fails')) return 'fails';
      return outcomes.every((outcome) => outcome === 'succeeds') ? 'succeeds' : 'either';
    }
    default:
      return 'either';
  }
}
