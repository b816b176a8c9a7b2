import { testRule } from '@ten-point/core/testing';
import { describe, it } from 'vitest';
import { size } from './size.ts';

testRule({ describe, it }, size, [
  { name: 'accepts a short file', files: { 'AGENTS.md': 'Bake.' }, evidence: ['5 of 32768 bytes (Codex)'] },
  { name: 'counts bytes, not characters', files: { 'AGENTS.md': `«»${'é'.repeat(17_000)}` }, findings: [{ id: 'cut', text: '34000 bytes' }] },
  {
    name: 'counts the chain, and reports the nearest file',
    files: { 'AGENTS.md': 'x'.repeat(30_000), 'ovens/AGENTS.md': `«»${'y'.repeat(4_000)}` },
    findings: [{ id: 'chainCut', text: '1232 of its 4000' }],
  },
  { name: 'does not add up files of different branches', files: { 'a/AGENTS.md': 'x'.repeat(20_000), 'b/AGENTS.md': 'y'.repeat(20_000) } },
  { name: 'hints at a long CLAUDE.md', files: { 'CLAUDE.md': `«»${'Bake.\n'.repeat(201)}` }, findings: [{ id: 'long', confidence: 'low' }] },
  { name: 'accepts 200 lines', files: { 'CLAUDE.md': 'Bake.\n'.repeat(200) } },
  { name: 'measures one text once', files: { 'AGENTS.md': `«»${'x'.repeat(33_000)}`, 'CLAUDE.md': { link: 'AGENTS.md' } }, findings: ['cut'] },
  { name: 'reports a rule that Windsurf cuts', files: { '.windsurf/rules/a.md': `«»${'x'.repeat(12_001)}` }, findings: ['cut'] },
  { name: 'does not apply to files without a limit', files: { '.goosehints': 'x'.repeat(90_000) }, state: 'not-applicable' },
  { name: 'does not apply without instructions', files: {}, state: 'not-applicable' },
]);
