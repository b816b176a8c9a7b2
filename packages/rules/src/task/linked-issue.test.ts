import { testChangeRule } from '@ten-point/core/testing';
import { describe, it } from 'vitest';
import { linkedIssue } from './linked-issue.ts';

const files = { base: { 'a.ts': '1\n' }, head: { 'a.ts': '2\n' } };
const unread = { unknown: 'not read' };

testChangeRule({ describe, it }, linkedIssue, [
  {
    name: 'passes an issue that GitHub links',
    ...files,
    pullRequest: { body: 'Bakes it.', linkedIssues: [{ number: 12, title: unread, body: unread, assignees: unread } as never] },
    evidence: ['#12'],
  },
  { name: 'passes a closing word', example: true, ...files, pullRequest: { body: 'Fixes #12' }, evidence: ['#12'] },
  { name: 'passes an issue of another repository', ...files, pullRequest: { body: 'Part of bakery/ovens#7.' }, evidence: ['bakery/ovens#7'] },
  { name: 'passes an address', ...files, pullRequest: { body: 'See https://gitlab.example.org/bakery/ovens/-/issues/4' }, evidence: ['issues/4'] },
  { name: 'passes a key of a tracker', ...files, pullRequest: { body: 'Task: OVEN-31' }, evidence: ['OVEN-31'] },
  {
    name: 'passes a task in the description',
    ...files,
    pullRequest: { body: '## Acceptance criteria\n\nThe oven keeps its heat for an hour.' },
    evidence: ['holds the task'],
  },
  {
    name: 'reports a change without a task',
    example: true,
    ...files,
    pullRequest: { body: 'Makes the oven better.', linkedIssues: [] },
    findings: [{ id: 'none', verdict: 'stop' }],
  },
  {
    name: 'takes an anchor, a colour or code for no issue',
    ...files,
    pullRequest: { body: 'See docs/oven.md#12-heat and &#123; and\n\n```\nFixes #1\n```' },
    findings: ['none'],
  },
  { name: 'takes a comment for no issue', ...files, pullRequest: { body: 'Bakes. <!-- Fixes #1 -->' }, findings: ['none'] },
  { name: 'takes UTF-8 and other names with digits for no key', ...files, pullRequest: { body: 'Reads UTF-8 and SHA-256 of the recipe.' }, findings: ['none'] },
  { name: 'does not know before there is a pull request', ...files, state: 'unknown' },
]);
