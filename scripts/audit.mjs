// README, first command: sets up what is missing, then audits a repository (default: the current one).
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { build, checkNode, install, root } from './setup.mjs';

checkNode();
install('cli');
build('cli');
const { status, signal } = spawnSync(process.execPath, [join(root, 'packages/cli/bin/agent-readiness.js'), 'audit', ...process.argv.slice(2)], {
  stdio: 'inherit',
});
process.exitCode = status ?? (signal === 'SIGINT' ? 130 : 3);
