import { testRule } from '@ten-point/core/testing';
import { describe, it } from 'vitest';
import { lintCommand } from './lint-command.ts';

const manifest = { 'package.json': '{ "name": "bakery", "scripts": { "lint": "eslint ." } }' };
const ci = (run: string): Record<string, string> => ({
  '.github/workflows/ci.yml': `on: pull_request\njobs:\n  checks:\n    runs-on: ubuntu-latest\n    steps:\n      - run: ${run}\n`,
});

testRule({ describe, it }, lintCommand, [
  {
    name: 'accepts the command that CI runs, through a script',
    files: { ...manifest, ...ci('npx eslint .'), 'AGENTS.md': 'Run `npm run lint`.\n' },
    evidence: ['`npm run lint`, as CI runs it'],
  },
  { name: 'accepts a command where CI is not read', files: { ...manifest, '.gitlab-ci.yml': 'x: {}', 'AGENTS.md': '```sh\nnpm run lint\n```\n' } },
  {
    name: 'accepts an unknown program where the text speaks of it',
    files: { ...manifest, 'AGENTS.md': '## Linting\n\nUse `./bake.sh --all`.\n' },
    evidence: ['./bake.sh --all'],
  },
  {
    name: 'reports that nothing is said, naming what the repository has',
    files: { ...manifest, 'AGENTS.md': 'Bake bread. Use `git status`.\n' },
    findings: [{ id: 'notStated', confidence: 'medium' }],
  },
  {
    name: 'hints at a program that CI does not run',
    files: { ...manifest, ...ci('ruff check .'), 'AGENTS.md': 'Run `«npx eslint .»`.\n' },
    findings: [{ id: 'differs', confidence: 'low' }],
  },
  {
    name: 'takes output and prose for no command',
    files: { ...manifest, 'AGENTS.md': 'All is well.\n\n```\n$ORDER npm run lint done\n```\n' },
    findings: ['notStated'],
  },
  { name: 'does not apply where there is nothing of the kind', files: { 'AGENTS.md': 'Bake bread.\n' }, state: 'not-applicable' },
  { name: 'does not apply without instructions', files: manifest, state: 'not-applicable', reason: 'no instruction files' },
  { name: 'survives hostile text', files: { ...manifest, 'AGENTS.md': `\`\`\`sh\n${'$(('.repeat(3000)}\n\`\`\`\n` }, findings: ['notStated'] },
  {
    name: 'accepts an unknown program under a configured phrase, in any language',
    files: { ...manifest, 'AGENTS.md': '## शैली\n\n`./bake.sh --all`\n' },
    options: { phrases: ['शैली'] },
    evidence: ['./bake.sh --all'],
  },
  { name: 'knows no other language by itself', files: { ...manifest, 'AGENTS.md': '## शैली\n\n`./bake.sh --all`\n' }, findings: ['notStated'] },
  {
    name: 'takes the tests that stand in a sentence about style for no statement',
    files: {
      'AGENTS.md': 'The style of a cake is proved by `npm test`.\n',
      'package.json': '{"scripts": {"test": "vitest run", "lint": "eslint ."}}',
    },
    findings: ['notStated'],
  },
  {
    name: 'takes a build that checks types for no statement, also where a script of the installation starts it',
    files: {
      'AGENTS.md': 'Run `npm install`, then `npm run build`.\n',
      'package.json': '{"scripts": {"prepare": "npm run build", "build": "tsc -p .", "lint": "eslint ."}}',
      ...ci('npm run build'),
    },
    findings: [{ id: 'notStated', text: 'package.json lint does it' }],
  },
  {
    name: 'accepts a compiler that only checks',
    files: {
      'AGENTS.md': 'Run `npm run build` and `npm run types`.\n',
      'package.json': '{"scripts": {"build": "tsc -p .", "types": "tsc --noEmit"}}',
      ...ci('npm run types'),
    },
    evidence: ['`npm run types`, as CI runs it'],
  },
  {
    name: 'does not apply where CI builds only',
    files: { 'AGENTS.md': 'Run `npm run build`.\n', 'package.json': '{"scripts": {"build": "tsc -p ."}}', ...ci('npm run build') },
    state: 'not-applicable',
  },
  {
    name: 'takes a script that is not there for no statement',
    files: { ...manifest, 'AGENTS.md': 'Lint with `npm run lint:all`.\n' },
    findings: ['notStated'],
  },
]);
