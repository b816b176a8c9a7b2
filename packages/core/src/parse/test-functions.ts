import type { CodeLanguage } from '../model/code-language.ts';
import type { TestState } from '../model/test-change.ts';
import { findToken, indentOf, plainCode, stringContent, type TestDraft, type TestSource } from './test-source.ts';

/** What stands in front of a function or class: annotations, attributes, decorators. */
interface Marks {
  /** Each without blanks, e.g. `@Disabled("slow")`. */
  readonly texts: readonly string[];
  readonly from: number;
}

interface Block {
  readonly name: string;
  readonly end: number;
  readonly state: TestState;
  readonly stateText?: string;
}

const keywords: Readonly<Partial<Record<CodeLanguage, ReadonlySet<string>>>> = {
  go: new Set(['func']),
  rust: new Set(['fn']),
  kotlin: new Set(['fun']),
  php: new Set(['function']),
  swift: new Set(['func']),
};
const noMethods: ReadonlySet<string> = new Set([
  'if',
  'for',
  'while',
  'switch',
  'catch',
  'return',
  'new',
  'synchronized',
  'using',
  'lock',
  'foreach',
  'throw',
  'else',
  'try',
  'when',
]);
const classes: ReadonlySet<string> = new Set(['class', 'struct', 'mod', 'object', 'interface', 'extension', 'enum', 'impl', 'actor', 'suite', 'record']);

/** Test cases of the languages in which a test is a function in braces, known by its name or what stands in front of it. */
export function functionDrafts(source: TestSource): readonly TestDraft[] {
  const { tokens, pairs, language } = source;
  const drafts: TestDraft[] = [];
  const open: Block[] = [];
  for (let index = 0; index < tokens.length; index++) {
    while ((open.at(-1)?.end ?? Number.POSITIVE_INFINITY) <= index) open.pop();
    const token = tokens[index];
    if (token?.kind !== 'word') continue;
    // Kotlin's names between back quotes.
    const quoted = classes.has(token.text) && tokens[index + 1]?.text === '`' ? findToken(source, '`', index + 2, index + 60) : -1;
    if (classes.has(token.text) && (tokens[index + 1]?.kind === 'word' || quoted >= 0)) {
      const brace = openingBrace(source, quoted >= 0 ? quoted + 1 : index + 2);
      const end = brace < 0 ? undefined : pairs.get(brace);
      if (end !== undefined && language !== 'go') {
        const marks = marksBefore(source, index);
        open.push({ name: quoted >= 0 ? plainCode(source, index + 2, quoted) : (tokens[index + 1]?.text ?? ''), end, ...stateOf(marks.texts, language) });
      }
      continue;
    }
    const named = functionAt(source, index);
    if (!named) continue;
    const { name, parameters, start } = named;
    const behind = pairs.get(parameters);
    if (behind === undefined) continue;
    const brace = openingBrace(source, behind + 1);
    const end = brace < 0 ? undefined : pairs.get(brace);
    const marks = marksBefore(source, start);
    if (!isTest(source, name, marks, parameters, behind)) {
      continue;
    }
    const body = end === undefined ? { from: behind + 1, to: behind + 1 } : { from: brace + 1, to: end };
    const told = stateOf(marks.texts, language);
    const outer = open.find(({ state }) => state !== 'run');
    const stated = told.state === 'run' && outer ? { state: outer.state, ...(outer.stateText ? { stateText: outer.stateText } : {}) } : told;
    const rows = marks.texts.reduce((sum, text) => sum + rowsOf(text), 0);
    drafts.push({
      name: [...open.map((block) => block.name), name],
      ...stated,
      focused: false,
      ...(rows > 0 ? { rows } : {}),
      from: marks.from,
      to: (end ?? behind) + 1,
      bodyFrom: body.from,
      bodyTo: body.to,
    });
    index = Math.max(index, body.from - 1);
  }
  return drafts;
}

/** The brace that opens a body: behind a result type or a list of exceptions, but not behind the end of a statement. */
function openingBrace(source: TestSource, from: number): number {
  const { tokens, pairs } = source;
  for (let index = from; index < Math.min(tokens.length, from + 80); index++) {
    const text = tokens[index]?.text;
    if (text === '{') return index;
    if (text === ';' || text === '}') return -1;
    const inner = text === '(' || text === '[' ? pairs.get(index) : undefined;
    if (inner !== undefined) index = inner;
  }
  return -1;
}

