// Cost of each rule and facet: its share of an audit, median over several runs in one process.
//   node bench/rules.mjs [repository | number of synthetic files]     default 50000

import { mkdtempSync, rmSync } from 'node:fs';
import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { importSources } from '../scripts/import-sources.mjs';
import { writeRepository } from './synthetic-repository.mjs';

const runs = 5;
/** No rule may take more than this share of an audit. */
const allowed = 0.1;

const argument = process.argv[2] ?? '50000';
const synthetic = /^\d+$/.test(argument);
const root = synthetic ? mkdtempSync(join(tmpdir(), 'agent-readiness-bench-')) : argument;
try {
  if (synthetic) writeRepository(root, Number(argument));
  await measure(root);
} finally {
  if (synthetic) rmSync(root, { recursive: true, force: true });
}

async function measure(repository) {
  const exports = ["export { rules } from '@ten-point/rules';", "export { audit, openRepository } from '@ten-point/core';"];
  const { rules, audit, openRepository } = await importSources('bench-rules', exports.join('\n'), join(import.meta.dirname, '../packages/cli'));
  const samples = new Map();
  const totals = [];
  for (let run = 0; run <= runs; run++) {
    const start = performance.now();
    const repo = await openRepository(repository, { configuration: 'none', preset: 'strict' });
    const timings = [];
    await audit(repo, { rules, onTiming: (subject, milliseconds) => timings.push([subject, milliseconds]) });
    await repo.close();
    // The first run pays for compilation, which a single audit pays for once as well, but which no rule is to be blamed for.
    if (run === 0) continue;
    totals.push(performance.now() - start);
    for (const [subject, milliseconds] of timings) samples.set(subject, [...(samples.get(subject) ?? []), milliseconds]);
  }
  const total = median(totals);
  console.log(
    `node ${process.version}, ${cpus().length} × ${cpus()[0]?.model.trim()}; ${repository === argument ? argument : `${argument} files`}; whole audit ${total.toFixed(0)} ms, median of ${runs} runs`,
  );
  const rows = [...samples].map(([subject, values]) => ({ subject, cost: median(values) })).sort((left, right) => right.cost - left.cost);
  for (const { subject, cost } of rows.filter(({ cost }) => cost >= total / 1000))
    console.log(`${cost.toFixed(1).padStart(9)} ms  ${((100 * cost) / total).toFixed(1).padStart(5)} %  ${subject}`);
  const dear = rows.filter(({ subject, cost }) => subject.startsWith('rule ') && cost > allowed * total);
  console.log(dear.length === 0 ? 'No rule takes more than a tenth.' : `Over a tenth: ${dear.map(({ subject }) => subject).join(', ')}`);
  process.exitCode = dear.length === 0 ? 0 : 1;
}

function median(values) {
  return [...values].sort((left, right) => left - right)[Math.floor(values.length / 2)];
}
