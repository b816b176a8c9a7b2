import type { Location } from '../model/location.ts';
import { codeLanguageOf } from './code-languages.ts';
import { codeTokens } from './code-tokens.ts';
import { textPositions } from './text-position.ts';

/** A comment or attribute in code that switches a report of a linter, type checker, scanner or coverage tool off. */
export interface CodeSuppression {
  readonly tool: string;
  /** As written, without what stands behind it. */
  readonly text: string;
  /** Names the reports that it is about. */
  readonly isNamed: boolean;
  readonly scope: 'line' | 'file';
  /** Of coverage: leaves lines out of what is counted. */
  readonly isCoverage: boolean;
  readonly location: Location;
  /** The code that it is about, without blanks: its own line, or the next one. */
  readonly line: string;
}

interface Directive {
  readonly tool: string;
  readonly pattern: RegExp;
  readonly scope: 'line' | 'file';
  /** Whether the match names what it is about; its first group is the list of names. */
  readonly coverage?: true;
  /** The code is on the next line. */
  readonly next?: true;
}

// Behind the sign of a comment; the first group holds the names of rules, where there are any.
const directives: readonly Directive[] = [
  { tool: 'ESLint', pattern: /^eslint-disable-next-line\b\s*([^\n*-]*)/, scope: 'line', next: true },
  { tool: 'ESLint', pattern: /^eslint-disable-line\b\s*([^\n*-]*)/, scope: 'line' },
  { tool: 'ESLint', pattern: /^eslint-disable\b(?!-)\s*([^\n*-]*)/, scope: 'file' },
  { tool: 'Oxlint', pattern: /^oxlint-disable-(?:next-)?line\b\s*([^\n*-]*)/, scope: 'line', next: true },
  { tool: 'Oxlint', pattern: /^oxlint-disable\b(?!-)\s*([^\n*-]*)/, scope: 'file' },
  { tool: 'Biome', pattern: /^biome-ignore-all\s+([\w/]+)/, scope: 'file' },
  { tool: 'Biome', pattern: /^biome-ignore\s+([\w/]+)/, scope: 'line', next: true },
  { tool: 'TypeScript', pattern: /^@ts-nocheck\b/, scope: 'file' },
  { tool: 'TypeScript', pattern: /^@ts-ignore\b/, scope: 'line', next: true },
  { tool: 'coverage', pattern: /^(?:istanbul|c8|v8)\s+ignore\s+(file|next|start|else|if)?/, scope: 'line', coverage: true, next: true },
  { tool: 'coverage', pattern: /^pragma:\s*no cover/, scope: 'line', coverage: true },
  { tool: 'coverage', pattern: /^:nocov:/, scope: 'line', coverage: true },
  { tool: 'coverage', pattern: /^@codeCoverageIgnore/, scope: 'line', coverage: true },
  { tool: 'Ruff', pattern: /^(?:ruff|flake8):\s*noqa\b:?\s*([A-Z0-9, ]*)/, scope: 'file' },
  { tool: 'Ruff', pattern: /^noqa\b(?::\s*([A-Z0-9, ]+))?/i, scope: 'line' },
  { tool: 'mypy', pattern: /^mypy:\s*ignore-errors/, scope: 'file' },
  { tool: 'mypy', pattern: /^type:\s*ignore(?:\[([^\]\n]*)\])?/, scope: 'line' },
  { tool: 'Pyright', pattern: /^pyright:\s*ignore(?:\[([^\]\n]*)\])?/, scope: 'line' },
  { tool: 'Pylint', pattern: /^pylint:\s*disable=([\w, -]+)/, scope: 'line' },
  { tool: 'Bandit', pattern: /^nosec\b\s*([B0-9, ]*)/, scope: 'line' },
  { tool: 'golangci-lint', pattern: /^nolint\b(?::([\w, ]+))?/, scope: 'line' },
  { tool: 'gosec', pattern: /^#nosec\b\s*([G0-9, ]*)/, scope: 'line' },
  { tool: 'staticcheck', pattern: /^lint:(?:ignore|file-ignore)\s+([\w,]+)/, scope: 'line', next: true },
  { tool: 'RuboCop', pattern: /^rubocop:(?:disable|todo)\s+([\w/, ]+)/, scope: 'line' },
  { tool: 'Sonar', pattern: /^NOSONAR\b/, scope: 'line' },
  { tool: 'PHPStan', pattern: /^@phpstan-ignore\S*\s*([\w., ]*)/, scope: 'line', next: true },
  { tool: 'Psalm', pattern: /^@psalm-suppress\s+(\w+)/, scope: 'line', next: true },
  { tool: 'PHP_CodeSniffer', pattern: /^phpcs:ignore(?:File)?\s*([\w., ]*)/, scope: 'line', next: true },
  { tool: 'SwiftLint', pattern: /^swiftlint:disable(?::\w+)?\s+([\w ]+)/, scope: 'line', next: true },
  { tool: 'ktlint', pattern: /^ktlint-disable\b\s*([\w: -]*)/, scope: 'line' },
];

