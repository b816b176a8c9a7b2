import type { Location } from '../model/location.ts';
import type { DataScalar } from './data-node.ts';
import { type JsToken, jsTokens } from './js-tokens.ts';
import { type LiteralEntry, type LiteralMap, type LiteralNode, type LiteralOpaque, literalMap } from './literal-node.ts';
import { type TextPositions, textPositions } from './text-position.ts';

/** Characters above which a configuration file that is code is not read. */
const textLimit = 512 * 1024;
/** Nesting below which a value is only its source. */
const depthLimit = 60;
/** Values with those that a name stands for: a constant that is used twice by one that is used twice … must not grow without end. */
const nodeLimit = 50_000;
/** Tokens of a type annotation or of type arguments. */
const typeLimit = 200;

/**
 * Reads the value that a JavaScript or TypeScript configuration file exports (`export default`, `module.exports =`,
 * `export const config =`), without running it: literals, and the constants of the file that they name. What is computed,
 * imported or called is opaque, with its source. Time is linear in the text and in what constants expand to.
 *
 * @returns The exported value as written; `undefined` when nothing is exported, or the file is too large.
 * @throws Never.
 */
export function readJsExport(path: string, text: string): LiteralNode | undefined {
  if (text.length > textLimit) return undefined;
  return new JsLiteralReader(path, text).exported();
}

/** Reads one literal that is the whole text, as JSON5 is. Never throws. */
export function readJsLiteral(path: string, text: string): LiteralNode | undefined {
  return text.length > textLimit ? undefined : new JsLiteralReader(path, text).first();
}

/** The settings that an exported value holds: itself, what a function returns, what a wrapper such as `defineConfig` is given. */
export function configMap(node: LiteralNode | undefined, depth = 0): LiteralMap | undefined {
  if (!node || depth > 5) return undefined;
  if (node.kind === 'map') return node;
  if (node.kind !== 'opaque') return undefined;
  if (node.returns) return configMap(node.returns, depth + 1);
  const maps = (node.args ?? []).flatMap((argument) => configMap(argument, depth + 1) ?? []);
  const [first] = maps;
  if (!first) return undefined;
  // Of `mergeConfig(viteConfig, { test: … })` all parts count, of other wrappers what is wrapped.
  return /merge/i.test(node.callee ?? '') ? maps.slice(1).reduce((merged, next) => mergeMaps(merged, next, 0), first) : first;
}

function mergeMaps(left: LiteralMap, right: LiteralMap, depth: number): LiteralMap {
  const entries = new Map(left.entries.map((entry) => [entry.key, entry]));
  for (const entry of right.entries) {
    const known = entries.get(entry.key)?.value;
    const both = depth < depthLimit && known?.kind === 'map' && entry.value.kind === 'map';
    entries.set(entry.key, both ? { ...entry, value: mergeMaps(known, entry.value, depth + 1) } : entry);
  }
  return literalMap([...entries.values()], right.location, [...(left.spreads ?? []), ...(right.spreads ?? [])]);
}

/** A value and the index of the token behind it. */
interface Read {
  readonly node: LiteralNode;
  readonly end: number;
}

class JsLiteralReader {
  private readonly text: string;
  private readonly tokens: readonly JsToken[];
  private readonly positions: TextPositions;
  private readonly closing: ReadonlyMap<number, number>;
  /** Where the value of each constant begins. */
  private readonly bindings = new Map<string, number>();
  private readonly resolved = new Map<string, { readonly node: LiteralNode; readonly size: number } | 'open'>();
  private nodes = 0;

  constructor(path: string, text: string) {
    this.text = text;
    this.tokens = jsTokens(text);
    this.positions = textPositions(path, text);
    this.closing = closingTokens(this.tokens);
  }

  exported(): LiteralNode | undefined {
    this.declare(0, this.tokens.length);
    const start = this.exportStart();
    return start === undefined ? undefined : this.value(start, 0, true).node;
  }

  first(): LiteralNode | undefined {
    return this.tokens.length === 0 ? undefined : this.value(0, 0, true).node;
  }

  private at(index: number): string {
    return this.tokens[index]?.text ?? '';
  }

