import type { ComparisonOperator, Expression } from '../model/expression.ts';

/** One `${{ … }}` in a text; offsets count UTF-16 units. */
export interface FencedExpression {
  /** Where `${{` starts and after where `}}` ends. */
  readonly start: number;
  readonly end: number;
  /** What stands between them. */
  readonly body: string;
  readonly bodyStart: number;
}

/** A context that an expression names. */
export interface ExpressionReference {
  readonly path: string;
  readonly start: number;
  readonly end: number;
  /** Whether its text can be the expression's value; false inside a comparison, a condition or a test such as `contains`. */
  readonly flows: boolean;
}

export interface ParsedExpression {
  readonly references: readonly ExpressionReference[];
  /** Absent when the text is not an expression that GitHub accepts. */
  readonly tree?: Expression;
}

// Both limits are GitHub's own: https://github.com/actions/runner (ExpressionConstants: MaxDepth 50, MaxLength 21000).
const depthLimit = 50;
const lengthLimit = 21_000;

/**
 * Finds the `${{ … }}` of a text. A `}}` inside a string of the expression does not end it, as on GitHub.
 * What is not closed is left out.
 */
export function findExpressions(text: string): readonly FencedExpression[] {
  const found: FencedExpression[] = [];
  let from = text.indexOf('${{');
  while (from >= 0) {
    const bodyStart = from + 3;
    let quoted = false;
    let end = -1;
    for (let index = bodyStart; index < text.length; index++) {
      const code = text.charCodeAt(index);
      if (code === 39) quoted = !quoted;
      else if (code === 125 && !quoted && text.charCodeAt(index + 1) === 125) {
        end = index;
        break;
      }
    }
    if (end < 0) break;
    found.push({ start: from, end: end + 2, body: text.slice(bodyStart, end), bodyStart });
    from = text.indexOf('${{', end + 2);
  }
  return found;
}

/**
 * Replaces each `${{ … }}` by a shell variable of the same length, so that offsets stay true and quotes inside do not count.
 * One that is not closed is left as it is.
 */
export function blankExpressions(text: string): string {
  let result = '';
  let from = 0;
  for (const { start, end } of findExpressions(text)) {
    result += `${text.slice(from, start)}$${'_'.repeat(end - start - 1)}`;
    from = end;
  }
  return from === 0 ? text : result + text.slice(from);
}

interface Token {
  readonly kind: 'name' | 'string' | 'number' | 'punctuation' | 'unknown';
  /** Content of strings, source text of everything else. */
  readonly text: string;
  readonly start: number;
  readonly end: number;
}

const space = /\s/;
const nameStart = /[A-Za-z_]/;
const namePart = /[\w-]/;
const numberPart = /[\w.+-]/;
const doubled: readonly string[] = ['&&', '||', '==', '!=', '<=', '>='];

function tokenize(text: string): Token[] {
  const tokens: Token[] = [];
  let index = 0;
  while (index < text.length) {
    const character = text.charAt(index);
    if (space.test(character)) {
      index++;
      continue;
    }
    const start = index;
    if (character === "'") {
      let content = '';
      let closed = false;
      index++;
      while (index < text.length) {
        if (text.charAt(index) !== "'") content += text.charAt(index++);
        else if (text.charAt(index + 1) === "'") {
          content += "'";
          index += 2;
        } else {
          closed = true;
          index++;
          break;
        }
      }
      tokens.push({ kind: closed ? 'string' : 'unknown', text: content, start, end: index });
    } else if (nameStart.test(character)) {
      while (index < text.length && namePart.test(text.charAt(index))) index++;
      tokens.push({ kind: 'name', text: text.slice(start, index), start, end: index });
    } else if (/\d/.test(character) || (/[+-]/.test(character) && /[\d.]/.test(text.charAt(index + 1)))) {
      index++;
      while (index < text.length && numberPart.test(text.charAt(index))) index++;
      tokens.push({ kind: 'number', text: text.slice(start, index), start, end: index });
    } else {
      const pair = text.slice(index, index + 2);
      index += doubled.includes(pair) ? 2 : 1;
      const source = text.slice(start, index);
      tokens.push({ kind: '.,()[]*!<>'.includes(source) || doubled.includes(source) ? 'punctuation' : 'unknown', text: source, start, end: index });
    }
  }
  return tokens;
}

