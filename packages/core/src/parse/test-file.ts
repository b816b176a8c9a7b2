import type { Assertion, TestCase, TestFile } from '../model/test-change.ts';
import { codeLanguageOf } from './code-languages.ts';
import { bracketPairs, codeTextLimit, codeTokens } from './code-tokens.ts';
import { assertionsIn } from './test-assertions.ts';
import { callDrafts } from './test-calls.ts';
import { functionDrafts, pythonDrafts, rubyDrafts } from './test-functions.ts';
import { findToken, plainCode, statementEnd, type TestDraft, type TestSource } from './test-source.ts';
import { type TextPositions, textPositions } from './text-position.ts';

/**
 * Reads a test file: its cases with their states and assertions. Works by tokens, so that a file that does not parse gives what can
 * be told of it. Time is linear in the text.
 *
 * @returns `undefined` for a language that is not read.
 * @throws Never.
 */
export function parseTestFile(path: string, text: string): TestFile | undefined {
  const found = codeLanguageOf(path);
  if (!found) return undefined;
  const { language, syntax } = found;
  const all = codeTokens(text, syntax);
  const tokens = all.filter(({ kind }) => kind !== 'comment');
  const pairs = bracketPairs(tokens);
  const source: TestSource = { path, text, language, tokens, pairs, comments: all.filter(({ kind }) => kind === 'comment') };
  const positions = textPositions(path, text);
  const drafts = draftsOf(source);
  const cases = drafts.map((draft): TestCase => {
    const { name, focused, rows, retries, from, to, bodyFrom, bodyTo } = draft;
    const inBody = draft.state === 'run' ? bodyState(source, bodyFrom, bodyTo) : undefined;
    const { state, stateText } = inBody ?? draft;
    const assertions = [...expectedPanic(source, from, bodyFrom, positions), ...assertionsIn(source, bodyFrom, bodyTo, positions)];
    return {
      path,
      name,
      state,
      ...(stateText === undefined ? {} : { stateText }),
      focused,
      ...(rows === undefined ? {} : { rows }),
      ...(retries === undefined ? {} : { retries }),
      assertions,
      returnsEarly: returnsEarly(source, bodyFrom, bodyTo),
      body: plainCode(source, bodyFrom, bodyTo),
      location: positions.location(tokens[from]?.start ?? 0, tokens[to - 1]?.end ?? 0),
    };
  });
  const unpaired = tokens.findIndex(({ kind, text: mark }, index) => kind === 'mark' && /^[([{]$/.test(mark) && !pairs.has(index));
  const problem =
    text.length > codeTextLimit ? 'the file is too long to be read to its end' : unpaired >= 0 && language !== 'ruby' ? 'a bracket is not closed' : undefined;
  return { path, language, cases, ...(problem === undefined ? {} : { problem }) };
}

function draftsOf(source: TestSource): readonly TestDraft[] {
  switch (source.language) {
    case 'javascript':
      return callDrafts(source);
    case 'python':
      return pythonDrafts(source);
    case 'ruby':
      return rubyDrafts(source);
    case 'php':
      return [...functionDrafts(source), ...callDrafts(source)];
    default:
      return functionDrafts(source);
  }
}

const skipping =
  /^(?:(?:t|b|f|tb|ctx|context|this|test|it|self|task)\s\.\s(?:skip\w*|Skip\w*|fixme|skipTest)|pytest\s\.\s(?:skip|importorskip)|pending|skip|markTestSkipped|markTestIncomplete|\$this\s-\s>\s(?:markTest\w+)|throw\sXCTSkip\w*|try\sXCTSkip\w*|XCTSkip\w*|Assert\s\.\s(?:Ignore|Inconclusive|Skip\w*)|Assume\s?\.?\s?\w*|assume\w+|Assumptions\s\.\s\w+|throw\snew\s\w*Skip\w*)\s?\(?/;

/** `#[should_panic]` of Rust stands in front of the test and asserts all the same. */
function expectedPanic(source: TestSource, from: number, to: number, positions: TextPositions): readonly Assertion[] {
  if (source.language !== 'rust') return [];
  const at = findToken(source, 'should_panic', from, to);
  const [first, last] = [source.tokens[at], source.tokens[source.pairs.get(at - 1) ?? at]];
  if (at < 0 || !first || !last) return [];
  const text = source.text.slice(first.start, last.start);
  const expected = text.replace(/^should_panic\s*=?\s*/, '');
  return [
    { text, subject: 'the test', matcher: 'should_panic', expected, strength: 'exact', negated: false, location: positions.location(first.start, last.start) },
  ];
}

/** Characters of the code that says why a test is skipped. */
const longestState = 120;

function conditionOf(source: TestSource, at: number, end: number, open: string | undefined): string | undefined {
  const first = source.tokens[at]?.text;
  if (first === 'if' || first === 'unless') return plainCode(source, at, end);
  return first === 'end' ? undefined : open;
}

/** A skip among the first statements of a body; under a condition when it stands behind an `if` or takes one. */
function bodyState(source: TestSource, from: number, to: number): Pick<TestDraft, 'state' | 'stateText'> | undefined {
  let at = from;
  /** In Ruby, whose blocks have no braces: the condition of an `if` that is open. */
  let condition: string | undefined;
  for (let count = 0; count < 6 && at < to; count++) {
    const end = Math.max(at + 1, statementEnd(source, at, to));
    const text = plainCode(source, at, Math.min(end, at + 60));
    const first = source.tokens[at]?.text ?? '';
    if (skipping.test(text)) {
      const open = findToken(source, '(', at, end);
      const argument = open < 0 ? '' : plainCode(source, open + 1, source.pairs.get(open) ?? open + 1);
      const modifier = source.language === 'ruby' ? /(?:^|\s)((?:if|unless)\s.+)$/.exec(plainCode(source, at, end))?.[1] : undefined;
      if (condition !== undefined || modifier !== undefined)
        return { state: 'conditional', stateText: `${modifier ?? condition} ${text}`.slice(0, longestState) };
      const isConditional =
        /assum/i.test(text) ||
        /importorskip|skipIf|SkipIf|XCTSkipIf|XCTSkipUnless/.test(text) ||
        (/^(?:test|it)\s\./.test(text) && argument !== '' && !/^["'`]/.test(argument) && argument !== 'true');
      return { state: isConditional ? 'conditional' : 'skipped', stateText: text.slice(0, longestState) };
    }
    if (source.language === 'ruby') condition = conditionOf(source, at, end, condition);
    else if (first === 'if' || first === 'unless' || first === 'guard') {
      const body = findToken(source, source.language === 'python' ? ':' : '{', at, Math.min(to, at + 80));
      const inner = body < 0 ? '' : plainCode(source, body + 1, Math.min(to, source.pairs.get(body) ?? body + 12, body + 40));
      // The condition first: it is what somebody has to judge.
      if (skipping.test(inner)) return { state: 'conditional', stateText: `${plainCode(source, at, body)} ${inner}`.slice(0, longestState) };
    }
    at = source.tokens[end]?.text === ';' ? end + 1 : end;
    if (/^[)\]}]$/.test(source.tokens[at]?.text ?? '')) at++;
  }
  return undefined;
}

/** Whether the first statement of a body returns, with more behind it. */
function returnsEarly({ tokens, text }: TestSource, from: number, to: number): boolean {
  if (tokens[from]?.text !== 'return' || to - from < 3) return false;
  const [first, next] = [tokens[from], tokens[from + 1]];
  return next?.text === ';' || (first !== undefined && next !== undefined && text.slice(first.end, next.start).includes('\n'));
}
