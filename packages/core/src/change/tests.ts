import type { Change, ChangedFile } from '../model/change.ts';
import type { TestCase, TestChanges, TestFile, TestPair } from '../model/test-change.ts';
import { parseTestFile } from '../parse/test-file.ts';

/** Share of words that two bodies must have in common to be one test under another name. */
const leastSimilarity = 0.8;
/** A body of fewer words is like many others. */
const fewestWords = 8;
/** Pairs of which the bodies are compared; beyond it only names and equal bodies count. */
const mostComparisons = 250_000;

/** Reads the test cases of the changed files on both sides, and pairs them. */
export function testChanges(change: Change): TestChanges {
  const before = new Map<string, TestFile>();
  const after = new Map<string, TestFile>();
  for (const file of change.files) {
    if (!mayHoldTests(file)) continue;
    const previous = file.previousPath ?? file.path;
    const left = file.before?.state === 'text' ? parseTestFile(previous, file.before.text) : undefined;
    const right = file.after?.state === 'text' ? parseTestFile(file.path, file.after.text) : undefined;
    if (left) before.set(previous, left);
    if (right) after.set(file.path, right);
  }
  const removed = new Set([...before.values()].flatMap(({ cases }) => cases));
  const added = new Set([...after.values()].flatMap(({ cases }) => cases));
  const pairs: TestPair[] = [];
  const join = (left: TestCase, right: TestCase, by: TestPair['by']): void => {
    pairs.push({ before: left, after: right, by });
    removed.delete(left);
    added.delete(right);
  };
  const match = (by: TestPair['by'], key: (test: TestCase, side: 'before' | 'after') => string): void => {
    const byKey = new Map<string, TestCase[]>();
    for (const test of added) byKey.set(key(test, 'after'), [...(byKey.get(key(test, 'after')) ?? []), test]);
    for (const test of [...removed]) {
      const [counterpart] = (byKey.get(key(test, 'before')) ?? []).filter((candidate) => added.has(candidate));
      if (counterpart) join(test, counterpart, by);
    }
  };
  const pathAtHead = (path: string): string => change.pathAtHead(path) ?? path;
  const fullName = ({ name }: TestCase): string => JSON.stringify(name);
  match('name', (test, side) => `${side === 'before' ? pathAtHead(test.path) : test.path} ${fullName(test)}`);
  // In another suite of its file, or in another file.
  match('name', (test, side) => `${side === 'before' ? pathAtHead(test.path) : test.path} ${test.name.at(-1)} ${test.body}`);
  match('body', (test) => (wordsOf(test).size >= fewestWords ? test.body : `${test.path} ${fullName(test)} ${test.location.range.start.offset}`));
  match('name', fullName);
  match('name', (test, side) => `${side === 'before' ? pathAtHead(test.path) : test.path} ${test.name.at(-1)}`);
  if (removed.size * added.size <= mostComparisons) pairSimilar(removed, added, join);
  return { pairs, removed: [...removed], added: [...added], before, after, goneNames: goneNames(change) };
}

/** Files of tests, and sources in languages that keep tests beside the code. */
function mayHoldTests({ kind, path, role }: ChangedFile): boolean {
  if (role === 'fixture' || role === 'vendored' || role === 'generated') return false;
  return kind === 'test' || (path.endsWith('.rs') && kind === 'source');
}

function pairSimilar(removed: ReadonlySet<TestCase>, added: ReadonlySet<TestCase>, join: (left: TestCase, right: TestCase, by: TestPair['by']) => void): void {
  const words = new Map([...removed, ...added].map((test) => [test, wordsOf(test)]));
  const scored: { readonly left: TestCase; readonly right: TestCase; readonly score: number }[] = [];
  for (const left of removed) {
    for (const right of added) {
      const score = similarity(words.get(left), words.get(right));
      if (score >= leastSimilarity) scored.push({ left, right, score });
    }
  }
  scored.sort((a, b) => b.score - a.score);
  for (const { left, right } of scored) if (removed.has(left) && added.has(right)) join(left, right, 'similarity');
}

function similarity(left: ReadonlySet<string> | undefined, right: ReadonlySet<string> | undefined): number {
  if (!left || !right || Math.min(left.size, right.size) < fewestWords) return 0;
  let common = 0;
  for (const word of left) if (right.has(word)) common++;
  return common / Math.max(left.size, right.size);
}

function wordsOf({ body }: TestCase): ReadonlySet<string> {
  return new Set(body.split(' '));
}

const declaration =
  /\b(?:function|class|def|func|fn|fun|const|let|var|val|interface|type|struct|enum|trait|module|object|record|protocol)\s+(?:\([^()\n]{0,80}\)\s*)?([A-Za-z_]\w{3,})/g;

/** Names of several words: one of a single word may stand for anything. */
const compoundName = /\b[A-Za-z]\w*(?:[a-z\d][A-Z]|[A-Za-z\d]_[A-Za-z])\w*/g;

/** Names that sources of the change declared at the base, and those of several words that they used, and have no longer at the head. */
function goneNames({ files }: Change): ReadonlySet<string> {
  const sources = files.filter(({ kind }) => kind === 'source');
  const gone = new Set<string>();
  for (const { before } of sources) {
    if (before?.state !== 'text') continue;
    for (const [, name = ''] of before.text.matchAll(declaration)) gone.add(name);
    for (const [name] of before.text.matchAll(compoundName)) gone.add(name);
  }
  if (gone.size === 0) return gone;
  for (const { after } of sources) {
    if (after?.state !== 'text') continue;
    for (const [name] of after.text.matchAll(compoundName)) gone.delete(name);
    for (const [, name = ''] of after.text.matchAll(declaration)) gone.delete(name);
  }
  return gone;
}
