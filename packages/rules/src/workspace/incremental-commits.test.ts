import { testChangeRule } from '@ten-point/core/testing';
import { describe, it } from 'vitest';
import { incrementalCommits } from './incremental-commits.ts';

const lines = (count: number) => Array.from({ length: count }, (_, index) => `loaf(${index});\n`).join('');

testChangeRule({ describe, it }, incrementalCommits, [
  {
    name: 'reports a large change in one commit',
    example: true,
    base: {},
    head: { 'a.ts': lines(400) },
    findings: [{ id: 'single', text: '400 lines', verdict: 'note' }],
  },
  { name: 'passes steps', base: {}, head: { 'a.ts': lines(400) }, commits: [{ message: 'Move it' }, { message: 'Change it' }], evidence: ['2 commits'] },
  { name: 'does not apply to a small change', example: true, base: {}, head: { 'a.ts': lines(9) }, state: 'not-applicable' },
  { name: 'does not count generated lines', base: {}, head: { 'package-lock.json': lines(900) }, state: 'not-applicable' },
  {
    name: 'does not apply before the first commit',
    base: {},
    head: { 'a.ts': lines(400) },
    commits: [],
    state: 'not-applicable',
    reason: 'nothing is committed',
  },
]);
