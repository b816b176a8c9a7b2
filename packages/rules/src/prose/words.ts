import { irregularForms } from './word-forms.ts';

/** A word, flag or mark of a sentence, in order. */
export interface Token {
  /** Comparable form: stem of a word, a flag or operator as written in lower case, or one of the marks `,` `;` `:` `(` `)` `-`. */
  readonly stem: string;
  /** Lower-case word as written, composed (NFC), apostrophes straightened. */
  readonly word: string;
  readonly kind: 'word' | 'flag' | 'mark';
}

// A flag (`--no-verify`, `-s`), a shell operator, a word with its accents and a contraction (`don't`, `we're`; `l'avis` is two
// words), a dash between spaces, or a mark that bounds a clause.
const tokenPattern =
  /(?<![\p{L}\p{N}_-])--?[A-Za-z][A-Za-z0-9-]*|\|\||&&|[\p{L}\p{N}][\p{L}\p{N}\p{M}]*(?:['’]\p{L}{1,2}(?![\p{L}\p{N}\p{M}]))?|(?<=\s)[-–—]+(?=\s)|[—,;:()]/gu;

// Scripts that set no spaces between words. The long vowel mark belongs to both kana.
const unspaced = /[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}ー\p{sc=Thai}\p{sc=Lao}\p{sc=Khmer}\p{sc=Myanmar}]/u;
const unspacedParts = new RegExp(`${unspaced.source}\\p{M}*|(?:(?!${unspaced.source}).)+`, 'gu');

/**
 * Splits a sentence into tokens. Words joined by hyphens, underscores or slashes come apart: `plan-first` is `plan first`.
 * In scripts without spaces every character is a token, so that adjacent tokens are found inside a longer run.
 *
 * @param text - One sentence. Linear in its length.
 */
export function tokenize(text: string): readonly Token[] {
  const tokens: Token[] = [];
  const composed = text.normalize('NFC');
  const hasUnspaced = unspaced.test(composed);
  for (const [source] of composed.matchAll(tokenPattern)) {
    const word = source.toLowerCase().replaceAll('’', "'");
    if (word === '||' || word === '&&') tokens.push({ stem: word, word, kind: 'flag' });
    else if (/^[-–—]+$/.test(word)) tokens.push({ stem: '-', word, kind: 'mark' });
    else if (word.startsWith('-')) tokens.push({ stem: word, word, kind: 'flag' });
    else if (/^[,;:()]$/.test(word)) tokens.push({ stem: word, word, kind: 'mark' });
    else if (hasUnspaced && unspaced.test(word))
      for (const [part] of word.matchAll(unspacedParts)) tokens.push({ stem: stemOf(part), word: part, kind: 'word' });
    else tokens.push({ stem: stemOf(word), word, kind: 'word' });
  }
  return tokens;
}

/**
 * The form under which inflections of an English word meet: plural, third person, `-ed` and `-ing`. It is only for
 * comparing; both sides go through it.
 */
function stemOf(word: string): string {
  const plain = word.replace(/'s$/, '');
  return reduce(irregularForms.get(plain) ?? withoutEnding(plain));
}

function withoutEnding(word: string): string {
  if (word.length <= 3) return word;
  if (word.endsWith('ies') && word.length > 4) return `${word.slice(0, -3)}y`;
  if (/(?:ss|sh|ch|x|zz)es$/.test(word)) return word.slice(0, -2);
  if (word.endsWith('s') && !/(?:ss|us|is)$/.test(word)) return word.slice(0, -1);
  if (word.endsWith('ied') && word.length > 4) return `${word.slice(0, -3)}y`;
  for (const ending of ['ing', 'ed']) {
    const rest = word.slice(0, -ending.length);
    if (word.endsWith(ending) && rest.length >= 3 && /[aeiouy]/.test(rest)) return rest;
  }
  return word;
}

/** `reus(e)`, `skip(p)`: what is left when a silent e and a doubled consonant are taken off. */
function reduce(word: string): string {
  if (word.length <= 3) return word;
  if (word.endsWith('e')) return word.slice(0, -1);
  return /([b-df-hj-np-tv-z])\1$/.test(word) ? word.slice(0, -1) : word;
}
