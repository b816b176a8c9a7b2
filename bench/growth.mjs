// How time grows with hostile input: each parser and matcher on n, 2n and 4n characters. Four times the text should take about
// four times as long; sixteen times means that the work is quadratic. Ends with 1 when a ratio is above the limit.
//   node bench/growth.mjs [part of a name]
import { readdirSync } from 'node:fs';
import { cpus } from 'node:os';
import { join } from 'node:path';
import { importSources } from '../scripts/import-sources.mjs';

const core = await loadSources();
const only = process.argv[2] ?? '';
const limit = 8;
const runs = 3;
/** A run repeats the work until it lasts this long, so that short ones are more than the clock's noise. Milliseconds. */
const shortestRun = 5;
const smallest = 8 * 1024;
/** Git and file systems hold no longer paths than 4n of this; longer globs are refused. */
const smallestPath = 1024;

const repeated =
  (unit, before = '', after = '') =>
  (size) =>
    before + unit.repeat(Math.ceil(size / unit.length)) + after;
const numbered =
  (line, before = '') =>
  (size) =>
    before + Array.from({ length: Math.ceil(size / line(1000).length) }, (_, index) => line(index)).join('');
const nested =
  (open, close, before = '') =>
  (size) => {
    const depth = Math.ceil(size / (open.length + close.length));
    return before + open.repeat(depth) + close.repeat(depth);
  };
const places = (text) => core.textPositions('bread', text);
const skipsHooks = { says: [['skip', 'bypass'], ['hook']], unless: ['react'] };
const segments = (text) => text.split('\n').map((line) => core.compileGitAttributesPattern(line) ?? core.compileGitAttributesPattern('*'));

