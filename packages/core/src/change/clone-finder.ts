import { type CodeShape, hashOf, nameShape, numberShape, stringShape } from '../parse/code-shape.ts';
import type { TextPositions } from '../parse/text-position.ts';

/** Tokens in a row that must be equal before two places are looked at together. */
const windowLength = 50;
/** A clone has at least so many tokens on so many lines; what is shorter is said in many places by itself. */
const fewest = { copied: { tokens: 70, lines: 8 }, renamed: { tokens: 100, lines: 10 } };
/** Share of names and literals that stay in what is simply a copy. */
const leastOfACopy = 0.95;
/** Names and literals that must be renamed the same way wherever they stand. */
const leastConsistency = 0.9;
/** Of them so many stay as they are: where all are other, only the grammar is the same. */
const leastSameNames = 0.5;
/** Rows of a table repeat one another: of runs of four tokens so many must differ. */
const leastVariety = 0.5;
/** Markup and settings: of all tokens so many may stand in pairs of a name and a literal. */
const mostPairs = 0.4;
/** A window that stands in so many places of the change is a table. */
const mostPositions = 16;
/** Places that are kept for one file of the change. */
const mostMatches = 2000;

/** A file with added code. */
export interface Subject {
  readonly path: string;
  readonly shape: CodeShape;
  /** For each token the line that it begins on, from 1. */
  readonly lines: Int32Array;
  /** For each token whether its line is added. */
  readonly added: Uint8Array;
  readonly positions: TextPositions;
}

/** Tokens `start` up to `end` of a subject stand in another place, too. */
export interface Match {
  readonly subject: Subject;
  readonly start: number;
  readonly end: number;
  readonly path: string;
  /** Offsets in the text of the other place. */
  readonly existingStart: number;
  readonly existingEnd: number;
  readonly sameNames: number;
  readonly isRenamed: boolean;
  /** Whether most of the other place is added by the change. */
  readonly isInsideChange: boolean;
}

interface CloneFinder {
  /** There is no run of added code that is long enough to be found. */
  readonly isEmpty: boolean;
  find(path: string, shape: CodeShape): readonly Match[];
}

/**
 * Looks for the added code of some files in others: runs of tokens that are equal but for names and literals. A rolling hash over
 * each file is looked up among those of the added code, so that time grows with what is read and memory with the change.
 */
export function cloneFinder(subjects: readonly Subject[]): CloneFinder {
  const index = new Map<number, { readonly subject: Subject; readonly start: number }[]>();
  // Of most windows a bit tells that they are not there.
  const filter = new Uint8Array(1 << 16);
  for (const subject of subjects) {
    let run = 0;
    forEachWindow(subject.shape, (start, hash) => {
      // The first window counts its own tokens; each further one brings one more.
      if (start === 0) for (let at = 0; at < windowLength; at++) run = subject.added[at] === 1 ? run + 1 : 0;
      else run = subject.added[start + windowLength - 1] === 1 ? run + 1 : 0;
      if (run < windowLength) return;
      const places = index.get(hash);
      if (places) places.push({ subject, start });
      else index.set(hash, [{ subject, start }]);
      filter[hash & 0xffff] = 1;
    });
  }
  const byPath = new Map(subjects.map((subject) => [subject.path, subject]));
  const find = (path: string, shape: CodeShape): readonly Match[] => {
    const matches: Match[] = [];
    /** By subject and distance: where the last match ends in this file. */
    const ends = new Map<Subject, Map<number, number>>();
    const own = byPath.get(path);
    forEachWindow(shape, (at, hash) => {
      if (filter[hash & 0xffff] === 0) return;
      const places = index.get(hash);
      if (!places || places.length > mostPositions || matches.length >= mostMatches) return;
      for (const { subject, start } of places) {
        if (subject.shape.language !== shape.language) continue;
        if (own === subject && start === at) continue;
        // Two places of the change are one finding, at the later one.
        if (own && isAdded(own, at, at + windowLength) && (own === subject ? start < at : subject.path < path)) continue;
        const distances = ends.get(subject) ?? new Map<number, number>();
        ends.set(subject, distances);
        if ((distances.get(at - start) ?? -1) >= at + windowLength) continue;
        const length = commonLength(subject, start, shape, at, own === subject);
        if (length < windowLength) continue;
        distances.set(at - start, at + length);
        const match = judge(subject, start, shape, at, length, path, own);
        if (match) matches.push(match);
      }
    });
    return matches;
  };
  return { isEmpty: index.size === 0, find };
}

const base = 0x01000193;

