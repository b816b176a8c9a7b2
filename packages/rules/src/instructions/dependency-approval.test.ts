import { testRule } from '@ten-point/core/testing';
import { describe, it } from 'vitest';
import { dependencyApproval } from './dependency-approval.ts';

const says = (text: string): Record<string, string> => ({ 'package.json': '{}', 'AGENTS.md': `# Bakery\n\n${text}\n` });

testRule({ describe, it }, dependencyApproval, [
  { name: 'accepts a question', files: says('Ask before adding production dependencies.'), evidence: ['Ask before adding'] },
  { name: 'accepts a prohibition', files: says('Do not add new npm packages without approval.') },
  { name: 'accepts a list under a heading that asks', files: says('## Ask first\n\n- Adding dependencies\n- Painting') },
  { name: 'accepts a bound', files: says('Avoid introducing third-party libraries.') },
  { name: 'takes installing for no such rule', files: says('Install the dependencies with `pnpm install`.'), findings: ['silent'] },
  { name: 'takes adding other things for no such rule', files: says('Ask before adding a new oven.'), findings: ['silent'] },
  { name: 'takes a mention for no such rule', files: says('The package has few dependencies.'), findings: ['silent'] },
  { name: 'accepts a prohibition to edit manifests', files: says('Never change package.json unless explicitly asked to.') },
  {
    name: 'takes other dependencies and packages for no such rule',
    files: says(
      'Avoid introducing cross-module dependencies.\n\nPrefer the narrowest test, then run the package checks for the change.\n\nNo final dependency install step.',
    ),
    findings: ['silent'],
  },
  { name: 'does not apply without manifests', files: { 'AGENTS.md': 'Bake.' }, state: 'not-applicable', reason: 'manifest' },
  { name: 'does not apply without instructions', files: { 'package.json': '{}' }, state: 'not-applicable' },
  { name: 'survives hostile text', files: says('add dependency '.repeat(20_000)), findings: ['silent'] },
  {
    name: 'accepts a configured phrase, in any language',
    files: says('Yeni bağımlılık eklemeden önce sor.'),
    options: { phrases: ['bağımlılık eklemeden önce sor'] },
    evidence: ['Yeni bağımlılık'],
  },
  { name: 'knows no other language by itself', files: says('Yeni bağımlılık eklemeden önce sor.'), findings: ['silent'] },
]);