/** What is measured: the name, the text for a size, and the work on it. */
const cases = [
  ['CODEOWNERS, many rules', numbered((n) => `/ovens/oven${n}/**/*.md @bakery/team${n}\n`), codeOwners],
  ['CODEOWNERS, many floating stars', numbered((n) => `ovens/*${n}*${n} @bakery/team\n`), codeOwners],
  ['CODEOWNERS, one rule many times', repeated('* @baker\n'), codeOwners],
  ['CODEOWNERS, many owners of one line', repeated(' @bakery/team', '*'), codeOwners],
  ['CODEOWNERS, one line of stars', repeated('*'), codeOwners],
  ['CODEOWNERS, one line of brackets', repeated('[', '', ' @baker'), codeOwners],
  ['CODEOWNERS, one bracket a line', repeated('[\n'), codeOwners],
  ['CODEOWNERS, sections', repeated('^[a b][2] @baker\n'), codeOwners],
  ['CODEOWNERS, one line of backslashes', repeated('\\'), codeOwners],
  [
    'CODEOWNERS, globstars inside on a deep path',
    repeated('a/'),
    (text) => core.codeOwnersIndex(['**/a/**/b', '**/a/?/**/b', '*a/**/b', 'x/**/a/**/b']).lastMatch(`${text}c`),
    smallestPath,
  ],
  [
    'CODEOWNERS, stars on a long path',
    repeated('a/'),
    (text) => core.codeOwnersIndex(['*a*a*a*a*a*b', '**/*a/**/*a/**/*a/**/b']).lastMatch(`${text}c`),
    smallestPath,
  ],
  ['glob, stars on a long name', repeated('a'), (text) => core.compileGlob('*a*a*a*a*a*a*a*b')(text), smallestPath],
  ['glob, globstars on a deep path', repeated('a/'), (text) => core.compileGlob('**/*a/**/*a/**/*a/**/b')(`${text}c`), smallestPath],
  ['glob, many stars', repeated('*a'), (text) => core.compileGlob(text)('aaaaaaaaaaaaaaaab'), smallestPath],
  ['glob, many braces', repeated('{a,b}'), (text) => core.compileGlob(text)('aaaa'), smallestPath],
  ['glob, open brackets', repeated('['), (text) => core.compileGlob(text)('aaaa'), smallestPath],
  ['globs, a list', numbered((n) => `ovens/${n}/**\n`), (text) => core.compileGlobs(text.split('\n'))('ovens/oven/bread')],
  ['Actions filter, stars on a long name', repeated('a'), (text) => core.compileActionsPattern('**a**a**a**a**a**b')(text), smallestPath],
  ['Actions filter, counts on a long name', repeated('a'), (text) => core.compileActionsPattern('a+a?a+a?a+b')(text), smallestPath],
  ['Actions filter, a long pattern', repeated('*a'), (text) => core.compileActionsPattern(text)('aaaaaaaaaaaaaaaac'), smallestPath],
  ['Actions filter, a list', numbered((n) => `ovens/${n}/**\n`), (text) => core.compileActionsFilter(text.split('\n'))],
  ['gitignore, many lines', numbered((n) => `**/oven${n}*/\n`), (text) => core.compileGitignore(text)(['ovens', 'bread'], true)],
  ['gitignore, stars on a long name', repeated('a'), (text) => core.compileGitignore('*a*a*a*a*b\n')([text], false), smallestPath],
  ['gitignore, blanks at the end', repeated(' ', 'a', 'b\n'), (text) => core.compileGitignore(text)(['a'], false)],
  ['gitignore, lines with places', numbered((n) => `/oven${n}/*  \n`), ignored],
  ['gitignore, open brackets', repeated('['), (text) => core.compileGitignore(text)(['a'], false), smallestPath],
  ['gitignore, sets that stay open', repeated('[[:'), (text) => core.compileGitignore(text)(['a'], false), smallestPath],
  ['glob list, commas and braces', repeated('{a,'), (text) => core.compileScopeGlobs(core.splitGlobList(text), 'vscode')('a/b'), smallestPath],
  ['glob list, many globs', numbered((n) => `ovens/${n}/*.{md,txt},`), (text) => core.compileScopeGlobs(core.splitGlobList(text), 'vscode')('a/b')],
  ['gitattributes, many lines', numbered((n) => `ovens/*${n}*/loaf\n`), (text) => core.anyPath(segments(text))('ovens/bread/crumb')],
  ['gitattributes, stars on a long name', repeated('a'), (text) => core.anyPath(segments('*a*a*a*a*b'))(text), smallestPath],
  ['YAML, alias bomb', numbered((n) => `a${n + 1}: &a${n + 1} [*a${n}, *a${n}, *a${n}]\n`, 'a0: &a0 [x]\n'), yaml],
  ['YAML, many aliases', repeated('- *a\n', 'a: &a 1\nb:\n'), yaml],
  ['YAML, many anchors of one name', repeated('- &a 1\n- *a\n'), yaml],
  ['YAML, open brackets', repeated('[', 'a: '), yaml],
  ['YAML, nested dashes', repeated('- '), yaml],
  ['YAML, ever deeper', (size) => Array.from({ length: Math.ceil(Math.sqrt(2 * size)) }, (_, n) => `${' '.repeat(n)}a:`).join('\n'), yaml],
  ['YAML, many keys', numbered((n) => `k${n}: 1\n`), yaml],
  ['YAML, one key many times', repeated('k: 1\n'), yaml],
  ['YAML, many errors', repeated('a: b: c\n'), yaml],
  ['YAML, many open quotes', repeated('- "a\n'), yaml],
  ['YAML, merge keys', repeated('  - {<<: *b}\n', 'b: &b {x: 1}\nc:\n'), (text) => core.parseYaml('bread.yml', text, { mergeKeys: true })],
  ['workflow, references', repeated('${{ a }}', 'on: push\njobs: {a: {runs-on: x, steps: [{run: "', '"}]}}'), workflow],
  ['workflow, jobs', numbered((n) => `  j${n}: {runs-on: x, needs: j${n - 1}, steps: [{run: make}]}\n`, 'on: push\njobs:\n'), workflow],
  ['workflow, needs', repeated('      - b\n', 'on: push\njobs:\n  b: {runs-on: x, steps: []}\n  a:\n    runs-on: x\n    needs:\n'), workflow],
  ['workflow, steps', repeated('      - run: make\n', 'on: push\njobs:\n  a:\n    runs-on: x\n    steps:\n'), workflow],
  ['workflow, matrix', numbered((n) => `        m${n}: [1, 2]\n`, 'on: push\njobs:\n  a:\n    runs-on: x\n    strategy:\n      matrix:\n'), workflow],
  ['expression, fences', repeated('${{'), (text) => core.findExpressions(text)],
  ['expression, quotes', repeated("${{ '"), (text) => core.findExpressions(text)],
  ['expression, brackets', repeated('('), (text) => core.parseExpression(text)],
  ['expression, operators', repeated('a && !'), (text) => core.parseExpression(text)],
  ['expression, indexes', repeated('.a[0]', 'a'), (text) => core.parseExpression(text)],
  ['shell, substitutions', repeated('$('), shell],
  ['shell, closed substitutions', nested('$(', ')', 'echo '), shell],
  ['shell, substitutions in quotes', repeated('$("', 'echo "'), shell],
  ['shell, subshells', repeated('('), shell],
  ['shell, conditions', repeated('if a; then '), shell],
  ['shell, backticks', repeated('`\\`'), shell],
  ['shell, lists', repeated('a && b || '), shell],
  ['shell, pipes', repeated('a|'), shell],
  ['shell, wrappers', repeated('sudo env '), shell],
  ['shell, texts', repeated('bash -c "'), shell],
  ['shell, here documents', repeated('cat <<E\n'), shell],
  ['shell, braces', repeated('{a,'), shell],
  ['shell, lines', repeated('npm test\n'), shell],
  ['shell, expressions', repeated('${{'), shell],
  ['shell habits, lists', repeated('a || true; set +e; '), (text) => core.shellHabits(text, places(text).location, {})],
  ...[
    ['prose', 'Bake bread. Never skip hooks.\n\n'],
    ['emphasis', '*a_ '],
    ['nested emphasis', '*a **a '],
    ['brackets', '['],
    ['links', '[a]('],
    ['images', '![[]()'],
    ['backticks', '`a``'],
    ['quotes', '> '],
    ['lists', '- '],
    ['tags', '<a '],
    ['comments', '<!-- '],
    ['declarations', '<!A '],
    ['entities', '&a;&'],
    ['tables', '|a|b\n|-|-\n'],
    ['cells', 'a|'],
    ['fences', '```\na\n~~~\n'],
    ['addresses', 'http://a.b/('],
    ['mail addresses', 'a.b-c_'],
    ['references', '[a]: b\n'],
    ['footnotes', '[^a]: b\n[^a]'],
    ['headings', '# a\n'],
    ['deletions', '~~a '],
  ].map(([name, unit]) => [`Markdown, ${name}`, repeated(unit), (text) => core.parseMarkdown('bread.md', text)]),
  ['plain text, titles', repeated('a\n===\n'), (text) => core.parsePlainText('bread.rst', text)],
  ['plain text, blanks', repeated(' ', '', 'x'), (text) => core.parsePlainText('bread.rst', text)],
  ['plain text, full stops', repeated('. '), (text) => core.parsePlainText('bread.rst', text)],
  ['front matter, no end', repeated('---x\n', '---\n'), (text) => core.parseFrontMatter('bread.md', text)],
  ['front matter, brackets', repeated('[', '---\na: ', '\n---\n'), (text) => core.parseFrontMatter('bread.md', text)],
  ['front matter, not YAML', repeated('a: b: c\n', '---\n', '---\n'), (text) => core.parseFrontMatter('bread.md', text)],
  ['front matter, blanks', repeated(' ', '---\n: [\na:', 'x\n---\n'), (text) => core.parseFrontMatter('bread.md', text)],
  ['front matter, line ends', repeated('\r\n', '---\n', 'x'), (text) => core.parseFrontMatter('bread.md', text)],
  ['mentions, code spans', repeated('`npm run bake` '), mentions],
  ['mentions, paths', repeated('`ovens/a.md` in ovens/. '), mentions],
  ['mentions, one fence', repeated('$ npm run bake\n', '```sh\n', '```\n'), mentions],
  ['mentions, fences', repeated('```sh\nnpm test\n```\n'), mentions],
  ['mentions, headings', repeated('# a\n`npm test`\n'), mentions],
  ['imports, many', repeated('@a.md '), (text) => core.findImports(core.parseMarkdown('bread.md', text))],
  ['imports, blanks', repeated(' ', '', 'x'), (text) => core.mayImport(text, () => false)],
  ['imports, dots', repeated('.', '@', 'x'), (text) => core.mayImport(text, () => false)],
  ['hidden text, one run', repeated('\u200b'), (text) => core.findHiddenText(text, places(text))],
  ['hidden text, many', repeated('\u2066a'), (text) => core.findHiddenText(text, places(text))],
  ['hidden text, joiners in words', repeated('a\u200d'), (text) => core.findHiddenText(text, places(text))],
  ['hidden text, selectors', repeated('x\ufe00'), (text) => core.findHiddenText(text, places(text))],
  ['compose, services', numbered((n) => `  s${n}: {image: "a:1", ports: ["80:80"]}\n`, 'services:\n'), compose],
  ['compose, variables', repeated('$A', 'services:\n  a:\n    image: "', '"\n'), compose],
  ['compose, defaults in defaults', nested('${A:-', '}', 'services:\n  a:\n    image: "'), compose],
  ['compose, ports', repeated('      - "${A:-80}:80"\n', 'services:\n  a:\n    ports:\n'), compose],
  ['compose, open braces', repeated('${A:-'), (text) => core.interpolationsOf(text)],
  ['env file, lines', numbered((n) => `OVEN_${n}="1" # loaf\n`), envFile],
  ['env file, blanks', repeated(' ', '', 'x'), envFile],
  ['env file, blanks before a comment', repeated(' ', '#', 'x'), envFile],
  ['env file, blanks after a name', repeated(' ', 'export A', 'x'), envFile],
  ['env file, blanks in a value', repeated(' ', 'A=a', 'x'), envFile],
  ['env file, line ends', repeated('\r', 'A=', 'x'), envFile],
  ['Makefile, targets', numbered((n) => `t${n}: t${n - 1}\n\tmake t${n}\n`), makefile],
  ['Makefile, variables', numbered((n) => `V${n} = $(V${n - 1}) $(V${n - 1})\n`), makefile],
  ['Makefile, open variables', repeated('$('), makefile],
  ['Makefile, continued lines', repeated('a \\\n'), makefile],
  ['Makefile, blanks', repeated(' ', 'a', 'x'), makefile],
  ['Makefile, one target many times', repeated('a: b\n\tc\n'), makefile],
  ['Makefile, names from a variable', repeated('$(V): b\n', 'V = loaf rye\n'), makefile],
  ['Makefile, names over recipe lines', (size) => `${'a '.repeat(size / 8)}:\n${'\tc\n'.repeat(size / 4)}`, makefile],
  ['JSON, open brackets', repeated('['), json],
  ['JSON, open objects', repeated('{"a":'), json],
  ['JSON, keys', numbered((n) => `"k${n}":1,`, '{'), json],
  ['JSON, one key many times', repeated('"k":1,', '{'), json],
  ['JSON, errors', repeated('a ', '['), json],
  ['JSON, comments', repeated('/* '), json],
  ['TOML, tables', numbered((n) => `[t${n}]\na = 1\n`), toml],
  ['TOML, one key many times', repeated('a = 1\n'), toml],
  ['TOML, lists of tables', repeated('[[a.b]]\n'), toml],
  ['TOML, dotted key', repeated('a.', '', 'b = 1\n'), toml],
  ['TOML, open brackets', repeated('[', 'a = '), toml],
  ['TOML, one list', repeated('"a", ', 'a = [', ']\n'), toml],
  ['TOML, dotted keys', numbered((n) => `a.b${n}.c = 1\n`), toml],
  ...['eyJ', 'eyJaaaaaaaa.', '://a:', 'token=', 'token', 'secret_', 'password: "', 'sk-', 'SG.aaaaaaaaaaaaaaaaaaaa.', `-----BEGIN ${'PRIVATE'} KEY-----`].map(
    (unit) => [`redact, many ${unit}`, repeated(unit), (text) => core.redact(text)],
  ),
  ['credentials, private keys', repeated('-----BEGIN '), (text) => core.findCredentials('bread', text)],
  ['credentials, tokens', repeated('ghp_'), (text) => core.findCredentials('bread', text)],
  ['source reads, one line', repeated('process.env.x;'), (text) => core.readEnvironmentNames('bread.js', text, places(text))],
  ['database addresses, one line', repeated("db = 'postgres://localhost/bakery';"), (text) => core.databaseAddresses('bread.js', text, places(text))],
  ['JavaScript properties, objects', repeated('{a:'), (text) => core.jsProperties(text)],
  ['JavaScript properties, expressions', repeated('=/['), (text) => core.jsProperties(text)],
  ['prose, one sentence', repeated('not, skip -- '), (text) => core.statementIn(text, skipsHooks)],
  ['prose, near and far', repeated('never skip flour hook, '), (text) => core.statementIn(text, skipsHooks)],
  ['prose, apostrophes', repeated("a'"), (text) => core.statementIn(text, skipsHooks)],
  ['prose, hyphens', repeated('-', '', 'x'), (text) => core.statementIn(text, skipsHooks)],
  ['prose, brackets', repeated('('), (text) => core.statementIn(text, skipsHooks)],
  ['prose, statements', repeated('Never skip hooks. '), (text) => core.findStatements(core.parseMarkdown('bread.md', text), skipsHooks)],
  ...['](', '](a ', '<a', '\n ', '\n>', '_', '](" '].map((unit) => [
    `prose, may state, many ${JSON.stringify(unit)}`,
    repeated(unit),
    (text) => core.mayState(text, [skipsHooks]),
  ]),
  // A valid file of each format, many times over: what a parser does once for each part must not look at all others.
  ...core.parserSamples.flatMap(({ path, parsers, text }) =>
    parsers.filter((name) => takesFile(name)).map((name) => [`samples, ${name} of ${path}`, repeated(text), (long) => core[name](path, long)]),
  ),
];

