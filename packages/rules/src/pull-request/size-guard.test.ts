import { testRule } from '@ten-point/core/testing';
import { describe, it } from 'vitest';
import { sizeGuard } from './size-guard.ts';

const workflow = (step: string): Record<string, string> => ({
  '.github/workflows/size.yml': `on: pull_request\njobs:\n  size:\n    runs-on: ubuntu-latest\n    steps:\n      - ${step}\n`,
});

testRule({ describe, it }, sizeGuard, [
  { name: 'accepts an action that labels by size', files: workflow('uses: CodelyTV/pr-size-labeler@v1'), evidence: ['codelytv/pr-size-labeler'] },
  {
    name: 'accepts a script that counts additions',
    files: workflow('{ uses: actions/github-script@v8, with: { script: "if (context.payload.pull_request.additions > 400) core.setFailed()" } }'),
    evidence: ['counts'],
  },
  { name: 'accepts the configuration of an app', files: { '.github/pull-request-size.yml': 'S: 10\n' }, evidence: ['.github/pull-request-size.yml'] },
  { name: 'reports that nothing does', files: { 'README.md': 'Bread.\n' }, findings: ['none'] },
  { name: 'does not take a bundle size check for one', files: workflow('uses: andresz1/size-limit-action@v1'), findings: ['none'] },
  { name: 'does not take the labeler by paths for one', files: workflow('uses: actions/labeler@v5'), findings: ['none'] },
  { name: 'does not take advice for a guard', files: { 'AGENTS.md': 'Keep pull requests small.\n' }, findings: ['none'] },
  { name: 'cannot know what another CI does', files: { '.circleci/config.yml': 'version: 2.1\n' }, state: 'unknown', reason: 'not read' },
  { name: 'survives hostile text', files: { 'AGENTS.md': 'small '.repeat(50_000) }, findings: ['none'] },
]);
