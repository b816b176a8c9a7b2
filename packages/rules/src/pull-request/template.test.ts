import { testRule } from '@ten-point/core/testing';
import { describe, it } from 'vitest';
import { template } from './template.ts';

testRule({ describe, it }, template, [
  {
    name: 'offers a template where there is none',
    files: { 'README.md': '# Bakery\n' },
    findings: ['none'],
    fixed: {
      '.github/pull_request_template.md': `${[
        ['Task', 'Which issue does this solve, and why is it needed?'],
        ['Approach', 'How was it solved, and why this way?'],
        ['Changed areas', 'Which components, packages or files does it touch?'],
        ['Tests run', 'Which tests and commands were run, with which result?'],
        ['Known gaps and risks', 'What is not certain or not tested, and what could break?'],
        ['Left out on purpose', 'What was left out on purpose, and where is it followed up?'],
      ]
        .map(([heading, question]) => `## ${heading}\n\n<!-- ${question} -->\n`)
        .join('\n')}`,
    },
  },
  { name: 'accepts a template in .github', files: { '.github/pull_request_template.md': '## What\n' }, evidence: ['.github/pull_request_template.md'] },
  { name: 'accepts any case, place and extension', files: { 'docs/PULL_REQUEST_TEMPLATE.txt': 'What?\n' } },
  {
    name: 'prefers a default template over those in the folder',
    files: { '.github/PULL_REQUEST_TEMPLATE/bread.md': 'Bread?\n', 'PULL_REQUEST_TEMPLATE.md': 'What?\n' },
    evidence: ['PULL_REQUEST_TEMPLATE.md is filled in'],
  },
  {
    name: 'reports none as not prepared, with less than full confidence',
    files: { 'README.md': '# Bakery\n' },
    findings: [{ id: 'none', text: 'in this repository', confidence: 'medium' }],
  },
  {
    name: 'takes no template of a vendored project or a subfolder',
    files: { 'vendor/oven/.github/pull_request_template.md': '## What\n' },
    findings: ['none'],
  },
  {
    name: 'reports templates that need a query parameter',
    files: { '.github/PULL_REQUEST_TEMPLATE/bread.md': '«»Bread?\n' },
    findings: [{ id: 'onlyByParameter', confidence: 'medium' }],
  },
  {
    name: 'is less sure of a folder that holds a file of the default name',
    files: { '.github/PULL_REQUEST_TEMPLATE/pull_request_template.md': '«»## What\n' },
    findings: [{ id: 'onlyByParameter', confidence: 'low' }],
  },
  { name: 'reports an empty template', files: { '.github/pull_request_template.md': '«» \n\n' }, findings: ['empty'] },
  { name: 'survives a template of nothing but marks', files: { '.github/pull_request_template.md': `${'<!--'.repeat(2_000)}${'> '.repeat(2_000)}` } },
]);