console.log(
  `node ${process.version}, ${cpus().length} × ${cpus()[0]?.model.trim()}; processor time, median of ${runs} runs, n = ${smallest / 1024} K characters`,
);
console.log(row('', 'n ms', '2n ms', '4n ms', 'MB/s', '4n : n'));
const steep = cases
  .filter(([name]) => name.includes(only))
  // Garbage collection sets in at some size and looks like growth there: growth also shows from four times the size on.
  .filter((one) => measure(...one) > limit && isSteepFurtherOn(...one));
if ('CODEOWNERS, 5,000 rules × 100,000 paths'.includes(only)) manyOwners();
if (steep.length > 0) {
  console.error(`Grows faster than ${limit} : 1 over four times the text:\n${steep.map(([name]) => `  ${name}`).join('\n')}`);
  process.exitCode = 1;
}

function isSteepFurtherOn(name, textOf, work, size = 4 * smallest) {
  return measure(`${name}, again`, textOf, work, size) > limit;
}

function measure(name, textOf, work, size = smallest) {
  const inputs = [1, 2, 4].map((factor) => {
    const text = textOf(factor * size);
    // Joined pieces are one flat string before the clock starts, as a file's text is.
    Buffer.byteLength(text);
    time(() => work(text));
    const once = time(() => work(text));
    return { text, repeats: Math.max(1, Math.round(shortestRun / once)), times: [] };
  });
  // Sizes in turn, so that a machine that slows down slows all.
  for (let run = 0; run < runs; run++) {
    for (const { text, repeats, times } of inputs) {
      times.push(
        time(() => {
          for (let index = 0; index < repeats; index++) work(text);
        }) / repeats,
      );
    }
  }
  const [small, middle, large] = inputs.map(({ times }) => median(times));
  const [smalls, , larges] = inputs.map(({ times }) => times);
  const ratio = median(larges.map((value, run) => value / smalls[run]));
  const speed = Buffer.byteLength(inputs[2].text) / 1e3 / large;
  console.log(row(name, ...[small, middle, large].map((value) => value.toFixed(value < 1 ? 4 : 2)), speed.toFixed(speed < 10 ? 1 : 0), ratio.toFixed(1)));
  return ratio;
}

