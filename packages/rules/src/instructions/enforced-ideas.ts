import type { Idea } from '../prose/statements.ts';

/** "Never push to main", "do not commit directly to the default branch": negated when it forbids. */
export const pushesToDefault: Idea = {
  says: [
    ['push', 'commit', 'merge'],
    ['main', 'master', 'default branch', 'trunk', 'main branch'],
  ],
  within: 8,
};

const mustHappen = ['always', 'must', 'before', 'ensure', 'make sure', 'mandatory'];

/** "Always run the tests before you commit." */
export const mustTest: Idea = {
  says: [
    ['run', 'pass', 'execute', 'green'],
    ['test suite', 'the test', 'all test', 'unit test', 'relevant test', 'integration test', 'tests and', 'tests pass', 'tests before', 'affected test'],
    mustHappen,
  ],
  within: 12,
};

/** "Run the linter before every pull request." */
export const mustLint: Idea = {
  says: [['run', 'pass', 'execute'], ['lint', 'linter', 'linting', 'formatter', 'format', 'fmt', 'type check', 'typecheck'], mustHappen],
  within: 12,
};
