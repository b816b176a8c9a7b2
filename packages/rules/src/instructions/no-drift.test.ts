import { testRule } from '@ten-point/core/testing';
import { describe, it } from 'vitest';
import { noDrift } from './no-drift.ts';

const rules = (from: number, to: number): string =>
  Array.from({ length: to - from }, (_, index) => `- Rule number ${from + index} says that bread is baked at dawn.`).join('\n');

testRule({ describe, it }, noDrift, [
  { name: 'accepts an import', files: { 'AGENTS.md': rules(0, 10), 'CLAUDE.md': '@AGENTS.md' }, evidence: ['(import)'] },
  {
    name: 'accepts a link and an identical copy',
    files: { 'AGENTS.md': rules(0, 10), 'CLAUDE.md': { link: 'AGENTS.md' }, 'GEMINI.md': rules(0, 10) },
    evidence: ['(link)', '(copy)'],
  },
  {
    name: 'accepts texts that say different things',
    files: { 'AGENTS.md': rules(0, 10), '.github/copilot-instructions.md': rules(20, 30) },
    evidence: ['of its own'],
  },
  { name: 'accepts short texts that meet by chance', files: { 'AGENTS.md': rules(0, 10), 'GEMINI.md': rules(0, 3) } },
  {
    name: 'reports a copy that has drifted',
    files: { 'AGENTS.md': rules(0, 10), 'CLAUDE.md': `«»${rules(1, 12)}` },
    findings: [{ id: 'nearCopy', text: '90 %', confidence: 'high' }],
  },
  { name: 'does not compare files of different directories', files: { 'AGENTS.md': rules(0, 10), 'ovens/CLAUDE.md': rules(1, 12) }, state: 'not-applicable' },
  {
    name: 'does not compare rules of one tool with each other',
    files: { '.clinerules/a.md': rules(0, 10), '.clinerules/b.md': rules(1, 12) },
    state: 'not-applicable',
  },
  { name: 'does not apply with one file', files: { 'AGENTS.md': rules(0, 10) }, state: 'not-applicable' },
  { name: 'does not apply without instructions', files: {}, state: 'not-applicable' },
  { name: 'survives hostile text', files: { 'AGENTS.md': 'a. '.repeat(30_000), 'CLAUDE.md': 'b. '.repeat(30_000) } },
]);
