import { testRule } from '@ten-point/core/testing';
import { describe, it } from 'vitest';
import { architectureFirst } from './architecture-first.ts';

testRule({ describe, it }, architectureFirst, [
  { name: 'accepts a folder of decision records', files: { 'docs/adr/0001-yeast.md': '# Use yeast\n' }, evidence: ['docs/adr/0001-yeast.md'] },
  {
    name: 'accepts a statement',
    files: { 'CONTRIBUTING.md': 'Significant design changes must be discussed in an issue first.\n' },
    evidence: ['Significant design changes'],
  },
  { name: 'accepts a section of a template', files: { '.github/pull_request_template.md': '## Design decisions\n' }, evidence: ['Design decisions'] },
  {
    name: 'accepts a field of a form',
    files: { '.github/ISSUE_TEMPLATE/design.yml': 'name: Design\ndescription: d\nbody:\n  - type: textarea\n    attributes: { label: Proposed design }\n' },
  },
  { name: 'reports that nothing says so', files: { 'CONTRIBUTING.md': 'Run the tests.\n' }, findings: [{ id: 'none', confidence: 'medium' }] },
  { name: 'does not take a description of the architecture for it', files: { 'AGENTS.md': 'The architecture has two ovens.\n' }, findings: ['none'] },
  {
    name: 'does not take a design system for it',
    files: { 'AGENTS.md': 'The design system must be used before writing CSS for a large feature.\n' },
    findings: ['none'],
  },
  { name: 'hears the negation', files: { 'CONTRIBUTING.md': 'You do not need an RFC before a large feature.\n' }, findings: ['none'] },
  { name: 'survives hostile text', files: { 'AGENTS.md': 'design first '.repeat(20_000) }, findings: ['none'] },
  {
    name: 'accepts a configured phrase, in any language',
    files: { 'CONTRIBUTING.md': 'Ohne Architekturentscheidung beginnt kein Umbau.\n' },
    options: { phrases: ['ohne Architekturentscheidung'] },
    evidence: ['Ohne Architekturentscheidung'],
  },
  {
    name: 'accepts a section by a configured phrase',
    files: { '.github/pull_request_template.md': '## Entwurf\n' },
    options: { sectionPhrases: ['Entwurf'] },
    evidence: ['Entwurf'],
  },
  {
    name: 'knows no other language by itself',
    files: { 'CONTRIBUTING.md': 'Ohne Architekturentscheidung beginnt kein Umbau.\n', '.github/pull_request_template.md': '## Entwurf\n' },
    findings: ['none'],
  },
]);
