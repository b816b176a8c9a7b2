import type { Assertion, AssertionStrength } from '../model/test-change.ts';
import { findToken, plainCode, statementEnd, type TestSource } from './test-source.ts';
import type { TextPositions } from './text-position.ts';

/** Heads of assertions by their first word; behind a dot they are none. */
const heads =
  /^(?:expect|expectTypeOf|expectType|expectError|assertType|assert\w*|Assert\w*|verify\w*|Verify\w*|should\w*|XCTAssert\w*|XCTFail|require|precondition|fail|refute\w*|must_\w+|check[A-Z]\w*|Ω|Expect|Eventually|Consistently|StepVerifier|prop_assert\w*|quickcheck|panic|unreachable)[!?]?$/;
/** Members that assert, behind the object that they belong to. */
const members =
  /^(?:Should|should|must|assert\w*|Assert\w*|expect\w*|is|not|deepEqual|notDeepEqual|throws|throwsAsync|notThrows|like|truthy|falsy|true|false|snapshot|regex|Error|Errorf|Fatal|Fatalf|Fail|FailNow|Equal|raises|warns|verify\w*|shouldBe\w*|toBe\w*)$/;
/** Objects whose members assert: `t.is(…)`, `assert.equal(…)`, `self.assertEqual(…)`, `$this->assertSame(…)`. */
const owners = /^(?:t|tt|tc|test|assert|Assert|Assertions|self|this|\$this|chai|require|pytest|expect|should|cy|b|f|mock|Mockito|ava|is)$/;
/** Words of a chain that say nothing themselves. */
const fillers = new Set([
  'to',
  'be',
  'been',
  'have',
  'has',
  'a',
  'an',
  'the',
  'and',
  'that',
  'which',
  'is',
  'of',
  'same',
  'but',
  'does',
  'still',
  'also',
  'soft',
  'resolves',
  'rejects',
  'deep',
  'with',
  'toBe_',
]);
const negators = new Set(['not', 'to_not', 'not_to', 'toNot', 'Not', 'NotTo', 'ToNot', 'isNot', 'isNotNull_']);

/** The assertions of a stretch of tokens. */
export function assertionsIn(source: TestSource, from: number, to: number, positions: TextPositions): readonly Assertion[] {
  const found: Assertion[] = [];
  for (let index = from; index < to; index++) {
    if (!isHead(source, index)) continue;
    const start = ownerStart(source, index, from);
    const end = Math.max(index + 1, statementEnd(source, index, to));
    const parts = partsOf(source, index, end);
    // A function that is only named, or declared.
    if (parts)
      found.push({
        ...parts,
        text: plainCode(source, start, end),
        location: positions.location(source.tokens[start]?.start ?? 0, source.tokens[end - 1]?.end ?? 0),
      });
    // What an assertion is given may hold functions with assertions of their own: they are part of it.
    if (parts) index = end - 1;
  }
  return found;
}

function isHead(source: TestSource, index: number): boolean {
  const { tokens, language } = source;
  const token = tokens[index];
  if (token?.kind !== 'word') return false;
  const before = tokens[index - 1]?.text;
  const next = tokens[index + 1]?.text;
  const isMember = before === '.' || (before === '>' && tokens[index - 2]?.text === '-') || before === ':';
  if (isMember && !(before === ':' && tokens[index - 2]?.text !== ':')) {
    const owner = tokens[before === '>' || before === ':' ? index - 3 : index - 2]?.text ?? '';
    if (members.test(token.text) && owners.test(owner)) return next === '(' || next === '.' || (language === 'ruby' && next !== '=');
    return /^(?:Should|should|must_\w+|assert_\w+|must|shouldBe\w*|wont_\w+)$/.test(token.text) && (next === '(' || next === '.' || language === 'ruby');
  }
  if (language === 'python' && token.text === 'assert') return true;
  // Kotest: `bread shouldBe warm`.
  if (language === 'kotlin' && /^should[A-Z]\w*$/.test(token.text) && next !== '(' && tokens[index - 1] !== undefined) return true;
  if (!heads.test(token.text)) return false;
  if (
    before === 'fun' ||
    before === 'func' ||
    before === 'function' ||
    before === 'def' ||
    before === 'fn' ||
    before === 'class' ||
    before === 'import' ||
    before === 'using'
  )
    return false;
  if (next === '(' || next === '.' || next === '<' || (next === '!' && tokens[index + 2]?.text === '(') || token.text.endsWith('!')) return true;
  return language === 'ruby' && ((/^(?:assert|refute)/.test(token.text) && next !== '=') || (token.text === 'expect' && next === '{'));
}

