// README, second command: sets up what is missing, then runs every check that CI runs. Ends with `N passed, N failed`.
import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { build, checkNode, install, root, run } from './setup.mjs';

checkNode();
install('all');
build('all');

const results = join(root, 'node_modules/.cache/agent-readiness/vitest.json');
rmSync(results, { force: true });
const bin = (name) => join(root, 'node_modules/.bin', name);

const steps = [
  ['types', () => run(bin('tsc'), ['-b'])],
  ['lint and format', () => run(bin('biome'), ['ci', '--error-on-warnings', '.'])],
  ['generated files', () => run(process.execPath, ['scripts/generate.mjs', '--check'])],
  ['unused code and dependencies', () => run(bin('knip'), ['--treat-config-hints-as-errors'])],
  ['packages', () => run(process.execPath, ['scripts/check-packages.mjs'])],
  ['tests', () => run(bin('vitest'), ['run', '--reporter=default', '--reporter=json', `--outputFile.json=${results}`])],
  ['own audit', () => run(process.execPath, ['scripts/audit-self.mjs'])],
];

let passed = 0;
let failed = 0;
for (const [name, step] of steps) {
  console.log(`\n== ${name}`);
  const status = step();
  if (name === 'tests') {
    const counts = readCounts();
    passed += counts.passed;
    failed += counts.failed || (status === 0 ? 0 : 1);
  } else if (status === 0) passed++;
  else failed++;
  if (status !== 0) console.log(`== ${name} failed (${status})`);
}
console.log(`\n${passed} passed, ${failed} failed`);
process.exitCode = failed === 0 ? 0 : 1;

function readCounts() {
  try {
    const report = JSON.parse(readFileSync(results, 'utf8'));
    return { passed: report.numPassedTests, failed: report.numFailedTests };
  } catch {
    return { passed: 0, failed: 1 };
  }
}