class InvalidExpression extends Error {
  override readonly name = 'InvalidExpression';
}

const literals: Readonly<Record<string, boolean | null | number>> = {
  true: true,
  false: false,
  null: null,
  NaN: Number.NaN,
  Infinity: Number.POSITIVE_INFINITY,
};

/**
 * Reads one expression, without its `${{ }}`.
 *
 * @returns Its references with their places, and its tree when it is valid.
 * @throws Never.
 */
export function parseExpression(text: string): ParsedExpression {
  const tokens = tokenize(text.length > lengthLimit ? text.slice(0, lengthLimit) : text);
  try {
    if (text.length > lengthLimit) throw new InvalidExpression('longer than GitHub accepts');
    const tree = treeOf(tokens);
    const references: ExpressionReference[] = [];
    collect(tree, true, references);
    return { tree, references: references.sort((left, right) => left.start - right.start) };
  } catch (error) {
    if (!(error instanceof InvalidExpression)) throw error;
    return { references: looseReferences(tokens) };
  }
}

function treeOf(tokens: readonly Token[]): Expression {
  let cursor = 0;
  const peek = (): Token | undefined => tokens[cursor];
  const at = (text: string): boolean => peek()?.kind === 'punctuation' && peek()?.text === text;
  const take = (text: string): boolean => {
    if (!at(text)) return false;
    cursor++;
    return true;
  };
  const expect = (text: string): Token => {
    const token = peek();
    if (!token || !take(text)) throw new InvalidExpression(`expected ${text}`);
    return token;
  };

  const chain = (kind: 'and' | 'or', operator: string, next: (depth: number) => Expression, depth: number): Expression => {
    const operands = [next(depth)];
    while (take(operator)) operands.push(next(depth));
    return operands.length === 1 && operands[0] ? operands[0] : { kind, operands };
  };
  const or = (depth: number): Expression => chain('or', '||', and, depth);
  const and = (depth: number): Expression => chain('and', '&&', comparison, depth);
  const comparison = (depth: number): Expression => {
    let left = unary(depth);
    let level = depth;
    for (let operator = comparisonOperator(peek()); operator; operator = comparisonOperator(peek())) {
      if (++level > depthLimit) throw new InvalidExpression('too deep');
      cursor++;
      left = { kind: 'comparison', operator, left, right: unary(level) };
    }
    return left;
  };
  const unary = (depth: number): Expression => {
    if (depth > depthLimit) throw new InvalidExpression('too deep');
    if (take('!')) return { kind: 'not', operand: unary(depth + 1) };
    return primary(depth);
  };
  const primary = (depth: number): Expression => {
    const token = peek();
    if (!token) throw new InvalidExpression('unexpected end');
    if (take('(')) {
      const inner = or(depth + 1);
      expect(')');
      return partsOf(inner, depth);
    }
    cursor++;
    switch (token.kind) {
      case 'string':
        return { kind: 'literal', value: token.text };
      case 'number': {
        const value = Number(token.text);
        if (Number.isNaN(value)) throw new InvalidExpression('not a number');
        return { kind: 'literal', value };
      }
      case 'name': {
        if (take('(')) {
          const values: Expression[] = [];
          if (!at(')'))
            do values.push(or(depth + 1));
            while (take(','));
          expect(')');
          return partsOf({ kind: 'call', name: token.text.toLowerCase(), arguments: values }, depth);
        }
        if (Object.hasOwn(literals, token.text)) return { kind: 'literal', value: literals[token.text] ?? null };
        return referenceFrom(token, depth);
      }
      case 'punctuation':
      case 'unknown':
        throw new InvalidExpression(`unexpected ${token.text}`);
      default:
        return token.kind satisfies never;
    }
  };
  /** `.name`, `.*`, `['name']`, `[0]`, `[expression]`: the key and, for a computed one, the expression in it. */
  const accessor = (depth: number): { key: string; end: number; computed?: Expression } | undefined => {
    if (take('.')) {
      const token = peek();
      if (!token || (token.kind !== 'name' && token.text !== '*')) throw new InvalidExpression('expected a name');
      cursor++;
      return { key: token.text, end: token.end };
    }
    if (!take('[')) return undefined;
    const token = peek();
    if (take('*')) return { key: '*', end: expect(']').end };
    const inner = or(depth + 1);
    const { end } = expect(']');
    if (token?.kind === 'string' && inner.kind === 'literal') return { key: token.text, end };
    return { key: '*', end, ...(inner.kind === 'literal' ? {} : { computed: inner }) };
  };
  const referenceFrom = (head: Token, depth: number): Expression => {
    const keys = [head.text];
    const computed: Expression[] = [];
    let { end } = head;
    for (let next = accessor(depth); next; next = accessor(depth)) {
      keys.push(next.key);
      end = next.end;
      if (next.computed) computed.push(next.computed);
    }
    const reference: Expression = { kind: 'reference', path: normalizePath(keys), start: head.start, end };
    // What a computed index names decides which part is read, not its text: it hangs on as a test.
    return computed.length === 0 ? reference : { kind: 'call', name: '[]', arguments: [reference, ...computed] };
  };
  const partsOf = (of: Expression, depth: number): Expression => {
    let result = of;
    let level = depth;
    for (let next = accessor(depth); next; next = accessor(depth)) {
      if (++level > depthLimit) throw new InvalidExpression('too deep');
      result = next.computed ? { kind: 'call', name: '[]', arguments: [result, next.computed] } : { kind: 'part', of: result };
    }
    return result;
  };

  const tree = or(0);
  if (peek()) throw new InvalidExpression('text after the expression');
  return tree;
}

