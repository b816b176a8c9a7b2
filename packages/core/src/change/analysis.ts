import type { AnalysisChange, AnalysisChanges } from '../model/analysis-change.ts';
import type { Change, ChangedFile } from '../model/change.ts';
import type { Location } from '../model/location.ts';
import { type CodeSuppression, codeSuppressions } from '../parse/code-suppressions.ts';
import { readLiteralConfig } from '../parse/literal-config.ts';
import { type LiteralNode, literalAt, literalTexts } from '../parse/literal-node.ts';
import {
  type AnalysisFile,
  analysisFiles,
  baselines,
  excludingLists,
  goneLinters,
  ignoreLists,
  laxOptions,
  selectingLists,
  strictOptions,
} from './analysis-files.ts';
import { countLines } from './hunks.ts';
import { firstChangedLine, lineOf } from './places.ts';

/** Compares the configuration of linters, type checkers, scanners and hooks on both sides, and the comments that switch them off. */
export function analysisChanges(change: Change): AnalysisChanges {
  const changes: AnalysisChange[] = [];
  const compared: string[] = [];
  const notRead: AnalysisChanges['notRead'][number][] = [];
  const moved: { readonly file: ChangedFile; readonly entries: readonly Entry[] }[] = [];
  for (const file of change.files) {
    if (file.role === 'vendored' || file.role === 'fixture' || file.role === 'generated') continue;
    const names = (known: AnalysisFile): boolean => known.path.test(file.path) || (file.previousPath !== undefined && known.path.test(file.previousPath));
    const configs = analysisFiles.filter(names);
    for (const known of configs) {
      const [before, after] = [entriesOf(file, 'before', known), entriesOf(file, 'after', known)];
      if (before.problem === undefined && after.problem !== undefined && file.after) {
        notRead.push({ path: file.path, reason: after.problem, wasReadable: file.before !== undefined });
        continue;
      }
      if (!file.before) {
        moved.push({ file, entries: after.entries });
        continue;
      }
      if (before.entries.length > 0 || after.entries.length > 0) compared.push(file.path);
      changes.push(...compareEntries(before.entries, after.entries, known.tool, file));
    }
    for (const known of ignoreLists.filter(names)) changes.push(...compareLists(file, known.tool));
    for (const known of baselines.filter(names)) changes.push(...compareBaseline(file, known.tool));
  }
  // What another file of the change says as strictly has only moved.
  const elsewhere = new Set(moved.flatMap(({ entries }) => entries.map(({ key, text }) => `${key.split('.').at(-1)} ${text}`)));
  const kept = changes.filter(({ key, before }) => !elsewhere.has(`${key.split('.').at(-1)} ${before}`));
  return { changes: [...kept, ...commentChanges(change)], compared, notRead };
}

/** A scalar of a configuration, or an entry of a list. */
interface Entry {
  /** Joined by dots; of a list that of the list. */
  readonly key: string;
  readonly text: string;
  readonly isListed: boolean;
  readonly location: Location;
}

/** Values of a file that are read. */
const mostEntries = 5000;

function entriesOf(
  file: ChangedFile,
  side: 'before' | 'after',
  { at = [], tool }: AnalysisFile,
): { readonly entries: readonly Entry[]; readonly problem?: string } {
  const content = file[side];
  if (content?.state !== 'text') return { entries: [] };
  const path = side === 'before' ? (file.previousPath ?? file.path) : file.path;
  const config = readLiteralConfig(path, content.text);
  if (!config) return { entries: [] };
  const problem = config.diagnostics.find(({ severity }) => severity === 'error');
  if (problem) return { entries: [], problem: `${problem.message}` };
  const entries: Entry[] = [];
  walk(at.length > 0 ? literalAt(config.root, ...at) : (config.value ?? config.root), '', entries, 0);
  // Ruff moved most of its settings below `lint`, and takes the old place still.
  return { entries: tool === 'Ruff' ? entries.map((entry) => ({ ...entry, key: entry.key.replace(/^lint\./, '') })) : entries };
}

