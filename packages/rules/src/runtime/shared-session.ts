import { defineRule, type RepositoryRule } from '@ten-point/core/rule';

export const sharedSession: RepositoryRule = defineRule({
  id: 'runtime/shared-session',
  scope: 'repository',
  severity: 'note',
  needs: ['environment'],
  title: 'Browser tests and installed packages belong to one checkout',
  why: 'With `reuseExistingServer` and a fixed address, the second agent’s browser tests pass against the first agent’s server. With `node_modules` linked from the main checkout, one agent’s install changes the packages that another one is testing with.',
  howToFix:
    'Make the port of `webServer` and `baseURL` from the same variable, or set `reuseExistingServer: false`. Let each worktree install for itself: the stores of pnpm, uv and cargo are shared safely and make it quick.',
  limits:
    'Reads Playwright configurations without executing them: an address that is computed counts as movable. Links are looked for in tasks, hooks and shell scripts.',
  effort: 'minutes',
  sources: [{ url: 'https://playwright.dev/docs/test-webserver', checked: '2026-11-24', note: '`reuseExistingServer`' }],
  messages: {
    reused: 'Browser tests take over whatever server runs at {address}, also that of another checkout; make the port from a variable, or do not reuse it.',
    linked: '{owner} links installed packages or build output from elsewhere ({text}), so one checkout changes what another runs; install in each checkout.',
  },
  check({ repo, outcome }) {
    const { browserTestServers, shellHabits } = repo.environment();
    const links = shellHabits.filter(({ kind }) => kind === 'linked-install');
    if (browserTestServers.length === 0 && links.length === 0)
      return outcome.notApplicable('no server for browser tests (Playwright), and no link to installed packages');
    for (const { path, reuse, fixedAddress, location } of browserTestServers) {
      if (!fixedAddress) outcome.pass(`${path}: the address of the server is computed`, location);
      else if (reuse === 'never') outcome.pass(`${path}: each run starts a server of its own`, location);
      else
        outcome.fail('reused', { address: fixedAddress.value }, location, {
          confidence: reuse === 'computed' ? 'low' : 'high',
          subject: `${path} ${fixedAddress.value}`,
        });
    }
    for (const { owner, text, location } of links) outcome.fail('linked', { owner, text }, location, { confidence: 'medium', subject: `${owner} ${text}` });
  },
});