/** Tells of the rolling hash of each run of so many shapes. */
function forEachWindow({ shapes, length }: CodeShape, visit: (start: number, hash: number) => void): void {
  if (length < windowLength) return;
  let power = 1;
  for (let at = 1; at < windowLength; at++) power = Math.imul(power, base);
  let hash = 0;
  for (let at = 0; at < length; at++) {
    if (at >= windowLength) hash = (hash - Math.imul(mixed(shapes[at - windowLength] ?? 0), power)) | 0;
    hash = (Math.imul(hash, base) + mixed(shapes[at] ?? 0)) | 0;
    if (at >= windowLength - 1) visit(at - windowLength + 1, scrambled(hash));
  }
}

/** Small numbers, as names have them, would leave most bits alone. */
function mixed(shape: number): number {
  return Math.imul(shape ^ (shape >>> 15), 0x2c1b3c6d);
}

/** The low bits of a polynomial know only of the low bits of its terms. */
function scrambled(hash: number): number {
  const half = Math.imul(hash ^ (hash >>> 16), 0x7feb352d);
  return half ^ (half >>> 15);
}

function isAdded({ added }: Subject, start: number, end: number): boolean {
  let count = 0;
  for (let at = start; at < end; at++) count += added[at] ?? 0;
  return count * 2 > end - start;
}

/** How far two places go on alike: in the subject over added code only, in one file up to where they meet. */
function commonLength(subject: Subject, start: number, shape: CodeShape, at: number, isSameFile: boolean): number {
  const most = Math.min(subject.shape.length - start, shape.length - at, isSameFile ? Math.abs(start - at) : Number.POSITIVE_INFINITY);
  let length = 0;
  while (length < most && subject.added[start + length] === 1 && subject.shape.shapes[start + length] === shape.shapes[at + length]) length++;
  return length;
}

function judge(subject: Subject, from: number, shape: CodeShape, at: number, length: number, path: string, own: Subject | undefined): Match | undefined {
  const { lines, shape: mine } = subject;
  // Whole lines: the rest of a statement that began otherwise shows nothing.
  let start = from;
  let end = from + length;
  while (start < end && start > 0 && lines[start] === lines[start - 1]) start++;
  while (end > start && end < mine.length && lines[end - 1] === lines[end]) end--;
  const count = end - start;
  const lineCount = countLines(lines, start, end);
  if (count < fewest.copied.tokens || lineCount < fewest.copied.lines) return undefined;
  const offset = at - from;
  const renamed = new Map<number, number>();
  const runs = new Set<number>();
  let names = 0;
  let same = 0;
  let consistent = 0;
  let pairs = 0;
  for (let index = start; index < end; index++) {
    const kind = mine.shapes[index] ?? 0;
    if (index >= start + 3) runs.add(hashOfFour(mine.shapes, index));
    if (kind !== nameShape && kind !== numberShape && kind !== stringShape) continue;
    if (kind !== nameShape && mine.shapes[index - 2] === nameShape && isPairMark(mine.texts[index - 1])) pairs++;
    const [text, other] = [mine.texts[index] ?? 0, shape.texts[index + offset] ?? 0];
    names++;
    if (text === other) same++;
    if (kind !== nameShape) {
      consistent++;
      continue;
    }
    const known = renamed.get(text);
    if (known === undefined) renamed.set(text, other);
    if (known === undefined || known === other) consistent++;
  }
  if (names === 0 || runs.size < leastVariety * (count - 3) || pairs * 3 > mostPairs * count) return undefined;
  const isRenamed = same < leastOfACopy * names;
  const least = isRenamed ? fewest.renamed : fewest.copied;
  if (count < least.tokens || lineCount < least.lines) return undefined;
  if (consistent < leastConsistency * names || same < leastSameNames * names) return undefined;
  return {
    subject,
    start,
    end,
    path,
    existingStart: shape.starts[start + offset] ?? 0,
    existingEnd: shape.ends[end + offset - 1] ?? 0,
    sameNames: same / names,
    isRenamed,
    isInsideChange: own !== undefined && isAdded(own, start + offset, end + offset),
  };
}

const pairMarks: ReadonlySet<number> = new Set(['=', ':'].map((mark) => hashOf(mark, 0, 1)));

function isPairMark(text: number | undefined): boolean {
  return text !== undefined && pairMarks.has(text);
}

function hashOfFour(shapes: Int32Array, last: number): number {
  let hash = 0;
  for (let at = last - 3; at <= last; at++) hash = (Math.imul(hash, base) + mixed(shapes[at] ?? 0)) | 0;
  return hash;
}

/** Lines that tokens begin on. */
function countLines(lines: Int32Array, start: number, end: number): number {
  let count = 0;
  let last = 0;
  for (let at = start; at < end; at++) {
    const line = lines[at] ?? 0;
    if (line !== last) count++;
    last = line;
  }
  return count;
}
