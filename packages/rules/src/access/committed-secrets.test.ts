import { testRule } from '@ten-point/core/testing';
import { describe, it } from 'vitest';
import { committedSecrets } from './committed-secrets.ts';

// Put together here, so that scanners do not take this file for a leak.
const token = `ghp_${'q8Zr2Lw9Xk4Vn7Bt5Ym3Hs6Jd1Fg0PcQeRuT'}`;

testRule({ describe, it }, committedSecrets, [
  { name: 'accepts clean files and says how many', files: { 'AGENTS.md': 'Run make.', '.env.example': 'TOKEN=' }, evidence: ['2 files'] },
  {
    name: 'reports a token in instructions, redacted',
    files: { 'AGENTS.md': `Push with «${token}».` },
    findings: [{ id: 'credential', text: 'a GitHub token (ghp_…)' }],
  },
  {
    name: 'reports tokens in tool servers and env files',
    files: { '.mcp.json': `{"env": {"T": "«${token}»"}}`, 'shop/.env': `T=«${token}»\n` },
    findings: ['credential', 'credential'],
  },
  { name: 'counts a link to the same text once', files: { 'AGENTS.md': `«${token}»`, 'CLAUDE.md': { link: 'AGENTS.md' } }, findings: ['credential'] },
  { name: 'leaves placeholders alone', files: { '.env.example': 'T=ghp_xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx\n' } },
  { name: 'leaves expressions alone', files: { '.github/workflows/a.yml': 'env: {T: "${{ secrets.GHP }}"}\n' } },
  { name: 'leaves fixtures alone', files: { 'test/fixtures/.env': `T=${token}\n` }, state: 'not-applicable' },
  { name: 'does not apply to other files', files: { 'src/a.ts': token }, state: 'not-applicable' },
]);
