import { testRule } from '@ten-point/core/testing';
import { describe, it } from 'vitest';
import { isolationDocumented } from './isolation-documented.ts';

const compose = { 'compose.yaml': 'services:\n  db:\n    image: postgres:17\n    ports: ["5432:5432"]\n' };
const agents = (text: string): Record<string, string> => ({ 'AGENTS.md': `# Bakery\n\n${text}\n` });

testRule({ describe, it }, isolationDocumented, [
  {
    name: 'accepts a sentence about worktrees and ports',
    files: { ...compose, ...agents('In a worktree, set `DB_PORT` to a free port before you start the stack.') },
    evidence: ['AGENTS.md says "In a worktree'],
  },
  {
    name: 'accepts a sentence about a database for each branch',
    files: { ...compose, ...agents('Use a separate database for each branch: `createdb bakery_$BRANCH`.') },
  },
  {
    name: 'accepts how to start a second one, in the README',
    files: { ...compose, 'README.md': '# Bakery\n\nIf 5432 is already in use, set a different port with `DB_PORT`.\n' },
  },
  { name: 'accepts a worktree script', files: { ...compose, 'scripts/setup-worktree.sh': 'echo' }, evidence: ['scripts/setup-worktree.sh'] },
  {
    name: 'asks for nothing where nothing collides',
    files: { 'compose.yaml': 'services:\n  db:\n    image: postgres:17\n    ports: ["5432"]\n' },
    evidence: ['nothing to set'],
  },
  {
    name: 'reports services of which nobody says how to run two',
    files: { ...compose, ...agents('Start the database with `docker compose up`. It listens on port 5432.') },
    findings: [{ id: 'none', text: 'Services run here (db)' }],
  },
  {
    name: 'does not take concurrency in the code for it',
    files: { ...compose, ...agents('Several workers build the same schema simultaneously, so hold the lock. Tests of the database run in any order.') },
    findings: ['none'],
  },
  {
    name: 'does not take a branch of the code for one of git',
    files: { ...compose, ...agents('Every branch of the parser handles the port as a number.') },
    findings: ['none'],
  },
  { name: 'does not take changing a port number for it', files: { ...compose, ...agents('Do not change the port in the health check.') }, findings: ['none'] },
  { name: 'does not apply to a library', files: agents('Run `npm test`.'), state: 'not-applicable', reason: 'no services: no Compose file' },
  {
    name: 'accepts a configured phrase, in any language',
    files: { ...compose, ...agents('두 번째 작업트리에서는 포트를 바꾸세요.') },
    options: { phrases: ['두 번째 작업트리*'] },
    evidence: ['두 번째 작업트리에서는'],
  },
  { name: 'knows no other language by itself', files: { ...compose, ...agents('두 번째 작업트리에서는 포트를 바꾸세요.') }, findings: ['none'] },
]);