function functionAt(source: TestSource, index: number): { readonly name: string; readonly parameters: number; readonly start: number } | undefined {
  const { tokens, pairs, language } = source;
  const introduced = keywords[language];
  if (introduced) {
    if (!introduced.has(tokens[index]?.text ?? '')) return undefined;
    let at = index + 1;
    // The receiver of a method in Go.
    if (language === 'go' && tokens[at]?.text === '(') at = (pairs.get(at) ?? at) + 1;
    const name = tokens[at];
    // Kotlin's names between back quotes, which the lexer gives as marks and words.
    if (name?.text === '`') {
      const close = findToken(source, '`', at + 1, at + 60);
      if (close < 0) return undefined;
      return { name: plainCode(source, at + 1, close), parameters: close + 1, start: index };
    }
    if (name?.kind !== 'word') return undefined;
    let parameters = at + 1;
    if (tokens[parameters]?.text === '<') parameters = findToken(source, '(', parameters, parameters + 40);
    return tokens[parameters]?.text === '(' ? { name: name.text, parameters, start: index } : undefined;
  }
  // Java, C#: a type, a name and brackets.
  const [name, before] = [tokens[index], tokens[index - 1]];
  if (tokens[index + 1]?.text !== '(' || !name || name.text.startsWith('@') || noMethods.has(name.text)) return undefined;
  const isTyped = before?.kind === 'word' ? !noMethods.has(before.text) : before?.text === '>' || before?.text === ']';
  return isTyped ? { name: name.text, parameters: index + 1, start: index } : undefined;
}

/** Annotations between the end of what stands before and a declaration. */
function marksBefore(source: TestSource, index: number): Marks {
  const { tokens, pairs } = source;
  const texts: string[] = [];
  let from = index;
  for (let at = index - 1; at >= 0 && index - at < 400; at--) {
    const token = tokens[at];
    if (!token) break;
    if (token.text === ')' || token.text === ']' || token.text === '>') {
      const open = token.text === '>' ? undefined : pairs.get(at);
      if (token.text === '>') continue;
      if (open === undefined) break;
      if (token.text === ']') {
        // `#[test]`, `[Fact]`, but no array type.
        const isAttribute = tokens[open - 1]?.text === '#' || source.language === 'csharp';
        if (isAttribute) texts.unshift(plainCode(source, open, at + 1).replace(/\s+/g, ''));
        from = tokens[open - 1]?.text === '#' ? open - 1 : open;
        at = from;
        continue;
      }
      const name = tokens[open - 1];
      if (name?.kind === 'word' && name.text.startsWith('@')) {
        texts.unshift(plainCode(source, open - 1, at + 1).replace(/\s+/g, ''));
        from = open - 1;
        at = from;
        continue;
      }
      // `@pytest.mark.skip(…)`, `@Test.Disabled(…)` of several words.
      let start = open - 1;
      while (start > 0 && (tokens[start]?.text === '.' || tokens[start - 1]?.text === '.')) start--;
      if (!tokens[start]?.text.startsWith('@')) break;
      texts.unshift(plainCode(source, start, at + 1).replace(/\s+/g, ''));
      from = start;
      at = start;
      continue;
    }
    if (token.kind === 'word' && token.text.startsWith('@')) {
      texts.unshift(token.text);
      from = at;
      continue;
    }
    if (token.kind === 'word' || token.kind === 'string' || /^[<,?.]$/.test(token.text)) {
      if (token.kind === 'word') from = at;
      continue;
    }
    break;
  }
  return { texts, from };
}

