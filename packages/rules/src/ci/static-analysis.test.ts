import { testRule } from '@ten-point/core/testing';
import { describe, it } from 'vitest';
import { staticAnalysis } from './static-analysis.ts';

const manifest = { 'package.json': '{"scripts":{"lint":"eslint ."}}' };
const workflow = (step: string, on = 'on'): Record<string, string> => ({
  '.github/workflows/ci.yml': `${on}: pull_request\njobs:\n  checks:\n    runs-on: ubuntu-latest\n    steps:\n      - ${step}\n`,
});

testRule({ describe, it }, staticAnalysis, [
  { name: 'passes on a linter behind a script', files: { ...manifest, ...workflow('run: npm run lint') }, evidence: ['npm run lint'] },
  {
    name: 'passes on an action that lints',
    files: { ...manifest, ...workflow('uses: golangci/golangci-lint-action@v8') },
    evidence: ['golangci/golangci-lint-action'],
  },
  { name: 'prefers the linter as evidence', files: { ...manifest, ...workflow('run: npx tsc --noEmit && npm run lint') }, evidence: ['npm run lint'] },
  { name: 'reports formatting alone', files: { ...manifest, ...workflow('run: «npx prettier --check .»') }, findings: ['onlyFormat'] },
  { name: 'reports a formatter that writes as nothing', files: { ...manifest, ...workflow('run: npx prettier --write .', '«on»') }, findings: ['none'] },
  {
    name: 'does not know what an app runs',
    files: { ...manifest, '.pre-commit-config.yaml': 'repos: []\n', ...workflow('run: npm test') },
    state: 'unknown',
    reason: '.pre-commit-config.yaml',
  },
  {
    name: 'reports analysis that no pull request starts',
    files: {
      ...manifest,
      '.github/workflows/scan.yml':
        '«on»:\n  schedule:\n    - cron: 0 0 * * 0\njobs:\n  scan:\n    runs-on: ubuntu-latest\n    steps:\n      - uses: github/codeql-action/analyze@v4\n',
    },
    findings: ['notOnPullRequests'],
  },
  {
    name: 'takes a search for credentials for no analysis of the code',
    files: { ...manifest, ...workflow('run: gitleaks detect', '«on»') },
    findings: ['none'],
  },
  { name: 'does not apply without code', files: { 'README.md': 'x' }, state: 'not-applicable' },
  {
    name: 'does not take an echo, an installation or a version for analysis',
    files: { ...manifest, ...workflow('run: echo eslint . && npm install eslint && npx eslint --version', '«on»') },
    findings: ['none'],
  },
]);