function walk(node: LiteralNode | undefined, key: string, entries: Entry[], depth: number): void {
  if (!node || depth > 12 || entries.length >= mostEntries) return;
  const under = (name: string): string => (key === '' ? name : `${key}.${name}`);
  switch (node.kind) {
    case 'map':
      for (const { key: name, value } of node.entries) walk(value, under(name), entries, depth + 1);
      return;
    case 'sequence': {
      const isLevel = isRuleLevel(node.items[0]);
      // `['error', { … }]`: the level of a rule with its options.
      if (isLevel) {
        walk(node.items[0], key, entries, depth + 1);
        return;
      }
      for (const item of node.items) {
        if (item.kind === 'map') walk(item, `${key}${discriminator(item)}`, entries, depth + 1);
        else for (const { value, location } of literalTexts(item)) entries.push({ key, text: value, isListed: true, location });
      }
      return;
    }
    case 'opaque':
      // `defineConfig([…])`, `tseslint.config(…)`: what a wrapper is given.
      for (const argument of node.args ?? []) walk(argument, key, entries, depth + 1);
      if (node.returns) walk(node.returns, key, entries, depth + 1);
      return;
    default:
      entries.push({ key, text: node.text, isListed: false, location: node.location });
  }
}

/** What tells the maps of a list apart: `overrides` of ESLint hold the same rules for other files. */
const naming: readonly string[] = ['files', 'includes', 'include', 'path', 'name', 'repo', 'id'];

function discriminator(map: Extract<LiteralNode, { kind: 'map' }>): string {
  for (const name of naming) {
    const found = map.entries.find(({ key }) => key === name);
    const texts = found ? literalTexts(found.value).map(({ value }) => value) : [];
    // Dots part the words of a key.
    if (texts.length > 0) return `[${texts.join(' ').replaceAll('.', '·').slice(0, 200)}]`;
  }
  return '';
}

/** The words of a key, without what tells maps apart. */
function partsOf(key: string): readonly string[] {
  return key.replace(/\[[^\]]*\]/g, '').split('.');
}

const levels: Readonly<Record<string, number>> = {
  off: 0,
  '0': 0,
  allow: 0,
  warn: 1,
  '1': 1,
  warning: 1,
  information: 1,
  info: 1,
  error: 2,
  '2': 2,
  deny: 3,
  forbid: 4,
  on: 2,
};

function isRuleLevel(node: LiteralNode | undefined): boolean {
  return node?.kind === 'scalar' && /^(?:off|warn|error|0|1|2)$/.test(node.text);
}

