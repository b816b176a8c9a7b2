import { matchesPath, type PathMatcher, type PathPattern, pathPattern } from './path-pattern.ts';
import { literalTokens, type SegmentToken } from './segment.ts';

/** A CODEOWNERS pattern in a form that can be indexed: a floating one may start at any directory. */
export interface CodeOwnersPattern extends PathPattern {
  readonly floating: boolean;
}

/**
 * Compiles a pattern as GitHub reads it in CODEOWNERS: the rules of `.gitignore`, but a lone final `*` after a slash
 * stops at one level, and `[ ]` are plain characters. A backslash makes the next character plain. Case-sensitive.
 *
 * Source: https://docs.github.com/en/repositories/managing-your-repositorys-settings-and-features/customizing-your-repository/about-code-owners
 *
 * @param pattern - The pattern alone, with its escapes.
 */
export function parseCodeOwnersPattern(pattern: string): CodeOwnersPattern {
  const anchoredAtStart = pattern.startsWith('/');
  const directoryOnly = pattern.length > 1 && pattern.endsWith('/');
  const names = pattern.slice(anchoredAtStart ? 1 : 0, directoryOnly ? -1 : undefined).split('/');
  const floats = !anchoredAtStart && names.length === 1;
  const last = names.at(-1);
  // `docs/*` and `/*` cover files, not what is below directories; `*` alone is everything.
  const oneLevel = !directoryOnly && last === '*' && !floats && names.at(-2) !== '**';
  const segments = names.map((name) => (name === '**' ? 'globstar' : tokenize(name)));
  // `foo/**/` asks for a directory below foo, which is more than a globstar says.
  if (directoryOnly && last === '**') segments.push([{ kind: 'star' }]);
  const compiled = pathPattern(segments, directoryOnly ? 'below' : oneLevel ? 'exact' : 'self-or-below');
  // A leading globstar is another way of writing that a pattern floats.
  if (compiled.segments[0] === 'globstar') return { segments: compiled.segments.slice(1), reach: compiled.reach, floating: true };
  return { ...compiled, floating: floats };
}

/** Compiles one pattern on its own; for many, `codeOwnersIndex` is quicker. */
export function compileCodeOwnersPattern(pattern: string): PathMatcher {
  const { floating, segments, reach } = parseCodeOwnersPattern(pattern);
  const compiled: PathPattern = floating ? { segments: ['globstar', ...segments], reach } : { segments, reach };
  return (path) => matchesPath(compiled, path.split('/'));
}

function tokenize(name: string): SegmentToken[] {
  const tokens: SegmentToken[] = [];
  const characters = [...name];
  for (let index = 0; index < characters.length; index++) {
    const character = characters[index] ?? '';
    if (character === '*') {
      if (tokens.at(-1)?.kind !== 'star') tokens.push({ kind: 'star' });
    } else if (character === '?') tokens.push({ kind: 'any' });
    else tokens.push(...literalTokens(character === '\\' && index + 1 < characters.length ? (characters[++index] ?? '') : character));
  }
  return tokens;
}
