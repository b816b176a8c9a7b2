import { regexLiteralEnd } from './regex-literal.ts';

/** A piece of JavaScript or TypeScript source. */
export interface JsToken {
  /** A string with its quotes; `template` is a regular expression too. */
  readonly kind: 'punctuation' | 'string' | 'template' | 'number' | 'word';
  readonly text: string;
  readonly start: number;
  readonly end: number;
}

/** A slash that opens nothing must not cost a scan of the rest of the file. */
const regexLimit = 2000;

/** Splits source into words, literals and punctuation; comments and white space are dropped. Never throws; time is linear in the text. */
export function jsTokens(text: string): readonly JsToken[] {
  const tokens: JsToken[] = [];
  let index = 0;
  const push = (kind: JsToken['kind'], end: number): void => {
    tokens.push({ kind, text: text.slice(index, end), start: index, end });
    index = end;
  };
  while (index < text.length) {
    const character = text[index] ?? '';
    const next = text[index + 1];
    if (character <= ' ') index++;
    else if (character === '/' && next === '/') index = orEnd(text.indexOf('\n', index), text);
    else if (character === '/' && next === '*') index = orEnd(text.indexOf('*/', index + 2), text, 2);
    else if (character === '"' || character === "'") push('string', quotedEnd(text, index, character));
    else if (character === '`') push('template', quotedEnd(text, index, character));
    else if (character === '/' && regexMayStart(tokens.at(-1))) push('template', regexEnd(text, index));
    else if (/[0-9]/.test(character)) push('number', runEnd(text, index, /[\w.]/));
    else if (/[\w$]/.test(character) || character > '\u007f') push('word', runEnd(text, index, /[\w$\u0080-\uffff]/));
    else push('punctuation', index + 1);
  }
  return tokens;
}

function orEnd(found: number, text: string, length = 0): number {
  return found < 0 ? text.length : found + length;
}

function quotedEnd(text: string, start: number, quote: string): number {
  for (let index = start + 1; index < text.length; index++) {
    if (text[index] === '\\') index++;
    else if (text[index] === quote) return index + 1;
    else if (text[index] === '\n' && quote !== '`') return index;
  }
  return text.length;
}

function regexMayStart(before: JsToken | undefined): boolean {
  return !before || (before.kind === 'punctuation' && !')]}'.includes(before.text)) || before.text === 'return';
}

/** Behind the flags; one character on where no literal begins. */
function regexEnd(text: string, start: number): number {
  const close = regexLiteralEnd(text, start, regexLimit);
  return close === undefined ? start + 1 : runEnd(text, close, /[a-z]/);
}

function runEnd(text: string, start: number, character: RegExp): number {
  let end = start;
  while (end < text.length && character.test(text[end] ?? '')) end++;
  return end;
}