function compareEntries(before: readonly Entry[], after: readonly Entry[], tool: string, file: ChangedFile): readonly AnalysisChange[] {
  const found: AnalysisChange[] = [];
  const add = (
    kind: AnalysisChange['kind'],
    key: string,
    was: Entry | undefined,
    is: Entry | undefined,
    text = { before: was?.text ?? '', after: is?.text ?? '' },
    isCertain = false,
  ): void =>
    void found.push({
      kind,
      tool,
      key,
      ...text,
      path: file.path,
      ...(isCertain ? { isCertain } : {}),
      ...(was ? { beforeLocation: was.location } : {}),
      ...(is ? { afterLocation: is.location } : {}),
    });
  const nameOf = (key: string): string => partsOf(key).at(-1) ?? key;
  const scalarsAfter = new Map(after.filter(({ isListed }) => !isListed).map((entry) => [entry.key, entry]));
  const scalarsBefore = new Map(before.filter(({ isListed }) => !isListed).map((entry) => [entry.key, entry]));
  for (const was of scalarsBefore.values()) {
    const is = scalarsAfter.get(was.key);
    const name = nameOf(was.key);
    const inRules = /(?:^|\.)(?:rules|lints|linter)\./.test(`.${was.key}`) || tool === 'Cargo lints' || tool === 'Pyright' || tool === 'Biome';
    const [from, to] = [levels[was.text.toLowerCase()], is && levels[is.text.toLowerCase()]];
    if (inRules && from !== undefined && from > 0 && !strictOptions.has(name)) {
      if (is && to !== undefined && to < from) add('level', was.key, was, is);
      else if (!is && !after.some(({ key }) => key.startsWith(`${was.key}.`)) && file.status !== 'deleted')
        add('level', was.key, was, undefined, { before: was.text, after: 'not set' });
    } else if (strictOptions.has(name) && isYes(was.text) && (!is || !isYes(is.text))) {
      // With `strict` the others need not be written.
      const covered = !is && after.some((entry) => nameOf(entry.key) === 'strict' && isYes(entry.text));
      if (!covered) add('switch', was.key, was, is, { before: was.text, after: is?.text ?? 'not set' });
    } else if (laxOptions.has(name) && is && !isYes(was.text) && isYes(is.text)) add('switch', was.key, was, is);
    else if (tool === 'RuboCop' && name === 'Enabled' && isYes(was.text) && is && !isYes(is.text)) add('level', was.key, was, is);
    else if (tool === 'detekt' && name === 'active' && isYes(was.text) && is && !isYes(is.text)) add('level', was.key, was, is);
    else if ((tool === 'pre-commit' || tool === 'lefthook') && name === 'id' && !after.some((entry) => nameOf(entry.key) === 'id' && entry.text === was.text))
      add('selection', 'hook', was, undefined, { before: was.text, after: 'gone' });
  }
  const presets = (entries: readonly Entry[]): string =>
    entries
      .filter(({ key }) => /^(?:extends|plugins|preset)$/.test(nameOf(key)))
      .map(({ text }) => text)
      .join(' ');
  // In a program presets are values, which nobody can tell from here.
  const hasSamePresets = presets(before) === presets(after) && !/(?:^|\/)eslint\.config\.[cm]?[jt]s$/.test(file.path);
  for (const is of scalarsAfter.values()) {
    const name = nameOf(is.key);
    if (scalarsBefore.has(is.key)) continue;
    const inRules = /(?:^|\.)rules\./.test(is.key);
    // Switched off although nothing was written: a preset had it on.
    if (inRules && levels[is.text.toLowerCase()] === 0 && before.length > 0)
      add('level', is.key, undefined, is, { before: 'as the preset has it', after: is.text }, hasSamePresets && !is.key.includes('['));
    if (laxOptions.has(name) && isYes(is.text) && before.length > 0) add('switch', is.key, undefined, is, { before: 'not set', after: is.text });
    if (tool === 'RuboCop' && name === 'Enabled' && !isYes(is.text) && before.length > 0)
      add('level', is.key, undefined, is, { before: 'as the preset has it', after: is.text });
  }
  const listed = (entries: readonly Entry[]): readonly Entry[] =>
    entries.filter(({ isListed, key }) => isListed || excludingLists.has(nameOf(key)) || partsOf(key).includes('per-file-ignores'));
  const known = new Set(listed(before).map(({ key, text }) => `${key} ${text}`));
  const now = new Set(listed(after).map(({ key, text }) => `${key} ${text}`));
  for (const is of listed(after)) {
    const isExcluding = partsOf(is.key).some((part) => excludingLists.has(part));
    if (isExcluding && !known.has(`${is.key} ${is.text}`) && before.length > 0 && !is.text.startsWith('!'))
      add('exclusion', is.key, undefined, is, { before: '', after: is.text }, isEffective(is, before, tool));
  }
  for (const was of listed(before)) {
    const isSelecting = selectingLists.has(nameOf(was.key));
    // `"include": ["src"]` that becomes `["."]` selects more, and nobody can tell by the text.
    if (
      isSelecting &&
      !now.has(`${was.key} ${was.text}`) &&
      !after.some(({ key, text }) => key === was.key && covers(text, was.text)) &&
      file.status !== 'deleted'
    )
      add('selection', was.key, was, undefined, { before: was.text, after: 'gone' }, isLoss(was, before, after, tool));
  }
  return found;
}

/** Whether an entry leaves something out for sure: golangci-lint runs all others, or the entry is a text of reports. */
function isEffective({ key, text }: Entry, before: readonly Entry[], tool: string): boolean {
  if (tool !== 'golangci-lint') return false;
  const runsAll = before.some(
    (entry) => (/(?:^|\.)enable-all$/.test(entry.key) && isYes(entry.text)) || (entry.key === 'linters.default' && entry.text === 'all'),
  );
  return (key === 'linters.disable' && runsAll && !goneLinters.has(text)) || key === 'issues.exclude' || /(?:^|\.)gosec\.excludes$/.test(key);
}

/** Whether a linter or group of rules is gone for sure: nothing new stands in its list that could be its new name. */
function isLoss(was: Entry, before: readonly Entry[], after: readonly Entry[], tool: string): boolean {
  if (!((tool === 'golangci-lint' && was.key === 'linters.enable') || (tool === 'Ruff' && /(?:^|\.)(?:extend-)?select$/.test(was.key)))) return false;
  const had = new Set(before.filter(({ key }) => key === was.key).map(({ text }) => text));
  const gained = after.some(({ key, text }) => key === was.key && !had.has(text));
  const version = (entries: readonly Entry[]): string | undefined => entries.find(({ key }) => key === 'version')?.text;
  return !gained && version(before) === version(after) && !goneLinters.has(was.text);
}

