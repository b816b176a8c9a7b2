import { testRule } from '@ten-point/core/testing';
import { describe, it } from 'vitest';
import { askedInReview } from './asked-in-review.ts';

const template = (text: string): Record<string, string> => ({ '.github/pull_request_template.md': text });

testRule({ describe, it }, askedInReview, [
  {
    name: 'accepts a question of the template',
    files: template('## Notes\n\n<!-- Which existing helpers does it reuse? -->\n'),
    evidence: ['Which existing helpers'],
  },
  { name: 'accepts a heading', files: template('## Reuse\n') },
  { name: 'accepts a check box', files: template('- [ ] The code follows the same patterns as existing code\n') },
  { name: 'accepts a line against duplication', files: template('- [ ] No duplicated logic\n') },
  { name: 'accepts a review guide', files: { 'docs/code-review.md': 'Look for code that duplicates an existing helper.\n' } },
  {
    name: "accepts the reviewers' part of a contributing guide",
    files: { 'CONTRIBUTING.md': '## Review\n\nReviewers check that existing utilities are reused.\n' },
  },
  { name: 'reports a template that does not ask', files: template('## Summary\n'), findings: [{ id: 'none', confidence: 'medium' }] },
  { name: 'reports a repository with neither as not prepared', files: { 'README.md': 'Bread.\n' }, findings: ['unprepared'] },
  {
    name: 'does not take duplicate issues for duplicate code',
    files: template('- [ ] I searched for existing issues and pull requests, and this is no duplicate issue\n'),
    findings: ['none'],
  },
  {
    name: 'does not take breaking existing features for reuse',
    files: template('- [ ] Fix or feature that would break existing functionality\n'),
    findings: ['none'],
  },
  { name: 'does not take licences for reuse', files: template('## Licence\n\n- [ ] The REUSE badge is green\n'), findings: ['none'] },
  { name: 'survives hostile text', files: template('reuse duplicate '.repeat(10_000)), findings: ['none'] },
  {
    name: 'accepts a configured phrase, in any language',
    files: template('- [ ] Le code existant est réutilisé\n'),
    options: { phrases: ['réutilisé'] },
    evidence: ['Le code existant est réutilisé'],
  },
  {
    name: 'finds a configured phrase in what reviewing agents are told',
    files: { '.claude/skills/relecture/SKILL.md': '---\nname: relecture\ndescription: d\n---\n\nDemande si le code existant est réutilisé.\n' },
    options: { phrases: ['réutilisé'] },
    evidence: ['Demande si'],
  },
  { name: 'knows no other language by itself', files: template('- [ ] Le code existant est réutilisé\n'), findings: ['none'] },
]);
