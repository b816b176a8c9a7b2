import { testRule } from '@ten-point/core/testing';
import { describe, it } from 'vitest';
import { instructions } from './instructions.ts';

const shared = { 'src/shared/oven.ts': 'export {};\n' };

testRule({ describe, it }, instructions, [
  {
    name: 'accepts an existing place and the advice to look first',
    files: { ...shared, 'AGENTS.md': 'Shared helpers live in `src/shared/`.\n\nSearch for an existing helper before you add a new one.\n' },
    evidence: ['src/shared', 'Search for an existing helper'],
  },
  {
    name: 'takes "do not reinvent" for looking first',
    files: { ...shared, 'AGENTS.md': 'Use the utilities of `src/shared/oven.ts` instead of writing your own helper.\n' },
  },
  {
    name: 'takes "search before you write" for looking first',
    files: { 'AGENTS.md': 'Before you write a helper, search for it: dates live in `src/shared/`.\n', 'src/shared/dates.ts': '' },
    evidence: ['Before you write a helper'],
  },
  { name: 'reports a place that does not exist', files: { 'AGENTS.md': 'Reuse existing helpers in `src/shared/`.\n' }, findings: ['noPlace'] },
  {
    name: 'reports that nothing says to look',
    files: { ...shared, 'AGENTS.md': 'Shared helpers live in `src/shared/`.\n' },
    findings: [{ id: 'noSearch', confidence: 'medium' }],
  },
  { name: 'reports missing instructions as not prepared', files: shared, findings: ['unprepared'] },
  {
    name: 'does not take any path for a shared place',
    files: { 'src/bread/rye.ts': '', 'AGENTS.md': 'Reuse existing helpers.\n\nNever commit `src/bread/rye.ts` unformatted.\n' },
    findings: ['noPlace'],
  },
  {
    name: 'does not take existing issues for existing code',
    files: { ...shared, 'AGENTS.md': 'Helpers are in `src/shared/`.\n\nSearch existing issues first.\n' },
    findings: ['noSearch'],
  },
  {
    name: 'does not take "run existing tests" for looking',
    files: { ...shared, 'AGENTS.md': 'Helpers are in `src/shared/`.\n\nRun all existing checks.\n' },
    findings: ['noSearch'],
  },
  { name: 'survives hostile text', files: { 'AGENTS.md': `${'`a/b` shared '.repeat(5_000)}` }, findings: ['noSearch', 'noPlace'] },
  {
    name: 'accepts configured phrases, in any language',
    files: { ...shared, 'AGENTS.md': 'Los ayudantes comunes viven en `src/shared/`.\n\nNo añadas nada nuevo: busca primero.\n' },
    options: { searchPhrases: ['busca primero'], placePhrases: ['ayudantes comunes'] },
    evidence: ['busca primero', 'src/shared'],
  },
  {
    name: 'knows no other language by itself',
    files: { ...shared, 'AGENTS.md': 'Los ayudantes comunes viven en `src/shared/`.\n\nNo añadas nada nuevo: busca primero.\n' },
    findings: ['noSearch', 'noPlace'],
  },
]);