/** A pattern or a group of rules that holds another: `ALL`, `E` for `E501`, `.` or `**` for a folder. */
function covers(wide: string, narrow: string): boolean {
  return (
    wide === 'ALL' || wide === '.' || wide === '**/*' || wide === '**' || (/^[A-Z]+\d*$/.test(wide) && narrow.startsWith(wide)) || narrow.startsWith(`${wide}/`)
  );
}

function isYes(text: string): boolean {
  return /^(?:true|yes|on|1)$/i.test(text.trim());
}

function compareLists(file: ChangedFile, tool: string): readonly AnalysisChange[] {
  if (!file.before) return [];
  const lines = (content: ChangedFile['before']): readonly string[] =>
    content?.state === 'text' ? content.text.split(/\r?\n/).map((line) => line.trim()) : [];
  const known = new Set(lines(file.before));
  return lines(file.after).flatMap((text, index): AnalysisChange[] => {
    if (text === '' || text.startsWith('#') || known.has(text)) return [];
    const afterLocation = lineOf(file, 'after', index + 1);
    return [{ kind: 'exclusion', tool, key: 'ignore list', before: '', after: text, path: file.path, ...(afterLocation ? { afterLocation } : {}) }];
  });
}

/** A baseline grew when it has more lines, or one of its counts is higher. */
function compareBaseline(file: ChangedFile, tool: string): readonly AnalysisChange[] {
  if (file.after?.state !== 'text') return [];
  const sizeOf = (content: ChangedFile['before']): number => {
    if (content?.state !== 'text') return 0;
    const counts = [...content.text.matchAll(/"?count"?\s*[:=]\s*"?(\d{1,6})/gi)].reduce((sum, [, count]) => sum + Number(count), 0);
    return countLines(content.text) + counts;
  };
  const [was, is] = [sizeOf(file.before), sizeOf(file.after)];
  if (is <= was || (!file.before && is === 0)) return [];
  const afterLocation = firstChangedLine(file, 'after');
  return [{ kind: 'baseline', tool, key: 'baseline', before: `${was}`, after: `${is}`, path: file.path, ...(afterLocation ? { afterLocation } : {}) }];
}

/** Comments that switch reports off and were not there before, by file; those that move with their line are none. */
function commentChanges(change: Change): readonly AnalysisChange[] {
  const sides = change.files
    .filter(({ role, kind }) => role === 'own' && (kind === 'source' || kind === 'test'))
    .map((file) => ({
      file,
      before: file.before?.state === 'text' ? codeSuppressions(file.previousPath ?? file.path, file.before.text) : [],
      after: file.after?.state === 'text' ? codeSuppressions(file.path, file.after.text) : [],
    }));
  const key = ({ tool, text, line }: CodeSuppression): string => `${tool} ${text} ${line}`;
  const plain = ({ tool, text }: CodeSuppression): string => `${tool} ${text}`;
  // Over the whole change: a function may move to another file with its comment.
  const left = new Map<string, number>();
  for (const suppression of sides.flatMap(({ before }) => before)) left.set(key(suppression), (left.get(key(suppression)) ?? 0) + 1);
  return sides.flatMap(({ file, before, after }) => {
    const fresh = after.filter((suppression) => {
      const count = left.get(key(suppression)) ?? 0;
      if (count > 0) left.set(key(suppression), count - 1);
      return count === 0;
    });
    // A line that was edited under its comment: as many of the same kind as before.
    const had = new Map<string, number>();
    const used = new Set(after.filter((suppression) => !fresh.includes(suppression)).map(key));
    for (const suppression of before) if (!used.has(key(suppression))) had.set(plain(suppression), (had.get(plain(suppression)) ?? 0) + 1);
    const lines =
      file.before?.state === 'text'
        ? new Set(file.before.text.split('\n').map((line) => line.replace(/\s*(?:\/\/|#).*$/, '').replace(/\s+/g, '')))
        : new Set<string>();
    return fresh.flatMap((suppression): AnalysisChange[] => {
      const count = had.get(plain(suppression)) ?? 0;
      if (count > 0) {
        had.set(plain(suppression), count - 1);
        return [];
      }
      return [
        {
          kind: 'comment',
          tool: suppression.tool,
          key: suppression.isCoverage ? 'coverage' : 'comment',
          before: '',
          after: suppression.text,
          afterLocation: suppression.location,
          path: file.path,
          isBlanket: !suppression.isNamed || suppression.scope === 'file',
          isOnExistingLine: suppression.scope === 'file' ? file.before !== undefined : suppression.line !== '' && lines.has(suppression.line),
        },
      ];
    });
  });
}