/** The object in front of a member, and the subject of `x.Should()` or `x shouldBe y`. */
function ownerStart({ tokens, pairs, text }: TestSource, index: number, from: number): number {
  let start = index;
  while (start > from) {
    const before = tokens[start - 1];
    const token = tokens[start];
    if (!before || !token || text.slice(before.end, token.start).includes('\n')) break;
    if (/^[.>:-]$/.test(before.text) || (before.kind === 'word' && tokens[start]?.text === '.') || before.text === '#') start--;
    else if (/^[)\]]$/.test(before.text) && tokens[start]?.text === '.') start = pairs.get(start - 1) ?? start - 1;
    else break;
  }
  return start;
}

type Parts = Pick<Assertion, 'subject' | 'matcher' | 'expected' | 'strength' | 'negated'>;

function partsOf(source: TestSource, from: number, to: number): Parts | undefined {
  const { tokens, pairs, language } = source;
  const head = tokens[from]?.text ?? '';
  if (language === 'python' && head === 'assert') return comparison(source, from + 1, to);
  if (language === 'kotlin' && /^should/.test(head) && tokens[from + 1]?.text !== '(') {
    const start = ownerStart(source, from, 0);
    return finish(head, plainCode(source, Math.min(start, from - 1), from), plainCode(source, from + 1, to), false);
  }
  const calls: { readonly name: string; readonly args: readonly string[] }[] = [];
  const words: string[] = [];
  let name = '';
  for (let index = from; index < to; index++) {
    const token = tokens[index];
    if (!token) break;
    if (token.kind === 'word') {
      name = token.text;
      words.push(name);
    } else if (token.text === '(') {
      const close = pairs.get(index);
      if (close === undefined) break;
      calls.push({ name, args: split(source, index + 1, close) });
      index = close;
    } else if (token.text === '{' || token.text === '[') index = pairs.get(index) ?? index;
  }
  if (language === 'ruby' && head === 'expect') {
    // `expect(x).to eq y`, `expect { … }.to raise_error`
    const verb = findVerb(source, from, to);
    const subject = calls[0]?.args.join(', ') ?? plainCode(source, from + 1, verb - 1);
    if (verb > 0)
      return finish(tokens[verb + 1]?.text ?? '', subject, plainCode(source, verb + 2, to).replace(/^\( (.*) \)$/, '$1'), /not/.test(tokens[verb]?.text ?? ''));
  }
  if (calls.length === 0) {
    // `assert_equal a, b` without brackets.
    if (language !== 'ruby' || to <= from + 1) return undefined;
    const [subject = '', ...expected] = split(source, from + 1, to);
    return finish(head, subject, expected.join(', '), /^(?:refute|wont)/.test(head));
  }
  const [first] = calls;
  const isSubjectFirst =
    /^(?:expect\w*|assertThat\w*|that|verify|Expect|Ω|Eventually|Consistently|should|StepVerifier)$/.test(first?.name ?? '') ||
    /^#?expect$|^require$/.test(head);
  if (isSubjectFirst && (calls.length > 1 || words.length > 1)) {
    const chain = words.slice(words.indexOf(first?.name ?? '') + 1).filter((word) => !fillers.has(word) && !negators.has(word));
    const negated = words.some((word) => negators.has(word)) || /\.not\b/.test(words.join('.'));
    const last = calls.length > 1 ? calls.at(-1) : undefined;
    const matcher = chain.join('.');
    if (matcher !== '') return finish(matcher, first?.args.join(', ') ?? '', last?.args.join(', ') ?? '', negated);
  }
  if (head === 'Should' || (head === 'should' && first?.name === 'Should')) {
    const chain = words.slice(1).filter((word) => !fillers.has(word));
    return finish(
      chain.join('.') || 'Should',
      plainCode(source, ownerStart(source, from, 0), from).replace(/ \.$/, ''),
      calls.at(-1)?.args.join(', ') ?? '',
      /Not/.test(chain.join('.')),
    );
  }
  const name0 = words.join('.');
  // The test itself comes first in Go.
  const args = first?.args ?? [];
  const [subject = '', ...expected] = language === 'go' && /^(?:tt?|b|f|tb|s \. T \( \))$/.test(args[0] ?? '') ? args.slice(1) : args;
  const inner =
    expected.length === 0 ? innerComparison(source, findToken(source, '(', from, to) + 1, pairs.get(findToken(source, '(', from, to)) ?? to) : undefined;
  return inner ?? finish(name0, subject, expected.join(', '), /not|refute/i.test(name0));
}

