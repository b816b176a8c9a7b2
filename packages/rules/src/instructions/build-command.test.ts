import { testRule } from '@ten-point/core/testing';
import { describe, it } from 'vitest';
import { buildCommand } from './build-command.ts';

const manifest = { 'package.json': '{ "name": "bakery", "scripts": { "build": "tsc -b" } }' };
const ci = (run: string): Record<string, string> => ({
  '.github/workflows/ci.yml': `on: pull_request\njobs:\n  checks:\n    runs-on: ubuntu-latest\n    steps:\n      - run: ${run}\n`,
});

testRule({ describe, it }, buildCommand, [
  {
    name: 'accepts the command that CI runs, through a script',
    files: { ...manifest, ...ci('npx tsc -b'), 'AGENTS.md': 'Run `npm run build`.\n' },
    evidence: ['`npm run build`'],
  },
  { name: 'accepts a command where CI is not read', files: { ...manifest, '.gitlab-ci.yml': 'x: {}', 'AGENTS.md': '```sh\nnpm run build\n```\n' } },
  {
    name: 'accepts an unknown program where the text speaks of it',
    files: { ...manifest, 'AGENTS.md': '## Building\n\nUse `./bake.sh --all`.\n' },
    evidence: ['./bake.sh --all'],
  },
  {
    name: 'reports that nothing is said, naming what the repository has',
    files: { ...manifest, 'AGENTS.md': 'Bake bread. Use `git status`.\n' },
    findings: [{ id: 'notStated', confidence: 'medium' }],
  },
  {
    name: 'hints at a program that CI does not run',
    files: { ...manifest, ...ci('cargo build'), 'AGENTS.md': 'Run `«npx tsc -b»`.\n' },
    findings: [{ id: 'differs', confidence: 'low' }],
  },
  {
    name: 'takes output and prose for no command',
    files: { ...manifest, 'AGENTS.md': 'All is well.\n\n```\n$ORDER npm run build done\n```\n' },
    findings: ['notStated'],
  },
  { name: 'does not apply where there is nothing of the kind', files: { 'AGENTS.md': 'Bake bread.\n' }, state: 'not-applicable' },
  { name: 'does not apply without instructions', files: manifest, state: 'not-applicable', reason: 'no instruction files' },
  { name: 'survives hostile text', files: { ...manifest, 'AGENTS.md': `\`\`\`sh\n${'$(('.repeat(3000)}\n\`\`\`\n` }, findings: ['notStated'] },
  {
    name: 'accepts an unknown program under a configured phrase, in any language',
    files: { ...manifest, 'AGENTS.md': '## ビルド方法\n\n`./bake.sh --all`\n' },
    options: { phrases: ['ビルド'] },
    evidence: ['./bake.sh --all'],
  },
  { name: 'knows no other language by itself', files: { ...manifest, 'AGENTS.md': '## ビルド方法\n\n`./bake.sh --all`\n' }, findings: ['notStated'] },
  {
    name: 'takes the linter that stands in a sentence about building for no statement',
    files: {
      'AGENTS.md': 'Before you build a cake: `npm run lint`.\n',
      'package.json': '{"scripts": {"build": "tsc -b", "lint": "eslint ."}}',
    },
    findings: ['notStated'],
  },
  {
    name: 'takes a script that is not there for no statement',
    files: { ...manifest, 'AGENTS.md': 'Build with `npm run build:all`.\n' },
    findings: ['notStated'],
  },
]);