function manyOwners() {
  const rules = Array.from({ length: 5000 }, (_, n) => {
    if (n < 10) return `*.x${n} @bakery/all`;
    if (n < 110) return `**/shelf${n}/ @bakery/shelves`;
    return `/services/oven${n}/${n % 5 === 0 ? '*.yaml' : n % 3 === 0 ? 'src/' : '**/api'} @bakery/team${n % 40}`;
  });
  const paths = Array.from({ length: 100_000 }, (_, n) => `services/oven${n % 6000}/src/shelf${n % 900}/loaf${n}.x${n % 40}`);
  const times = { parse: [], look: [] };
  for (let run = 0; run <= runs; run++) {
    let parsed;
    const parse = time(() => {
      parsed = core.parseCodeOwners('CODEOWNERS', rules.join('\n'));
    });
    const look = time(() => {
      for (const path of paths) parsed.file.ownersOf(path);
    });
    if (run > 0) for (const [key, value] of Object.entries({ parse, look })) times[key].push(value);
  }
  const [parse, look] = [median(times.parse), median(times.look)];
  console.log(
    `CODEOWNERS, 5,000 rules × 100,000 paths: ${parse.toFixed(0)} ms to parse, ${look.toFixed(0)} ms to look up, ${((look / paths.length) * 1000).toFixed(1)} µs per path`,
  );
}

