import type { Change } from '../model/change.ts';
import type { Located } from '../model/location.ts';
import type { FileIndex } from '../model/repository.ts';
import type { PathMatcher } from '../pattern/path-pattern.ts';
import { compileRunnerPattern } from '../pattern/runner-patterns.ts';
import { changeKind, isTestPath } from './change-kind.ts';
import type { FoundSetting } from './found-setting.ts';

/** Patterns of one list; a long one is no list of a person. */
const patternLimit = 2000;

interface CompiledList {
  readonly matches: PathMatcher;
  readonly unread: readonly Located<string>[];
  /** Whether the list could be evaluated at all. */
  readonly isKnown: boolean;
}

/** What a change of pattern lists does to the files of the base. */
export interface PatternChange {
  readonly leftOut: readonly string[];
  readonly unread: readonly Located<string>[];
}

/**
 * Files of the base, still there at the head, that a list of patterns took in and no longer does (or newly leaves out).
 *
 * @param directory - Of the configuration file: patterns count from there.
 * @param selection - The list that selects, at the base, where the setting is one that leaves out.
 */
export function patternChange(
  change: Change,
  files: { readonly base: FileIndex; readonly head: FileIndex },
  directory: string,
  before: FoundSetting | undefined,
  after: FoundSetting | undefined,
  selection: FoundSetting | undefined,
): PatternChange {
  const setting = after ?? before;
  if (!setting || sameTexts(before, after)) return { leftOut: [], unread: [] };
  const [left, right] = [compileList(before, setting), compileList(after, setting)];
  const isExclusion = setting.kind.order === 'excluded';
  const known = new Set(valuesOf(before).map(({ value }) => value));
  const unread = isExclusion ? right.unread.filter(({ value }) => !known.has(value)) : [...left.unread, ...right.unread].slice(0, 20);
  if (!left.isKnown || !right.isKnown) return { leftOut: [], unread };
  if (!isExclusion && unread.length > 0) return { leftOut: [], unread };
  const selects = selection ? compileList(selection, selection) : undefined;
  const prefix = directory === '' ? '' : `${directory}/`;
  const leftOut = files.base.entries.flatMap(({ path, kind }) => {
    if (!path.startsWith(prefix) || (kind !== 'file' && kind !== 'executable') || !isCandidate(path, setting, files.base)) return [];
    const now = change.pathAtHead(path) ?? path;
    if (!files.head.has(now)) return [];
    const inside = path.slice(prefix.length);
    const insideNow = now.startsWith(prefix) ? now.slice(prefix.length) : now;
    if (isExclusion && selects?.isKnown && selects.unread.length === 0 && !selects.matches(inside)) return [];
    const lost = isExclusion ? !left.matches(inside) && right.matches(insideNow) : left.matches(inside) && !right.matches(insideNow);
    return lost ? [path] : [];
  });
  return { leftOut, unread };
}

/** Whether a list takes a file in; one that cannot be read wholly is asked for what it can say. */
export function takesIn(setting: FoundSetting, directory: string, path: string): boolean {
  const prefix = directory === '' ? '' : `${directory}/`;
  return path.startsWith(prefix) && compileList(setting, setting).matches(path.slice(prefix.length));
}

function isCandidate(path: string, { kind, candidates }: FoundSetting, files: FileIndex): boolean {
  if (candidates && !candidates.test(path)) return false;
  if (files.role(path) !== 'own') return false;
  if (kind.subject === 'tests') return candidates !== undefined || isTestPath(path);
  return !path.endsWith('.d.ts') && changeKind(path, 'own', undefined) === 'source' && !isAside.test(path);
}

/** Source files that no test is asked to run: configuration, stories, examples, benchmarks and mocks. */
const isAside =
  /(?:^|\/)(?:[\w.-]+\.config\.[cm]?[jt]s|[\w.-]+\.stories\.[jt]sx?|__mocks__\/.+|mocks?\/.+|examples?\/.+|benchmarks?\/.+|bench\/.+|docs?(?:[_-]\w+)?\/.+|scripts\/.+|migrations?\/.+|setup\.py)$/;

function valuesOf(setting: FoundSetting | undefined): readonly Located<string>[] {
  const value = setting?.value.value;
  return typeof value === 'object' ? value : [];
}

function sameTexts(before: FoundSetting | undefined, after: FoundSetting | undefined): boolean {
  const key = (setting: FoundSetting | undefined): string | undefined =>
    setting &&
    valuesOf(setting)
      .map(({ value }) => value)
      .join('\n');
  return key(before) === key(after) && before?.value.value !== 'not-readable';
}

function compileList(setting: FoundSetting | undefined, { language = 'glob', standard, kind }: FoundSetting): CompiledList {
  if (setting?.value.value === 'not-readable')
    return { matches: () => false, unread: [{ value: setting.value.text, location: setting.value.location }], isKnown: false };
  if (!setting) {
    if (typeof standard !== 'object') return { matches: () => false, unread: [], isKnown: kind.order === 'excluded' };
    const matchers = standard.flatMap((pattern) => compileRunnerPattern(pattern, language) ?? []);
    return { matches: (path) => matchers.some((match) => match(path)), unread: [], isKnown: true };
  }
  const unread: Located<string>[] = [];
  const positive: PathMatcher[] = [];
  const negative: PathMatcher[] = [];
  for (const entry of valuesOf(setting).slice(0, patternLimit)) {
    const isNegated = entry.value.startsWith('!') && language !== 'regex';
    const match = compileRunnerPattern(isNegated ? entry.value.slice(1) : entry.value, language);
    if (!match) unread.push(entry);
    else (isNegated ? negative : positive).push(match);
  }
  // `["!src/generated"]` alone selects all else.
  const all = positive.length === 0 && negative.length > 0 && kind.order === 'selected';
  return { matches: (path) => (all || positive.some((match) => match(path))) && !negative.some((match) => match(path)), unread, isKnown: true };
}
