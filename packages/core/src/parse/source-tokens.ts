/** A piece of a source file. Offsets count from 0; a string's are those of its quotes. */
export interface SourceToken {
  readonly kind: 'string' | 'word' | 'mark';
  /** A string's content with its escapes as written; one character for a mark. */
  readonly value: string;
  readonly start: number;
  readonly end: number;
  /** Whether a string holds code that is filled in when it is evaluated, so that its content is not what it says. */
  readonly isComputed: boolean;
}

/** How comments and strings of a language look. */
export interface SourceSyntax {
  readonly lineComment: '#' | '//';
  readonly blockComments: boolean;
  readonly quotes: '"' | '"\'';
  /** Starts of what is filled into a double-quoted string. */
  readonly interpolation: readonly string[];
}

/** Characters that are read of a build script; hand-written ones are far shorter. */
const sourceTextLimit: number = 512 * 1024;

const word = /[\p{L}\p{N}_@$]+/uy;

/**
 * Cuts a build script that is code (Gradle, Mix, Swift) into words, strings and marks, comments left out: enough to find
 * literals, without a grammar of the language. Regular-expression and sigil literals are not known. Time is linear in
 * the text.
 *
 * @throws Never.
 */
export function sourceTokens(text: string, syntax: SourceSyntax): readonly SourceToken[] {
  const tokens: SourceToken[] = [];
  const limit = Math.min(text.length, sourceTextLimit);
  let at = 0;
  while (at < limit) {
    const character = text[at] ?? '';
    if (character <= ' ') at++;
    else if (text.startsWith(syntax.lineComment, at)) at = endOf(text, '\n', at);
    else if (syntax.blockComments && text.startsWith('/*', at)) at = endOf(text, '*/', at + 2);
    else if (syntax.quotes.includes(character)) {
      const token = readString(text, at, syntax);
      tokens.push(token);
      at = token.end;
    } else {
      word.lastIndex = at;
      const value = word.exec(text)?.[0] ?? character;
      tokens.push({
        kind: value === character && !/[\p{L}\p{N}_@$]/u.test(character) ? 'mark' : 'word',
        value,
        start: at,
        end: at + value.length,
        isComputed: false,
      });
      at += value.length;
    }
  }
  return tokens;
}

function readString(text: string, start: number, { interpolation }: SourceSyntax): SourceToken {
  const quote = text[start] ?? '"';
  const isBlock = text.startsWith(quote.repeat(3), start);
  const open = start + (isBlock ? 3 : 1);
  let end = open;
  if (isBlock) {
    const stop = text.indexOf(quote.repeat(3), open);
    end = stop < 0 ? text.length : stop;
  } else while (end < text.length && text[end] !== quote && text[end] !== '\n') end += text[end] === '\\' ? 2 : 1;
  end = Math.min(end, text.length);
  const value = text.slice(open, end);
  const isComputed = quote === '"' && interpolation.some((mark) => value.includes(mark));
  return { kind: 'string', value, start, end: Math.min(text.length, end + (isBlock ? 3 : text[end] === quote ? 1 : 0)), isComputed };
}

function endOf(text: string, stop: string, from: number): number {
  const found = text.indexOf(stop, from);
  return found < 0 ? text.length : found + stop.length;
}

/** For each opening bracket, by its index, the index of the mark that closes it; those that nothing closes are left out. */
export function closingBrackets(tokens: readonly SourceToken[]): ReadonlyMap<number, number> {
  const closing = new Map<number, number>();
  const open: number[] = [];
  for (const [index, { kind, value }] of tokens.entries()) {
    if (kind !== 'mark') continue;
    if (value === '(' || value === '[' || value === '{') open.push(index);
    else if (value === ')' || value === ']' || value === '}') {
      const start = open.pop();
      if (start !== undefined) closing.set(start, index);
    }
  }
  return closing;
}