function takesFile(name) {
  return /^parse[A-Z]/.test(name) && typeof core[name] === 'function' && !['parseExpression', 'parseShell', 'parseShortPort'].includes(name);
}

function codeOwners(text) {
  const parsed = core.parseCodeOwners('CODEOWNERS', text);
  if (parsed.state === 'read') parsed.file.usage(['ovens/oven/loaf/bread.md']);
}

function ignored(text) {
  const patterns = core.parseGitignore('.gitignore', text).map(({ value }) => value);
  core.ignoresDirectory(patterns, '.claude/worktrees');
}

function yaml(text) {
  core.parseYaml('bread.yml', text);
}

function workflow(text) {
  core.parseWorkflow('.github/workflows/bread.yml', text);
}

function shell(text) {
  core.parseShell(text, places(text).location);
}

function mentions(text) {
  core.findMentions(core.parseMarkdown('bread.md', text));
}

function compose(text) {
  core.parseCompose('compose.yaml', text);
}

function envFile(text) {
  core.parseEnvFile('.env.example', text);
}

function makefile(text) {
  core.parseMakefile('Makefile', text);
}

function json(text) {
  core.parseJson('bread.json', text);
}

function toml(text) {
  core.parseToml('bread.toml', text);
}

function row(name, ...values) {
  return `${name.padEnd(44)}${values.map((value) => value.padStart(10)).join('')}`;
}

/** Milliseconds of processor time: unlike the clock's, they do not grow when others use the machine. */
function time(work) {
  const start = process.cpuUsage();
  work();
  const { user, system } = process.cpuUsage(start);
  return Math.max(user + system, 1) / 1000;
}

function median(values) {
  return [...values].sort((left, right) => left - right)[Math.floor(values.length / 2)];
}

/** Bundles the sources, so that measuring needs no build. Parsers are no part of what core exports: they are taken by path. */
function loadSources() {
  const modules = ['parse', 'pattern'].flatMap((folder) =>
    readdirSync(join(import.meta.dirname, '../packages/core/src', folder))
      .filter((file) => file.endsWith('.ts') && !file.includes('.test'))
      .map((file) => `core/src/${folder}/${file.slice(0, -3)}`),
  );
  const exports = [...modules, 'core/src/redact', 'core/test/parser-samples', 'rules/src/prose/statements'].map(
    (path) => `export * from './packages/${path}.ts';`,
  );
  return importSources('growth', exports.join('\n'));
}
