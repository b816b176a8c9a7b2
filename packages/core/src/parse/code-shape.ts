import type { CodeLanguage } from '../model/code-language.ts';
import { codeLanguageOf } from './code-languages.ts';
import { scanCode } from './code-tokens.ts';

/** Tokens of a source text as numbers, without comments and import statements. */
export interface CodeShape {
  readonly language: CodeLanguage;
  readonly length: number;
  /** Equal for all names and for all literals of a kind; keywords and marks by their text. */
  readonly shapes: Int32Array;
  /** By the text of the token. */
  readonly texts: Int32Array;
  /** Offsets. */
  readonly starts: Int32Array;
  readonly ends: Int32Array;
}

/** Shapes of what may be called or written otherwise in a copy. */
export const nameShape = 1;
export const numberShape = 2;
export const stringShape = 3;

/** Words that are no names, over the languages that are read: a name among them is compared by its text. */
const keywords: ReadonlySet<number> = new Set(
  `abstract and as assert async await begin bool break byte case catch char class const continue def default defer del delete do
  double elif else elsif end ensure enum except export extends extension false False final finally float fn for foreach from fun func
  function global go goto guard if impl implements import in instanceof int interface internal is isset lambda let list lock long loop
  match mod module move mut namespace new nil None nonlocal not null object of open operator or out override package params pass
  private protected protocol pub public raise range readonly record ref repeat require rescue return sealed select self Self short
  static string struct super switch synchronized template this throw throws trait true True try type typealias typeof unless unsafe
  until use using val var virtual void when where while with yield`
    .split(/\s+/)
    .map((word) => hashOf(word, 0, word.length)),
);

/** With what a statement begins that only brings names in. */
const importWords: Readonly<Record<CodeLanguage, readonly string[]>> = {
  javascript: ['import'],
  python: ['import', 'from'],
  go: ['import', 'package'],
  java: ['import', 'package'],
  kotlin: ['import', 'package'],
  rust: ['use', 'extern', 'mod'],
  ruby: ['require', 'require_relative'],
  csharp: ['using'],
  php: ['use'],
  swift: ['import'],
};

const comma = hashOf(',', 0, 1);
const closers: ReadonlySet<number> = new Set([')', ']', '}'].map((mark) => hashOf(mark, 0, 1)));

/**
 * Makes a function that reads texts into the same memory again and again: what it gave last holds until the next call.
 *
 * @returns Gives nothing for a language that is not read.
 */
export function shapeReader(): (path: string, text: string) => CodeShape | undefined {
  let shapes = new Int32Array(1 << 14);
  let texts = new Int32Array(1 << 14);
  let starts = new Int32Array(1 << 14);
  let ends = new Int32Array(1 << 14);
  const grow = (array: Int32Array): Int32Array<ArrayBuffer> => {
    const larger = new Int32Array(array.length * 2);
    larger.set(array);
    return larger;
  };
  return (path, text) => {
    const found = codeLanguageOf(path);
    if (!found) return undefined;
    const { language, syntax } = found;
    const imports = importWords[language];
    let length = 0;
    /** Brackets that are open in the import statement that is left out; -1 outside of one. */
    let depth = -1;
    let lastEnd = 0;
    scanCode(text, syntax, (kind, start, end) => {
      if (kind === 'comment') return;
      if (depth >= 0) {
        const ended = depth === 0 && text.slice(lastEnd, start).includes('\n');
        lastEnd = end;
        if (!ended) {
          const mark = text[start];
          if (kind === 'mark' && (mark === '(' || mark === '{')) depth++;
          else if (kind === 'mark' && (mark === ')' || mark === '}')) depth = Math.max(0, depth - 1);
          else if (kind === 'mark' && mark === ';' && depth === 0) depth = -1;
          return;
        }
        depth = -1;
      }
      if (kind === 'word' && (start === 0 || text.charCodeAt(start - 1) === 10) && imports.includes(text.slice(start, end))) {
        depth = 0;
        lastEnd = end;
        return;
      }
      if (length === shapes.length) {
        shapes = grow(shapes);
        texts = grow(texts);
        starts = grow(starts);
        ends = grow(ends);
      }
      const hash = hashOf(text, start, end);
      // Formatters put a comma behind the last of several lines, and take it away again.
      if (kind === 'mark' && length > 0 && texts[length - 1] === comma && closers.has(hash)) length--;
      texts[length] = hash;
      shapes[length] = kind === 'string' ? stringShape : kind === 'number' ? numberShape : kind === 'word' && !keywords.has(hash) ? nameShape : hash;
      starts[length] = start;
      ends[length] = end;
      length++;
    });
    return { language, length, shapes, texts, starts, ends };
  };
}

/** Keeps what a reader gave. */
export function keepShape({ language, length, shapes, texts, starts, ends }: CodeShape): CodeShape {
  const cut = (array: Int32Array): Int32Array => array.slice(0, length);
  return { language, length, shapes: cut(shapes), texts: cut(texts), starts: cut(starts), ends: cut(ends) };
}

/** FNV-1a over UTF-16 code units, signed: such numbers need no memory of their own. Source: http://www.isthe.com/chongo/tech/comp/fnv/ */
export function hashOf(text: string, start: number, end: number): number {
  let hash = 0x811c9dc5 | 0;
  for (let at = start; at < end; at++) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193);
  return hash;
}
