import { spawnSync } from 'node:child_process';
import { join } from 'node:path';

/** The end-to-end tests run what users run: the bundle, built when it is older than its sources. */
export default function buildCommandLine(): void {
  const root = join(import.meta.dirname, '../../..');
  const { status } = spawnSync(process.execPath, ['--input-type=module', '-e', "const { build } = await import('./scripts/setup.mjs'); build('cli');"], {
    cwd: root,
    stdio: 'inherit',
  });
  if (status !== 0) throw new Error('The command line could not be built.');
}
