// Examples for the page of each rule: rows of its test table, so that they are tested by construction.
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { importSources } from './import-sources.mjs';

const root = join(import.meta.dirname, '..');
const rules = join(root, 'packages/rules');

/** An example is read on a page: more than this is none. */
const longest = { lines: 26, files: 5, characters: 1500 };

/**
 * @returns {Promise<Map<string, string>>} Rule id → Markdown.
 */
export async function ruleExamples() {
  const { tables, runRule } = await loadTables();
  const ofRule = new Map();
  // A rule may have several tables.
  for (const { rule, rows } of tables) ofRule.set(rule, [...(ofRule.get(rule) ?? []), ...rows]);
  const examples = new Map();
  for (const [rule, rows] of ofRule) examples.set(rule.id, await section(rule, rows, runRule));
  return examples;
}

/** Bundles all tests of rules with a test kit that keeps the tables instead of running them. */
async function loadTables() {
  const tests = readdirSync(join(rules, 'src'), { recursive: true })
    .map(String)
    .filter((file) => file.endsWith('.test.ts'))
    .sort();
  const contents = [
    ...tests.map((file) => `import './src/${file.replaceAll('\\', '/')}';`),
    "export { tables } from 'collected-tables';",
    "export { runRule } from '@ten-point/core/testing';",
  ];
  const kit = {
    name: 'collect-tables',
    setup(build) {
      // The package says that its modules have no side effects; collecting is one.
      build.onResolve({ filter: /\.test\.ts$/ }, ({ path, resolveDir }) => ({ path: join(resolveDir, path), sideEffects: true }));
      build.onResolve({ filter: /^(?:vitest|collected-tables)$/ }, ({ path }) => ({ path, namespace: 'collect' }));
      build.onResolve({ filter: /^@ten-point\/core\/testing$/ }, ({ importer, namespace }) =>
        // The tests get the collecting kit, the kit itself the real one.
        namespace === 'collect' || importer === '<stdin>' ? undefined : { path: 'kit', namespace: 'collect' },
      );
      build.onLoad({ filter: /.*/, namespace: 'collect' }, ({ path }) => ({ contents: modules[path], resolveDir: rules, loader: 'js' }));
    },
  };
  return importSources('examples', contents.join('\n'), rules, [kit]);
}

const modules = {
  'collected-tables': 'export const tables = [];',
  kit: "import { tables } from 'collected-tables';\nexport * from '@ten-point/core/testing';\nexport const testRule = (framework, rule, rows) => void tables.push({ rule, rows });",
  // Tests of other things are not run.
  vitest:
    'const nothing = Object.assign(() => {}, { each: () => () => {}, skipIf: () => nothing });\nexport const describe = nothing;\nexport const it = nothing;\nexport const expect = nothing;',
};

async function section(rule, rows, runRule) {
  const failing = choose(rows, (row) => (row.findings?.length ?? 0) > 0 || row.state === 'fail');
  const passing = choose(rows, (row) => (row.findings?.length ?? 0) === 0 && (row.state ?? 'pass') === 'pass');
  if (!failing || !passing) throw new Error(`${rule.id} has no ${failing ? 'passing' : 'failing'} row that can be shown as an example`);
  const parts = [];
  for (const row of [failing, passing]) parts.push(example(row, (await runRule(rule, row)).result));
  return `## Examples\n\nFrom the rule's own tests.\n\n${parts.join('\n\n')}\n`;
}

function choose(rows, isWanted) {
  const wanted = rows.filter((row) => isWanted(row) && Object.values(row.files).every((text) => typeof text === 'string'));
  return wanted.find((row) => row.example) ?? wanted.find(isShort) ?? [...wanted].sort((left, right) => sizeOf(left) - sizeOf(right))[0];
}

function isShort({ files, facts, riskAreas }) {
  const text = Object.values(files).join('\n');
  if (facts || riskAreas || Object.keys(files).length > longest.files || text.length > longest.characters) return false;
  return text.split('\n').length <= longest.lines && !/[\p{Cf}\p{Cc}]/u.test(text.replace(/[\n\r\t]/g, ''));
}

function sizeOf({ files }) {
  return Object.values(files).join('\n').length;
}

function example({ name, files, facts, riskAreas, settings, protection, options }, { findings, evidence, unknowns }) {
  const told = [
    ...(facts ? [['Of the repository', facts]] : []),
    ...(riskAreas ? [['Configured risk areas', riskAreas]] : []),
    ...(settings ? [['What GitHub says of the repository', settings]] : []),
    ...(protection ? [['What GitHub enforces for the default branch', protection]] : []),
    ...(options ? [['Options of the rule', options]] : []),
  ].map(([title, value]) => `${title}:\n\n${fenced(JSON.stringify(value, undefined, 2), 'json')}`);
  const shown = Object.entries(files).map(([path, text]) => {
    const plain = shortened(visible(text.replace(/[«»]/g, '')));
    return plain.trim() === '' ? `**${path}** (empty)` : `**${path}**\n\n${fenced(plain.replace(/\r?\n$/, ''), language(path))}`;
  });
  const result = [
    ...findings.map(
      ({ location, place, message }) => `- fails${place === 'file' ? ` at \`${location.path}:${location.range.start.line}\`` : ''}: ${escaped(message)}`,
    ),
    ...unknowns.map(({ reason }) => `- is not known: ${escaped(reason)}`),
    ...evidence.slice(0, 4).map(({ text }) => `- passes: ${escaped(text)}`),
  ];
  return [`### ${name.slice(0, 1).toUpperCase()}${name.slice(1)}`, ...shown, ...told, result.join('\n')].join('\n\n');
}

/** Characters that nobody would see, as escapes. */
function visible(text) {
  return text.replace(/(?![\n\r\t])[\p{Cf}\p{Cc}]/gu, (character) => `\\u{${character.codePointAt(0).toString(16)}}`);
}

function shortened(text) {
  const lines = text.split('\n').map((line) => (line.length > 400 ? `${line.slice(0, 399)}…` : line));
  return lines.length > longest.lines ? [...lines.slice(0, 8), `… ${lines.length - 8} more lines`].join('\n') : lines.join('\n');
}

function fenced(text, info) {
  const fence = '`'.repeat(Math.max(3, ...[...text.matchAll(/`+/g)].map(([ticks]) => ticks.length + 1)));
  return `${fence}${info}\n${text}\n${fence}`;
}

/** A message as text of a page: nothing of it is markup. */
function escaped(text) {
  return text.replace(/[<>*_[\]]/g, '\\$&');
}

const languages = {
  md: 'markdown',
  mdc: 'markdown',
  yml: 'yaml',
  yaml: 'yaml',
  json: 'json',
  jsonc: 'jsonc',
  toml: 'toml',
  ts: 'ts',
  js: 'js',
  mjs: 'js',
  py: 'python',
  sh: 'sh',
  go: 'go',
  rb: 'ruby',
  sql: 'sql',
  tf: 'hcl',
};

function language(path) {
  const name = path.slice(path.lastIndexOf('/') + 1);
  if (name === 'Dockerfile' || name === 'Makefile') return name.toLowerCase();
  return languages[name.slice(name.lastIndexOf('.') + 1)] ?? 'text';
}
