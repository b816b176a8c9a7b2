import { testRule } from '@ten-point/core/testing';
import { describe, it } from 'vitest';
import { noContradiction } from './no-contradiction.ts';

const pnpm = { 'package.json': '{ "scripts": { "test": "x" } }', 'pnpm-lock.yaml': 'lockfileVersion: 9\n' };

testRule({ describe, it }, noContradiction, [
  {
    name: 'accepts the manager whose lockfile is committed',
    files: { ...pnpm, 'AGENTS.md': 'Run `pnpm install` and `pnpm test`.\n' },
    evidence: ['fits pnpm-lock.yaml'],
  },
  { name: 'accepts one manager without a lockfile', files: { 'package.json': '{}', 'AGENTS.md': 'Run `npm install` and `npm test`.\n' } },
  {
    name: 'accepts a sentence that rules one out, or gives both',
    files: { ...pnpm, 'AGENTS.md': 'Use `pnpm install`, not `npm install`.\n\nRun `pnpm test` or `npm test`.\n' },
    state: 'not-applicable',
  },
  {
    name: 'accepts another manager in a package with its own lockfile',
    files: { ...pnpm, 'site/yarn.lock': '', 'AGENTS.md': '```sh\npnpm install\ncd site && yarn install\n```\n' },
  },
  {
    name: 'leaves global installs and program runners alone',
    files: {
      ...pnpm,
      'AGENTS.md': '```sh\nnpm install -g pnpm\nnpx playwright install\nbun test\nnpm view bread\nnpm run bake\nnpm install some-bread\n```\n',
    },
    state: 'not-applicable',
  },
  {
    name: 'reports a manager that is not that of the lockfile',
    files: { ...pnpm, 'AGENTS.md': 'Run `«npm install»` first.\n' },
    findings: [{ id: 'lockfile', text: 'pnpm-lock.yaml', confidence: 'medium' }],
  },
  {
    name: 'reports files that disagree',
    files: {
      'package.json': '{}',
      'AGENTS.md': 'Run `yarn install`.',
      '.github/copilot-instructions.md': 'Run `npm ci`.\n\nMore: bake.',
      'CLAUDE.md': 'Run `pnpm install` daily, please.',
    },
    findings: ['other', 'other'],
  },
  { name: 'does not judge several lockfiles', files: { ...pnpm, 'package-lock.json': '{}', 'AGENTS.md': 'Run `npm ci`.' } },
  { name: 'does not apply to other ecosystems', files: { 'Cargo.toml': '', 'AGENTS.md': 'Run `cargo test`.' }, state: 'not-applicable' },
  { name: 'does not apply without instructions', files: pnpm, state: 'not-applicable' },
  {
    name: 'leaves a sentence out that rules one out by a configured phrase, in any language',
    files: { ...pnpm, 'AGENTS.md': 'Erst `pnpm install`.\n\nDas gilt statt `npm install`.\n' },
    options: { phrases: ['statt'] },
    evidence: ['fits pnpm-lock.yaml'],
  },
  {
    name: 'knows no other language by itself',
    files: { ...pnpm, 'AGENTS.md': 'Erst `pnpm install`.\n\nDas gilt statt `«npm install»`.\n' },
    findings: ['lockfile'],
  },
]);
