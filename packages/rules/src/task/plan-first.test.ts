import { testRule } from '@ten-point/core/testing';
import { describe, it } from 'vitest';
import { planFirst } from './plan-first.ts';

const says = (text: string): Record<string, string> => ({ 'AGENTS.md': `# Bakery\n\n${text}\n` });

testRule({ describe, it }, planFirst, [
  {
    name: 'accepts that no work is handed in without an approved issue',
    files: { 'AGENTS.md': 'Do not create a pull request unless there is an existing and approved GitHub issue.\n' },
    evidence: ['approved GitHub issue'],
  },
  {
    name: 'accepts approval before implementation, and a proposal up front',
    files: {
      'CONTRIBUTING.md': '- Wait for approval from the bakers before starting implementation.\n',
    },
    evidence: ['Wait for approval'],
  },
  {
    name: 'accepts a request for comments up front',
    files: { 'CONTRIBUTING.md': 'For a large new feature please create an RFC to discuss it up front.\n' },
    evidence: ['create an RFC'],
  },
  { name: 'accepts a plan before code', files: says('Write a short plan before you change any code.'), evidence: ['Write a short plan'] },
  { name: 'accepts plan mode', files: says('- Use plan mode for anything larger than a typo.') },
  { name: 'accepts "no code until the plan is approved"', files: says('Do not write code until the plan is approved.') },
  {
    name: 'accepts the approach being discussed first, in a guide for people',
    files: { 'CONTRIBUTING.md': 'Please open an issue before starting work on a new feature.\n' },
  },
  {
    name: 'reads a guide that is not Markdown',
    files: { 'CONTRIBUTING.rst': 'Pull requests\n=============\n\nDiscuss large changes first, before you submit a pull request.\n' },
  },
  {
    name: 'accepts pull requests for accepted issues only',
    files: { 'CONTRIBUTING.md': 'A pull request should belong to a previously accepted issue.\n' },
    evidence: ['previously accepted issue'],
  },
  {
    name: 'accepts pull requests whose approach was discussed',
    files: { 'CONTRIBUTING.md': "We take pull requests for breads where we've discussed the approach in an issue.\n" },
  },
  {
    name: 'accepts a process of proposals',
    files: { 'CONTRIBUTING.md': 'The Bakery Enhancement Proposal is how this project adopts new features.\n' },
  },
  {
    name: 'does not take a promise to accept pull requests for an agreement',
    files: { 'CONTRIBUTING.md': 'Your pull request will be accepted if it closes an issue.\n' },
    findings: ['none'],
  },
  { name: 'reports instructions that ask for none', files: says('Run the tests.'), findings: [{ id: 'none', confidence: 'medium' }] },
  { name: 'reports a repository without instructions as not prepared', files: { 'README.md': 'Plan before you code.\n' }, findings: ['unprepared'] },
  { name: 'does not take a test plan for a plan', files: says('Fill in the test plan before you open a pull request.'), findings: ['none'] },
  { name: 'does not take plans of the project for one', files: says('We plan to build a second oven first.'), findings: ['none'] },
  { name: 'hears the negation', files: says('There is no need to write a plan before you change code.'), findings: ['none'] },
  {
    name: 'does not take security reports for agreement on an approach',
    files: says('Ask the security team before you submit a vulnerability.'),
    findings: ['none'],
  },
  { name: 'survives hostile text', files: says('plan before '.repeat(20_000)), findings: ['none'] },
  {
    name: 'accepts a configured phrase, in any language',
    files: says('Immer erst planen, dann den Teig ändern.'),
    options: { phrases: ['erst planen', '計画を立て'] },
    evidence: ['"Immer erst planen, dann den Teig ändern."'],
  },
  {
    name: 'finds a configured phrase inside a sentence without spaces',
    files: says('コードを書く前に計画を立ててください。'),
    options: { phrases: ['erst planen', '計画を立て'] },
    evidence: ['計画を立ててください'],
  },
  {
    name: 'knows no other language by itself',
    files: says('Immer erst planen, dann den Teig ändern.\n\nコードを書く前に計画を立ててください。'),
    findings: ['none'],
  },
  {
    name: 'hears the English negation of a configured phrase',
    files: says('You need not “erst planen” here.'),
    options: { phrases: ['erst planen'] },
    findings: ['none'],
  },
]);
