import type { Diagnostic } from '../model/diagnostic.ts';
import type { Location } from '../model/location.ts';
import { textPositions } from './text-position.ts';

/** One `prefix_rule(…)` of a Codex rules file: commands that begin so are decided on. */
export interface CommandRule {
  /** Words that a command begins with; several for one place are alternatives. */
  readonly pattern: readonly (readonly string[])[];
  readonly decision: 'allow' | 'prompt' | 'forbidden';
  readonly justification?: string;
  readonly location: Location;
}

/** The rules that could be read, and what could not. */
export interface CommandRules {
  readonly rules: readonly CommandRule[];
  readonly diagnostics: readonly Diagnostic[];
}

interface Token {
  readonly kind: 'name' | 'text' | 'mark';
  readonly value: string;
  readonly start: number;
  readonly end: number;
}

// Blanks and comments, names and numbers, marks. Texts are read by hand, since they may be unclosed.
const plainToken = /(?:\s|\\\r?\n)+|#[^\n]*|[\w.+-]+|[\s\S]/uy;
const depthLimit = 20;

/**
 * Reads a `.rules` file of Codex: calls of `prefix_rule` in a small part of Starlark. Other statements are passed over.
 *
 * Source: https://developers.openai.com/codex/rules
 *
 * @param path - Repository-relative, for the locations.
 * @param text - The whole file, any line ending. Linear in its length.
 * @throws Never.
 */
export function parseCodexRules(path: string, text: string): CommandRules {
  const positions = textPositions(path, text);
  const tokens = tokenize(text);
  const rules: CommandRule[] = [];
  const diagnostics: Diagnostic[] = [];
  for (let index = 0; index < tokens.length; index++) {
    const name = tokens[index];
    if (name?.kind !== 'name' || name.value !== 'prefix_rule' || tokens[index + 1]?.value !== '(') continue;
    const call = readArguments(tokens, index + 2);
    const end = tokens[call.next - 1]?.end ?? text.length;
    const location = positions.location(name.start, end);
    const rule = call.closed ? ruleOf(call.values, location) : undefined;
    if (rule) rules.push(rule);
    else
      diagnostics.push({
        path,
        range: location.range,
        severity: 'warning',
        code: 'codex-rule',
        message: call.closed
          ? 'The rule has no pattern of words, or no decision that Codex knows; it was not read.'
          : 'The rule is not closed; it was not read.',
      });
    index = call.next - 1;
  }
  return { rules, diagnostics };
}

function tokenize(text: string): readonly Token[] {
  const tokens: Token[] = [];
  for (let offset = 0; offset < text.length; ) {
    const quote = text[offset];
    if (quote === '"' || quote === "'") {
      const { value, end } = readText(text, offset, quote);
      tokens.push({ kind: 'text', value, start: offset, end });
      offset = end;
      continue;
    }
    plainToken.lastIndex = offset;
    const [value = ''] = plainToken.exec(text) ?? [];
    const end = offset + Math.max(1, value.length);
    if (/^[\w.+-]/.test(value)) tokens.push({ kind: 'name', value, start: offset, end });
    else if (!/^[\s#\\]/.test(value)) tokens.push({ kind: 'mark', value, start: offset, end });
    offset = end;
  }
  return tokens;
}

function readText(text: string, start: number, quote: string): { readonly value: string; readonly end: number } {
  const fence = text.startsWith(quote.repeat(3), start) ? quote.repeat(3) : quote;
  const parts: string[] = [];
  let from = start + fence.length;
  for (let offset = from; offset < text.length; offset++) {
    if (text[offset] === '\\') {
      parts.push(text.slice(from, offset));
      from = ++offset;
    } else if (text.startsWith(fence, offset)) return { value: parts.join('') + text.slice(from, offset), end: offset + fence.length };
    // A text in single quotes ends with its line at the latest.
    else if (fence.length === 1 && text[offset] === '\n') return { value: parts.join('') + text.slice(from, offset), end: offset };
  }
  return { value: parts.join('') + text.slice(from), end: text.length };
}

type Value = string | readonly Value[];

interface Arguments {
  readonly values: ReadonlyMap<string, Value>;
  /** Index of the token after the call. */
  readonly next: number;
  readonly closed: boolean;
}

/** Reads `name = value, …)`. What stands where no name does is passed over. */
function readArguments(tokens: readonly Token[], start: number): Arguments {
  const values = new Map<string, Value>();
  let index = start;
  while (index < tokens.length) {
    const token = tokens[index];
    if (token?.value === ')' && token.kind === 'mark') return { values, next: index + 1, closed: true };
    if (token?.kind === 'name' && tokens[index + 1]?.value === '=') {
      const { value, next } = readValue(tokens, index + 2, 0);
      if (value !== undefined && !values.has(token.value)) values.set(token.value, value);
      index = next;
    } else index++;
  }
  return { values, next: index, closed: false };
}

function readValue(tokens: readonly Token[], start: number, depth: number): { readonly value: Value | undefined; readonly next: number } {
  const token = tokens[start];
  if (token?.kind === 'text') return { value: token.value, next: start + 1 };
  if (token?.kind !== 'mark' || (token.value !== '[' && token.value !== '(') || depth >= depthLimit) return { value: undefined, next: start + 1 };
  const items: Value[] = [];
  let index = start + 1;
  while (index < tokens.length) {
    const item = tokens[index];
    if (item?.kind === 'mark' && (item.value === ']' || item.value === ')')) return { value: items, next: index + 1 };
    const { value, next } = readValue(tokens, index, depth + 1);
    if (value !== undefined) items.push(value);
    index = next;
  }
  return { value: undefined, next: index };
}

function ruleOf(values: ReadonlyMap<string, Value>, location: Location): CommandRule | undefined {
  const written = values.get('pattern');
  // Without a decision Codex allows.
  const decision = values.get('decision') ?? 'allow';
  if (written === undefined || typeof written === 'string' || (decision !== 'allow' && decision !== 'prompt' && decision !== 'forbidden')) return undefined;
  const pattern = written.map((word) => (typeof word === 'string' ? [word] : word.filter((choice) => typeof choice === 'string')));
  if (pattern.length === 0 || pattern.some((choices) => choices.length === 0)) return undefined;
  const justification = values.get('justification');
  return { pattern, decision, location, ...(typeof justification === 'string' ? { justification } : {}) };
}