function isTest(source: TestSource, name: string, { texts, from }: Marks, parameters: number, behind: number): boolean {
  switch (source.language) {
    case 'go':
      return /^(?:Test|Fuzz|Benchmark|Example)(?:[^a-z]|$)/.test(name) && /\btesting\b|^$/.test(plainCode(source, parameters + 1, behind));
    case 'rust':
      return texts.some(
        (text) =>
          /^\[(?:[\w:]*::)?(?:test|rstest|test_case|tokio::test|quickcheck|proptest|wasm_bindgen_test)\b/.test(text) || /^\[\w+(?:::\w+)*::test\b/.test(text),
      );
    case 'java':
    case 'kotlin':
      return (
        texts.some((text) => /^@(?:\w+\.)*(?:Test|ParameterizedTest|RepeatedTest|TestFactory|TestTemplate|Property|Example|Theory)\b/.test(text)) ||
        (/^test[A-Z_]/.test(name) && texts.length === 0 && parameters + 1 === behind)
      );
    case 'csharp':
      return texts.some((text) => /^\[(?:\w*Fact|\w*Theory|Test\w*|DataTestMethod)\b/.test(text));
    case 'php': {
      const comment = source.comments.findLast(({ end }) => end <= (source.tokens[from]?.start ?? 0));
      const isNear = comment !== undefined && source.text.slice(comment.end, source.tokens[from]?.start).trim() === '';
      return /^test/i.test(name) || texts.some((text) => /^\[(?:\\?\w+\\)*Test\b/.test(text)) || (isNear && comment.text.includes('@test'));
    }
    case 'swift':
      return (/^test[A-Z_0-9]|^test$/.test(name) && parameters + 1 === behind) || texts.some((text) => /^@Test\b/.test(text));
    default:
      return false;
  }
}

function stateOf(texts: readonly string[], language: CodeLanguage): { readonly state: TestState; readonly stateText?: string } {
  for (const text of texts) {
    if (
      /^@(?:\w+\.)*(?:Disabled|Ignore)(?:\(|$)/.test(text) ||
      /^\[(?:Ignore|Explicit)\b/.test(text) ||
      /\bSkip="/.test(text.replace(/'/g, '"')) ||
      /^\[ignore\b/.test(text) ||
      // Of the .NET test kits: with a second argument only on some platforms.
      /^\[(?:ActiveIssue\("[^"]*"\)|QuarantinedTest\b)/.test(text) ||
      /\.disabled\(/.test(text)
    )
      return { state: 'skipped', stateText: text };
    if (
      /cfg_attr\(.*ignore/.test(text) ||
      /^@(?:Disabled|Enabled)\w+/.test(text) ||
      /\.enabled\(/.test(text) ||
      /^\[(?:\w+(?:If|When|On)\w*|ActiveIssue\b)/.test(text) ||
      (language === 'rust' && /^\[cfg\(/.test(text) && text !== '[cfg(test)]')
    )
      return { state: 'conditional', stateText: text };
  }
  return { state: 'run' };
}

/** Rows that annotations give a test, as far as they are written out. */
function rowsOf(text: string): number {
  if (/^\[(?:InlineData|TestCase|DataRow|test_case|case)\b/.test(text)) return 1;
  if (/^@(?:\w+\.)*(?:ValueSource|CsvSource)\(/.test(text)) return text.split('","').length > 1 ? text.split('","').length : text.split(',').length;
  return 0;
}

/** Test cases of Python: functions and methods that begin with `test`, their bodies by indentation. */
export function pythonDrafts(source: TestSource): readonly TestDraft[] {
  const { tokens } = source;
  const drafts: TestDraft[] = [];
  const open: (Block & { readonly indent: number })[] = [];
  let fileState: Pick<Block, 'state' | 'stateText'> = { state: 'run' };
  for (let index = 0; index < tokens.length; index++) {
    const token = tokens[index];
    if (token?.kind !== 'word' || !startsLine(source, index)) continue;
    if (token.text === 'pytestmark') fileState = pythonState([plainCode(source, index, lineEndOf(source, index))]);
    const isAsync = token.text === 'async' && tokens[index + 1]?.text === 'def';
    const isClass = token.text === 'class';
    if (token.text !== 'def' && !isAsync && !isClass) continue;
    const indent = indentOf(source, index);
    while ((open.at(-1)?.indent ?? -1) >= indent) open.pop();
    const nameAt = index + (isAsync ? 2 : 1);
    const name = tokens[nameAt]?.text ?? '';
    const bodyTo = blockEnd(source, index, indent);
    const marks = decoratorsBefore(source, index, indent);
    if (isClass) {
      open.push({ name, end: bodyTo, indent, ...pythonState(marks.texts) });
      continue;
    }
    if (!name.startsWith('test')) continue;
    const parameters = source.pairs.get(nameAt + 1);
    const bodyFrom = parameters === undefined ? nameAt + 1 : findToken(source, ':', parameters + 1, bodyTo) + 1;
    const told = pythonState(marks.texts);
    const outer = [...open, { ...fileState }].find(({ state }) => state !== 'run');
    const stated = told.state === 'run' && outer ? { state: outer.state, ...(outer.stateText ? { stateText: outer.stateText } : {}) } : told;
    const rows = marks.texts.reduce((sum, text) => sum + parametrized(text), 0);
    const retries = marks.texts.map((text) => /flaky\(.*?(?:reruns|max_runs)=(\d{1,4})/.exec(text)?.[1]).find((count) => count !== undefined);
    drafts.push({
      name: [...open.map((block) => block.name), name],
      ...stated,
      focused: false,
      ...(rows > 0 ? { rows } : {}),
      ...(retries === undefined ? {} : { retries: Number(retries) }),
      from: marks.from,
      to: bodyTo,
      bodyFrom: Math.max(bodyFrom, nameAt + 1),
      bodyTo,
    });
  }
  return drafts;
}

function startsLine({ text, tokens }: TestSource, index: number): boolean {
  const [token, before] = [tokens[index], tokens[index - 1]];
  return token !== undefined && (before === undefined || text.slice(before.end, token.start).includes('\n'));
}

/** The index behind the lines that are indented more. */
function blockEnd(source: TestSource, index: number, indent: number): number {
  const { tokens, pairs } = source;
  for (let at = index + 1; at < tokens.length; at++) {
    if (startsLine(source, at) && indentOf(source, at) <= indent && !/^[)\]}]$/.test(tokens[at]?.text ?? '')) return at;
    const inner = /^[([{]$/.test(tokens[at]?.text ?? '') ? pairs.get(at) : undefined;
    if (inner !== undefined) at = inner;
  }
  return tokens.length;
}

function lineEndOf(source: TestSource, index: number): number {
  let at = index + 1;
  while (at < source.tokens.length && !startsLine(source, at)) {
    const inner = /^[([{]$/.test(source.tokens[at]?.text ?? '') ? source.pairs.get(at) : undefined;
    at = (inner ?? at) + 1;
  }
  return at;
}

function decoratorsBefore(source: TestSource, index: number, indent: number): Marks {
  const { tokens, pairs } = source;
  const texts: string[] = [];
  let from = index;
  let end = index;
  // Upwards, line by line.
  for (let at = index - 1; at >= 0 && index - at < 4000; at--) {
    const open = /^[)\]}]$/.test(tokens[at]?.text ?? '') ? pairs.get(at) : undefined;
    if (open !== undefined) at = open;
    if (!startsLine(source, at)) continue;
    if (!tokens[at]?.text.startsWith('@') || indentOf(source, at) !== indent) break;
    texts.unshift(plainCode(source, at, end).replace(/\s+/g, ''));
    from = at;
    end = at;
  }
  return { texts, from };
}

function pythonState(texts: readonly string[]): { readonly state: TestState; readonly stateText?: string } {
  for (const text of texts) {
    const plain = text.replace(/\s+/g, '');
    if (/skipif|skipIf|skipUnless/.test(plain)) return { state: 'conditional', stateText: plain };
    if (/mark\.skip\b|(?:unittest|@)\.?skip\b|@skip\b/.test(plain)) return { state: 'skipped', stateText: plain };
    if (/mark\.xfail\b|expectedFailure/.test(plain)) return { state: 'expected-failure', stateText: plain };
  }
  return { state: 'run' };
}

/** Rows of `parametrize`, as far as they are written out. */
function parametrized(text: string): number {
  const at = text.indexOf('parametrize(');
  if (at < 0) return 0;
  const open = text.indexOf('[', at);
  if (open < 0) return 0;
  let [depth, rows, hasValue] = [0, 0, false];
  for (let index = open; index < text.length; index++) {
    const character = text[index] ?? '';
    if ('([{'.includes(character)) {
      depth++;
      if (depth > 1) hasValue = true;
    } else if (')]}'.includes(character)) {
      depth--;
      if (depth === 0) return rows + (hasValue ? 1 : 0);
    } else if (character === ',' && depth === 1) {
      if (hasValue) rows++;
      hasValue = false;
    } else hasValue = true;
  }
  return rows;
}

const rubyCases: ReadonlySet<string> = new Set([
  'it',
  'specify',
  'example',
  'scenario',
  'test',
  'xit',
  'xspecify',
  'fit',
  'focus',
  'pending',
  'skip',
  'should',
]);
const rubySuites: ReadonlySet<string> = new Set(['describe', 'context', 'feature', 'xdescribe', 'xcontext', 'fdescribe', 'fcontext']);

/** Test cases of Ruby: blocks of RSpec and minitest, and methods that begin with `test_`; their ends by indentation. */
export function rubyDrafts(source: TestSource): readonly TestDraft[] {
  const { tokens } = source;
  const drafts: TestDraft[] = [];
  const open: (Block & { readonly indent: number; readonly focused: boolean })[] = [];
  for (let index = 0; index < tokens.length; index++) {
    const token = tokens[index];
    if (token?.kind !== 'word' || !startsLine(source, index)) continue;
    const indent = indentOf(source, index);
    while ((open.at(-1)?.indent ?? -1) >= indent) open.pop();
    const isMember = token.text === 'RSpec' && tokens[index + 1]?.text === '.';
    const head = isMember ? index + 2 : index;
    const word = tokens[head]?.text ?? '';
    const lineEnd = lineEndOf(source, index);
    if (token.text === 'class' || token.text === 'module') {
      open.push({ name: tokens[index + 1]?.text ?? '', end: 0, indent, state: 'run', focused: false });
      continue;
    }
    const isMethod = token.text === 'def' && /^test_/.test(tokens[index + 1]?.text ?? '');
    const isCase =
      rubyCases.has(word) &&
      (tokens[head + 1]?.kind === 'string' || tokens[head + 1]?.text === '(' || tokens[head + 1]?.text === 'do' || tokens[head + 1]?.text === '{');
    const isSuite = rubySuites.has(word);
    if (!isMethod && !isCase && !isSuite) continue;
    // A block in braces that ends on its line is no block for the lines behind it.
    const opensBlock =
      isMethod ||
      tokens.slice(head, lineEnd).some(({ text }, offset) => text === 'do' || (text === '{' && (source.pairs.get(head + offset) ?? lineEnd) >= lineEnd));
    const end = opensBlock ? rubyEnd(source, lineEnd, indent) : lineEnd;
    const first = tokens[head + 1]?.text === '(' ? tokens[head + 2] : tokens[head + 1];
    const name = isMethod
      ? (first?.text ?? '')
      : first?.kind === 'string'
        ? stringContent(first)
        : plainCode(source, head + 1, Math.min(lineEnd, head + 8)).replace(/ do$/, '');
    const line = plainCode(source, head, lineEnd);
    const focused = /^f/.test(word) && word !== 'feature' ? true : /\bfocus: true|, :focus\b/.test(line.replace(/ : /g, ': '));
    const told = rubyState(word, line);
    if (isSuite) {
      open.push({ name, end, indent, ...told, focused });
      continue;
    }
    const outer = open.find(({ state }) => state !== 'run');
    const stated = told.state === 'run' && outer ? { state: outer.state, ...(outer.stateText ? { stateText: outer.stateText } : {}) } : told;
    drafts.push({
      name: [...open.map((block) => block.name), name],
      ...stated,
      focused: focused || open.some((block) => block.focused),
      from: index,
      to: end,
      bodyFrom: opensBlock && end > lineEnd ? lineEnd : head + 1,
      bodyTo: end,
    });
    index = Math.max(index, end - 2);
  }
  return drafts;
}

/** The index behind the `end` that stands as far left as the line that opened the block. */
function rubyEnd(source: TestSource, from: number, indent: number): number {
  for (let at = from; at < source.tokens.length; at++) {
    if (!startsLine(source, at) || indentOf(source, at) > indent) continue;
    return /^(?:end|\})$/.test(source.tokens[at]?.text ?? '') ? at + 1 : at;
  }
  return source.tokens.length;
}

function rubyState(word: string, line: string): { readonly state: TestState; readonly stateText?: string } {
  if (/^x/.test(word) || word === 'skip') return { state: 'skipped', stateText: word };
  if (word === 'pending') return { state: 'expected-failure', stateText: word };
  const plain = line.replace(/\s*:\s*/g, ':');
  if (/\bskip:(?:true|")/.test(plain) || /,:skip\b/.test(plain.replace(/\s+/g, ''))) return { state: 'skipped', stateText: 'skip: true' };
  if (/\bpending:(?:true|")/.test(plain)) return { state: 'expected-failure', stateText: 'pending: true' };
  return { state: 'run' };
}
