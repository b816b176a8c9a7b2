// What would be published is what users need: entry points, types for ESM, files. Checked on packed packages.
import { join } from 'node:path';
import { root, run } from './setup.mjs';

const bin = (name) => join(root, 'node_modules/.bin', name);
let status = 0;
for (const name of ['core', 'rules', 'cli']) {
  const cwd = join(root, 'packages', name);
  status ||= run(bin('publint'), ['--strict', '--pack', 'npm'], { cwd });
  // The command line has no entry point to import.
  if (name !== 'cli') status ||= run(bin('attw'), ['--pack', '--profile', 'esm-only'], { cwd });
}
process.exitCode = status;