  /** The last export wins; that of the file before one of a name. */
  private exportStart(): number | undefined {
    let whole: number | undefined;
    let named: number | undefined;
    for (let index = 0; index < this.tokens.length; index = this.next(index)) {
      if (this.at(index) === 'export' && this.at(index + 1) === 'default') whole = index + 2;
      else if (this.at(index) === 'module' && this.at(index + 2) === 'exports' && this.at(index + 3) === '=') whole = index + 4;
      else if (this.at(index) === 'exports' && this.at(index + 2) === 'config' && this.at(index + 3) === '=') named = index + 4;
      else if (this.at(index) === 'export' && this.at(index + 1) === 'const') named = this.bindings.get(this.at(index + 2)) ?? named;
    }
    return whole ?? named;
  }

  /** The token behind this one on the same level. */
  private next(index: number): number {
    return (this.closing.get(index) ?? index) + 1;
  }

  /** Notes where the constants between two tokens get their values, on that level alone. */
  private declare(from: number, to: number): void {
    for (let index = from; index < to; index = this.next(index)) {
      if (!['const', 'let', 'var'].includes(this.at(index)) || this.tokens[index + 1]?.kind !== 'word') continue;
      const name = this.at(index + 1);
      let equals = index + 2;
      for (let steps = 0; steps < typeLimit && this.at(equals) !== '=' && this.at(equals) !== ';' && equals < to; steps++) equals = this.next(equals);
      if (this.at(equals) === '=' && !this.bindings.has(name)) this.bindings.set(name, equals + 1);
    }
  }

  /** @param isStatement - A value that may end with its line. */
  private value(start: number, depth: number, isStatement = false): Read {
    const stop = (index: number): boolean => {
      const token = this.tokens[index];
      if (!token || (token.kind === 'punctuation' && ',)]};'.includes(token.text))) return true;
      return isStatement && token.kind !== 'punctuation' && this.text.slice(this.tokens[index - 1]?.end ?? 0, token.start).includes('\n');
    };
    const read = this.primary(start, depth);
    if (read && stop(read.end)) return read;
    if (read && ['as', 'satisfies', '!'].includes(this.at(read.end)) && this.at(read.end + 1) !== '=') {
      let end = read.end;
      while (end < this.tokens.length && !stop(end)) end = this.next(end);
      return { node: read.node, end };
    }
    let end = Math.max(start, read?.end ?? start);
    while (end < this.tokens.length && !(end > start && stop(end))) {
      if (end === start && stop(end)) break;
      end = this.next(end);
    }
    return { node: this.opaque(start, end), end };
  }

  private primary(start: number, depth: number): Read | undefined {
    const token = this.tokens[start];
    if (!token || depth > depthLimit || this.nodes > nodeLimit) return undefined;
    this.nodes++;
    const close = this.closing.get(start);
    if (token.text === '{' && close !== undefined) return { node: this.map(start, close, depth), end: close + 1 };
    if (token.text === '[' && close !== undefined) return { node: this.list(start, close, depth), end: close + 1 };
    const body = this.functionBody(start);
    if (body !== undefined) return this.function(start, body, depth);
    if (token.text === '(' && close !== undefined) {
      const inner = this.value(start + 1, depth + 1);
      return inner.end === close ? { node: inner.node, end: close + 1 } : undefined;
    }
    if (token.text === '-' && this.tokens[start + 1]?.kind === 'number') return { node: this.scalar(start, start + 1), end: start + 2 };
    if (token.kind === 'string' || token.kind === 'number' || token.kind === 'template') return { node: this.scalar(start, start), end: start + 1 };
    return token.kind === 'word' ? this.named(start, depth) : undefined;
  }

  private named(start: number, depth: number): Read | undefined {
    const name = this.at(start);
    if (literalWords.has(name)) return { node: this.scalar(start, start), end: start + 1 };
    if (name === 'async' && this.functionBody(start + 1) !== undefined) return this.primary(start + 1, depth);
    let end = start + (name === 'new' ? 2 : 1);
    while (this.at(end) === '.' && this.tokens[end + 1]?.kind === 'word') end += 2;
    const callee = this.source(start, end);
    const call = this.typeArgumentsEnd(end);
    const close = this.at(call) === '(' ? this.closing.get(call) : undefined;
    if (close !== undefined) {
      const args = this.items(call, close, depth);
      return { node: { ...this.opaque(start, close + 1), callee, args }, end: close + 1 };
    }
    if (end === start + 1) return { node: this.constant(name, depth) ?? this.opaque(start, end), end };
    return { node: this.opaque(start, end), end };
  }

