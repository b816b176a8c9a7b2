import { testRule } from '@ten-point/core/testing';
import { describe, it } from 'vitest';
import { nested } from './nested.ts';

const tree = { 'package.json': '{}', 'ovens/Cargo.toml': '[package]\nname = "ovens"\n', 'web/package.json': '{}' };

testRule({ describe, it }, nested, [
  { name: 'accepts a file of its own', files: { ...tree, 'AGENTS.md': 'Bake.', 'ovens/AGENTS.md': 'Heat.' }, evidence: ['ovens: ovens/AGENTS.md'] },
  { name: 'accepts a word in the root', files: { ...tree, 'AGENTS.md': 'In `ovens/` use cargo.' }, evidence: ['is named in AGENTS.md'] },
  {
    name: 'reports a part that nothing speaks of',
    files: { ...tree, 'ovens/Cargo.toml': '«»[package]\nname = "ovens"\n', 'AGENTS.md': 'Bake.' },
    findings: [{ id: 'silent', text: 'ovens has tools', confidence: 'low' }],
  },
  {
    name: 'leaves packages of the same ecosystem alone',
    files: { 'package.json': '{}', 'web/package.json': '{}', 'AGENTS.md': 'Bake.' },
    state: 'not-applicable',
  },
  {
    name: 'leaves tests, documentation and examples alone',
    files: { 'package.json': '{}', 'tests/Cargo.toml': '', 'docs/requirements.txt': 'x', 'examples/a/go.mod': '', 'AGENTS.md': 'Bake.' },
    state: 'not-applicable',
  },
  { name: 'does not apply without a manifest at the root', files: { 'a/Cargo.toml': '', 'AGENTS.md': 'Bake.' }, state: 'not-applicable' },
  { name: 'does not apply without instructions', files: tree, state: 'not-applicable' },
]);
