import type { Location, Position, Range } from '../model/location.ts';

/** Turns offsets of one text into positions. Line ends are LF, CRLF and lone CR, as in SARIF viewers and YAML. */
export interface TextPositions {
  position(offset: number): Position;
  range(start: number, end: number): Range;
  location(start: number, end: number): Location;
  /** Offset at which a line (from 1) starts. */
  lineStart(line: number): number;
  readonly lineCount: number;
}

/**
 * Indexes a text once.
 *
 * @param path - Repository-relative path, for the locations.
 * @param text - The whole text.
 */
export function textPositions(path: string, text: string): TextPositions {
  const starts: number[] = [0];
  for (let index = 0; index < text.length; index++) {
    const code = text.charCodeAt(index);
    if (code === 10) starts.push(index + 1);
    else if (code === 13 && text.charCodeAt(index + 1) !== 10) starts.push(index + 1);
  }
  const position = (offset: number): Position => {
    const clamped = Math.max(0, Math.min(offset, text.length));
    let low = 0;
    let high = starts.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((starts[middle] ?? 0) <= clamped) low = middle;
      else high = middle - 1;
    }
    return { line: low + 1, column: clamped - (starts[low] ?? 0) + 1, offset: clamped };
  };
  const range = (start: number, end: number): Range => ({ start: position(start), end: position(Math.max(start, end)) });
  return {
    position,
    range,
    location: (start, end) => ({ path, range: range(start, end) }),
    lineStart: (line) => starts[line - 1] ?? text.length,
    lineCount: starts.length,
  };
}