  /** Behind `<…>` when a call follows. */
  private typeArgumentsEnd(index: number): number {
    if (this.at(index) !== '<') return index;
    let open = 0;
    for (let end = index; end < index + typeLimit; end = this.next(end)) {
      if (this.at(end) === '<') open++;
      else if (this.at(end) === '>' && --open === 0) return this.at(end + 1) === '(' ? end + 1 : index;
    }
    return index;
  }

  private constant(name: string, depth: number): LiteralNode | undefined {
    const known = this.resolved.get(name);
    if (known === 'open') return undefined;
    if (known) {
      this.nodes += known.size;
      return this.nodes > nodeLimit ? undefined : known.node;
    }
    const start = this.bindings.get(name);
    if (start === undefined) return undefined;
    this.resolved.set(name, 'open');
    const before = this.nodes;
    const { node } = this.value(start, depth + 1, true);
    this.resolved.set(name, { node, size: this.nodes - before });
    return node;
  }

  /** Index of the first token of a function's body, when a function begins here. */
  private functionBody(start: number): number | undefined {
    if (this.at(start) === 'function') {
      const open = [start + 1, start + 2].find((index) => this.at(index) === '(');
      const close = open === undefined ? undefined : this.closing.get(open);
      return close !== undefined ? this.bodyBrace(close + 1) : undefined;
    }
    const parameters = this.at(start) === '(' ? this.closing.get(start) : this.tokens[start]?.kind === 'word' ? start : undefined;
    if (parameters === undefined) return undefined;
    let arrow = parameters + 1;
    if (this.at(arrow) === ':' && this.at(start) === '(')
      for (let steps = 0; steps < 20 && !(this.at(arrow) === '=' && this.at(arrow + 1) === '>') && !',;'.includes(this.at(arrow)); steps++)
        arrow = this.next(arrow);
    return this.at(arrow) === '=' && this.at(arrow + 1) === '>' ? arrow + 2 : undefined;
  }

  private bodyBrace(start: number): number | undefined {
    for (let index = start; index < start + 20; index++) if (this.at(index) === '{') return index;
    return undefined;
  }

  private function(start: number, body: number, depth: number): Read {
    const close = this.at(body) === '{' ? this.closing.get(body) : undefined;
    if (close === undefined) {
      const { node, end } = this.value(body, depth + 1);
      return { node: { ...this.opaque(start, end), returns: node }, end };
    }
    this.declare(body + 1, close);
    let returned: number | undefined;
    for (let index = body + 1; index < close; index = this.next(index)) {
      if (this.at(index) === 'return') returned = index + 1;
      // Karma's way: `config.set({ … })`.
      else if (returned === undefined && this.at(index) === '.' && this.at(index + 1) === 'set' && this.at(index + 2) === '(') returned = index + 3;
    }
    const returns = returned === undefined ? undefined : this.value(returned, depth + 1, true).node;
    return { node: { ...this.opaque(start, close + 1), ...(returns ? { returns } : {}) }, end: close + 1 };
  }

  private list(open: number, close: number, depth: number): LiteralNode {
    return { kind: 'sequence', items: this.items(open, close, depth), location: this.place(open, close) };
  }

  private items(open: number, close: number, depth: number): readonly LiteralNode[] {
    const items: LiteralNode[] = [];
    for (let index = open + 1; index < close; ) {
      if (this.at(index) === ',') {
        index++;
        continue;
      }
      const isSpread = this.isSpread(index);
      const { node, end } = this.value(index + (isSpread ? 3 : 0), depth + 1);
      if (!isSpread) items.push(node);
      else if (node.kind === 'sequence') items.push(...node.items);
      else items.push({ ...asOpaque(node, this.text), isSpread: true });
      index = Math.max(end, index + 1);
    }
    return items;
  }

