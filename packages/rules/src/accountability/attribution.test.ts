import { testChangeRule } from '@ten-point/core/testing';
import { describe, it } from 'vitest';
import { attribution } from './attribution.ts';

const files = { base: { 'a.ts': '1\n' }, head: { 'a.ts': '2\n' } };
const byBranch = { headBranch: 'claude/oven-door' };
const claude = 'Co-Authored-By: Claude <noreply@anthropic.com>';
const agent = 'Claude <noreply@anthropic.com>';
const contributing = (sentence: string) => ({ base: { 'a.ts': '1\n', 'CONTRIBUTING.md': `# Contributing\n\n${sentence}\n` }, head: { 'a.ts': '2\n' } });
const asksAssistedBy = contributing('Commits made with an AI agent must carry an `Assisted-by` trailer.');

testChangeRule({ describe, it }, attribution, [
  {
    name: 'reports a commit of an agent’s branch that does not name the agent',
    example: true,
    ...files,
    commits: [{ message: 'Mend the oven door' }],
    pullRequest: byBranch,
    findings: [
      {
        id: 'missing',
        text: 'The commit 0000000000 does not say that Claude Code had a part in it, as the pull request does (branch claude/oven-door); add the trailer `Assisted-by: Claude Code`',
        verdict: 'note',
        confidence: 'medium',
      },
    ],
  },
  {
    name: 'reports several commits once',
    ...files,
    commits: [{ message: 'Mend the oven door' }, { message: 'Oil its hinges' }],
    pullRequest: { body: '🤖 Generated with [Claude Code](https://claude.com/claude-code)' },
    findings: [{ id: 'missing', text: 'None of the 2 commits says', confidence: 'high' }],
  },
  {
    name: 'reports those of a pull request that an agent opened',
    ...files,
    commits: [{ message: 'Mend it' }],
    pullRequest: { author: { login: 'copilot-swe-agent', kind: 'bot' } },
    findings: [{ id: 'missing', text: 'opened by @copilot-swe-agent' }],
  },
  {
    name: 'passes a trailer',
    example: true,
    ...files,
    commits: [{ message: `Mend it\n\n${claude}` }],
    pullRequest: byBranch,
    evidence: ['0000000000 names the agent (co-authored-by)'],
  },
  { name: 'passes Assisted-by', ...files, commits: [{ message: 'Mend it\n\nAssisted-by: Claude' }], pullRequest: byBranch, evidence: ['assisted-by'] },
  {
    name: 'passes an agent as author',
    ...files,
    commits: [{ message: 'Mend it', author: 'Cursor Agent <cursoragent@cursor.com>' }],
    evidence: ['author'],
  },
  {
    name: 'passes an agent whose address is not known',
    ...files,
    commits: [{ message: 'Mend it\n\nCo-authored-by: Claude Opus <opus@example.org>' }],
    pullRequest: byBranch,
    evidence: ['co-authored-by'],
  },
  {
    name: 'passes the remark that an agent writes',
    ...files,
    commits: [{ message: 'Mend it\n\n🤖 Generated with [Claude Code](https://claude.com/claude-code)' }],
    pullRequest: byBranch,
    evidence: ['message'],
  },
  {
    name: 'passes a trailer of the description, which a squash takes over',
    ...files,
    commits: [{ message: 'Mend it' }],
    pullRequest: { ...byBranch, body: 'Mends the oven door.\n\nAssisted-by: Claude Code\n' },
    evidence: ['the description carries assisted-by'],
  },
  {
    name: 'takes a person beside the agent for no attribution',
    ...files,
    commits: [{ message: 'Mend it\n\nCo-authored-by: Grace Hopper <grace@example.org>' }],
    pullRequest: byBranch,
    findings: ['missing'],
  },
  {
    name: 'leaves a person’s commit beside an agent’s alone',
    ...files,
    commits: [{ message: 'Oil the hinges' }, { message: `Mend it\n\n${claude}` }],
    pullRequest: byBranch,
    evidence: ['of 2 commits 1 name no agent'],
  },
  {
    name: 'reports a commit that an agent committed under the name of a person',
    ...files,
    commits: [{ message: `Mend it\n\n${claude}` }, { message: 'Oil the hinges', committer: agent }],
    findings: [{ id: 'committed', text: 'The commit 0000000000 was committed by Claude', confidence: 'high' }],
  },
  {
    name: 'reports another trailer than the repository asks for',
    example: true,
    ...asksAssistedBy,
    commits: [{ message: `Mend it\n\n${claude}` }],
    findings: [{ id: 'other', text: 'names the agent (co-authored-by); CONTRIBUTING.md asks for the trailer `Assisted-by`' }],
  },
  { name: 'passes the one that it asks for', ...asksAssistedBy, commits: [{ message: 'Mend it\n\nAssisted-by: oven:7' }], evidence: ['assisted-by'] },
  {
    name: 'passes a trailer that only this repository knows',
    ...contributing('Add an `AI-Helped-By` trailer to commits that an AI agent wrote.'),
    commits: [{ message: 'Mend it\n\nAI-helped-by: the oven' }],
    pullRequest: byBranch,
    evidence: ['ai-helped-by'],
  },
  {
    name: 'names the one that it asks for where there is none',
    ...contributing('Add a `Generated-by` trailer to commits that an AI agent wrote.'),
    commits: [{ message: 'Mend it' }],
    pullRequest: byBranch,
    findings: [{ id: 'missing', text: 'add the trailer `Generated-by: Claude Code`' }],
  },
  {
    name: 'takes either of two that it asks for',
    ...contributing('Commits made with an AI agent must include a `Co-authored-by` or `Assisted-by` trailer.'),
    commits: [{ message: `Mend it\n\n${claude}` }],
  },
  {
    name: 'tells the one that is asked for from the one that is not wanted',
    ...contributing('For work by AI agents, use `Assisted-by` instead of `Co-authored-by`.'),
    commits: [{ message: `Mend it\n\n${claude}` }],
    findings: [{ id: 'other', text: '`Assisted-by`' }],
  },
  {
    name: 'does so the other way round',
    ...contributing('Never add `Co-authored-by` for an AI agent, use `Assisted-by`.'),
    commits: [{ message: 'Mend it\n\nAssisted-by: Claude' }],
    evidence: ['assisted-by'],
  },
  {
    name: 'reads the policy of the branch that the change goes to',
    ...files,
    target: { 'AGENTS.md': '# Agents\n\nAdd an `Assisted-by` trailer to each commit.\n' },
    commits: [{ message: `Mend it\n\n${claude}` }],
    findings: [{ id: 'other', text: 'AGENTS.md' }],
  },
  {
    name: 'takes a trailer for people for no policy on agents',
    ...contributing('Add a `Co-authored-by` trailer for each person that you paired with.'),
    commits: [{ message: 'Mend it\n\nAssisted-by: Claude' }],
  },
  {
    name: 'takes help with changes for no trailer',
    ...contributing('Changes assisted by an AI agent must include tests.'),
    commits: [{ message: `Mend it\n\n${claude}` }],
  },
  {
    name: 'does not apply where agents are kept out of trailers',
    base: { 'a.ts': '1\n', 'AGENTS.md': '# Agents\n\nNever add a `Co-authored-by` trailer for an agent.\n' },
    head: { 'a.ts': '2\n' },
    commits: [{ message: 'Mend it' }],
    pullRequest: byBranch,
    state: 'not-applicable',
    reason: 'keeps agents out',
  },
  { name: 'does not apply where nothing tells of an agent', ...files, commits: [{ message: 'Mend it' }], state: 'not-applicable', reason: 'nothing tells' },
  {
    name: 'does not apply to bots that raise dependencies',
    ...files,
    commits: [{ message: 'Raise flour', author: 'dependabot[bot] <49699333+dependabot[bot]@users.noreply.github.com>' }],
    state: 'not-applicable',
  },
  { name: 'does not apply before there is a commit', ...files, commits: [], pullRequest: byBranch, state: 'not-applicable', reason: 'no commits' },
]);