function comparisonOperator(token: Token | undefined): ComparisonOperator | undefined {
  if (token?.kind !== 'punctuation') return undefined;
  switch (token.text) {
    case '==':
    case '!=':
    case '<':
    case '<=':
    case '>':
    case '>=':
      return token.text;
    default:
      return undefined;
  }
}

// Contexts whose keys are names of the author's own keep their spelling; those of GitHub's own are compared in lower case.
const ownKeys: ReadonlySet<string> = new Set(['env', 'secrets', 'vars', 'inputs', 'steps', 'needs', 'matrix', 'jobs']);

function normalizePath(keys: readonly string[]): string {
  const [head = '', ...rest] = keys;
  const context = head.toLowerCase();
  if (!ownKeys.has(context)) return [context, ...rest.map((key) => key.toLowerCase())].join('.');
  return [context, ...rest.map((key, index) => (index === 1 && key.toLowerCase() === 'outputs' ? 'outputs' : key))].join('.');
}

/** Functions whose result holds no text of their arguments. */
const tests: ReadonlySet<string> = new Set(['contains', 'startswith', 'endswith', 'hashfiles', 'success', 'failure', 'always', 'cancelled']);

function collect(tree: Expression, flows: boolean, into: ExpressionReference[]): void {
  switch (tree.kind) {
    case 'literal':
      return;
    case 'reference':
      into.push({ path: tree.path, start: tree.start, end: tree.end, flows });
      return;
    case 'call':
      tree.arguments.forEach((argument, index) => {
        collect(argument, flows && !tests.has(tree.name) && (tree.name !== '[]' || index === 0), into);
      });
      return;
    case 'part':
      collect(tree.of, flows, into);
      return;
    case 'and':
      // `a && b` is b, or a value of a that counts as false, which holds no text.
      tree.operands.forEach((operand, index) => {
        collect(operand, flows && index === tree.operands.length - 1, into);
      });
      return;
    case 'or':
      for (const operand of tree.operands) collect(operand, flows, into);
      return;
    case 'not':
      collect(tree.operand, false, into);
      return;
    case 'comparison':
      collect(tree.left, false, into);
      collect(tree.right, false, into);
      return;
    default:
      tree satisfies never;
  }
}

/** References of a text that is no valid expression: chains of names, each taken to flow. */
function looseReferences(tokens: readonly Token[]): ExpressionReference[] {
  const found: ExpressionReference[] = [];
  for (let index = 0; index < tokens.length; index++) {
    const head = tokens[index];
    if (head?.kind !== 'name' || tokens[index - 1]?.text === '.' || tokens[index + 1]?.text === '(' || Object.hasOwn(literals, head.text)) continue;
    const keys = [head.text];
    let { end } = head;
    while (tokens[index + 1]?.text === '.' && (tokens[index + 2]?.kind === 'name' || tokens[index + 2]?.text === '*')) {
      keys.push(tokens[index + 2]?.text ?? '');
      end = tokens[index + 2]?.end ?? end;
      index += 2;
    }
    found.push({ path: normalizePath(keys), start: head.start, end, flows: true });
  }
  return found;
}
