import { type JsToken, jsTokens } from './js-tokens.ts';

/** A property of an object literal in JavaScript or TypeScript source. Offsets are within the text. */
export interface JsProperty {
  /** Keys from the outermost object literal inwards; arrays and calls in between add nothing. */
  readonly path: readonly string[];
  /** `expression` is everything that is not one literal. */
  readonly kind: 'number' | 'string' | 'boolean' | 'expression';
  /** The value: content of a string, source of everything else. */
  readonly value: string;
  readonly start: number;
  readonly end: number;
}

/** Length above which a configuration file is not looked into. */
const textLimit = 256 * 1024;
/** Nesting below which properties are listed: no setting stands deeper. */
const nestingLimit = 40;

/**
 * Lists the properties of object literals in a configuration file, without executing it and without a full parser: good
 * for `server: { port: 3000 }`, blind to what is computed, spread or imported.
 *
 * @throws Never. Time is linear in the text.
 */
export function jsProperties(text: string): readonly JsProperty[] {
  if (text.length > textLimit) return [];
  const tokens = jsTokens(text);
  const properties: JsProperty[] = [];
  const open: { bracket: string; key?: string; pending?: { key: string; from: number } }[] = [];
  const path = (key: string): readonly string[] => [...open.flatMap((frame) => (frame.key === undefined ? [] : [frame.key])), key];
  const close = (index: number): void => {
    const frame = open.at(-1);
    if (!frame?.pending) return;
    const { key, from } = frame.pending;
    delete frame.pending;
    const first = tokens[from];
    const last = tokens[index - 1];
    if (!first || !last || last.start < first.start || open.length > nestingLimit) return;
    // The frame's own key is on the stack already; its pending one is not.
    const kind = from === index - 1 ? literalKind(first) : 'expression';
    const value = kind === 'string' ? first.text.slice(1, -1) : text.slice(first.start, last.end);
    properties.push({ path: path(key), kind, value, start: first.start + (kind === 'string' ? 1 : 0), end: last.end - (kind === 'string' ? 1 : 0) });
  };
  tokens.forEach((token, index) => {
    if (token.kind === 'punctuation') {
      if ('{[('.includes(token.text)) {
        const key = open.at(-1)?.pending?.key;
        open.push({ bracket: token.text, ...(key === undefined ? {} : { key }) });
        return;
      }
      if ('}])'.includes(token.text)) {
        close(index);
        open.pop();
        return;
      }
      if (token.text === ',' || token.text === ';') close(index);
      return;
    }
    const frame = open.at(-1);
    if (frame?.bracket !== '{' || frame.pending || tokens[index + 1]?.text !== ':') return;
    const before = tokens[index - 1]?.text;
    if (before !== '{' && before !== ',') return;
    frame.pending = { key: token.kind === 'string' ? token.text.slice(1, -1) : token.text, from: index + 2 };
  });
  return properties;
}

function literalKind(token: JsToken): JsProperty['kind'] {
  if (token.kind === 'number' || token.kind === 'string') return token.kind;
  return token.text === 'true' || token.text === 'false' ? 'boolean' : 'expression';
}
