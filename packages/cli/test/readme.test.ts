import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'esbuild';
import { expect, it } from 'vitest';
import { directory, repository, run } from './run.ts';

const root = join(import.meta.dirname, '../../..');

const bakery = { 'README.md': '# Bakery\n', 'compose.yaml': 'services:\n  db:\n    image: postgres:17\n    ports: ["5432:5432"]\n' };

/** Runs code of a page in a directory: the very code, on the libraries' sources as a user's bundler would take the packages. */
async function runExample(example: string, target: string): Promise<string> {
  const place = directory({ 'example.ts': example });
  mkdirSync(join(place, 'node_modules/@ten-point'), { recursive: true });
  for (const name of ['core', 'rules']) symlinkSync(join(root, 'packages', name), join(place, 'node_modules/@ten-point', name));
  await build({
    entryPoints: [join(place, 'example.ts')],
    outfile: join(place, 'example.mjs'),
    bundle: true,
    platform: 'node',
    format: 'esm',
    conditions: ['agent-readiness-source'],
    mainFields: ['module', 'main'],
    banner: { js: "import { createRequire } from 'node:module'; const require = createRequire(import.meta.url);" },
  });
  writeFileSync(join(place, 'package.json'), '{"type":"module"}');
  const { stdout, stderr, status } = spawnSync(process.execPath, [join(place, 'example.mjs')], { cwd: target, encoding: 'utf8' });
  expect(stderr).toBe('');
  expect(status).toBe(0);
  return stdout;
}

it('the library example of the README gives the result of the command line', async () => {
  const example = /```ts\n(import \{ audit[\s\S]*?)```/.exec(readFileSync(join(root, 'README.md'), 'utf8'))?.[1] ?? '';
  expect(example.trim().split('\n').length).toBeLessThanOrEqual(10);
  const target = repository(bakery);
  const stdout = await runExample(example, target);
  const report = JSON.parse(run(['audit', target, '--format', 'json']).stdout);
  expect(Number(/low: ([\d.]+)/.exec(stdout)?.[1])).toBeCloseTo(report.score.low, 3);
  expect(stdout.match(/ (\w|-)+\/(\w|-)+ /g)?.map((id) => id.trim())).toEqual(report.findings.map((finding: { rule: string }) => finding.rule));
});

it('the example of fixes prints the diff of the command line', async () => {
  const example = /```ts\n([\s\S]*?)```/.exec(readFileSync(join(root, 'docs/fixes.md'), 'utf8'))?.[1] ?? '';
  const target = repository(bakery);
  const stdout = await runExample(example, target);
  expect(stdout).toContain('+    ports: ["${DB_PORT:-5432}:5432"]');
  expect(stdout.trimEnd()).toBe(run(['fix', '--dry-run', 'runtime/fixed-host-port', '--repository', target]).stdout.trimEnd());
});

it('the output that the README shows is what the command line prints', () => {
  const shown = /```\n(Repository,[\s\S]*?)```/.exec(readFileSync(join(root, 'README.md'), 'utf8'))?.[1] ?? '';
  const copy = directory({});
  cpSync(join(root, 'fixtures/drifted-instructions'), copy, { recursive: true });
  const printed = run(['audit', copy]).stdout.split('\n');
  const missing = shown.split('\n').filter((line) => line !== '…' && !printed.includes(line));
  expect(missing).toEqual([]);
});
