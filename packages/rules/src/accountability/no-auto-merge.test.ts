import { testRule } from '@ten-point/core/testing';
import { describe, it } from 'vitest';
import { noAutoMerge } from './no-auto-merge.ts';

const job = (steps: string, head = '', on = 'pull_request_target'): Record<string, string> => ({
  '.github/workflows/bot.yml': `on: ${on}\njobs:\n  bot:\n${head}    runs-on: ubuntu-latest\n    steps:\n${steps}`,
});

testRule({ describe, it }, noAutoMerge, [
  {
    name: 'passes workflows that leave merging to people',
    files: job('      - run: gh pr comment "$PR" --body "please run gh pr merge"\n      - run: gh pr review "$PR" --comment --body ok\n'),
    evidence: ['none of 1 workflows'],
  },
  { name: 'reports an approving command', files: job('      - run: «gh pr review "$PR" --approve»\n'), findings: [{ id: 'approves', confidence: 'high' }] },
  { name: 'reports an approving action', files: job('      - uses: «hmarr/auto-approve-action@v4»\n'), findings: ['approves'] },
  { name: 'reports a merge', files: job('      - run: «gh pr merge --auto --squash "$PR"»\n'), findings: [{ id: 'merges', confidence: 'medium' }] },
  {
    name: 'notes updates of a dependency bot',
    files: job('      - run: «gh pr merge --auto "$PR"»\n', "    if: github.actor == 'dependabot[bot]'\n"),
    findings: [{ id: 'mergesUpdates', text: 'dependabot[bot]', confidence: 'low' }],
  },
  {
    name: 'notes a job that reads the metadata of Dependabot',
    files: job('      - uses: dependabot/fetch-metadata@v2\n      - run: «gh pr review --approve "$PR"»\n'),
    findings: [{ id: 'approvesUpdates', confidence: 'low' }],
  },
  {
    name: 'notes a job that merges what it opened',
    files: job('      - run: gh pr create --fill\n      - run: «gh pr merge --squash»\n'),
    findings: [{ id: 'mergesOwn', confidence: 'low' }],
  },
  {
    name: 'grades a workflow that a person starts low',
    files: job('      - run: «gh pr merge 7»\n', '', 'workflow_dispatch'),
    findings: [{ id: 'merges', confidence: 'low' }],
  },
  { name: 'accepts taking auto-merge back', files: job('      - run: gh pr merge --disable-auto "$PR"\n'), evidence: ['none of'] },
  { name: 'does not apply without workflows', files: { 'README.md': 'x' }, state: 'not-applicable' },
  {
    name: 'does not take merging branches, echoes and comment lines for merging pull requests',
    files: job(
      '      - run: |\n          # gh pr merge 7\n          git merge origin/main\n          echo "gh pr merge 7"\n          gh pr view 7 --json mergeable\n',
    ),
    evidence: ['none of 1 workflows'],
  },
]);
