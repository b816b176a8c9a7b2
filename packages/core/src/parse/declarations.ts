import type { CodeLanguage } from '../model/code-language.ts';
import type { CodeDeclaration } from '../model/code-reuse.ts';
import { codeLanguageOf } from './code-languages.ts';
import { bracketPairs, type CodeToken, codeTokens } from './code-tokens.ts';
import { textPositions } from './text-position.ts';

/**
 * Functions and types that a source file offers to others, at its top level: methods belong to their type.
 *
 * @returns None for a language that is not read.
 * @throws Never.
 */
export function declarationsIn(path: string, text: string): readonly CodeDeclaration[] {
  const found = codeLanguageOf(path);
  if (!found) return [];
  const tokens = codeTokens(text, found.syntax).filter(({ kind }) => kind !== 'comment');
  const pairs = bracketPairs(tokens);
  const positions = textPositions(path, text);
  const declarations: CodeDeclaration[] = [];
  const reader = readers[found.language];
  for (let at = 0; at < tokens.length; at++) {
    const token = tokens[at];
    if (!token) break;
    // What stands in brackets is inner, unless they only group what is declared.
    const close = token.kind === 'mark' && '([{'.includes(token.text) ? pairs.get(at) : undefined;
    if (close !== undefined && close > at) {
      if (!(token.text === '{' && isGroup(tokens, at, found.language))) at = close;
      continue;
    }
    if (token.kind !== 'word') continue;
    const declared = reader({ tokens, pairs, at, isLineStart: token.start === 0 || text[token.start - 1] === '\n' });
    if (!declared) continue;
    const { name, kind, parameters } = declared;
    declarations.push({
      path,
      name: name.text,
      kind,
      ...(parameters === undefined ? {} : { parameters }),
      location: positions.location(name.start, name.end),
    });
  }
  return declarations;
}

interface Place {
  readonly tokens: readonly CodeToken[];
  readonly pairs: ReadonlyMap<number, number>;
  readonly at: number;
  readonly isLineStart: boolean;
}

interface Declared {
  readonly name: CodeToken;
  readonly kind: CodeDeclaration['kind'];
  readonly parameters?: number;
}

const typeWords: ReadonlySet<string> = new Set(['class', 'interface', 'struct', 'enum', 'trait', 'record', 'protocol', 'object', 'actor']);

const readers: Readonly<Record<CodeLanguage, (place: Place) => Declared | undefined>> = {
  javascript(place) {
    if (textAt(place, 0) !== 'export') return undefined;
    let offset = 1;
    while (['default', 'async', 'abstract', 'declare'].includes(textAt(place, offset))) offset++;
    const word = textAt(place, offset);
    if (word === 'function') return functionAt(place, textAt(place, offset + 1) === '*' ? offset + 2 : offset + 1);
    if (word === 'class') return typeAt(place, offset + 1);
    // `export const name = (…) =>` and `= async function (…)`; with a type in front of `=` it is not clear what it is.
    if (word !== 'const' || textAt(place, offset + 2) !== '=') return undefined;
    let value = offset + 3;
    if (textAt(place, value) === 'async') value++;
    if (textAt(place, value) === 'function') value++;
    const close = textAt(place, value) === '(' ? place.pairs.get(place.at + value) : undefined;
    if (close === undefined) return undefined;
    const isFunction = textAt(place, value - 1) === 'function' || (place.tokens[close + 1]?.text === '=' && place.tokens[close + 2]?.text === '>');
    const name = nameAt(place, offset + 1);
    return isFunction && name ? { name, kind: 'function', parameters: countParameters(place, place.at + value) } : undefined;
  },
  python(place) {
    // Blocks have no brackets: what is inner is indented.
    if (!place.isLineStart) return undefined;
    const offset = textAt(place, 0) === 'async' ? 1 : 0;
    const declared =
      textAt(place, offset) === 'def' ? functionAt(place, offset + 1) : textAt(place, offset) === 'class' ? typeAt(place, offset + 1) : undefined;
    return declared?.name.text.startsWith('_') ? undefined : declared;
  },
  go(place) {
    const word = textAt(place, 0);
    const declared =
      word === 'func' ? functionAt(place, 1) : word === 'type' && ['struct', 'interface'].includes(textAt(place, 2)) ? typeAt(place, 1) : undefined;
    return declared && /^\p{Lu}/u.test(declared.name.text) ? declared : undefined;
  },
  rust(place) {
    if (textAt(place, 0) !== 'pub') return undefined;
    // `pub(crate)` is offered within the crate.
    let offset = textAt(place, 1) === '(' ? (place.pairs.get(place.at + 1) ?? place.at + 1) - place.at + 1 : 1;
    while (['async', 'const', 'unsafe', 'extern'].includes(textAt(place, offset))) offset++;
    const word = textAt(place, offset);
    if (word === 'fn') return functionAt(place, offset + 1);
    return typeWords.has(word) ? typeAt(place, offset + 1) : undefined;
  },
  java: (place) => (typeWords.has(textAt(place, 0)) && !isPrivate(place) ? typeAt(place, 1) : undefined),
  kotlin(place) {
    if (isPrivate(place)) return undefined;
    const word = textAt(place, 0);
    if (word === 'fun') return functionAt(place, textAt(place, 1) === '<' ? behindAngles(place, 1) : 1);
    return typeWords.has(word) && textAt(place, 1) !== ':' ? typeAt(place, textAt(place, 1) === 'class' ? 2 : 1) : undefined;
  },
  // Ruby opens classes again and again; what is declared first is not clear.
  ruby: () => undefined,
  csharp: (place) => (typeWords.has(textAt(place, 0)) && !isPrivate(place) ? typeAt(place, ['class', 'struct'].includes(textAt(place, 1)) ? 2 : 1) : undefined),
  php(place) {
    const word = textAt(place, 0);
    if (word === 'function') return functionAt(place, 1);
    return ['class', 'interface', 'trait', 'enum'].includes(word) ? typeAt(place, 1) : undefined;
  },
  swift(place) {
    if (isPrivate(place)) return undefined;
    const word = textAt(place, 0);
    if (word === 'func') return functionAt(place, 1);
    return typeWords.has(word) ? typeAt(place, 1) : undefined;
  },
};

