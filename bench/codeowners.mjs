// CODEOWNERS: who owns 100,000 paths by 5,000 lines, ours and the npm libraries in one run; and where each of them differs from
// what GitHub documents. The libraries would need many minutes, so they get a part of the paths, and their time is multiplied.
//   node bench/codeowners.mjs
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { importSources } from '../scripts/import-sources.mjs';

const require = createRequire(import.meta.url);
const { parseCodeOwners } = await importSources('bench-codeowners', "export * from './packages/core/src/exports/codeowners.ts';");
const Codeowners = require('codeowners');
const codeownersUtils = require('codeowners-utils');
const { OwnershipEngine } = require('@snyk/github-codeowners/dist/lib/ownership/OwnershipEngine.js');
const versionOf = (name) => require(`${name}/package.json`).version;

/** How long a library may look paths up, after as many as it takes to compile its patterns and warm up. Milliseconds. */
const patience = { warm: 2000, measured: 6000 };
const runs = 5;
const directory = mkdtempSync(join(tmpdir(), 'bench-codeowners-'));

/** Each takes the text of a file and gives the function that names the owners of a path; the two that read files get one. */
const contenders = [
  ['codeowners', (text) => fromFile(text, (path) => new Codeowners(directory, path)), (file) => (path) => file.getOwner(path)],
  ['codeowners-utils', (text) => codeownersUtils.parse(text), (entries) => (path) => codeownersUtils.matchFile(path, entries)?.owners ?? []],
  [
    '@snyk/github-codeowners',
    (text) => fromFile(text, (path) => OwnershipEngine.FromCodeownersFile(join(directory, path))),
    (engine) => (path) => engine.calcFileOwnership(path),
  ],
];

try {
  console.log(`node ${process.version}, ${cpus().length} × ${cpus()[0]?.model.trim()}\n`);
  agreement();
  speed();
} finally {
  rmSync(directory, { recursive: true, force: true });
}

function ours(text) {
  const parsed = parseCodeOwners('CODEOWNERS', text);
  if (parsed.state === 'refused') throw new Error(parsed.reason);
  return parsed.file;
}

function ownersByUs(file, path) {
  const ownership = file.ownersOf(path);
  return ownership.state === 'owned' ? ownership.owners.map(({ name }) => name) : [];
}

function fromFile(text, read) {
  writeFileSync(join(directory, 'CODEOWNERS'), text);
  return read('CODEOWNERS');
}

function agreement() {
  // What is expected is what GitHub documents, or where it does not, what its error page says (docs/parsers/codeowners.md).
  const cases = [
    ['the last match decides', '* @a\n*.js @b\n', 'src/x.js', '@b'],
    ['owners are not added up', '/a/ @a\n/a/ @b\n', 'a/x', '@b'],
    ['several owners', '* @a @org/t m@x.example\n', 'x', '@a @org/t m@x.example'],
    ['docs/* is one level', 'docs/* @a\n', 'docs/sub/x', ''],
    ['/* is the root alone', '/* @a\n', 'src/x', ''],
    ['docs/**/* is all below', 'docs/**/* @a\n', 'docs/sub/x', '@a'],
    ['docs/a* goes below directories', 'docs/a* @a\n', 'docs/api/x', '@a'],
    ['docs/*/ is directories', 'docs/*/ @a\n', 'docs/x', ''],
    ['a slash at the end means directories', '/apps/ @a\n', 'apps', ''],
    ['apps/ at any depth', 'apps/ @a\n', 'x/apps/y', '@a'],
    ['a slash inside anchors', 'docs/x @a\n', 'web/docs/x', ''],
    ['paths are case-sensitive', '/Docs/ @a\n', 'docs/x', ''],
    ['extensions are case-sensitive', '*.md @a\n', 'X.MD', ''],
    ['a line without owners un-owns', '/a/ @a\n/a/b/\n', 'a/b/x', ''],
    ['comments after owners', '/a @a # not @b\n', 'a', '@a'],
    ['an escaped blank', '/a\\ b @a\n', 'a b', '@a'],
    ['escaped brackets', '/\\[id\\]/ @a\n', '[id]/x', '@a'],
    ['brackets are no range', '/v[0-9] @a\n', 'v1', ''],
    ['! is no negation', '* @a\n!/a @b\n', 'x', '@a'],
    ['braces are plain', '/{a,b} @a\n', '{a,b}', '@a'],
    ['braces choose nothing', '/{a,b} @a\n', 'a', ''],
    ['an invalid owner spares other lines', '/a @a\n/b bad\n', 'a', '@a'],
    ['an invalid owner skips its line', '/a @a\n/a bad\n', 'a', '@a'],
    ['*** is invalid', '* @a\n/***/x @b\n', 'y/x', '@a'],
    ['./x matches nothing', './x @a\n', 'x', ''],
    ['tabs', '/a\t@a\t@b\n', 'a', '@a @b'],
    ['CRLF', '/a @a\r\n/b @b\r\n', 'a', '@a'],
    ['dot files', '* @a\n', '.github/x', '@a'],
  ];
  const columns = [['ours', ours, (file) => (path) => ownersByUs(file, path)], ...contenders];
  const wrong = new Map(columns.map(([name]) => [name, 0]));
  console.log(`${'case'.padEnd(40)}${columns.map(([name]) => name.padEnd(26)).join('')}`);
  for (const [title, text, path, expected] of cases) {
    const cells = columns.map(([name, read, look]) => {
      const found = attempt(() => look(read(text))(path).join(' '));
      if (found === expected) return 'as GitHub';
      wrong.set(name, wrong.get(name) + 1);
      return found === '' ? 'nobody' : found;
    });
    console.log(`${title.padEnd(40)}${cells.map((cell) => cell.padEnd(26)).join('')}`);
  }
  console.log(`${`differing, of ${cases.length}`.padEnd(40)}${[...wrong.values()].map((count) => String(count).padEnd(26)).join('')}\n`);
}

