import {
  type Assertion,
  type ChangedFile,
  type ChangeFailureDetails,
  type ChangeRule,
  defineChangeRule,
  fileStart,
  firstChangedLine,
  isTestPath,
  nameOf,
  parentOf,
  type TestCase,
  type TestChanges,
  type TestPair,
  type TestState,
} from '@ten-point/core/rule';
import { compareAssertions, type WeakenedAssertion } from '../weakening/compare-assertions.ts';

/** Cases and assertions of one file that are listed one by one; more are one finding. */
const listed = 5;
/** Changed snapshots from which nobody reads them one by one. */
const manySnapshotLines = 200;

const stateRanks: Readonly<Record<TestState, number>> = { run: 0, conditional: 1, 'expected-failure': 2, skipped: 3, todo: 3 };

export const weakenedTests: ChangeRule = defineChangeRule({
  id: 'ci/weakened-tests',
  scope: 'change',
  severity: 'error',
  verdict: 'hard-stop',
  needs: [],
  changeNeeds: ['tests'],
  title: 'Tests verify as much as before',
  why: 'A failing test is made green fastest by making the test expect less. In the history of 31 public repositories commits of agents gained a looser matcher nearly three times as often as the others, and touched snapshots three times as often. In a diff such a line looks like any other, and the suite is green behind it.',
  howToFix:
    'Bring the test or the assertion back and mend the code. Where the test was wrong, say in the description why, and let an owner of the file approve it who had no part in the change.',
  limits:
    'Tests of JavaScript, TypeScript, Python, Go, Java, Kotlin, Rust, Ruby, C#, PHP and Swift are read on both sides by their tokens and paired by name, body and likeness, so that moves, renames and splits are clean. Tests that go with the names that they tested ask for a look only. Assertions in helpers that a test calls, generated tests, and fixtures are not followed; a changed expectation beside changed sources is a note.',
  effort: 'minutes',
  sources: [
    { url: 'https://arxiv.org/abs/2507.15003', checked: '2026-11-24', note: 'Pull requests of coding agents.' },
    { url: 'https://vitest.dev/api/', checked: '2026-11-24' },
    { url: 'https://docs.pytest.org/en/stable/how-to/skipping.html', checked: '2026-11-24' },
  ],
  messages: {
    fileDeleted: '{path} is gone with {count} tests that nothing replaces ({names}); keep them.',
    removed: 'The test "{name}" is gone, and no other test does the same; keep it.',
    removedMany: '{count} tests of {path} are gone ({names}), and no others do the same; keep them.',
    withFeature: '{count} tests of {path} are gone with what they tested ({names}); somebody must see that it is so.',
    replaced: '{count} tests of {path} are gone ({names}), and new ones such as "{other}" take their place; somebody must see that they test as much.',
    folded: '{count} tests of {path} are gone ({names}), and others of the file gained rows; somebody must see that they hold the same cases.',
    hidden: '{path} was a test file and is {after} now, where no runner looks for tests; keep its name.',
    skipped: 'The test "{name}" no longer runs ({how}); mend it instead.',
    conditional: 'The test "{name}" now runs only under a condition ({how}); say why it cannot run elsewhere, or mend it.',
    expectedFailure: 'The test "{name}" is now expected to fail ({how}); mend it instead.',
    focused: 'The test "{name}" is focused, which keeps all others of its file from running; take that away.',
    rows: 'The test "{name}" runs {after} cases instead of {before}; keep the others.',
    retries: 'The test "{name}" is tried up to {count} times more when it fails; mend what makes it fail.',
    returns: 'The test "{name}" returns before it asserts anything; take the return away.',
    emptied: 'The test "{name}" asserts nothing any more (it asserted `{assertion}`); assert it again.',
    assertionRemoved: 'The test "{name}" no longer asserts `{assertion}`; keep it.',
    loosened: 'The test "{name}" expects less: `{before}` became `{after}`; expect as much as before.',
    inverted: 'The test "{name}" now expects the opposite: `{before}` became `{after}`; mend the code instead.',
    expected: 'The test "{name}" expects another value, and no source changed: `{before}` became `{after}`; say which change makes it right.',
    expectedWithSource: '{count} expectations of {path} changed together with sources.',
    snapshots: '{count} snapshot files changed ({lines} lines) and no source did; say what makes the new ones right.',
    manySnapshots: '{lines} lines in {count} snapshot files changed; somebody must see what they now hold.',
    snapshotGone: 'The snapshot {path} is gone while its test stays, which writes whatever it gets as the next one; keep it.',
  },
  check({ change, outcome }) {
    const tests = change.tests();
    // Also a tool of another version may make other expectations right.
    const hasSources = change.files.some(({ kind }) => kind !== 'test' && kind !== 'documentation' && kind !== 'snapshot');
    let judged = 0;
    const say = (): void => void judged++;

    for (const file of change.files) {
      if (file.status === 'added') continue;
      const previous = file.previousPath ?? file.path;
      if (file.status === 'renamed' && isTestPath(previous) && !isTestPath(file.path) && file.role === 'own' && isCode(previous)) {
        say();
        outcome.fail('hidden', { path: previous, after: file.path }, fileStart(file.path), { before: fileStart(previous), subject: previous, operation: 'B3' });
      }
      if (file.kind !== 'test' || file.role !== 'own') continue;
      const [left, right] = [tests.before.get(previous), tests.after.get(file.path)];
      if (file.status !== 'deleted' && left && right?.problem !== undefined && left.problem === undefined) {
        say();
        outcome.notAnalysed(file.path, right.problem, true);
      } else if (!left && file.before?.state === 'text' && isCode(file.path) && file.hunks.length > 0) {
        say();
        outcome.notAnalysed(file.path, 'tests of this language are not read', false);
      }
    }
    removals(tests, change.files).forEach(reportRemoved);
    for (const pair of tests.pairs) reportPair(pair);
    for (const test of tests.added) if (test.focused) reportFocus(test);
    reportExpected();
    reportSnapshots();
    if (judged > 0) return;
    if (tests.before.size > 0) outcome.pass(`${[...tests.before.keys()].slice(0, 3).join(', ')}: ${tests.pairs.length} tests verify as much as before`);
    else outcome.notApplicable('the change touches no tests that were there before');

    function reportRemoved({ path, cases, isFileGone, withFeature, isFolded, replacement }: Removal): void {
      say();
      const [first] = cases;
      const names = cases
        .slice(0, 3)
        .map(({ name }) => name.at(-1) ?? '')
        .join(', ')
        .concat(cases.length > 3 ? ', …' : '');
      const data = { count: cases.length, path, names };
      const details: ChangeFailureDetails = {
        subject: `${path} ${cases.map(({ name }) => name.join(' > ')).join(', ')}`,
        operation: isFileGone ? 'B1' : 'B2',
        content: { before: cases.map(({ body }) => body).join('\n'), after: '' },
        ...(first ? { before: isFileGone ? fileStart(path) : first.location } : {}),
      };
      if (withFeature.length > 0)
        outcome.fail('withFeature', { ...data, names: withFeature.slice(0, 3).join(', ') }, undefined, { ...details, verdict: 'review' });
      else if (isFolded) outcome.fail('folded', data, undefined, { ...details, verdict: 'review' });
      else if (replacement !== undefined) outcome.fail('replaced', { ...data, other: replacement }, undefined, { ...details, verdict: 'review' });
      else if (isFileGone) outcome.fail('fileDeleted', data, undefined, details);
      else if (cases.length === 1) outcome.fail('removed', { name: first?.name.join(' > ') ?? '' }, undefined, details);
      else outcome.fail('removedMany', data, undefined, details);
    }

    function reportPair({ before, after, by }: TestPair): void {
      const name = after.name.join(' > ');
      const details: ChangeFailureDetails = { before: before.location, subject: `${after.path} ${name}` };
      const how = after.stateText ?? after.state;
      if (stateRanks[after.state] > stateRanks[before.state]) {
        say();
        const content = { before: before.state, after: `${after.state} ${how}` };
        const place = startOf(after);
        if (after.state === 'conditional')
          outcome.fail('conditional', { name, how }, place, {
            ...details,
            operation: skipsInCi(how) ? 'B7' : 'B6',
            content,
            ...(!skipsInCi(how) && (isGuard(how) || namesCi.test(how)) ? { verdict: 'review' as const } : {}),
          });
        else if (after.state === 'expected-failure') outcome.fail('expectedFailure', { name, how }, place, { ...details, operation: 'B10', content });
        else outcome.fail('skipped', { name, how }, place, { ...details, operation: 'B5', content });
      }
      if (after.focused && !before.focused) reportFocus(after);
      // A test that did not run before has nothing to lose.
      if (before.state === 'skipped' || before.state === 'todo') return;
      if (before.rows !== undefined && after.rows !== undefined && after.rows < before.rows) {
        say();
        outcome.fail('rows', { name, before: before.rows, after: after.rows }, startOf(after), { ...details, operation: 'B4', verdict: 'review' });
      }
      if ((after.retries ?? 0) > (before.retries ?? 0)) {
        say();
        outcome.fail('retries', { name, count: after.retries ?? 0 }, startOf(after), { ...details, operation: 'B12', verdict: 'review' });
      }
      if (after.returnsEarly && !before.returnsEarly) {
        say();
        outcome.fail('returns', { name }, startOf(after), { ...details, operation: 'B15' });
      }
      // Of tests that are only alike nobody knows which assertion was which.
      if (by !== 'similarity') for (const weakened of compareAssertions(before, after)) reportAssertion(weakened, name, before, after);
    }

    function reportFocus(test: TestCase): void {
      say();
      outcome.fail('focused', { name: test.name.join(' > ') }, startOf(test), { subject: `${test.path} ${test.name.join(' > ')}`, operation: 'B9' });
    }

    function reportAssertion({ kind, before, after, operation }: WeakenedAssertion, name: string, testBefore: TestCase, testAfter: TestCase): void {
      // With sources beside it a changed expectation is ordinary work, and counted below.
      if (kind === 'expected' && hasSources) return;
      say();
      const withFeature = kind !== 'expected' && wordsIn(before.text).some((word) => tests.goneNames.has(word));
      const isRewritten =
        (kind === 'removed' || kind === 'emptied') && (callsHelper(testBefore, testAfter) || likeness(testBefore.body, testAfter.body) < rewritten);
      const details: ChangeFailureDetails = {
        before: before.location,
        operation,
        subject: `${testAfter.path} ${name} ${before.text}`,
        content: { before: before.text, after: after?.text ?? '' },
        ...(withFeature || isRewritten ? { verdict: 'review' as const } : {}),
      };
      const place = after?.location ?? startOf(testAfter);
      if (kind === 'emptied') outcome.fail('emptied', { name, assertion: before.text }, place, details);
      else if (kind === 'removed') outcome.fail('assertionRemoved', { name, assertion: before.text }, place, details);
      else {
        const data = { name, before: before.text, after: after?.text ?? '' };
        if (kind === 'loosened') outcome.fail('loosened', data, place, details);
        else if (kind === 'inverted') outcome.fail('inverted', data, place, hasSources ? { ...details, verdict: 'review' } : details);
        else
          outcome.fail(
            'expected',
            data,
            place,
            changedOtherwise(testBefore, testAfter, before, after) || keepsValues(before, after) ? { ...details, verdict: 'review' } : details,
          );
      }
    }

    function reportExpected(): void {
      if (!hasSources) return;
      const counts = new Map<string, number>();
      for (const { before, after, by } of tests.pairs) {
        if (by === 'similarity') continue;
        const changed = compareAssertions(before, after).filter(({ kind }) => kind === 'expected').length;
        if (changed > 0) counts.set(after.path, (counts.get(after.path) ?? 0) + changed);
      }
      for (const [path, count] of counts) {
        say();
        outcome.fail('expectedWithSource', { path, count }, fileStart(path), { subject: path, operation: 'C9', verdict: 'note' });
      }
    }

    function reportSnapshots(): void {
      const snapshots = change.files.filter(({ kind, role }) => kind === 'snapshot' && role !== 'vendored');
      for (const file of snapshots.filter(({ status }) => status === 'deleted')) {
        if (!testStays(file)) continue;
        say();
        outcome.fail('snapshotGone', { path: file.path }, undefined, { before: fileStart(file.path), subject: file.path, operation: 'C14' });
      }
      const changed = snapshots.filter(({ status, removedLines }) => status === 'modified' && removedLines > 0);
      const [first] = changed;
      const lines = changed.reduce((sum, { addedLines, removedLines }) => sum + addedLines + removedLines, 0);
      const place = first && firstChangedLine(first, 'after');
      const details: ChangeFailureDetails = { subject: 'snapshots', operation: 'C13' };
      const hasOthers = change.files.some(({ kind }) => kind !== 'snapshot' && kind !== 'documentation');
      if (changed.length > 0 && !hasOthers) {
        say();
        outcome.fail('snapshots', { count: changed.length, lines }, place, details);
      } else if (lines >= manySnapshotLines) {
        say();
        outcome.fail('manySnapshots', { count: changed.length, lines }, place, { ...details, verdict: 'review' });
      }
    }

    /** Whether the test that a snapshot belongs to is still there. */
    function testStays({ path }: ChangedFile): boolean {
      const test = path
        .replace('/__snapshots__/', '/')
        .replace(/^__snapshots__\//, '')
        .replace(/\.snap$/, '');
      return path.endsWith('.snap') && change.pathAtHead(test) === test;
    }
  },
});

interface Removal {
  readonly path: string;
  readonly cases: readonly TestCase[];
  readonly isFileGone: boolean;
  /** Names that the tests used and that are gone from the sources. */
  readonly withFeature: readonly string[];
  /** Others of the file gained rows of parameters. */
  readonly isFolded: boolean;
  /** Name of a new test that is much like one of them. */
  readonly replacement?: string;
}

/** Tests that ran before and have no counterpart, by file and by what became of what they tested. */
function removals(tests: TestChanges, files: readonly ChangedFile[]): readonly Removal[] {
  const bodies = new Set([...tests.after.values()].flatMap(({ cases }) => cases.map(({ body }) => body)));
  const lost = tests.removed.filter(({ state, body, assertions }) => state !== 'skipped' && state !== 'todo' && !(bodies.has(body) && assertions.length > 0));
  const groups = new Map<string, { -readonly [Key in keyof Removal]: Removal[Key] }>();
  const add = (test: TestCase, key: string, facts: Omit<Removal, 'path' | 'cases'>): void => {
    const group = groups.get(key);
    if (group) group.cases = [...group.cases, test];
    else groups.set(key, { path: test.path, cases: [test], ...facts });
  };
  const shrunk = files.filter(
    ({ kind, status, addedLines, removedLines }) => kind === 'source' && status !== 'deleted' && removedLines > addedLines + fewLines,
  );
  for (const test of lost) {
    const isFileGone = ![...tests.pairs].some(({ before }) => before.path === test.path) && !tests.after.has(test.path);
    const withFeature = [...new Set(wordsIn(`${test.body} ${test.name.join(' ')} ${test.path}`).filter((word) => tests.goneNames.has(word)))];
    const isFolded =
      tests.pairs.some(({ before, after }) => after.path === test.path && (after.rows ?? 0) > (before.rows ?? 0)) ||
      tests.added.some(({ path, rows }) => path === test.path && (rows ?? 0) > 1);
    const source = isFileGone ? goneSource(test.path, files) : undefined;
    if (source !== undefined && withFeature.length === 0) withFeature.push(source);
    // What stands beside the test lost more than it gained: the test may have gone with it.
    const beside = shrunk.find(({ path }) => stemOf(path) === stemOf(test.path) || parentOf(path) === parentOf(test.path));
    if (beside && withFeature.length === 0) withFeature.push(beside.path);
    const replacement = replacementOf(test, tests.added) ?? rewriteOf(test, lost, tests.added);
    const facts = { isFileGone, withFeature, isFolded, ...(replacement === undefined ? {} : { replacement }) };
    const perTest =
      lost.filter(({ path }) => path === test.path).length <= listed && !isFileGone && withFeature.length === 0 && !isFolded && replacement === undefined;
    add(
      test,
      perTest
        ? `${test.path} ${test.name.join(' > ')} ${test.location.range.start.offset}`
        : `${test.path} ${withFeature.length > 0} ${isFolded} ${replacement !== undefined}`,
      facts,
    );
  }
  return [...groups.values()];
}

/** So many lines a source may lose on balance without anything being gone with them. */
const fewLines = 2;

/** Shares of words in common: from which a new test may stand for an old one, and below which a test is another one. */
const alike = 0.5;
const rewritten = 0.5;
/** Share of the length of tests that are gone, from which new ones may stand for them. */
const rewrittenShare = 0.6;

/** A new test that has a name or a body much like that of one that is gone. */
function replacementOf(test: TestCase, added: readonly TestCase[]): string | undefined {
  const found = added.find(
    (other) =>
      other.state === 'run' &&
      (likeness(nameWords(test), nameWords(other)) >= alike || likeness(test.body, other.body) >= alike) &&
      other.assertions.length > 0,
  );
  return found?.name.at(-1);
}

/** The source that a test file stands beside, or is named after, when it goes as well. */
function goneSource(path: string, files: readonly ChangedFile[]): string | undefined {
  const directory = parentOf(path);
  const stem = stemOf(path);
  const gone = files.filter(({ kind, status }) => kind === 'source' && status === 'deleted').map((file) => file.path);
  return gone.find((other) => stemOf(other) === stem) ?? gone.find((other) => parentOf(other) === directory);
}

/** `oven` of `test_oven.py`, `oven_test.go`, `oven.test.ts`, `OvenTest.java`. */
function stemOf(path: string): string {
  const name = nameOf(path).split('.')[0] ?? '';
  return name
    .replace(/^tests?[_-]|[_-](?:tests?|spec|it|e2e)$/i, '')
    .replace(/(?:Tests?|Spec|IT)$/, '')
    .toLowerCase();
}

/** A new test of the same file, when the new ones there are about as long as those that are gone: the file was written anew. */
function rewriteOf(test: TestCase, lost: readonly TestCase[], added: readonly TestCase[]): string | undefined {
  const sizeOf = (tests: readonly TestCase[]): number => tests.reduce((sum, { body }) => sum + body.length, 0);
  const here = added.filter(({ path, assertions, state }) => path === test.path && assertions.length > 0 && state === 'run');
  return here.length > 0 && sizeOf(here) >= rewrittenShare * sizeOf(lost.filter(({ path }) => path === test.path)) ? here[0]?.name.at(-1) : undefined;
}

function nameWords({ name }: TestCase): string {
  return (name.at(-1) ?? '')
    .replace(/([a-z])([A-Z])/g, '$1 $2')
    .toLowerCase()
    .split(/[\W_]+/)
    .filter((word) => word !== 'test' && word !== 'should')
    .join(' ');
}

function likeness(left: string, right: string): number {
  const [a, b] = [new Set(left.split(' ')), new Set(right.split(' '))];
  const common = [...a].filter((word) => b.has(word)).length;
  return common / Math.max(a.size, b.size, 1);
}

/** Whether a test calls something that looks like a helper that asserts, and did not before. */
function callsHelper(before: TestCase, after: TestCase): boolean {
  const called = (body: string): readonly string[] => [...body.matchAll(/([A-Za-z_$][\w$]*) \(/g)].map(([, name = '']) => name);
  const known = new Set(called(before.body));
  return called(after.body).some(
    (name) =>
      !known.has(name) &&
      /^(?:assert|expect|verify|check|test|run|require|must|should)/i.test(name) &&
      !/^(?:expect|assert|require|test|run|should)$/.test(name),
  );
}

/**
 * Whether a condition asks for a platform, a version or something that the test needs. Whether it truly cannot run elsewhere is
 * for people to say.
 */
function isGuard(how: string): boolean {
  const words = new Set(
    how
      .replace(/([a-z\d])([A-Z])/g, '$1 $2')
      .toLowerCase()
      .split(/[^a-z\d]+/),
  );
  return guardWords.some((word) => words.has(word));
}

const guardWords: readonly string[] = [
  ...['os', 'platform', 'windows', 'win32', 'win', 'linux', 'unix', 'darwin', 'mac', 'macos', 'osx', 'android', 'ios', 'wasi', 'wasm', 'wasm32', 'miri', 'arm'],
  ...['arm64', 'aarch64', 'x86', 'x64', 'arch', 'goos', 'goarch', 'freebsd', 'ruby', 'jruby', 'truffleruby', 'python', 'pypy', 'cpython', 'php', 'node', 'bun'],
  ...['deno', 'jdk', 'java', 'jre', 'jvm', 'sdk', 'version', 'versions', 'browser', 'chromium', 'chrome', 'firefox', 'webkit', 'safari', 'headless', 'support'],
  ...[
    'supports',
    'supported',
    'unsupported',
    'available',
    'exists',
    'exist',
    'installed',
    'has',
    'can',
    'which',
    'docker',
    'container',
    'root',
    'uid',
    'short',
  ],
  ...['network', 'offline', 'internet', 'adapter', 'database', 'sqlite', 'postgres', 'postgresql', 'mysql', 'mariadb', 'oracle', 'redis', 'kernel', 'locale'],
  ...[
    'timezone',
    'extension',
    'feature',
    'requires',
    'require',
    'needs',
    'importorskip',
    'assume',
    'assumptions',
    'cfg',
    'gpu',
    'cuda',
    'experimental',
    'nightly',
  ],
];

/** Whether a changed expectation holds all values that it held, e.g. one more for another platform. */
function keepsValues({ expected: before }: Assertion, after: Assertion | undefined): boolean {
  const values = before.match(/"(?:[^"\\]|\\.)+"|'(?:[^'\\]|\\.)+'|\/(?:[^/\\\n]|\\.)+\/\w*|\b\d+(?:\.\d+)?\b/g) ?? [];
  return values.length > 0 && after !== undefined && values.every((value) => after.expected.includes(value));
}

/** Whether a condition is that the test runs in CI: where it would hold something up. */
function skipsInCi(how: string): boolean {
  return namesCi.test(how) && !/!(?!=)|\bnot\b|\bunless\b|runIf|enabled\(if|EnabledIf/.test(how);
}

const namesCi = /\b(?:CI|isCI|IS_CI|is_ci|GITHUB_ACTIONS|GITLAB_CI|CIRCLECI|BUILDKITE)\b/;

function wordsIn(text: string): readonly string[] {
  return text.split(/\W+/).filter((word) => word.length > 3);
}

/** The head of a test: nobody wants all of its lines marked. */
function startOf({ location: { path, range } }: TestCase) {
  return { path, range: { start: range.start, end: range.start } };
}

/** Whether more of a test changed than this expectation: then it is not the expectation alone that was adapted. */
function changedOtherwise(before: TestCase, after: TestCase, was: Assertion, is: Assertion | undefined): boolean {
  return before.body.replace(was.text, '') !== after.body.replace(is?.text ?? '', '');
}

function isCode(path: string): boolean {
  return !/\.(?:json|ya?ml|toml|txt|md|csv|xml|html|snap|lock|ini|cfg|sql|svg|png)$/i.test(path);
}
