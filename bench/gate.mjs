// Time of the gate on a change, by size of the change and of the repository, with and without the search for repeated code, and
// jscpd on the same files in the same run.
//   node bench/gate.mjs [number of synthetic files …]     default 2000 20000
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { cpus, tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { writeRepository } from './synthetic-repository.mjs';

const runs = 3;
const sizes = process.argv.length > 2 ? process.argv.slice(2).map(Number) : [2000, 20000];
const changes = [40, 400, 4000];
const cli = join(import.meta.dirname, '../packages/cli/dist/cli.js');
const jscpd = jscpdBinary();
const cloneRules = 'reuse/duplicated-code,reuse/parallel-implementation';

console.log(`node ${process.version}, ${cpus().length} × ${cpus()[0]?.model.trim()}; median of ${runs} runs, milliseconds of the whole process`);
for (const files of sizes) {
  const root = mkdtempSync(join(tmpdir(), 'agent-readiness-bench-'));
  try {
    writeRepository(root, files);
    git(root, 'init', '-q', '-b', 'main');
    git(root, 'add', '-A');
    commit(root, 'Start');
    for (const lines of changes) {
      git(root, 'checkout', '-q', '-B', 'change', 'main');
      writeChange(root, lines);
      git(root, 'add', '-A');
      commit(root, 'Change');
      const gate = ['gate', root, '--base', 'main', '--head', 'change', '--format', 'json', '--preset', 'strict'];
      const timings = { 'gate with clones': [], 'gate without': [] };
      for (let run = 0; run < runs; run++) {
        timings['gate with clones'].push(time(cli, gate));
        timings['gate without'].push(time(cli, [...gate, '--skip', cloneRules]));
      }
      console.log(
        `${files} files, ${lines} lines: ${Object.entries(timings)
          .map(([name, values]) => `${name} ${median(values).toFixed(0)}`)
          .join(', ')}`,
      );
    }
    const start = performance.now();
    execFileSync(jscpd, ['--silent', '--min-tokens', '70', '--min-lines', '8', '--reporters', 'silent', root], { stdio: 'ignore' });
    console.log(`${files} files: jscpd over all of them ${(performance.now() - start).toFixed(0)} (once)`);
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

function time(script, args) {
  const start = performance.now();
  try {
    execFileSync(process.execPath, [script, ...args], { stdio: 'ignore' });
  } catch (error) {
    // 1: the change is stopped, which is an answer.
    if (error.status !== 1) throw error;
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

function jscpdBinary() {
  const manifest = fileURLToPath(import.meta.resolve('jscpd/package.json'));
  const { bin } = JSON.parse(readFileSync(manifest, 'utf8'));
  return join(dirname(manifest), typeof bin === 'string' ? bin : bin.jscpd);
}