  private map(open: number, close: number, depth: number): LiteralMap {
    const entries = new Map<string, LiteralEntry>();
    const spreads: LiteralOpaque[] = [];
    const put = (entry: LiteralEntry): void => {
      // What is written later holds.
      entries.delete(entry.key);
      entries.set(entry.key, entry);
    };
    for (let index = open + 1; index < close; ) {
      const token = this.tokens[index];
      if (!token || token.text === ',' || token.text === ';') {
        index++;
        continue;
      }
      if (this.isSpread(index)) {
        const { node, end } = this.value(index + 3, depth + 1);
        if (node.kind === 'map') {
          for (const entry of node.entries) put(entry);
          spreads.push(...(node.spreads ?? []));
        } else spreads.push({ ...asOpaque(node, this.text), isSpread: true });
        index = Math.max(end, index + 1);
        continue;
      }
      const isKey = token.kind === 'word' || token.kind === 'string' || token.kind === 'number';
      const after = this.at(index + 1);
      if (isKey && after === ':') {
        const { node, end } = this.value(index + 2, depth + 1);
        put({ key: keyText(token), keyLocation: this.keyPlace(token), value: node });
        index = Math.max(end, index + 2);
      } else if (isKey && (after === ',' || index + 1 === close)) {
        const value = this.constant(token.text, depth) ?? this.opaque(index, index + 1);
        put({ key: keyText(token), keyLocation: this.keyPlace(token), value });
        index++;
      } else {
        // A method, an accessor or a computed key.
        let end = index;
        while (end < close && this.at(end) !== ',') end = this.next(end);
        const node = this.opaque(index, end);
        if (isKey && after === '(') put({ key: keyText(token), keyLocation: this.keyPlace(token), value: node });
        else spreads.push(node);
        index = Math.max(end, index + 1);
      }
    }
    return literalMap([...entries.values()], this.place(open, close), spreads);
  }

  private isSpread(index: number): boolean {
    return this.at(index) === '.' && this.at(index + 1) === '.' && this.at(index + 2) === '.';
  }

  private scalar(from: number, to: number): LiteralNode {
    const token = this.tokens[to];
    const source = this.source(from, to + 1);
    if (!token) return this.opaque(from, to + 1);
    const quoted = token.kind === 'string' || (token.kind === 'template' && source.startsWith('`') && !source.includes('${'));
    if (token.kind === 'template' && !quoted) return this.opaque(from, to + 1);
    if (quoted) {
      const value = unescaped(source.slice(1, -1));
      return { kind: 'scalar', value, text: value, location: this.positions.location(token.start + 1, Math.max(token.start + 1, token.end - 1)) };
    }
    const location = this.place(from, to);
    const value = token.kind === 'number' ? Number(source.replaceAll('_', '').replace(/^-\s+/, '-')) : wordValue(source);
    return typeof value === 'number' && Number.isNaN(value) ? this.opaque(from, to + 1) : { kind: 'scalar', value, text: source, location };
  }

  private opaque(from: number, to: number): LiteralOpaque {
    return { kind: 'opaque', text: this.source(from, to), location: this.place(from, Math.max(from, to - 1)) };
  }

  /** From the first token to the one before `to`. */
  private source(from: number, to: number): string {
    return this.text.slice(this.tokens[from]?.start ?? 0, this.tokens[Math.max(from, to - 1)]?.end ?? this.tokens[from]?.end ?? 0);
  }

  private place(first: number, last: number): Location {
    const start = this.tokens[first]?.start ?? this.text.length;
    return this.positions.location(start, this.tokens[last]?.end ?? this.text.length);
  }

  private keyPlace(token: JsToken): Location {
    const quote = token.kind === 'string' ? 1 : 0;
    return this.positions.location(token.start + quote, token.end - quote);
  }
}

const literalWords: ReadonlySet<string> = new Set(['true', 'false', 'null', 'undefined', 'Infinity']);

function wordValue(word: string): DataScalar['value'] {
  if (word === 'true' || word === 'false') return word === 'true';
  return word === 'Infinity' ? Number.POSITIVE_INFINITY : null;
}

function keyText(token: JsToken): string {
  return token.kind === 'string' ? unescaped(token.text.slice(1, -1)) : token.text;
}

function unescaped(text: string): string {
  return text.includes('\\') ? text.replace(/\\(.)/gs, (_, character: string) => (character === 'n' ? '\n' : character === 't' ? '\t' : character)) : text;
}

function asOpaque(node: LiteralNode, text: string): LiteralOpaque {
  if (node.kind === 'opaque') return node;
  const { start, end } = node.location.range;
  return { kind: 'opaque', text: text.slice(start.offset, end.offset), location: node.location };
}

/** For each opening bracket the index of the one that closes it; one that nothing closes is left out. */
function closingTokens(tokens: readonly JsToken[]): ReadonlyMap<number, number> {
  const closing = new Map<number, number>();
  const open: number[] = [];
  for (const [index, { kind, text }] of tokens.entries()) {
    if (kind !== 'punctuation') continue;
    if ('([{'.includes(text)) open.push(index);
    else if (')]}'.includes(text)) {
      const start = open.pop();
      if (start !== undefined) closing.set(start, index);
    }
  }
  return closing;
}