/** Files of which nobody wrote so many. */
const mostOfAFile = 2000;

/**
 * The suppressions that comments of a source file hold.
 *
 * @returns None for a language that is not read.
 * @throws Never.
 */
export function codeSuppressions(path: string, text: string): readonly CodeSuppression[] {
  const found = codeLanguageOf(path);
  if (!found || !mayHold.test(text)) return [];
  const positions = textPositions(path, text);
  const suppressions: CodeSuppression[] = [];
  for (const { kind, text: comment, start } of codeTokens(text, found.syntax)) {
    if (kind !== 'comment' || suppressions.length >= mostOfAFile) continue;
    const lead = /^(?:\/\*+|\/\/+|#+|\{\/\*)?[\s*]*/.exec(comment)?.[0].length ?? 0;
    const body = comment.slice(lead);
    for (const { tool, pattern, scope, coverage, next } of directives) {
      // `#nosec` of Go keeps its sign.
      const match = pattern.exec(body) ?? (tool === 'gosec' && comment.includes('#nosec') ? pattern.exec(comment.slice(comment.indexOf('#nosec'))) : null);
      if (!match) continue;
      const names = (match[1] ?? '').trim();
      const end = start + lead + match[0].length;
      suppressions.push({
        tool,
        text: match[0].trim().replace(/\s+/g, ' '),
        isNamed: names !== '' && names !== 'all',
        scope: scope === 'line' && /file-ignore|ignoreFile|ignore file/.test(match[0]) ? 'file' : scope,
        isCoverage: coverage === true,
        location: positions.location(start, Math.min(end, text.length)),
        line: lineOf(text, start, next === true || isAlone(text, start)),
      });
      break;
    }
  }
  return suppressions;
}

/** Cheap: most files hold none. */
const mayHold =
  /eslint-|oxlint-|biome-|@ts-|istanbul|c8 ignore|v8 ignore|pragma|nocov|codeCoverageIgnore|noqa|mypy|type:\s*ignore|pyright|pylint|nosec|nolint|lint:|rubocop|NOSONAR|phpstan|psalm|phpcs|swiftlint|ktlint/;

function isAlone(text: string, start: number): boolean {
  return text.slice(text.lastIndexOf('\n', start - 1) + 1, start).trim() === '';
}

/** The code of the line of a comment, or of the next line that holds code. */
function lineOf(text: string, start: number, next: boolean): string {
  const from = text.lastIndexOf('\n', start - 1) + 1;
  if (!next) return text.slice(from, start).replace(/\s+/g, '');
  let at = text.indexOf('\n', start);
  for (let count = 0; at >= 0 && count < 5; count++) {
    const end = text.indexOf('\n', at + 1);
    const line = text.slice(at + 1, end < 0 ? undefined : end).trim();
    if (line !== '' && !/^(?:\/\/|#|\*|\/\*)/.test(line)) return line.replace(/\s*(?:\/\/|#).*$/, '').replace(/\s+/g, '');
    at = end;
  }
  return '';
}
