import type { TestState } from '../model/test-change.ts';
import { findToken, plainCode, stringContent, type TestDraft, type TestSource } from './test-source.ts';

const suites: ReadonlySet<string> = new Set(['describe', 'context', 'suite', 'fdescribe', 'xdescribe', 'fcontext', 'xcontext', 'ddescribe']);
const cases: ReadonlySet<string> = new Set(['it', 'test', 'specify', 'fit', 'xit', 'xtest', 'ftest', 'xspecify', 'iit', 'Deno', 'bench']);
/** Members of `test` that are no test: hooks, settings, steps. */
const noTests: ReadonlySet<string> = new Set([
  'use',
  'beforeEach',
  'afterEach',
  'beforeAll',
  'afterAll',
  'before',
  'after',
  'setTimeout',
  'extend',
  'info',
  'expect',
  'slow',
  'step',
  'configure',
  'mock',
  'setup',
]);

interface Suite {
  readonly name: string;
  readonly end: number;
  readonly state: TestState;
  readonly stateText?: string;
  readonly focused: boolean;
}

/** Test cases of the languages in which a test is a call with a name and a function: JavaScript and TypeScript. */
export function callDrafts(source: TestSource): readonly TestDraft[] {
  const { tokens, pairs } = source;
  const drafts: TestDraft[] = [];
  const open: Suite[] = [];
  for (let index = 0; index < tokens.length; index++) {
    while ((open.at(-1)?.end ?? Number.POSITIVE_INFINITY) <= index) open.pop();
    const token = tokens[index];
    if (token?.kind !== 'word' || tokens[index - 1]?.text === '.') continue;
    const isSuite = suites.has(token.text);
    if (!isSuite && !cases.has(token.text)) continue;
    const call = readCall(source, index);
    if (!call) continue;
    const { modifiers, conditional, rows, open: from, close } = call;
    // `test.describe(…)` of Playwright.
    const suite = isSuite || modifiers.includes('describe');
    const kind = modifiers.find((name) => noTests.has(name));
    if (kind !== undefined || (token.text === 'Deno' && !modifiers.includes('test'))) continue;
    const name = nameOf(source, from, close);
    if (name === undefined) continue;
    const body = bodyOf(source, from, close);
    const options = optionsOf(source, from, close, body?.from ?? close);
    const told = stateOf([token.text, ...modifiers], conditional, options);
    const outer = open.find(({ state }) => state !== 'run');
    const focused = told.focused || open.some((each) => each.focused);
    // `test.only = (name, run) => { it.only(name, run) }` says what "only" is, and focuses nothing.
    if (focused && definesOnly(source, index)) continue;
    if (suite) {
      if (body) open.push({ name, end: body.to, ...told, focused: told.focused });
      continue;
    }
    const stated = told.state === 'run' && outer ? { state: outer.state, ...(outer.stateText ? { stateText: outer.stateText } : {}) } : told;
    const isTodo = !body && modifiers.includes('todo');
    if (!body && !isTodo && !isPlainCall(source, from, close)) continue;
    drafts.push({
      name: [...open.map((each) => each.name), name],
      state: isTodo ? 'todo' : stated.state,
      ...(stated.stateText ? { stateText: stated.stateText } : {}),
      focused,
      ...(rows === undefined ? {} : { rows }),
      ...(options.retries === undefined ? {} : { retries: options.retries }),
      from: index,
      to: close + 1,
      bodyFrom: body?.from ?? close,
      bodyTo: body?.to ?? close,
    });
    if (body) index = Math.max(index, body.from - 1);
  }
  return drafts;

  function isPlainCall(of: TestSource, from: number, close: number): boolean {
    // `it('name', helper)`: the function stands elsewhere.
    return of.tokens.slice(from + 1, close).some(({ text }) => text === ',') && pairs.get(from) === close;
  }
}

/** Whether the code stands in the body of a function that is assigned to a name with `only`. */
function definesOnly({ tokens, pairs }: TestSource, index: number): boolean {
  for (let at = index - 1; at > 0 && index - at < 200; at--) {
    const inner = tokens[at]?.text === '}' ? pairs.get(at) : undefined;
    if (inner !== undefined) at = inner;
    else if (tokens[at]?.text === 'only' && tokens[at + 1]?.text === '=') return true;
  }
  return false;
}

interface Call {
  readonly modifiers: readonly string[];
  readonly conditional?: string;
  readonly rows?: number;
  readonly open: number;
  readonly close: number;
}

/** `it.each([…]).skip('name', …)`: members, rows, and the brackets of the last call. */
function readCall(source: TestSource, start: number): Call | undefined {
  const { tokens, pairs } = source;
  const modifiers: string[] = [];
  let conditional: string | undefined;
  let rows: number | undefined;
  let index = start + 1;
  for (let steps = 0; steps < 12; steps++) {
    const token = tokens[index];
    if (token?.text === '.' && tokens[index + 1]?.kind === 'word') {
      modifiers.push(tokens[index + 1]?.text ?? '');
      index += 2;
      continue;
    }
    const last = modifiers.at(-1);
    if (token?.kind === 'string' && (last === 'each' || last === 'for')) {
      rows = Math.max(0, stringContent(token).trim().split('\n').length - 1);
      index++;
      continue;
    }
    if (token?.text === '<') {
      // Type arguments.
      let depth = 0;
      while (index < tokens.length && index - start < 200) {
        if (tokens[index]?.text === '<') depth++;
        if (tokens[index]?.text === '>' && tokens[index - 1]?.text !== '=') depth--;
        index++;
        if (depth === 0) break;
      }
      continue;
    }
    if (token?.text !== '(') return undefined;
    const close = pairs.get(index);
    if (close === undefined) return undefined;
    if ((last === 'each' || last === 'for') && rows === undefined) {
      rows = rowsOf(source, index, close);
      index = close + 1;
      continue;
    }
    if (last === 'skipIf' || last === 'runIf') {
      conditional = `${last}(${plainCode(source, index + 1, close)})`;
      modifiers.push('');
      index = close + 1;
      continue;
    }
    return { modifiers, ...(conditional === undefined ? {} : { conditional }), ...(rows === undefined || rows < 0 ? {} : { rows }), open: index, close };
  }
  return undefined;
}

