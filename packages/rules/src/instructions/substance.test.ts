import { testRule } from '@ten-point/core/testing';
import { describe, it } from 'vitest';
import { substance } from './substance.ts';

const facts = (from: number, to: number): string =>
  Array.from({ length: to - from }, (_, index) => `- The oven number ${from + index} bakes bread at dawn.`).join('\n');

testRule({ describe, it }, substance, [
  {
    name: 'accepts short instructions',
    files: { 'AGENTS.md': 'Run `make bread`. Never touch `vendor/`.', 'README.md': facts(0, 20) },
    evidence: ['about 2 directives'],
  },
  { name: 'accepts a few sentences in common with the README', files: { 'AGENTS.md': facts(0, 20), 'README.md': facts(15, 40) } },
  { name: 'accepts a link to the contributing guide', files: { 'CLAUDE.md': { link: 'CONTRIBUTING.md' }, 'CONTRIBUTING.md': facts(0, 20) } },
  { name: 'accepts a small map of folders', files: { 'AGENTS.md': `Map:\n\n\`\`\`\nsrc\n${'├── a\n'.repeat(12)}\`\`\`\n` } },
  { name: 'reports a copy of the README', files: { 'AGENTS.md': `«»${facts(0, 20)}`, 'README.md': facts(5, 40) }, findings: [{ id: 'copy', text: '75 %' }] },
  { name: 'reports a listing of the tree', files: { 'AGENTS.md': `Map:\n\n\`\`\`\n«src\n${'├── a\n'.repeat(60)}└── b»\n\`\`\`\n` }, findings: ['tree'] },
  {
    name: 'hints at very many directives',
    files: { 'AGENTS.md': `«»${'- Always bake bread at dawn.\n'.repeat(151)}` },
    findings: [{ id: 'directives', confidence: 'low' }],
  },
  { name: 'does not judge skills', files: { '.claude/skills/a/SKILL.md': facts(0, 20), 'README.md': facts(0, 20) }, state: 'not-applicable' },
  { name: 'does not apply without instructions', files: { 'README.md': facts(0, 20) }, state: 'not-applicable' },
  { name: 'survives hostile text', files: { 'AGENTS.md': '├ '.repeat(50_000) } },
]);
