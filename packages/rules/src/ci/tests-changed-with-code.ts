import { type ChangeRule, defineChangeRule } from '@ten-point/core/rule';

/** Lines of code below which a change may well be covered by what is there. */
const few = 10;

export const testsChangedWithCode: ChangeRule = defineChangeRule({
  id: 'ci/tests-changed-with-code',
  scope: 'change',
  severity: 'warning',
  verdict: 'review',
  needs: [],
  title: 'Changes of behaviour come with tests',
  why: 'What an agent changes without a test is held up by nothing the next time. Whether a test is missing only a person can say; that none changed can be seen.',
  howToFix: 'Add a test that fails without the change, or say in the description which test covers it.',
  limits:
    'A change of ten lines of source or fewer, of comments and types, moves, deletions, prose, configuration and generated files need no test. Sources in Rust may hold their tests. Repositories without tests are left out.',
  effort: 'hours',
  sources: [{ url: 'https://google.github.io/eng-practices/review/reviewer/looking-for.html', checked: '2026-11-24' }],
  messages: {
    none: '{lines} lines of source changed in {files}, and no test did; add one, or say what covers it.',
  },
  check({ change, base, outcome }) {
    const sources = change.files.filter(
      ({ kind, role, status, addedLines, path }) =>
        kind === 'source' && role === 'own' && status !== 'deleted' && addedLines > 0 && !/\.(?:css|scss|less|html?|sql|sh|d\.ts)$/.test(path),
    );
    const lines = sources.reduce((sum, { addedLines }) => sum + addedLines, 0);
    if (lines <= few) return outcome.notApplicable(`the change adds ${lines} lines of source`);
    const tests = change.files.filter(({ kind, status }) => (kind === 'test' || kind === 'snapshot') && status !== 'deleted');
    if (tests.length > 0) return outcome.pass(`${tests[0]?.path ?? ''} changed with it`);
    if (sources.some(({ path, after }) => path.endsWith('.rs') && after?.state === 'text' && after.text.includes('#[cfg(test)]')))
      return outcome.pass('the sources hold their tests');
    if (!base.files.entries.some(({ path }) => /(?:^|[/_.-])(?:tests?|specs?|__tests__)(?:[/_.-]|$)/i.test(path)))
      return outcome.notApplicable('the repository has no tests');
    outcome.fail(
      'none',
      {
        lines,
        files: sources
          .slice(0, 3)
          .map(({ path }) => path)
          .join(', ')
          .concat(sources.length > 3 ? ` and ${sources.length - 3} more` : ''),
      },
      undefined,
      { subject: 'tests' },
    );
  },
});
