import { testRule } from '@ten-point/core/testing';
import { describe, it } from 'vitest';
import { agentsUseTemplate } from './agents-use-template.ts';

const template = { '.github/pull_request_template.md': '## What\n' };

testRule({ describe, it }, agentsUseTemplate, [
  {
    name: 'accepts instructions that name the file',
    files: { ...template, 'AGENTS.md': '# Bakery\n\nFill in `.github/pull_request_template.md` for every pull request.\n' },
    evidence: ['instructions name the template'],
  },
  { name: 'accepts instructions that speak of the template', files: { ...template, 'AGENTS.md': '- Follow the PR template.\n' } },
  {
    name: 'accepts a step that reads the body',
    files: {
      ...template,
      '.github/workflows/body.yml':
        'on: pull_request\njobs:\n  body:\n    runs-on: ubuntu-latest\n    steps:\n      - run: node check.js\n        env:\n          BODY: ${{ github.event.pull_request.body }}\n',
    },
    evidence: ['reads the body'],
  },
  {
    name: 'reports a template that no instructions name',
    files: { ...template, 'AGENTS.md': '# Bakery\n\nOpen small pull requests.\n' },
    findings: [{ id: 'notNamed', text: '.github/pull_request_template.md' }],
  },
  {
    name: 'is not content with being told to ignore it',
    files: { ...template, 'AGENTS.md': 'Do not use the pull request template.\n' },
    findings: ['notNamed'],
  },
  {
    name: 'does not take the contributing guide for people as instructions',
    files: { ...template, 'AGENTS.md': 'Run the tests.\n', 'CONTRIBUTING.md': 'Fill in the pull request template.\n' },
    findings: ['notNamed'],
  },
  {
    name: 'has nothing to say without instructions for agents',
    files: { ...template, 'CONTRIBUTING.md': 'Fill in the pull request template.\n' },
    state: 'not-applicable',
    reason: 'no instructions for agents',
  },
  {
    name: 'has nothing to say without a template',
    files: { 'AGENTS.md': 'Follow the PR template.\n' },
    state: 'not-applicable',
    reason: 'no pull request template',
  },
  { name: 'survives hostile text', files: { ...template, 'AGENTS.md': `${'pull request '.repeat(20_000)}` }, findings: ['notNamed'] },
  {
    name: 'accepts a configured phrase, in any language',
    files: { ...template, 'AGENTS.md': 'Wypełnij szablon zgłoszenia przed wysłaniem.\n' },
    options: { phrases: ['szablon zgłoszenia'] },
    evidence: ['szablon zgłoszenia'],
  },
  { name: 'knows no other language by itself', files: { ...template, 'AGENTS.md': 'Wypełnij szablon zgłoszenia przed wysłaniem.\n' }, findings: ['notNamed'] },
  {
    name: 'does not take templates of issues or pages for it',
    files: { ...template, 'AGENTS.md': 'Follow the issue template. Page templates live in `templates/`; open a pull request to change one.\n' },
    findings: ['notNamed'],
  },
]);
