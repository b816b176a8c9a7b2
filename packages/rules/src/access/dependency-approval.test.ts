import { testChangeRule } from '@ten-point/core/testing';
import { describe, it } from 'vitest';
import { addedDependencies } from './dependency-approval.ts';

const manifest = (dependencies: object, devDependencies: object = {}) => JSON.stringify({ name: 'bakery', dependencies, devDependencies }, undefined, 2);

testChangeRule({ describe, it }, addedDependencies, [
  {
    name: 'reports one that nobody spoke of',
    example: true,
    base: { 'package.json': manifest({ flour: '^1.0.0' }) },
    head: { 'package.json': manifest({ flour: '^1.0.0', yeast: '^2.0.0' }) },
    pullRequest: { body: 'Bakes.' },
    findings: [{ id: 'unnamed', text: 'yeast', verdict: 'review' }],
  },
  {
    name: 'passes one that is spoken of',
    example: true,
    base: { 'package.json': manifest({}) },
    head: { 'package.json': manifest({ '@bakery/yeast': '^2.0.0' }) },
    pullRequest: { body: 'Adds `@bakery/yeast`, since flour alone does not rise.' },
    evidence: ['@bakery/yeast is named'],
  },
  {
    name: 'reports one from elsewhere in any case',
    base: { 'package.json': manifest({}) },
    head: { 'package.json': manifest({ yeast: 'git+https://example.org/yeast.git' }) },
    pullRequest: { body: 'Adds yeast.' },
    findings: [{ id: 'elsewhere', text: 'not from a registry' }],
  },
  {
    name: 'reports one that leaves the registry',
    base: { 'package.json': manifest({ yeast: '^2.0.0' }) },
    head: { 'package.json': manifest({ yeast: 'baker/yeast#main' }) },
    pullRequest: { body: 'yeast' },
    findings: ['elsewhere'],
  },
  {
    name: 'leaves development dependencies alone',
    base: { 'package.json': manifest({}) },
    head: { 'package.json': manifest({}, { oven: '^1.0.0' }) },
    pullRequest: { body: '' },
    evidence: ['no production dependency'],
  },
  {
    name: 'leaves other versions alone',
    base: { 'package.json': manifest({ flour: '^1.0.0' }) },
    head: { 'package.json': manifest({ flour: '^2.0.0' }) },
    pullRequest: { body: '' },
  },
  {
    name: 'leaves one alone that another package has already',
    base: { 'package.json': manifest({ flour: '^1.0.0' }), 'shop/package.json': manifest({}) },
    head: { 'shop/package.json': manifest({ flour: '^1.0.0' }) },
    pullRequest: { body: '' },
  },
  {
    name: 'reads Python as well',
    base: { 'requirements.txt': 'flour==1\n' },
    head: { 'requirements.txt': 'flour==1\nyeast==2\n' },
    pullRequest: { body: '' },
    findings: ['unnamed'],
  },
  {
    name: 'takes a word that contains the name for no mention',
    base: { 'package.json': manifest({}) },
    head: { 'package.json': manifest({ rye: '^2.0.0' }) },
    pullRequest: { body: 'fryers' },
    findings: ['unnamed'],
  },
  {
    name: 'notes a lockfile that changes alone',
    base: { 'package.json': manifest({}), 'package-lock.json': '{}\n' },
    head: { 'package-lock.json': '{"lockfileVersion": 3}\n' },
    pullRequest: { body: '' },
    findings: [{ id: 'lockOnly', verdict: 'note' }],
  },
  {
    name: 'does not know before there is a pull request',
    base: { 'package.json': manifest({}) },
    head: { 'package.json': manifest({ yeast: '^2.0.0' }) },
    state: 'unknown',
  },
  { name: 'does not apply to other work', base: { 'a.ts': '1\n' }, head: { 'a.ts': '2\n' }, state: 'not-applicable' },
]);
