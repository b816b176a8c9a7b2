import { testChangeRule } from '@ten-point/core/testing';
import { describe, it } from 'vitest';
import { updatedWithChange } from './updated-with-change.ts';

const scripts = (names: readonly string[]) => JSON.stringify({ scripts: Object.fromEntries(names.map((name) => [name, 'node bake.js'])) });
const base = {
  'AGENTS.md': 'Run `npm run bake`. Ovens are in `src/ovens/`, the clock in `src/clock.ts`.\n',
  'package.json': scripts(['bake']),
  'src/ovens/a.ts': 'export const heat = 1;\n',
  'src/clock.ts': 'export const clock = 1;\n',
};

testChangeRule({ describe, it }, updatedWithChange, [
  {
    name: 'reports a script that is renamed',
    example: true,
    base,
    head: { 'package.json': scripts(['bread']) },
    findings: [{ id: 'command', text: 'npm run bake', verdict: 'review' }],
  },
  {
    name: 'reports a file that is removed, and one that moves',
    base,
    head: { 'src/ovens/a.ts': null, 'src/clock.ts': null, 'src/time/clock.ts': 'export const clock = 1;\n' },
    findings: [
      { id: 'path', text: 'src/ovens/' },
      { id: 'path', text: 'moves to src/time/clock.ts' },
    ],
  },
  {
    name: 'passes instructions that follow',
    example: true,
    base,
    head: { 'package.json': scripts(['bread']), 'AGENTS.md': 'Run `npm run bread`. Ovens are in `src/ovens/`.\n' },
    evidence: ['AGENTS.md'],
  },
  { name: 'leaves alone what was stale before', base: { ...base, 'package.json': scripts([]) }, head: { 'src/clock.ts': '2\n' } },
  { name: 'leaves a folder alone in which other files stay', base: { ...base, 'src/ovens/b.ts': '2\n' }, head: { 'src/ovens/a.ts': null } },
  { name: 'does not apply without instructions', base: { 'a.ts': '1\n' }, head: { 'a.ts': '2\n' }, state: 'not-applicable' },
]);
