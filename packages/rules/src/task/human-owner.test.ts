import { testChangeRule } from '@ten-point/core/testing';
import { describe, it } from 'vitest';
import { humanOwner } from './human-owner.ts';

const files = { base: { 'a.ts': '1\n' }, head: { 'a.ts': '2\n' } };
const ada = { login: 'ada', kind: 'human' } as const;
const bot = { login: 'claude', kind: 'bot' } as const;
const known = <Value>(value: Value) => ({ state: 'known' as const, value, basis: 'observed' as const, sources: ['GitHub'] });

testChangeRule({ describe, it }, humanOwner, [
  { name: 'passes a person who opened it', example: true, ...files, pullRequest: { author: ada, assignees: [] }, evidence: ['@ada opened it'] },
  { name: 'passes a person who is assigned', ...files, pullRequest: { author: bot, assignees: [bot, ada] }, evidence: ['@ada is assigned'] },
  {
    name: 'passes a person who is assigned to the issue',
    ...files,
    pullRequest: { author: bot, assignees: [], linkedIssues: [{ number: 1, title: known(''), body: known(''), assignees: known([ada]) }] },
  },
  {
    name: 'reports a program with nobody',
    example: true,
    ...files,
    pullRequest: { author: bot, assignees: [] },
    findings: [{ id: 'bot', text: '@claude', verdict: 'stop' }],
  },
  { name: 'reports a program that only a program is assigned to', ...files, pullRequest: { author: bot, assignees: [bot] }, findings: ['botsOnly'] },
  {
    name: 'does not guess what a deleted account was',
    ...files,
    pullRequest: { author: { login: 'ghost', kind: 'unknown' }, assignees: [] },
    state: 'unknown',
  },
  { name: 'does not know before there is a pull request', ...files, state: 'unknown', reason: 'no pull request' },
]);
