import { testChangeRule } from '@ten-point/core/testing';
import { describe, it } from 'vitest';
import { attribution } from './attribution.ts';

const files = { base: { 'a.ts': '1\n' }, head: { 'a.ts': '2\n' } };
const byBranch = { headBranch: 'claude/oven-door' };
const claude = 'Co-Authored-By: Claude <noreply@anthropic.com>';

testChangeRule({ describe, it }, attribution, [
  {
    name: 'a commit of an agent’s branch that says nothing of the agent',
    example: true,
    ...files,
    commits: [{ message: 'Mend the oven door' }],
    pullRequest: byBranch,
    findings: [{ id: 'missing', text: 'add `Assisted-by: Claude Code`', verdict: 'note' }],
  },
  { name: 'a trailer says it', ...files, commits: [{ message: `Mend it\n\n${claude}` }], pullRequest: byBranch, evidence: ['co-authored-by'] },
  { name: 'so does Assisted-by', ...files, commits: [{ message: 'Mend it\n\nAssisted-by: Claude' }], pullRequest: byBranch, evidence: ['assisted-by'] },
  {
    name: 'an agent is the author',
    ...files,
    commits: [{ message: 'Mend it', author: 'Cursor Agent <cursoragent@cursor.com>' }],
    evidence: ['author'],
  },
  {
    name: 'the repository asks for another trailer',
    base: { 'a.ts': '1\n', 'CONTRIBUTING.md': '# Contributing\n\nCommits made with an agent must carry an `Assisted-by` trailer.\n' },
    head: { 'a.ts': '2\n' },
    commits: [{ message: `Mend it\n\n${claude}` }],
    findings: [{ id: 'other', text: 'CONTRIBUTING.md asks for `Assisted-by`' }],
  },
  {
    name: 'and gets it',
    base: { 'a.ts': '1\n', 'CONTRIBUTING.md': '# Contributing\n\nCommits made with an agent must carry an `Assisted-by` trailer.\n' },
    head: { 'a.ts': '2\n' },
    commits: [{ message: 'Mend it\n\nAssisted-by: Claude' }],
    pullRequest: byBranch,
    evidence: ['assisted-by'],
  },
  {
    name: 'the repository does not want them',
    base: { 'a.ts': '1\n', 'AGENTS.md': '# Agents\n\nNever add a `Co-authored-by` trailer.\n' },
    head: { 'a.ts': '2\n' },
    commits: [{ message: 'Mend it' }],
    pullRequest: byBranch,
    state: 'not-applicable',
    reason: 'leave such trailers out',
  },
  {
    name: 'help with changes is no trailer',
    base: { 'a.ts': '1\n', 'CONTRIBUTING.md': '# Contributing\n\nChanges assisted by a tool must have tests.\n' },
    head: { 'a.ts': '2\n' },
    commits: [{ message: `Mend it\n\n${claude}` }],
    evidence: ['co-authored-by'],
  },
  {
    name: 'a commit of a person beside one with an agent’s help is theirs',
    ...files,
    commits: [{ message: 'Open' }, { message: `Mend it\n\n${claude}` }],
    evidence: ['co-authored-by'],
  },
  { name: 'nothing tells of an agent', ...files, commits: [{ message: 'Mend it' }], state: 'not-applicable', reason: 'nothing tells' },
]);
