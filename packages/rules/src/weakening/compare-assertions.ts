import type { Assertion, AssertionStrength, TestCase } from '@ten-point/core/rule';

/** One way in which the assertions of a test got weaker. */
export interface WeakenedAssertion {
  readonly kind: 'removed' | 'loosened' | 'inverted' | 'expected' | 'emptied';
  readonly before: Assertion;
  readonly after?: Assertion;
  readonly operation: string;
}

const ranks: Readonly<Record<AssertionStrength, number>> = { exact: 4, partial: 3, type: 2, truthy: 1, none: 0 };

/**
 * Compares the assertions of one test on both sides. Equal ones are passed over, then those of one subject are held against each
 * other; what is left on the side of the base is gone, unless the head asserts more elsewhere in the test.
 */
export function compareAssertions(before: TestCase, after: TestCase): readonly WeakenedAssertion[] {
  const left = [...before.assertions];
  const right = [...after.assertions];
  takeEqual(left, right, ({ text }) => text);
  takeEqual(left, right, withoutMessage);
  if (left.length === 0) return [];
  const found: WeakenedAssertion[] = [];
  // The same subject and matcher with another expectation, then the same subject with another matcher.
  const keys: readonly ((assertion: Assertion) => string)[] = [
    ({ subject, matcher, negated }) => `${subject} ${matcher} ${negated}`,
    ({ subject }) => subject,
    ({ matcher, expected, negated }) => (expected === '' ? '' : `${matcher} ${expected} ${negated}`),
  ];
  for (const key of keys) {
    for (const was of [...left]) {
      if (key(was) === '') continue;
      const is = right.find((candidate) => key(candidate) === key(was));
      if (!is) continue;
      left.splice(left.indexOf(was), 1);
      right.splice(right.indexOf(is), 1);
      const weakened = compare(was, is);
      if (weakened) found.push(weakened);
    }
  }
  // Several assertions of parts give way to one of the whole, or to as many others: rewritten, not removed.
  const strongest = Math.max(0, ...right.map(({ strength }) => ranks[strength]));
  const isRewritten = right.length > 0 && (right.length >= left.length || strongest === ranks.exact);
  if (!isRewritten) {
    const duplicates = new Set(after.assertions.map(withoutMessage));
    const gone = left.filter((was) => !duplicates.has(withoutMessage(was)) && !right.some((is) => holds(is, was)));
    if (gone.length > 0 && after.assertions.length === 0) {
      const [first] = gone;
      if (first) found.push({ kind: 'emptied', before: first, operation: 'B15' });
    } else for (const was of gone) found.push({ kind: 'removed', before: was, operation: 'C1' });
  }
  return found;
}

/** Whether a new assertion has the subject and the expectation of another one in it: `Eventually` waits for what was asserted. */
function holds({ text }: Assertion, { subject, expected }: Assertion): boolean {
  const looked = subject.replace(/^await /, '');
  return looked.length > 6 && text.includes(looked) && text.includes(expected);
}

/** Two assertions that differ only in what they say when they fail are one. */
function withoutMessage({ text }: Assertion): string {
  return text.replace(/ , (?:"[^"]*"|'[^']*'|`[^`]*`) \)$/, ' )').replace(/^(?:assert|require) \. /, '');
}

function takeEqual(left: Assertion[], right: Assertion[], key: (assertion: Assertion) => string): void {
  for (const was of [...left]) {
    const at = right.findIndex((candidate) => key(candidate) === key(was));
    if (at < 0) continue;
    right.splice(at, 1);
    left.splice(left.indexOf(was), 1);
  }
}

function compare(was: Assertion, is: Assertion): WeakenedAssertion | undefined {
  if (was.negated !== is.negated && was.matcher === is.matcher && was.expected === is.expected)
    return { kind: 'inverted', before: was, after: is, operation: 'C10' };
  if (isOpposite(was.matcher, is.matcher) && was.subject === is.subject) return { kind: 'inverted', before: was, after: is, operation: 'C10' };
  const [from, to] = [rankOf(was), rankOf(is)];
  if (to < from) return { kind: 'loosened', before: was, after: is, operation: was.matcher === is.matcher ? 'C7' : 'C3' };
  if (was.matcher === is.matcher && was.subject === is.subject && was.expected !== is.expected) {
    // An expected error without its message, a call without its arguments.
    if (is.expected === '' && was.expected !== '') return { kind: 'loosened', before: was, after: is, operation: 'C12' };
    return { kind: 'expected', before: was, after: is, operation: 'C8' };
  }
  return undefined;
}

function rankOf({ strength, matcher, expected, negated }: Assertion): number {
  // "is not null" says little, "is not this very value" even less.
  if (negated && strength === 'exact') return ranks.truthy;
  if (/throws?|raises|rejects/i.test(matcher) && expected === '') return ranks.type;
  return ranks[strength];
}

const opposites: readonly (readonly [string, string])[] = [
  ['toBeTruthy', 'toBeFalsy'],
  ['truthy', 'falsy'],
  ['assertTrue', 'assertFalse'],
  ['True', 'False'],
  ['isTrue', 'isFalse'],
  ['throws', 'notThrows'],
  ['==', '!='],
  ['assertThrows', 'assertDoesNotThrow'],
  ['be_truthy', 'be_falsey'],
  ['in', 'notin'],
];

function isOpposite(left: string, right: string): boolean {
  return opposites.some(([a, b]) => (ends(left, a) && ends(right, b)) || (ends(left, b) && ends(right, a)));
}

function ends(matcher: string, name: string): boolean {
  return matcher === name || matcher.endsWith(`.${name}`);
}
