// Start-up and audit time, as ratios measured side by side: each figure beside what the machine needs for the bare work.
//   node bench/audit.mjs [files ...]     default 6000 50000
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { writeRepository } from './synthetic-repository.mjs';

const cli = join(import.meta.dirname, '../packages/cli/bin/agent-readiness.js');
const sizes = process.argv.slice(2).map(Number);
const runs = 9;

console.log(`node ${process.version}, ${cpus().length} × ${cpus()[0]?.model.trim()}; median of ${runs} runs in turn, seconds`);
compare('--version', [process.execPath, [cli, '--version']], 'node -e 0', [process.execPath, ['-e', '0']]);
for (const files of sizes.length > 0 ? sizes : [6000, 50000]) {
  const root = mkdtempSync(join(tmpdir(), 'agent-readiness-bench-'));
  try {
    writeRepository(root, files);
    compare(`audit, ${files} files`, [process.execPath, [cli, 'audit', root, '--format', 'json', '--fail-on', 'none']], 'git ls-files', [
      'git',
      ['-C', root, 'ls-files', '-z', '-t', '--stage', '--cached', '--others', '--deleted', '--exclude-standard'],
    ]);
    const { stderr } = spawnSync('/usr/bin/env', ['time', '-v', process.execPath, cli, 'audit', root, '--format', 'json', '--fail-on', 'none'], {
      encoding: 'utf8',
      maxBuffer: 1 << 28,
    });
    const memory = /Maximum resident set size \(kbytes\): (\d+)/.exec(stderr)?.[1];
    if (memory) console.log(`${''.padEnd(24)} peak memory ${Math.round(Number(memory) / 1024)} MB`);
  } finally {
    rmSync(root, { recursive: true, force: true });
  }
}

function compare(name, ours, otherName, other) {
  const times = { ours: [], other: [] };
  // Taken in turn, so that a machine that slows down slows both.
  for (let run = 0; run <= runs; run++) {
    const pair = { ours: time(...ours), other: time(...other) };
    if (run > 0) for (const key of ['ours', 'other']) times[key].push(pair[key]);
  }
  const ratios = times.ours.map((value, index) => value / times.other[index]);
  console.log(
    `${name.padEnd(24)} ${median(times.ours).toFixed(3)}   ${otherName} ${median(times.other).toFixed(3)}   difference ${(median(times.ours) - median(times.other)).toFixed(3)}   ratio ${median(ratios).toFixed(2)}`,
  );
}

function time(command, args) {
  const start = performance.now();
  const { status, error } = spawnSync(command, args, { stdio: 'ignore' });
  if (error || (status !== 0 && status !== 1)) throw error ?? new Error(`${command} ended with ${status}`);
  return (performance.now() - start) / 1000;
}

function median(values) {
  return [...values].sort((left, right) => left - right)[Math.floor(values.length / 2)];
}
