import { testRule } from '@ten-point/core/testing';
import { describe, it } from 'vitest';
import { frontMatter } from './front-matter.ts';

const source = { 'src/oven.ts': '', 'web/shop.tsx': '' };

testRule({ describe, it }, frontMatter, [
  {
    name: 'accepts rules and skills as their tools expect them',
    files: {
      ...source,
      '.github/instructions/ts.instructions.md': '---\napplyTo: "**/*.ts,**/*.tsx"\n---\nx',
      '.claude/rules/web.md': '---\npaths:\n  - "web/**/*.{ts,tsx}"\n---\nx',
      '.claude/rules/all.md': 'No front matter.',
      '.claude/skills/bake/SKILL.md': '---\nname: bake\ndescription: Bakes bread.\n---\nx',
    },
    evidence: ['.claude/skills/bake/SKILL.md'],
  },
  {
    name: 'reads Cursor globs that are no YAML',
    files: { ...source, '.cursor/rules/a.mdc': '---\ndescription: x\nglobs: *.ts,web/*.tsx\nalwaysApply: false\n---\nx' },
  },
  { name: 'takes a folder and a bare name as patterns', files: { ...source, '.cursor/rules/a.mdc': '---\nglobs: web/, oven.ts\n---\nx' } },
  {
    name: 'finds globs of Copilot at any depth and in any case, as VS Code does',
    files: { 'shop/src/oven.ts': '', '.github/instructions/a.instructions.md': '---\napplyTo: "SRC/**/*.ts"\n---\nx' },
  },
  {
    name: 'takes the globs of Claude Code from the root',
    files: { 'shop/src/oven.ts': '', '.claude/rules/a.md': '---\npaths: «src/**/*.ts»\n---\nx' },
    findings: ['noMatch'],
  },
  {
    name: 'reports Copilot instructions that are never given',
    files: { ...source, '.github/instructions/a.instructions.md': '«»---\ndescription: x\n---\nx' },
    findings: [{ id: 'missing', text: 'applyTo' }],
  },
  {
    name: 'reports a glob that matches nothing',
    files: { ...source, '.claude/rules/a.md': '---\npaths: «server/**»\n---\nx' },
    findings: [{ id: 'noMatch', confidence: 'medium' }],
  },
  { name: 'reports a boolean in quotes', files: { ...source, '.cursor/rules/a.mdc': '---\nalwaysApply: "«true»"\n---\nx' }, findings: ['wrongType'] },
  {
    name: 'reports a skill without a description, and one with another name',
    files: { '.claude/skills/bake/SKILL.md': '«»---\nname: bake\n---\nx', '.agents/skills/sell/SKILL.md': '---\nname: «shop»\ndescription: x\n---\nx' },
    findings: ['wrongName', 'missing'],
  },
  {
    name: 'passes over spellings of one glob that match nothing yet',
    files: { ...source, '.cursor/rules/a.mdc': '---\nglobs: src/**/*.ts, src/**/*.tsx,src/**/*.jsx\n---\nx' },
  },
  {
    name: 'reports a colon outside of quotes with less confidence, since Claude Code mends it',
    files: {
      '.claude/agents/baker.md': '---\nname: baker\ndescription: «Use this agent to bake. Examples: bread»\n---\nx',
      '.claude/skills/bake/SKILL.md': '---\nname: bake\ndescription: «Bakes: bread»\n---\nx',
    },
    findings: [
      { id: 'bareColon', confidence: 'low' },
      { id: 'bareColon', confidence: 'medium' },
    ],
  },
  { name: 'reports broken YAML', files: { '.claude/skills/bake/SKILL.md': '---\nname: bake\ndescription: "Bakes\n---\nx' }, findings: ['invalid'] },
  { name: 'reports a sub-agent without a name', files: { '.claude/agents/baker.md': '«»---\ndescription: Bakes.\n---\nx' }, findings: ['missing'] },
  { name: 'does not apply to plain instructions', files: { 'AGENTS.md': '---\nx: y\n---\nBake.' }, state: 'not-applicable' },
  {
    name: 'survives hostile front matter',
    files: { ...source, '.cursor/rules/a.mdc': `---\nglobs: ${'{a,b}'.repeat(40)}\nalwaysApply: ${'['.repeat(5000)}\n---\nx` },
    findings: ['noMatch'],
  },
]);
