import { testChangeRule } from '@ten-point/core/testing';
import { describe, it } from 'vitest';
import { newPrivilege } from './new-privilege.ts';

const ci = '.github/workflows/ci.yml';
const workflow = (extra = '', permissions = 'permissions:\n  contents: read\n', on = 'pull_request') =>
  `on: ${on}\n${permissions}jobs:\n  test:\n    runs-on: ubuntu-latest\n    steps:\n      - run: npm test\n${extra}`;
const settings = (allow: readonly string[], deny: readonly string[] = []) => JSON.stringify({ permissions: { allow, deny } });

testChangeRule({ describe, it }, newPrivilege, [
  {
    name: 'names a write permission',
    example: true,
    base: { [ci]: workflow() },
    head: { [ci]: workflow('', 'permissions:\n  contents: write\n') },
    findings: [{ id: 'gained', text: 'contents: write', verdict: 'review' }],
  },
  {
    name: 'names a secret, an environment and a trigger that outsiders can cause',
    base: { [ci]: workflow() },
    head: {
      [ci]: `on: [pull_request, issue_comment]\npermissions:\n  contents: read\njobs:\n  test:\n    runs-on: ubuntu-latest\n    environment: shop\n    steps:\n      - run: npm test\n        env:\n          KEY: \${{ secrets.OVEN_KEY }}\n`,
    },
    findings: [
      { id: 'gained', text: 'issue_comment' },
      { id: 'gained', text: 'shop' },
      { id: 'gained', text: 'OVEN_KEY' },
    ],
  },
  {
    name: 'names the rights of a new workflow',
    base: { 'a.ts': '1\n' },
    head: { [ci]: workflow('', 'permissions: write-all\n') },
    findings: [{ id: 'gained', text: 'write-all' }],
  },
  { name: 'passes fewer rights', base: { [ci]: workflow('', 'permissions: write-all\n') }, head: { [ci]: workflow() }, state: 'not-applicable' },
  {
    name: 'passes a job that is renamed',
    base: { [ci]: workflow('', 'permissions:\n  packages: write\n') },
    head: { [ci]: workflow('', 'permissions:\n  packages: write\n').replace('  test:', '  tests:') },
    evidence: ['no right'],
  },
  {
    name: 'passes a workflow that moves',
    base: { [ci]: workflow('', 'permissions:\n  packages: write\n') },
    head: { [ci]: null, '.github/workflows/test.yml': workflow('', 'permissions:\n  packages: write\n') },
    evidence: ['no right'],
  },
  {
    name: 'takes the first permissions block for no gain',
    base: { [ci]: workflow('', '') },
    head: { [ci]: workflow('', 'permissions:\n  contents: write\n') },
    evidence: ['no right'],
  },
  {
    name: 'names what an agent may do without asking',
    example: true,
    base: { '.claude/settings.json': settings(['Bash(npm test)']) },
    head: { '.claude/settings.json': settings(['Bash(npm test)', 'Bash(curl:*)']) },
    findings: [{ id: 'gained', text: 'Bash(curl' }],
  },
  {
    name: 'names a rule that no longer guards',
    base: { '.claude/settings.json': settings([], ['Read(.env)']) },
    head: { '.claude/settings.json': settings([], []) },
    findings: [{ id: 'unguarded', text: 'Read(.env)' }],
  },
  {
    name: 'names a server of tools',
    base: { 'a.ts': '1\n' },
    head: { '.mcp.json': JSON.stringify({ mcpServers: { oven: { command: 'npx', args: ['oven-mcp@1.0.0'] } } }) },
    findings: [{ id: 'gained', text: 'oven (npx oven-mcp@1.0.0)' }],
  },
  { name: 'does not apply to other work', base: { 'a.ts': '1\n', [ci]: workflow() }, head: { 'a.ts': '2\n' }, state: 'not-applicable' },
]);
