// Time of the gate on a change, the search for repeated code included, by size of the change and of the repository; beside a
// bare start of Node in the same run.
//   node bench/gate.mjs [number of synthetic files …]     default 2000 20000
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { cpus, tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { writeRepository } from './synthetic-repository.mjs';

const runs = 3;
const sizes = process.argv.length > 2 ? process.argv.slice(2).map(Number) : [2000, 20000];
const changes = [40, 400, 4000];
const cli = join(import.meta.dirname, '../packages/cli/bin/agent-readiness.js');

console.log(`node ${process.version}, ${cpus().length} × ${cpus()[0]?.model.trim()}; median of ${runs} runs, milliseconds of the whole process`);
for (const files of sizes) {
  const root = mkdtempSync(join(tmpdir(), 'agent-readiness-bench-'));
  try {
    writeRepository(root, files);
    git(root, 'branch', '-M', 'main');
    for (const lines of changes) {
      git(root, 'checkout', '-q', '-B', 'change', 'main');
      writeChange(root, lines);
      git(root, 'add', '-A');
      commit(root, 'Change');
      const gate = ['gate', root, '--base', 'main', '--head', 'change', '--format', 'json', '--preset', 'strict'];
      const timings = { gate: [], 'node -e 0': [] };
      for (let run = 0; run < runs; run++) {
        timings.gate.push(time([cli, ...gate]));
        timings['node -e 0'].push(time(['-e', '0']));
      }
      const told = Object.entries(timings).map(([name, values]) => `${name} ${median(values).toFixed(0)}`);
      console.log(`${files} files, ${lines} lines: ${told.join(', ')}`);
    }
  } finally {
    rmSync(root, { recursive: true, force: true });
  }
}

/** Functions that nobody wrote before, and one that stands in the repository already. */
function writeChange(root, lines) {
  const each = 16;
  for (let part = 0; part * each < lines; part++) {
    const path = join(root, `packages/p0/src/fresh/part${part % 20}.ts`);
    mkdirSync(dirname(path), { recursive: true });
    const text = Array.from(
      { length: Math.min(each, lines - part * each) - 3 },
      (_, line) => `  const step${part}x${line} = await oven${line % 5}.bake(tray${part}, ${line * part});`,
    );
    writeFileSync(path, `export async function bakePart${part}(tray${part}: Tray) {\n${text.join('\n')}\n  return tray${part};\n}\n`, { flag: 'a' });
  }
}

function time(args) {
  const start = performance.now();
  try {
    execFileSync(process.execPath, args, { stdio: ['ignore', 'ignore', 'pipe'], maxBuffer: 1 << 28 });
  } catch (error) {
    // 1 is the answer of a change that is stopped; anything else on the error stream is none.
    if (error.status !== 1 || String(error.stderr).includes('Cannot find module')) throw error;
  }
  return performance.now() - start;
}

function commit(root, message) {
  git(root, '-c', 'user.name=Baker', '-c', 'user.email=baker@example.com', '-c', 'commit.gpgsign=false', 'commit', '-q', '-m', message);
}

function git(root, ...args) {
  execFileSync('git', ['-C', root, ...args], { stdio: 'ignore' });
}

function median(values) {
  return [...values].sort((left, right) => left - right)[Math.floor(values.length / 2)];
}