function findVerb({ tokens }: TestSource, from: number, to: number): number {
  for (let index = from; index < to; index++) if (tokens[index - 1]?.text === '.' && /^(?:to|not_to|to_not)$/.test(tokens[index]?.text ?? '')) return index;
  return -1;
}

/** `assert a == b`, `#expect(a == b)`: what is compared, and how. */
function comparison(source: TestSource, from: number, to: number): Parts {
  return innerComparison(source, from, to) ?? finish('assert', plainCode(source, from, to), '', source.tokens[from]?.text === 'not');
}

const operators: readonly (readonly string[])[] = [
  ['=', '=', '='],
  ['!', '=', '='],
  ['=', '='],
  ['!', '='],
  ['>', '='],
  ['<', '='],
  ['not', 'in'],
  ['is', 'not'],
  ['in'],
  ['is'],
  ['<'],
  ['>'],
];

function innerComparison(source: TestSource, from: number, to: number): Parts | undefined {
  const { tokens, pairs } = source;
  for (let index = from; index < to; index++) {
    const text = tokens[index]?.text ?? '';
    const close = /^[([{]$/.test(text) ? pairs.get(index) : undefined;
    if (close !== undefined) {
      index = close;
      continue;
    }
    if (text === ',' && source.language === 'python') return undefined;
    const operator = index > from ? operators.find((marks) => marks.every((mark, offset) => tokens[index + offset]?.text === mark)) : undefined;
    // An arrow, a shift or a type argument is no comparison.
    if (!operator || (operator.length === 1 && /^[<>]$/.test(operator[0] ?? '') && /^[<>=-]$/.test(tokens[index + 1]?.text ?? tokens[index - 1]?.text ?? '')))
      continue;
    let end = to;
    for (let at = index; at < to; at++) {
      const inner = /^[([{]$/.test(tokens[at]?.text ?? '') ? pairs.get(at) : undefined;
      if (inner !== undefined) at = inner;
      else if (tokens[at]?.text === ',') {
        end = at;
        break;
      }
    }
    const sign = operator.join('');
    return finish(sign, plainCode(source, from, index), plainCode(source, index + operator.length, end), /^(?:!=|!==|notin|isnot)$/.test(sign));
  }
  return undefined;
}

function split(source: TestSource, from: number, to: number): readonly string[] {
  const { tokens, pairs } = source;
  const parts: string[] = [];
  let start = from;
  for (let index = from; index < to; index++) {
    const close = /^[([{]$/.test(tokens[index]?.text ?? '') ? pairs.get(index) : undefined;
    if (close !== undefined && close < to) index = close;
    else if (tokens[index]?.text === ',') {
      parts.push(plainCode(source, start, index));
      start = index + 1;
    }
  }
  if (start < to) parts.push(plainCode(source, start, to));
  return parts;
}

function finish(matcher: string, subject: string, expected: string, negated: boolean): Parts {
  return { matcher, subject, expected, negated, strength: strengthOf(matcher, expected) };
}

/** Names of matchers by what they compare, lower case, without filler words; the first list that fits decides. */
const strengths: readonly (readonly [AssertionStrength, RegExp])[] = [
  // A snapshot holds the whole value.
  ['exact', /snapshot/],
  ['partial', /objectcontaining|arraycontaining|stringcontaining|stringmatching|anything\(|expect \. any/],
  ['type', /instance|typeof|isa\b|isassignable|kind_of|be_an?\b|respond_to|^type|any\(/],
  [
    'partial',
    /match|contain|include|startwith|endwith|startswith|endswith|regex|like|subset|^in$|^notin$|closeto|within|approx|delta|between|hassubstring|haslength|have_?length|tohavelength|hasproperty|haveproperty|haskey/,
  ],
  [
    'exact',
    /equal|^tobe$|^be$|eql|^eq$|^is$|^==$|^===$|^same|issame|same$|^shouldbe$|calledwith|calledoncewith|calledtimes|times|^isnot$|^!=|matchesexactly|_eq!?$|^assert_eq|assert_ne|throwserror|tothrow|throws|raises|raise_error|rejects/,
  ],
  [
    'truthy',
    /true|ok$|truthy|falsy|false|defined|null|none|nil|exist|empty|present|^assert!?$|greater|less|^[<>]=?$|called$|succeed|positive|negative|^is_|noerror/,
  ],
];

function strengthOf(matcher: string, expected: string): AssertionStrength {
  const name = matcher.toLowerCase().replace(/^(?:t|self|this|\$this|assert|assertions|require|chai)\.(?=.)/, '');
  if (/expect \. (?:any|objectContaining|anything|stringContaining|arrayContaining)/.test(expected)) return 'partial';
  return strengths.find(([, names]) => names.test(name))?.[0] ?? 'exact';
}
