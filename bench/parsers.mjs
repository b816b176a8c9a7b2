// How fast the public parsers are: each on a generated text of ordinary content, beside the nearest library of npm in the same
// run, in turn. Prints a table; asserts nothing, but patterns are first checked to agree with the library's.
//   node bench/parsers.mjs [part of a name]
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { cpus } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { parse as parseDotenv } from 'dotenv';
import matter from 'gray-matter';
import ignore from 'ignore';
import picomatch from 'picomatch';
import { parse as parseShellQuote } from 'shell-quote';
import { parse as parseSmolToml } from 'smol-toml';
import { importSources } from '../scripts/import-sources.mjs';

const root = join(import.meta.dirname, '..');
const fromCore = createRequire(join(root, 'packages/core/package.json'));
const load = async (name) => import(pathToFileURL(fromCore.resolve(name)).href);
const [{ parse: parseYaml }, { unified }, { default: remarkParse }, { default: remarkGfm }] = await Promise.all(
  ['yaml', 'unified', 'remark-parse', 'remark-gfm'].map(load),
);
const names = ['yaml', 'workflow', 'front-matter', 'env-file', 'shell', 'toml', 'markdown', 'text-position', 'json', 'package-json', 'compose', 'makefile'];
const core = await importSources(
  'parsers',
  [
    ...names.map((name) => `export * from './packages/core/src/parse/${name}.ts';`),
    "export * from './packages/core/src/exports/pattern.ts';",
    "export { parserSamples } from './packages/core/test/parser-samples.ts';",
  ].join('\n'),
);

const only = process.argv[2] ?? '';
const runs = 5;
const sample = (parser) => core.parserSamples.find(({ parsers }) => parsers.includes(parser))?.text ?? '';
const times = (count, text) => Array.from({ length: count }, (_, index) => text(index)).join('');

const markdown = times(40, (n) =>
  sample('parseMarkdown')
    .replace(/^---\n[^-]*---\n/, '')
    .replaceAll('[^1]', `[^${n}]`),
);
const guide = readFileSync(join(root, 'README.md'), 'utf8');
const yaml = times(60, (n) => `job${n}:\n${sample('parseWorkflow').replaceAll(/^(?=.)/gm, '  ')}`);
const workflow =
  `on: push\njobs:\n${times(120, (n) => `  job${n}:\n    runs-on: ubuntu-latest\n    needs: [job${n - 1}]\n    steps:\n      - uses: actions/checkout@v6\n      - run: npm ci && npm test -- --shard=${n}\n        env: {OVEN: "\${{ github.ref }}"}\n`)}`.replace(
    'needs: [job-1]',
    'needs: []',
  );
const frontMatter = `---\n${times(200, (n) => `key${n}: value ${n}\nlist${n}: [a, "b", c]\n`)}---\n${guide}`;
const env = times(800, (n) => `# Oven ${n}\nOVEN_${n}=http://localhost:${8000 + n} # where\nNAME_${n}="rye loaf"\n`);
const shell = times(300, (n) => `npm ci && npm run bake -- --oven=${n} > "log ${n}.txt" || exit 1\ncd ovens; make -C rye HEAT=${n}\n`);
const toml = times(300, (n) => `[ovens.oven${n}]\nname = "rye ${n}"\nheat = ${n}\nports = [80, 443]\n`);
const json = JSON.stringify({ name: 'bakery', dependencies: Object.fromEntries(Array.from({ length: 2000 }, (_, n) => [`loaf-${n}`, `^${n}.0.0`])) }, null, 2);
const ignored = times(200, (n) => `/build${n}/\n*.tmp${n}\ndocs/**/out${n}\n`);
const paths = Array.from({ length: 20_000 }, (_, n) => `packages/oven${n % 90}/src/shelf${n % 7}/loaf${n}.${n % 3 === 0 ? 'ts' : 'md'}`);
const globs = ['packages/*/src/**/*.ts', '**/*.{md,mdx}', 'docs/**', '**/shelf[1-3]/loaf?*.ts'];

const remark = unified().use(remarkParse).freeze();
const remarkWithGfm = unified().use(remarkParse).use(remarkGfm).freeze();
const bytes = (text) => Buffer.byteLength(text);