function textAt({ tokens, at }: Place, offset: number): string {
  return tokens[at + offset]?.text ?? '';
}

function nameAt({ tokens, at }: Place, offset: number): CodeToken | undefined {
  const token = tokens[at + offset];
  return token?.kind === 'word' ? token : undefined;
}

function typeAt(place: Place, offset: number): Declared | undefined {
  const name = nameAt(place, offset);
  return name && { name, kind: 'type' };
}

function functionAt(place: Place, offset: number): Declared | undefined {
  const name = nameAt(place, offset);
  if (!name) return undefined;
  // Type parameters stand in front of the others.
  for (let at = place.at + offset + 1; at < place.at + offset + 40; at++) {
    const text = place.tokens[at]?.text;
    if (text === '(') return { name, kind: 'function', parameters: countParameters(place, at) };
    if (text === undefined || text === '{' || text === ';' || text === '=') break;
    // An extension of Kotlin belongs to its type; a type parameter of Go stands in `[…]`.
    if (text === '.') return undefined;
    if (text === '[') at = place.pairs.get(at) ?? at;
  }
  return undefined;
}

/** Behind `<T, R : Comparable<R>>`. */
function behindAngles(place: Place, offset: number): number {
  let depth = 0;
  for (let at = offset; at < offset + 60; at++) {
    const text = textAt(place, at);
    if (text === '<') depth++;
    else if (text === '>') depth--;
    if (depth === 0) return at + 1;
  }
  return offset;
}

function countParameters({ tokens, pairs }: Place, open: number): number {
  const close = pairs.get(open);
  if (close === undefined || close === open + 1) return 0;
  let count = 1;
  let angles = 0;
  for (let at = open + 1; at < close; at++) {
    const text = tokens[at]?.text ?? '';
    if (text === '(' || text === '[' || text === '{') at = pairs.get(at) ?? at;
    else if (text === '<') angles++;
    else if (text === '>' && tokens[at - 1]?.text !== '=' && tokens[at - 1]?.text !== '-') angles = Math.max(0, angles - 1);
    else if (text === ',' && angles === 0 && at + 1 < close) count++;
  }
  return count;
}

/** Whether a modifier on the same declaration keeps it from others. */
function isPrivate({ tokens, at }: Place): boolean {
  for (let before = at - 1; before >= 0 && before > at - 6; before--) {
    const token = tokens[before];
    if (token?.kind !== 'word') return false;
    if (token.text === 'private' || token.text === 'fileprivate' || token.text === 'file') return true;
  }
  return false;
}

/** `namespace X {` and `mod x {` only group. */
function isGroup(tokens: readonly CodeToken[], at: number, language: CodeLanguage): boolean {
  if (language !== 'csharp' && language !== 'php' && language !== 'javascript') return false;
  let before = at - 1;
  while (before > 0 && (tokens[before]?.kind === 'word' || /[.\\]/.test(tokens[before]?.text ?? '')) && tokens[before]?.text !== 'namespace') before--;
  return tokens[before]?.text === 'namespace';
}
