import { testRule } from '@ten-point/core/testing';
import { describe, it } from 'vitest';
import { testCommand } from './test-command.ts';

const manifest = { 'package.json': '{ "name": "bakery", "scripts": { "test": "vitest run" } }' };
const ci = (run: string): Record<string, string> => ({
  '.github/workflows/ci.yml': `on: pull_request\njobs:\n  checks:\n    runs-on: ubuntu-latest\n    steps:\n      - run: ${run}\n`,
});

testRule({ describe, it }, testCommand, [
  {
    name: 'names the plain target among those that begin alike',
    files: { 'AGENTS.md': 'Bake.', Makefile: 'test-image:\n\tdocker build .\ntest:\n\tgo test ./...\n' },
    findings: [{ id: 'notStated', text: '(Makefile test does it)' }],
  },
  {
    name: 'takes the linter that stands in a sentence about tests for no statement',
    files: {
      'AGENTS.md': 'Before a pull request the tests must pass: `npm run lint`.',
      'package.json': '{"scripts": {"test": "vitest run", "lint": "eslint ."}}',
    },
    findings: ['notStated'],
  },
  {
    name: 'takes a script that is not there for no statement',
    files: { 'AGENTS.md': 'Test with `npm run test:all`.', 'package.json': '{"scripts": {"test": "vitest run"}}' },
    findings: [{ id: 'notStated', text: 'package.json test' }],
  },
  {
    name: 'accepts the command that CI runs, through a script',
    files: { ...manifest, ...ci('npx vitest run'), 'AGENTS.md': 'Run `npm test`.\n' },
    evidence: ['`npm test`, as CI runs it'],
  },
  { name: 'accepts a command where CI is not read', files: { ...manifest, '.gitlab-ci.yml': 'x: {}', 'AGENTS.md': '```sh\nnpm test\n```\n' } },
  {
    name: 'accepts an unknown program where the text speaks of it',
    files: { ...manifest, 'AGENTS.md': '## Testing\n\nUse `./bake.sh --all`.\n' },
    evidence: ['./bake.sh --all'],
  },
  {
    name: 'reports that nothing is said, naming what the repository has',
    files: { ...manifest, 'AGENTS.md': 'Bake bread. Use `git status`.\n' },
    findings: [{ id: 'notStated', confidence: 'medium' }],
  },
  {
    name: 'hints at a program that CI does not run',
    files: { ...manifest, ...ci('pytest'), 'AGENTS.md': 'Run `«npx vitest run»`.\n' },
    findings: [{ id: 'differs', confidence: 'low' }],
  },
  {
    name: 'takes output and prose for no command',
    files: { ...manifest, 'AGENTS.md': 'All is well.\n\n```\n$ORDER npm test done\n```\n' },
    findings: ['notStated'],
  },
  { name: 'does not apply where there is nothing of the kind', files: { 'AGENTS.md': 'Bake bread.\n' }, state: 'not-applicable' },
  { name: 'does not apply without instructions', files: manifest, state: 'not-applicable', reason: 'no instruction files' },
  { name: 'survives hostile text', files: { ...manifest, 'AGENTS.md': `\`\`\`sh\n${'$(('.repeat(3000)}\n\`\`\`\n` }, findings: ['notStated'] },
  {
    name: 'accepts an unknown program under a configured phrase, in any language',
    files: { ...manifest, 'AGENTS.md': '## Έλεγχοι\n\n`./bake.sh --all`\n' },
    options: { phrases: ['έλεγχοι'] },
    evidence: ['./bake.sh --all'],
  },
  { name: 'knows no other language by itself', files: { ...manifest, 'AGENTS.md': '## Έλεγχοι\n\n`./bake.sh --all`\n' }, findings: ['notStated'] },
]);
