import { compileGlob, type PathMatcher } from './glob.ts';
import { compileSegment, matchesSegment, type SegmentToken } from './segment.ts';

/**
 * How a test runner writes patterns of files:
 * - `glob`: from the directory of the configuration. `name`: a shell pattern of the last segment.
 * - `regex`: anywhere in the absolute path, Jest's way.
 * - `fnmatch`: a shell pattern whose `*` crosses slashes (coverage.py). `path`: a file or directory (pytest's `--ignore`).
 * - `folder`: the name of a directory at any depth (`norecursedirs`).
 */
export type PatternLanguage = 'glob' | 'name' | 'regex' | 'fnmatch' | 'path' | 'folder';

const lengthLimit = 1000;
const alternativeLimit = 200;

/**
 * Compiles one pattern of a test runner.
 *
 * @returns A matcher of paths relative to the directory of the configuration; undefined for what cannot be evaluated.
 */
export function compileRunnerPattern(pattern: string, language: PatternLanguage): PathMatcher | undefined {
  if (pattern.length > lengthLimit || pattern.includes('${') || pattern.startsWith('...')) return undefined;
  switch (language) {
    case 'glob':
      return globMatcher(pattern);
    case 'name': {
      const match = globMatcher(pattern);
      return match && ((path) => match(path.slice(path.lastIndexOf('/') + 1)));
    }
    case 'folder': {
      const match = globMatcher(pattern);
      return match && ((path) => path.split('/').slice(0, -1).some(match));
    }
    case 'path': {
      const plain = withoutStart(pattern).replace(/::.*$/s, '').replace(/\/+$/, '');
      if (/[*?[]/.test(plain)) return compileRunnerPattern(plain, 'fnmatch');
      return (path) => plain === '' || plain === '.' || path === plain || path.startsWith(`${plain}/`);
    }
    case 'fnmatch': {
      const segment = compileSegment(fnmatchTokens(withoutStart(pattern)));
      const below = pattern.endsWith('/') ? compileSegment(fnmatchTokens(`${withoutStart(pattern)}*`)) : undefined;
      return (path) => [path, `/${path}`].some((each) => matchesSegment(segment, each) || (below !== undefined && matchesSegment(below, each)));
    }
    case 'regex':
      return regexMatcher(pattern);
    default:
      return language satisfies never;
  }
}

function withoutStart(pattern: string): string {
  return pattern.replace(/^(?:<rootDir>|\{toxinidir\}|%\(pwd\)s)?\/?/, '').replace(/^(?:\.\/)+/, '');
}

function globMatcher(pattern: string): PathMatcher | undefined {
  const plain = withoutStart(pattern);
  const braces = withoutExtendedGlobs(plain);
  if (braces === undefined || plain.startsWith('../')) return undefined;
  const match = compileGlob(braces);
  // `tests` and `tests/` mean all below, `**/tests` too.
  const below = /[*?{]/.test(lastSegment(braces)) ? undefined : compileGlob(`${braces.replace(/\/+$/, '')}/**`);
  return (path) => match(path) || (below?.(path) ?? false);
}

function lastSegment(pattern: string): string {
  return pattern.slice(pattern.lastIndexOf('/') + 1);
}

/** `?(c|m)` and `@(a|b)` as braces; of `+(…)` and `*(…)` one turn is read, of `!(…)` nothing. */
function withoutExtendedGlobs(pattern: string): string | undefined {
  if (!pattern.includes('(')) return pattern;
  if (pattern.includes('!(') || pattern.split('(').length > 20) return undefined;
  let result = '';
  let open = 0;
  for (let index = 0; index < pattern.length; index++) {
    const character = pattern[index] ?? '';
    if ('?@+*'.includes(character) && pattern[index + 1] === '(') {
      result += character === '?' || character === '*' ? '{,' : '{';
      open++;
      index++;
    } else if (character === '(') {
      result += '{';
      open++;
    } else if (character === ')' && open > 0) {
      result += '}';
      open--;
    } else result += character === '|' && open > 0 ? ',' : character;
  }
  return open === 0 ? result.replace(/\{([^{},]*)\}/g, '$1') : undefined;
}

function fnmatchTokens(pattern: string): SegmentToken[] {
  const tokens: SegmentToken[] = [];
  for (const character of pattern) {
    if (character === '*') {
      if (tokens.at(-1)?.kind !== 'star') tokens.push({ kind: 'star' });
    } else tokens.push(character === '?' ? { kind: 'any' } : { kind: 'literal', character });
  }
  return tokens;
}

/** Jest matches its expressions against absolute paths; the root of the repository stands for that of the file system. */
function regexMatcher(pattern: string): PathMatcher | undefined {
  const rooted = pattern.startsWith('<rootDir>');
  const source = rooted ? `^${pattern.slice('<rootDir>'.length)}` : pattern;
  const alternatives = readRegex(source);
  const segments = alternatives?.map(compileSegment);
  return segments && ((path) => segments.some((segment) => matchesSegment(segment, `/${path}`)));
}

/**
 * A plain regular expression as patterns without one: literals, `.`, `.*`, `.+`, sets, groups of alternatives, anchors and `?`.
 * Nothing of a repository becomes a regular expression of this process.
 */
function readRegex(source: string): SegmentToken[][] | undefined {
  const reader = { source, index: 0 };
  const body = readAlternatives(reader, 0);
  if (!body || reader.index < source.length) return undefined;
  return body.map((tokens) => {
    const first = tokens[0];
    const last = tokens.at(-1);
    const start = first === 'start' ? [] : [{ kind: 'star' } as const];
    const end = last === 'end' ? [] : [{ kind: 'star' } as const];
    return [...start, ...tokens.filter((token) => token !== 'start' && token !== 'end'), ...end];
  });
}

type RegexToken = SegmentToken | 'start' | 'end';

function readAlternatives(reader: { readonly source: string; index: number }, depth: number): RegexToken[][] | undefined {
  if (depth > 5) return undefined;
  const done: RegexToken[][] = [];
  let current: RegexToken[][] = [[]];
  while (reader.index < reader.source.length && reader.source[reader.index] !== ')') {
    if (reader.source[reader.index] === '|') {
      done.push(...current);
      current = [[]];
      reader.index++;
      continue;
    }
    const part = readPart(reader, depth);
    if (!part) return undefined;
    current = current.flatMap((before) => part.map((after) => [...before, ...after]));
    if (current.length + done.length > alternativeLimit) return undefined;
  }
  return [...done, ...current];
}

function readPart(reader: { readonly source: string; index: number }, depth: number): RegexToken[][] | undefined {
  const { source } = reader;
  const character = source[reader.index++] ?? '';
  let part: RegexToken[][] | undefined;
  if (character === '^') return [['start']];
  if (character === '$') return [['end']];
  if (character === '(') {
    if (source.startsWith('?:', reader.index)) reader.index += 2;
    else if (source[reader.index] === '?') return undefined;
    part = readAlternatives(reader, depth + 1);
    if (source[reader.index++] !== ')') return undefined;
  } else if (character === '[') {
    const end = source.indexOf(']', reader.index);
    if (end < 0) return undefined;
    part = readSet(source.slice(reader.index, end));
    reader.index = end + 1;
  } else if (character === '\\') {
    const escaped = source[reader.index++] ?? '';
    if (/[a-zA-Z0-9]/.test(escaped)) return undefined;
    part = [[{ kind: 'literal', character: escaped }]];
  } else if (character === '.') part = [[{ kind: 'any' }]];
  else if ('*+?{'.includes(character)) return undefined;
  else part = [[{ kind: 'literal', character }]];
  return part && quantified(reader, part, character === '.' || character === '[');
}

function quantified(reader: { readonly source: string; index: number }, part: RegexToken[][], isWild: boolean): RegexToken[][] | undefined {
  const mark = reader.source[reader.index];
  if (mark === '?') {
    reader.index++;
    return [[], ...part];
  }
  if (mark !== '*' && mark !== '+') return mark === '{' ? undefined : part;
  reader.index++;
  if (reader.source[reader.index] === '?') reader.index++;
  // A repeated set is read as anything: it is only used for names.
  if (!isWild) return undefined;
  return mark === '*' ? [[{ kind: 'star' }]] : [[{ kind: 'any' }, { kind: 'star' }]];
}

function readSet(content: string): RegexToken[][] | undefined {
  const negated = content.startsWith('^');
  const members = negated ? content.slice(1) : content;
  if (members.includes('\\') || members === '') return undefined;
  const ranges: [number, number][] = [];
  for (let index = 0; index < members.length; index++) {
    const low = members.codePointAt(index) ?? 0;
    if (members[index + 1] === '-' && index + 2 < members.length) {
      ranges.push([low, members.codePointAt(index + 2) ?? 0]);
      index += 2;
    } else ranges.push([low, low]);
  }
  return [[{ kind: 'set', negated, ranges }]];
}
