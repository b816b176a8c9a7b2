import { testRule } from '@ten-point/core/testing';
import { describe, it } from 'vitest';
import { policyConsistent } from './policy-consistent.ts';

const policy = (text: string): Record<string, string> => ({ 'AI_POLICY.md': `# AI policy\n\n${text}\n` });
const settings = (json: string): Record<string, string> => ({ '.claude/settings.json': json });
const disclose = 'You must disclose any use of AI in the pull request.';
const noCoAuthor = 'Never list an AI as co-author of a commit.';

testRule({ describe, it }, policyConsistent, [
  {
    name: 'accepts a policy of disclosure with attribution left on',
    files: { ...policy(disclose), ...settings('{ "model": "opus" }') },
    evidence: ['no committed setting hides'],
  },
  {
    name: 'reports attribution that is blanked',
    files: { ...policy(disclose), ...settings('{ "includeCoAuthoredBy": «false» }') },
    findings: [{ id: 'blanked', text: 'includeCoAuthoredBy' }],
  },
  {
    name: 'reports each blank text',
    files: { ...policy(disclose), ...settings('{ "attribution": { "commit": "", "pr": "" } }') },
    findings: [
      { id: 'blanked', text: 'attribution.commit' },
      { id: 'blanked', text: 'attribution.pr' },
    ],
  },
  {
    name: 'accepts blank attribution where agents are no authors',
    files: { ...policy(noCoAuthor), ...settings('{ "attribution": { "commit": "", "pr": "" } }') },
  },
  {
    name: 'reports attribution left on where agents are no authors',
    files: { ...policy(`«${noCoAuthor}»`), ...settings('{ "permissions": { "deny": ["Read(.env)"] } }') },
    findings: ['leftOn'],
  },
  { name: 'demands nothing of a repository without Claude Code settings', files: policy(noCoAuthor) },
  { name: 'demands nothing without a policy', files: settings('{ "includeCoAuthoredBy": false }'), state: 'not-applicable', reason: 'no policy' },
  {
    name: 'does not take disclosure of vulnerabilities for a policy',
    files: policy('Vulnerabilities found with AI must be disclosed privately.'),
    state: 'not-applicable',
  },
  { name: 'hears that disclosure is not needed', files: policy('You do not need to disclose the use of AI.'), state: 'not-applicable' },
  { name: 'does not take authors of the guide for co-authors', files: policy('The authors of this guide never use AI names.'), state: 'not-applicable' },
  { name: 'survives hostile text', files: policy('disclose AI '.repeat(10_000)), state: 'not-applicable' },
  {
    name: 'accepts disclosure that a configured phrase asks for, in any language',
    files: { ...policy('Declare no pedido o uso de IA.'), ...settings('{ "model": "opus" }') },
    options: { disclosurePhrases: ['o uso de IA'] },
    evidence: ['Declare no pedido'],
  },
  {
    name: 'reports attribution left on where a configured phrase keeps agents from being authors',
    files: { ...policy('«Uma IA nunca é autora.»'), ...settings('{ "model": "opus" }') },
    options: { noAuthorPhrases: ['nunca é autora'] },
    findings: ['leftOn'],
  },
  {
    name: 'knows no other language by itself',
    files: { ...policy('Declare no pedido o uso de IA.\n\nUma IA nunca é autora.'), ...settings('{ "includeCoAuthoredBy": false }') },
    state: 'not-applicable',
  },
]);
