import { testChangeRule } from '@ten-point/core/testing';
import { describe, it } from 'vitest';
import { acceptanceCriteria } from './acceptance-criteria.ts';

const files = { base: { 'a.ts': '1\n' }, head: { 'a.ts': '2\n' } };
const known = <Value>(value: Value) => ({ state: 'known' as const, value, basis: 'observed' as const, sources: ['GitHub'] });
const issue = (body: string) => ({ number: 12, title: known('Heat'), body: known(body), assignees: known([]) });

testChangeRule({ describe, it }, acceptanceCriteria, [
  {
    name: 'passes criteria in the description',
    example: true,
    ...files,
    pullRequest: { body: '## Acceptance criteria\n\n- [ ] The oven keeps its heat for an hour.', linkedIssues: [] },
    evidence: ['the description'],
  },
  {
    name: 'passes criteria in the issue',
    ...files,
    pullRequest: { body: 'Fixes #12', linkedIssues: [issue('### Expected behaviour\n\nIt stays hot.')] },
    evidence: ['#12'],
  },
  {
    name: 'passes a list of boxes in the issue',
    ...files,
    pullRequest: { body: 'Fixes #12', linkedIssues: [issue('- [ ] It stays hot\n- [ ] It cools at night')] },
    evidence: ['2 boxes'],
  },
  {
    name: 'reports an issue without any',
    example: true,
    ...files,
    pullRequest: { body: 'Fixes #12', linkedIssues: [issue('The oven is cold.')] },
    findings: [{ id: 'none', text: '#12', verdict: 'review' }],
  },
  {
    name: 'takes an empty part for none',
    ...files,
    pullRequest: { body: '## Acceptance criteria\n\n## Tests\n\nnpm test', linkedIssues: [] },
    findings: ['none'],
  },
  {
    name: 'takes a box of the description for no criterion',
    ...files,
    pullRequest: { body: '- [x] I have read it\n- [x] It is mine', linkedIssues: [] },
    findings: ['none'],
  },
  {
    name: 'does not know what stands in an issue that it cannot read',
    ...files,
    pullRequest: { body: 'Fixes #12', linkedIssues: [{ ...issue(''), body: { state: 'unknown' as const, reason: 'no access', reveal: 'Run with a token.' } }] },
    state: 'unknown',
    reason: '#12: no access',
  },
  { name: 'does not know which issues are linked', ...files, pullRequest: { body: 'Fixes #12' }, state: 'unknown' },
]);