function attempt(work) {
  const { error } = console;
  // One of them also logs what it throws.
  console.error = () => {};
  try {
    return work();
  } catch {
    return 'throws';
  } finally {
    console.error = error;
  }
}

function speed() {
  const { text, paths } = synthetic();
  console.log('5,000 lines × 100,000 paths, processor time');
  memory(text, paths);
  const times = { parse: [], first: [], look: [], usage: [] };
  for (let run = 0; run < runs; run++) {
    const file = timed(times.parse, () => ours(text));
    timed(times.first, () => paths.slice(0, 100).map((path) => file.ownersOf(path)));
    timed(times.look, () => paths.map((path) => file.ownersOf(path)));
    timed(times.usage, () => file.usage(paths));
  }
  const [parse, first, look, usage] = Object.values(times).map(median);
  const total = parse + look;
  console.log(`${`ours (median of ${runs})`.padEnd(34)}${seconds(total)}: ${parse.toFixed(0)} ms to parse, ${look.toFixed(0)} ms to look all up`);
  console.log(`${''.padEnd(34)}first 100 paths in ${first.toFixed(2)} ms; what each line does (usage) in ${usage.toFixed(0)} ms`);

  const file = ours(text);
  const order = shuffled(paths);
  const results = contenders.map(([name, read, look]) => {
    let next = 0;
    let agreeing = 0;
    const started = now();
    const find = look(read(text));
    const setUp = now() - started;
    const during = (milliseconds) => {
      const first = next;
      const begun = now();
      while (next < order.length && now() - begun < milliseconds) {
        const path = order[next++];
        if (find(path).join(' ') === ownersByUs(file, path).join(' ')) agreeing++;
      }
      return (now() - begun) / (next - first);
    };
    during(patience.warm);
    const each = during(patience.measured);
    return { name, all: setUp + each * paths.length, count: next, agreeing };
  });
  for (const { name, all, count, agreeing } of results) {
    const tried = `from ${count} paths, ${Math.round((100 * agreeing) / count)} % answered alike`;
    console.log(`${`${name} ${versionOf(name)}`.padEnd(34)}${seconds(all)} (${tried}): ${Math.round(all / total)} × ours`);
  }
  const fastest = results.reduce((best, result) => (result.all < best.all ? result : best));
  console.log(`fastest of them: ${fastest.name}, ${Math.round(fastest.all / total)} × ours`);
}

/** Memory that the parsed file holds, and what looking all paths up leaves behind; node --expose-gc makes it exact. */
function memory(text, paths) {
  if (!globalThis.gc) return;
  gc();
  const before = process.memoryUsage().heapUsed;
  const file = ours(text);
  gc();
  const parsed = process.memoryUsage().heapUsed;
  for (const path of paths) file.ownersOf(path);
  gc();
  const looked = process.memoryUsage().heapUsed;
  console.log(
    `${''.padEnd(34)}${((parsed - before) / 1e6).toFixed(1)} MB held by the file, ${((looked - parsed) / 1e6).toFixed(1)} MB more after all look-ups`,
  );
  file.ownersOf('');
}

/** One line for everything, 10 extensions, 100 floating directories, 139 names, 4,750 anchored lines of mixed shapes. */
function synthetic() {
  const lines = ['* @org/all'];
  for (let n = 0; n < 10; n++) lines.push(`*.x${n} @org/language${n}`);
  for (let n = 0; n < 100; n++) lines.push(`**/shelf${n}/ @org/shelf${n}`);
  for (let n = 0; n < 139; n++) lines.push(`recipe${n}.md @org/recipes @baker${n}`);
  const shapes = [(at) => `${at}/`, (at) => `${at}/src/`, (at) => `${at}/*.yaml`, (at) => `${at}/**/api`, (at) => `${at}/src/loaf*.ts`, (at) => `${at}/*`];
  for (let n = 0; lines.length < 5000; n++)
    lines.push(`${shapes[n % shapes.length](`/services/oven${n % 1200}/part${n % 7}`)} @org/team${n % 90} @lead${n % 40}`);
  const names = ['loaf1.ts', 'config.yaml', 'api/index.ts', 'src/loaf7.ts', 'src/deep/er/crust.js', 'README.md', 'test/a.x3', 'recipe12.md'];
  const paths = Array.from({ length: 100_000 }, (_, n) => {
    const at = n % 10 === 0 ? `libs/shelf${n % 150}/part${n % 7}` : `services/oven${n % 1400}/part${n % 7}`;
    return `${at}/${n}/${names[n % names.length]}`.replace(n % 3 === 0 ? `/${n}/` : '\0', '/');
  });
  return { text: `${lines.join('\n')}\n`, paths };
}

/** The same order in every run, without the list's own pattern. */
function shuffled(list) {
  let state = 1;
  return list
    .map((item) => {
      state = (state * 48271) % 0x7fffffff;
      return { item, key: state };
    })
    .sort((left, right) => left.key - right.key)
    .map(({ item }) => item);
}

/** Milliseconds of processor time: unlike the clock's, they do not grow when others use the machine. */
function now() {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}

function timed(times, work) {
  const started = now();
  const result = work();
  times.push(now() - started);
  return result;
}

function median(values) {
  return [...values].sort((left, right) => left - right)[values.length >> 1];
}

function seconds(milliseconds) {
  return `${(milliseconds / 1000).toFixed(milliseconds < 10_000 ? 2 : 0)} s`;
}