/** Elements of a literal list; -1 for anything else. */
function rowsOf({ tokens, pairs }: TestSource, open: number, close: number): number {
  if (tokens[open + 1]?.text !== '[' || pairs.get(open + 1) !== close - 1) return -1;
  let count = 0;
  let isOpen = false;
  for (let index = open + 2; index < close - 1; index++) {
    const token = tokens[index];
    if (token?.text === ',') isOpen = false;
    else if (!isOpen) {
      count++;
      isOpen = true;
    }
    const inner = /^[([{]$/.test(token?.text ?? '') ? pairs.get(index) : undefined;
    if (inner !== undefined) index = inner;
  }
  return count;
}

function nameOf(source: TestSource, open: number, close: number): string | undefined {
  const first = source.tokens[open + 1];
  if (!first || open + 1 >= close) return undefined;
  if (first.kind === 'string') return stringContent(first);
  // `Deno.test({ name: '…', fn() {} })`
  if (first.text === '{') {
    const at = findToken(source, 'name', open + 1, close);
    const value = at < 0 ? undefined : source.tokens[at + 2];
    return value?.kind === 'string' ? stringContent(value) : undefined;
  }
  if (first.kind !== 'word' || first.text === 'async' || first.text === 'function') return undefined;
  let end = open + 1;
  while (end < close && source.tokens[end]?.text !== ',') end++;
  return end < close ? plainCode(source, open + 1, end) : undefined;
}

/** The block of the last function among the arguments. */
function bodyOf(source: TestSource, open: number, close: number): { readonly from: number; readonly to: number } | undefined {
  const { tokens, pairs } = source;
  for (let index = open + 1; index < close; index++) {
    const token = tokens[index];
    const isArrow = token?.text === '=' && tokens[index + 1]?.text === '>';
    if (isArrow) {
      const at = index + 2;
      const end = tokens[at]?.text === '{' ? pairs.get(at) : undefined;
      return end === undefined ? { from: at, to: close } : { from: at + 1, to: end };
    }
    if (token?.text === 'function' || token?.text === 'fn') {
      const parameters = findToken(source, '(', index + 1, close);
      const behind = parameters < 0 ? undefined : pairs.get(parameters);
      if (behind === undefined) continue;
      const at = findToken(source, '{', behind + 1, close);
      const end = at < 0 ? undefined : pairs.get(at);
      if (end !== undefined) return { from: at + 1, to: end };
    }
    const inner = token?.text === '(' || token?.text === '[' ? pairs.get(index) : undefined;
    if (inner !== undefined && inner < close) index = inner;
  }
  return undefined;
}

interface Options {
  readonly flags: ReadonlySet<string>;
  readonly retries?: number;
}

/** Options in an object beside the function: `{ skip: true, retry: 2 }`. */
function optionsOf({ tokens }: TestSource, open: number, close: number, body: number): Options {
  const flags = new Set<string>();
  let retries: number | undefined;
  for (let index = open + 1; index < Math.min(close, body); index++) {
    const name = tokens[index];
    if (name?.kind !== 'word' || tokens[index + 1]?.text !== ':') continue;
    const value = tokens[index + 2];
    if (value?.text === 'true' || (value?.kind === 'string' && name.text === 'skip')) flags.add(name.text);
    if ((name.text === 'retry' || name.text === 'retries') && value?.kind === 'number') retries = Number(value.text);
  }
  return { flags, ...(retries === undefined ? {} : { retries }) };
}

function stateOf(words: readonly string[], conditional: string | undefined, { flags }: Options): Pick<Suite, 'state' | 'stateText' | 'focused'> {
  const [head = ''] = words;
  const written = words.filter((name) => name !== '').join('.');
  const focused = words.includes('only') || flags.has('only') || /^(?:fit|fdescribe|ftest|fcontext|iit|ddescribe)$/.test(head);
  if (
    words.includes('skip') ||
    words.includes('fixme') ||
    words.includes('ignore') ||
    flags.has('skip') ||
    flags.has('ignore') ||
    /^x(?:it|test|describe|specify|context)$/.test(head)
  )
    return { state: 'skipped', stateText: flags.has('skip') ? 'skip: true' : written, focused };
  if (words.includes('todo') || flags.has('todo')) return { state: 'todo', stateText: written, focused };
  if (words.some((name) => name === 'fails' || name === 'failing' || name === 'fail')) return { state: 'expected-failure', stateText: written, focused };
  if (conditional !== undefined) return { state: 'conditional', stateText: conditional, focused };
  return { state: 'run', focused };
}
