import { testRule } from '@ten-point/core/testing';
import { describe, it } from 'vitest';
import { importsResolve } from './imports-resolve.ts';

testRule({ describe, it }, importsResolve, [
  { name: 'accepts an import that resolves', files: { 'CLAUDE.md': '@AGENTS.md', 'AGENTS.md': 'Bake.' }, evidence: ['leads to AGENTS.md'] },
  {
    name: 'accepts a link inside the repository',
    files: { 'CLAUDE.md': { link: 'AGENTS.md' }, 'AGENTS.md': 'Bake.' },
    evidence: ['CLAUDE.md leads to AGENTS.md'],
  },
  { name: "accepts a file of the person's own", files: { 'CLAUDE.md': 'Also @~/.claude/bakery.md' }, evidence: ["person's own"] },
  { name: 'reports a missing import at its place', files: { 'CLAUDE.md': 'Read «@docs/ovens.md», always.\n' }, findings: ['missing'] },
  {
    name: 'resolves from the file that imports',
    files: { 'ovens/CLAUDE.md': 'See «@docs/heat.md» and @../docs/heat.md.', 'docs/heat.md': 'Hot.' },
    findings: ['missing'],
  },
  { name: 'reports an import out of the repository', files: { 'GEMINI.md': '«@../shared/rules.md»' }, findings: ['outside'] },
  { name: 'reports a cycle', files: { 'CLAUDE.md': '@a.md', 'a.md': 'See «@CLAUDE.md» for the rest.' }, findings: [{ id: 'cycle', confidence: 'medium' }] },
  { name: 'reports a broken link', files: { 'CLAUDE.md': { link: 'AGENTS.md' } }, findings: ['brokenLink'] },
  {
    name: 'takes packages, handles, decorators, addresses and code for no imports',
    files: { 'CLAUDE.md': 'Use @scope/oven.js, @types/node, ask @baker. Mail me@bake.md, see `@docs/x.md`.\n\n```\n@docs/y.md\n```\n' },
    state: 'not-applicable',
    reason: 'imports',
  },
  { name: 'does not read the @ of tools that do not expand it', files: { '.github/copilot-instructions.md': 'See @docs/x.md.' }, state: 'not-applicable' },
  { name: 'does not apply without instructions', files: { 'README.md': '@x.md' }, state: 'not-applicable', reason: 'no instruction files' },
  { name: 'survives many imports', files: { 'CLAUDE.md': '@a.md '.repeat(300), 'a.md': '@b.md '.repeat(300), 'b.md': 'End.' } },
]);
