// Compares what we say about workflow files with what two independent validators say, over the `.github/workflows` of work trees:
//   node scripts/compare-workflows.mjs [--all] <directory…>
// Prints each file on which a validator differs, with the problems of all three; with `--all`, each file with a problem.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { importSources } from './import-sources.mjs';

const root = join(import.meta.dirname, '..');
const core = join(root, 'packages/core');
const all = process.argv.includes('--all');
const directories = process.argv.slice(2).filter((argument) => argument !== '--all');
if (directories.length === 0) {
  console.error('Usage: node scripts/compare-workflows.mjs [--all] <directory…>');
  process.exit(2);
}

const { parseWorkflow, workflowOracles, disagreementOf } = await importSources(
  'compare-workflows',
  "export { parseWorkflow } from './src/parse/workflow.ts'; export { disagreementOf, workflowOracles } from './test/workflow-oracles.ts';",
  core,
);
const [languageServer, actionlint] = await workflowOracles(core, importSources);
let files = 0;
let differing = 0;
for (const directory of directories) {
  const folder = join(directory, '.github/workflows');
  if (!existsSync(folder)) continue;
  for (const file of readdirSync(folder)
    .filter((name) => /\.ya?ml$/.test(name))
    .sort()) {
    files++;
    await compare(`${basename(directory)} ${file}`, readFileSync(join(folder, file), 'utf8'));
  }
}
console.log(`${files} files, ${differing} on which a validator differs`);

async function compare(name, text) {
  const { diagnostics } = parseWorkflow('.github/workflows/file.yml', text);
  const own = diagnostics.map(({ range, severity, code, message }) => ({ line: range?.start.line ?? 0, message: `${message} (${severity}, ${code})` }));
  // What we refuse for its size or its aliases would cost the language server many seconds.
  const refused = diagnostics.some(({ code }) => /^yaml-(alias-bomb|too-large|too-deep)$/.test(code));
  const validators = refused ? [actionlint] : [languageServer, actionlint];
  const verdicts = [];
  for (const validator of validators) {
    const problems = await validator.validate(text);
    verdicts.push({ validator, problems, kind: disagreementOf(own, problems) });
  }
  const differs = verdicts.some(({ kind }) => kind !== undefined);
  if (differs) differing++;
  if (!differs && !(all && own.length > 0)) return;
  console.log(`${name}: ${verdicts.map(({ validator, kind }) => `${validator.name} ${kind ?? 'agrees'}`).join(', ')}`);
  for (const [who, problems] of [['ours', own], ...verdicts.map(({ validator, problems }) => [validator.name, problems])])
    for (const { line, message } of problems) console.log(`  ${who} ${line}: ${message.split('\n', 1)[0].slice(0, 200)}`);
}
