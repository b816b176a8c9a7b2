import { testRule } from '@ten-point/core/testing';
import { describe, it } from 'vitest';
import { enforced } from './enforced.ts';

const ci = (run: string): Record<string, string> => ({
  '.github/workflows/ci.yml': `on: pull_request\njobs:\n  checks:\n    runs-on: ubuntu-latest\n    steps:\n      - run: ${run}\n`,
});
const says = (text: string): Record<string, string> => ({ 'AGENTS.md': `# Bakery\n\n${text}\n` });

testRule({ describe, it }, enforced, [
  {
    name: 'accepts a demand that CI checks',
    files: { ...says('Always run the tests before you commit.'), ...ci('pytest') },
    evidence: ['pytest in .github/workflows/ci.yml'],
  },
  { name: 'accepts a demand to lint that CI checks', files: { ...says('You must run the linter before a pull request.'), ...ci('npx eslint .') } },
  {
    name: 'reports a demand that nothing checks',
    files: { ...says('«Always run the tests before you commit.»'), ...ci('npx eslint .') },
    findings: [{ id: 'notChecked', text: 'tests' }],
  },
  {
    name: 'says unknown for CI elsewhere',
    files: { ...says('Always run the tests before you commit.'), '.gitlab-ci.yml': 'x: {}' },
    state: 'unknown',
    reason: 'GitLab',
  },
  { name: 'says unknown for protection that no file declares', files: says('Never push to main.'), state: 'unknown' },
  { name: 'takes an explanation for no demand', files: says('The tests run in CI. To run one test, use `make one`.'), state: 'not-applicable' },
  { name: 'takes a prohibition for no demand', files: says('Do not run the whole test suite.'), state: 'not-applicable' },
  { name: 'takes a push elsewhere for no rule on the default branch', files: says('Do not push the dough too hard.'), state: 'not-applicable' },
  { name: 'does not apply without instructions', files: {}, state: 'not-applicable' },
  {
    name: 'judges demands by configured phrases, in any language',
    files: { ...says('Тести мають пройти.\n\n«Стиль перевіряй завжди.»'), ...ci('pytest') },
    options: { testPhrases: ['тести мають пройти'], lintPhrases: ['стиль перевіряй'] },
    findings: [{ id: 'notChecked', text: 'linting or formatting' }],
    evidence: ['"Тести мають пройти." is checked: pytest'],
  },
  {
    name: 'cannot know what no file declares of a push that a configured phrase forbids',
    files: says('Ніколи не змінюй головну гілку.'),
    options: { pushPhrases: ['не змінюй головну гілку'] },
    state: 'unknown',
  },
  {
    name: 'knows no other language by itself',
    files: { ...says('Тести мають пройти.\n\nСтиль перевіряй завжди.\n\nНіколи не змінюй головну гілку.'), ...ci('pytest') },
    state: 'not-applicable',
  },
]);
