import { testRule } from '@ten-point/core/testing';
import { describe, it } from 'vitest';
import { sharedSession } from './shared-session.ts';

const config = (server: string): Record<string, string> => ({
  'playwright.config.ts': `export default defineConfig({ webServer: { command: 'npm run dev', ${server} } });\n`,
});

testRule({ describe, it }, sharedSession, [
  {
    name: 'reports a server that is taken over at a fixed address',
    files: config("url: 'http://localhost:3000', reuseExistingServer: «true»"),
    findings: [{ id: 'reused', text: 'http://localhost:3000', confidence: 'high' }],
  },
  {
    name: 'reports that being outside CI does not help on a developer’s machine',
    files: config('port: 3000, reuseExistingServer: «!process.env.CI»'),
    findings: ['reused'],
  },
  { name: 'accepts an address from a variable', files: config('url: `http://localhost:${port}`, reuseExistingServer: true'), evidence: ['is computed'] },
  { name: 'accepts a server for each run', files: config("url: 'http://localhost:3000'"), evidence: ['starts a server of its own'] },
  {
    name: 'reports each server of a list by itself',
    files: {
      'playwright.config.ts':
        "export default { webServer: [{ url: 'http://localhost:1', reuseExistingServer: «true» }, { port: 2, reuseExistingServer: false }] };\n",
    },
    findings: ['reused'],
  },
  {
    name: 'reports installed packages that are linked from another checkout',
    files: { 'scripts/new-worktree.sh': 'git worktree add "$1"\n«ln -s "$ROOT/node_modules" "$1/node_modules"»\n' },
    findings: ['linked'],
  },
  { name: 'accepts links inside the checkout', files: { 'scripts/link.sh': 'ln -s packages/app/node_modules node_modules\n' }, state: 'not-applicable' },
  {
    name: 'leaves fixtures alone',
    files: { 'fixtures/playwright.config.ts': 'export default { webServer: { port: 1, reuseExistingServer: true } }' },
    state: 'not-applicable',
  },
  { name: 'does not apply without browser tests', files: { 'package.json': '{}' }, state: 'not-applicable', reason: 'no server for browser tests' },
]);
