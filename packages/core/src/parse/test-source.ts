import type { CodeLanguage } from '../model/code-language.ts';
import type { TestState } from '../model/test-change.ts';
import type { CodeToken } from './code-tokens.ts';

/** A test file cut into tokens, comments left out. */
export interface TestSource {
  readonly path: string;
  readonly text: string;
  readonly language: CodeLanguage;
  readonly tokens: readonly CodeToken[];
  /** Of brackets, by the index of their token. */
  readonly pairs: ReadonlyMap<number, number>;
  readonly comments: readonly CodeToken[];
}

/** A test case before its body is read. Indexes are those of tokens; `to` is exclusive. */
export interface TestDraft {
  readonly name: readonly string[];
  readonly state: TestState;
  readonly stateText?: string;
  readonly focused: boolean;
  readonly rows?: number;
  readonly retries?: number;
  /** All of it. */
  readonly from: number;
  readonly to: number;
  readonly bodyFrom: number;
  readonly bodyTo: number;
}

/** Tokens as one text, however they were laid out: blanks, quotes and commas before a bracket do not count. */
export function plainCode({ tokens }: TestSource, from: number, to: number): string {
  const parts: string[] = [];
  for (let index = from; index < to; index++) {
    const token = tokens[index];
    if (!token) break;
    const next = tokens[index + 1];
    if (token.text === ',' && (next === undefined || /^[)\]}]$/.test(next.text))) continue;
    if (token.text === ';') continue;
    parts.push(token.kind === 'string' ? plainString(token.text) : token.text);
  }
  return parts.join(' ');
}

function plainString(text: string): string {
  return /^(["'`])[^"'`\\\n]*\1$/.test(text) ? `"${text.slice(1, -1)}"` : text;
}

/** Content of a string token, without quotes. */
export function stringContent({ text }: CodeToken): string {
  return text.replace(/^[a-zA-Z@$#]{0,3}(?:"""|'''|["'`])/, '').replace(/(?:"""|'''|["'`])#*$/, '');
}

/** Column of the first character of the line that a token stands on. */
export function indentOf({ text, tokens }: TestSource, index: number): number {
  const at = tokens[index]?.start ?? 0;
  const start = text.lastIndexOf('\n', at - 1) + 1;
  let column = 0;
  for (let position = start; position < at && /[ \t]/.test(text[position] ?? ''); position++) column += text[position] === '\t' ? 8 : 1;
  return column;
}

/** The index behind a statement: at a semicolon, a line end outside brackets, or the end of the block. */
export function statementEnd(source: TestSource, from: number, limit: number): number {
  const { text, tokens, pairs } = source;
  let index = from;
  while (index < limit) {
    const token = tokens[index];
    if (!token) return index;
    if (token.text === ';' || (index > from && /^[)\]}]$/.test(token.text))) return index;
    if (token.text === ':' && index > from && source.language === 'python') return index;
    if (index > from) {
      const before = tokens[index - 1];
      const isBroken = before !== undefined && text.slice(before.end, token.start).includes('\n');
      if (isBroken && !goesOn(before, token)) return index;
    }
    const close = /^[([{]$/.test(token.text) ? pairs.get(index) : undefined;
    index = close === undefined || close >= limit ? index + 1 : close + 1;
  }
  return Math.min(index, limit);
}

/** Whether a statement goes on over a line end: an operator stands before or behind it. */
function goesOn(before: CodeToken, after: CodeToken): boolean {
  if (before.kind === 'mark' && /^[,.=+\-*/<>&|?:(\\![{]$/.test(before.text)) return true;
  return after.kind === 'mark' && /^[.?:+*/&|=,]$/.test(after.text);
}

/** The first token of this text between two indexes; -1 when there is none. */
export function findToken({ tokens }: TestSource, text: string, from: number, to: number): number {
  for (let index = from; index < Math.min(to, tokens.length); index++) if (tokens[index]?.text === text) return index;
  return -1;
}
