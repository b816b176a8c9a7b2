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
  const { tables, ...kit } = await loadTables();
  const ofRule = new Map();
  // A rule may have several tables.
  for (const { rule, rows } of tables) ofRule.set(rule, [...(ofRule.get(rule) ?? []), ...rows]);
  const examples = new Map();
  for (const [rule, rows] of ofRule) examples.set(rule.id, await section(rule, rows, kit));
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
    "export { runChangeRule, runRule } from '@ten-point/core/testing';",
    "export { unifiedDiff } from '@ten-point/core';",
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
  kit: "import { tables } from 'collected-tables';\nexport * from '@ten-point/core/testing';\nexport const testRule = (framework, rule, rows) => void tables.push({ rule, rows });\nexport const testChangeRule = testRule;",
  // Tests of other things are not run.
  vitest:
    'const nothing = Object.assign(() => {}, { each: () => () => {}, skipIf: () => nothing });\nexport const describe = nothing;\nexport const it = nothing;\nexport const expect = nothing;',
};

async function section(rule, rows, kit) {
  const failing = choose(rows, (row) => (row.findings?.length ?? 0) > 0 || row.state === 'fail');
  const passing = choose(rows, (row) => (row.findings?.length ?? 0) === 0 && (row.state ?? 'pass') === 'pass' && !row.notAnalysed);
  // A rule that only ever asks for a look has nothing that passes.
  const other = passing ?? choose(rows, (row) => row.state === 'not-applicable');
  const isSilent = Object.keys(rule.messages).length === 0;
  if ((!failing && !isSilent) || !other) throw new Error(`${rule.id} has no ${failing ? 'passing' : 'failing'} row that can be shown as an example`);
  const parts = [];
  for (const row of isSilent ? [other] : [failing, other])
    parts.push(rule.scope === 'change' ? await changeExample(rule, row, kit) : repositoryExample(row, (await kit.runRule(rule, row)).result));
  return `## Examples\n\nFrom the rule's own tests.\n\n${parts.join('\n\n')}\n`;
}

function choose(rows, isWanted) {
  const wanted = rows.filter((row) => isWanted(row) && Object.values(filesOf(row)).every((text) => typeof text === 'string'));
  return wanted.find((row) => row.example) ?? wanted.find(isShort) ?? [...wanted].sort((left, right) => sizeOf(left) - sizeOf(right))[0];
}

/** All texts that a row is made of; of a change, both sides of what differs. */
function filesOf({ files, base, head }) {
  if (files) return files;
  return Object.fromEntries(
    Object.entries(head).flatMap(([path, after]) => [
      [`a/${path}`, base[path] ?? ''],
      [`b/${path}`, after ?? ''],
    ]),
  );
}

function isShort(row) {
  const texts = Object.values(filesOf(row));
  const text = texts.join('\n');
  if (row.facts || row.riskAreas || texts.length > longest.files || text.length > longest.characters) return false;
  return text.split('\n').length <= longest.lines && !/[\p{Cf}\p{Cc}]/u.test(text.replace(/[\n\r\t]/g, ''));
}

function sizeOf(row) {
  return Object.values(filesOf(row)).join('\n').length;
}

function repositoryExample(row, { findings, evidence, unknowns }) {
  const shown = Object.entries(row.files).map(([path, text]) => {
    const plain = shortened(visible(text.replace(/[«»]/g, '')));
    return plain.trim() === '' ? `**${path}** (empty)` : `**${path}**\n\n${fenced(plain.replace(/\r?\n$/, ''), language(path))}`;
  });
  const result = [
    ...findings.map(({ location, place, message }) => `- fails${place === 'file' ? placeText(location) : ''}: ${escaped(message)}`),
    ...unknowns.map(({ reason }) => `- is not known: ${escaped(reason)}`),
    ...evidence.slice(0, 4).map(({ text }) => `- passes: ${escaped(text)}`),
  ];
  return [heading(row), ...shown, ...told(row), result.join('\n')].join('\n\n');
}

/** A change as a diff, and what is known of its pull request. */
async function changeExample(rule, row, { runChangeRule, unifiedDiff }) {
  const { report, outcome } = await runChangeRule(rule, row);
  const plain = (text) => text?.replace(/[«»]/g, '');
  const compared = Object.entries(row.head).map(([path, after]) => ({
    path,
    ...(row.base[path] === undefined ? {} : { before: plain(row.base[path]) }),
    after: plain(after ?? ''),
  }));
  const diff = shortened(visible(unifiedDiff(compared, { colour: false })));
  const result = [
    ...[...report.findings, ...report.lifted].map(({ location, before, place, verdict, message }) => {
      const at = place === 'head' ? placeText(location) : place === 'base' && before ? `${placeText(before)} of the base` : '';
      return `- ${verdict}${at}: ${escaped(message)}`;
    }),
    ...report.notAnalysed.map(({ path, reason, verdict }) => `- ${verdict}: ${path} was not compared: ${escaped(reason)}`),
    ...outcome.unknowns.map(({ reason }) => `- is not known: ${escaped(reason)}`),
    ...outcome.evidence.slice(0, 4).map(({ text }) => `- passes: ${escaped(text)}`),
    ...(outcome.reason ? [`- does not apply: ${escaped(outcome.reason)}`] : []),
  ];
  return [heading(row), fenced(diff.trimEnd(), 'diff'), ...told(row), result.join('\n')].join('\n\n');
}

function heading({ name }) {
  return `### ${name.slice(0, 1).toUpperCase()}${name.slice(1)}`;
}

function placeText({ path, range }) {
  return ` at \`${path}:${range.start.line}\``;
}

/** What a row says beside its files. */
function told({ facts, riskAreas, settings, protection, options, pullRequest, commits }) {
  const { body, ...others } = pullRequest ?? {};
  return [
    ...(typeof body === 'string' ? [`Description of the pull request:\n\n${fenced(body, 'markdown')}`] : []),
    ...[
      ...(Object.keys(others).length > 0 ? [['Of the pull request', others]] : []),
      ...(commits ? [['Commits', commits]] : []),
      ...(facts ? [['Of the repository', facts]] : []),
      ...(riskAreas ? [['Configured risk areas', riskAreas]] : []),
      ...(settings ? [['What GitHub says of the repository', settings]] : []),
      ...(protection ? [['What GitHub enforces for the default branch', protection]] : []),
      ...(options ? [['Options of the rule', options]] : []),
    ].map(([title, value]) => `${title}:\n\n${fenced(JSON.stringify(value, undefined, 2), 'json')}`),
  ];
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
