// Our own repository, by our own rules: at least nine of ten on what files can decide.
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { root } from './setup.mjs';

const wanted = 9;
const { stdout, status } = spawnSync(process.execPath, [join(root, 'packages/cli/bin/agent-readiness.js'), 'audit', root, '--format', 'json'], {
  encoding: 'utf8',
  maxBuffer: 1 << 28,
  stdio: ['ignore', 'pipe', 'inherit'],
});
if (status !== 0 && status !== 1) process.exit(status ?? 3);
const report = JSON.parse(stdout);

// Of each item, the part that could be known: what passes of it.
const shares = report.items
  .filter((item) => item.low !== null)
  .map((item) => ({ id: item.id, known: 1 - (item.high - item.low), low: item.low }))
  .filter((item) => item.known > 0)
  .map((item) => ({ id: item.id, share: item.low / item.known }));
const score = (10 * shares.reduce((sum, item) => sum + item.share, 0)) / shares.length;
console.error(`own audit: ${score.toFixed(2)} of 10 on what files can decide (${shares.map((item) => `${item.id} ${item.share.toFixed(2)}`).join(', ')})`);
for (const finding of report.findings)
  console.error(`  ${finding.severity} ${finding.rule} ${finding.location.path}:${finding.location.range.start.line} ${finding.message}`);
process.exitCode = score >= wanted && !report.findings.some((finding) => finding.severity === 'error') ? 0 : 1;
