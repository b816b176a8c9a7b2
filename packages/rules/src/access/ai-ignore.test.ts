import { testRule } from '@ten-point/core/testing';
import { describe, it } from 'vitest';
import { aiIgnore } from './ai-ignore.ts';

testRule({ describe, it }, aiIgnore, [
  {
    name: 'accepts a deny rule',
    files: { '.claude/settings.json': '{ "permissions": { "deny": ["Read(./.env)"] } }', '.gitignore': '.env\n' },
    evidence: ['denies Read(./.env)'],
  },
  { name: 'accepts an ignore file', files: { '.cursorignore': '# secrets\n.env*\n', '.cursor/rules/a.mdc': 'x' }, evidence: ['.cursorignore keeps .env*'] },
  {
    name: 'reports an ignored .env that agents may read, low',
    files: { 'CLAUDE.md': 'Bake.', '.gitignore': '.env\n' },
    findings: [{ id: 'open', confidence: 'low' }],
  },
  {
    name: 'reports a tracked secret',
    files: { 'CLAUDE.md': 'Bake.', 'deploy/secrets.yaml': 'a: b' },
    findings: [{ id: 'open', text: 'deploy/secrets.yaml', confidence: 'low' }],
  },
  {
    name: 'takes examples and fixtures for no secrets',
    files: { 'CLAUDE.md': 'Bake.', '.env.example': 'A=', 'web/.env': 'PORT=1', '.npmrc': 'x=1', 'tests/fixtures/key.pem': 'x' },
    state: 'not-applicable',
  },
  {
    name: 'does not count an ignore file without secrets',
    files: { '.geminiignore': 'dist/\n', 'GEMINI.md': 'Bake.', '.gitignore': '.env\n' },
    findings: ['open'],
  },
  { name: 'does not apply without agents', files: { '.gitignore': '.env\n' }, state: 'not-applicable', reason: 'which agents' },
]);