/** Name, bytes that are read, our work, and the library with its work; the work is all in memory. */
const cases = [
  ['YAML: parseYaml', bytes(yaml), () => core.parseYaml('a.yml', yaml), 'yaml', () => parseYaml(yaml, { merge: false, maxAliasCount: -1 })],
  ['workflow: parseWorkflow', bytes(workflow), () => core.parseWorkflow('.github/workflows/a.yml', workflow), 'yaml, values only', () => parseYaml(workflow)],
  ['front matter: parseFrontMatter', bytes(frontMatter), () => core.parseFrontMatter('a.md', frontMatter), 'gray-matter', () => matter(frontMatter, {})],
  ['env file: parseEnvFile', bytes(env), () => core.parseEnvFile('.env', env), 'dotenv', () => parseDotenv(env)],
  ['shell: parseShell', bytes(shell), () => core.parseShell(shell, core.textPositions('a.sh', shell).location), 'shell-quote', () => parseShellQuote(shell)],
  ['TOML: parseToml', bytes(toml), () => core.parseToml('a.toml', toml), 'smol-toml', () => parseSmolToml(toml)],
  ['JSON: parseJson', bytes(json), () => core.parseJson('a.json', json), 'JSON.parse', () => JSON.parse(json)],
  ['Markdown: parseMarkdown', bytes(markdown), () => core.parseMarkdown('a.md', markdown), 'remark-parse + remark-gfm', () => remarkWithGfm.parse(markdown)],
  ['Markdown, a README', bytes(guide), () => core.parseMarkdown('a.md', guide), 'remark-parse, no GFM', () => remark.parse(guide)],
  ['gitignore, 600 lines × 20,000 paths', bytes(paths.join('\n')), gitignoreOurs, 'ignore', () => paths.filter(ignore().add(ignored).createFilter())],
  ['globs, 4 × 20,000 paths', bytes(paths.join('\n')), globsOurs, 'picomatch', () => paths.filter(picomatch(globs, { dot: true }))],
];

function gitignoreOurs() {
  const rules = core.compileGitignore(ignored);
  return paths.filter((path) => !core.ignoresPath(rules, path));
}

function globsOurs() {
  return paths.filter(core.compileGlobs(globs));
}

agree('ignore', gitignoreOurs(), paths.filter(ignore().add(ignored).createFilter()));
agree('picomatch', globsOurs(), paths.filter(picomatch(globs, { dot: true })));
agreeOnPatterns();

console.log(`node ${process.version}, ${cpus().length} × ${cpus()[0]?.model.trim()}; processor time, median of ${runs} runs taken in turn`);
console.log('| work | KB | ours, MB/s | beside | its MB/s | ours : its time |\n| --- | ---: | ---: | --- | ---: | ---: |');
for (const [name, size, ours, otherName, other] of cases.filter(([name]) => name.includes(only))) {
  const measured = { ours: [], other: [] };
  const repeats = { ours: repeatsOf(ours), other: repeatsOf(other) };
  for (let run = 0; run < runs; run++) {
    measured.ours.push(time(ours, repeats.ours));
    measured.other.push(time(other, repeats.other));
  }
  const speed = (list) => (size / 1e3 / median(list)).toPrecision(2);
  const ratio = median(measured.ours.map((value, run) => value / measured.other[run]));
  console.log(`| ${name} | ${Math.round(size / 1e3)} | ${speed(measured.ours)} | ${otherName} | ${speed(measured.other)} | ${ratio.toPrecision(2)} |`);
}
const stars = core.compileGlob('*a*a*a*a*a*a*a*a*a*a*a*b');
const long = 'a'.repeat(255);
console.log(`eleven stars on a name of 255 characters: ${(time(() => stars(long), 2000) * 1000).toFixed(1)} µs`);

/** Patterns and paths from a fixed sequence: what both must read the same way. */
function agreeOnPatterns() {
  let state = 1;
  const next = (list) => {
    state = (state * 1103515245 + 12345) % 2147483648;
    return list[Math.floor((state / 2147483648) * list.length)];
  };
  const segment = () => next(['a', 'b', 'a*', '*b', '?', 'a?', '*', '[ab]', '[^a]b', '{a,b}', 'a{b,c}', '**']);
  // Not `[!a]`: picomatch negates by `^` alone.
  const wrong = [];
  for (let index = 0; index < 3000; index++) {
    const pattern = Array.from({ length: next([1, 2, 3]) }, segment).join('/');
    const path = Array.from({ length: next([1, 2, 3]) }, () => next(['a', 'b', 'ab', 'ac', 'aa', 'c'])).join('/');
    // picomatch lets a final `**` match nothing: `a/**` is also `a`, which is no file when something is in it.
    if (pattern.endsWith('**') && pattern !== '**') continue;
    if (core.compileGlob(pattern)(path) !== picomatch(pattern, { dot: true })(path)) wrong.push(`${pattern} ${path}`);
  }
  if (wrong.length > 0) throw new Error(`picomatch reads otherwise: ${wrong.slice(0, 10).join(', ')}`);
}

function agree(name, ours, others) {
  if (ours.join('\n') !== others.join('\n')) throw new Error(`${name} gives another answer than we do`);
}

function repeatsOf(work) {
  work();
  return Math.max(1, Math.round(30 / time(work, 1)));
}

/** Milliseconds of processor time for one run of the work. */
function time(work, repeats) {
  const start = process.cpuUsage();
  for (let index = 0; index < repeats; index++) work();
  const { user, system } = process.cpuUsage(start);
  return Math.max(user + system, 1) / 1000 / repeats;
}

function median(values) {
  return [...values].sort((left, right) => left - right)[Math.floor(values.length / 2)];
}
