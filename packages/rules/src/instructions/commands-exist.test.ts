import { testRule } from '@ten-point/core/testing';
import { describe, it } from 'vitest';
import { commandsExist } from './commands-exist.ts';

const tree = {
  'package.json': '{ "name": "bakery", "scripts": { "test": "vitest", "lint": "biome ci .", "bake:bread": "node bake.js" } }',
  'packages/ovens/package.json': '{ "name": "ovens", "scripts": { "heat": "node heat.js" } }',
  Makefile: 'all: bread\n\nbread:\n\techo bread\n',
  justfile: 'serve:\n    echo serve\n',
  'scripts/deliver.sh': '#!/bin/sh\n',
};

testRule({ describe, it }, commandsExist, [
  {
    name: 'accepts scripts, targets, recipes and files that exist',
    files: { ...tree, 'AGENTS.md': 'Run `npm test`, `pnpm lint`, `npm run bake:bread`, `make bread`, `just serve` and `./scripts/deliver.sh --now`.\n' },
    evidence: ['`npm test` is defined in package.json', '`make bread` is defined in Makefile', 'scripts/deliver.sh'],
  },
  { name: 'accepts a script of the package whose file it is', files: { ...tree, 'packages/ovens/AGENTS.md': 'Run `npm run heat` or `npm run lint`.\n' } },
  { name: 'accepts a script of some other package', files: { ...tree, 'AGENTS.md': 'In the ovens package, `npm run heat`.\n' } },
  {
    name: 'accepts a script behind cd and filters',
    files: { ...tree, 'AGENTS.md': '```sh\ncd packages/ovens && npm run heat\npnpm --filter ovens heat\n```\n' },
  },
  {
    name: 'reports a missing package script, with the near one',
    files: { ...tree, 'AGENTS.md': 'Run `«npm run bake:breads»` first.\n' },
    findings: [{ id: 'missingNear', text: '`bake:bread`' }],
  },
  {
    name: 'reports a missing target in a fence, on its line',
    files: { ...tree, 'AGENTS.md': '```bash\n# all of it\nmake bread\n«make delivery-everywhere»\n```\n' },
    findings: ['missing'],
  },
  {
    name: 'reports a script file that has moved',
    files: { ...tree, 'AGENTS.md': '```sh\n«bash tools/deliver.sh»\n```\n' },
    findings: [{ id: 'moved', text: 'scripts/deliver.sh' }],
  },
  { name: 'reports a script file that is gone', files: { ...tree, 'AGENTS.md': 'Use `«./scripts/pack.sh»` here.\n' }, findings: ['missingFile'] },
  { name: 'reports a name once', files: { ...tree, 'AGENTS.md': 'Run `«npm run knead»`.\n\nThen `npm run knead -- --hard`.\n' }, findings: ['missing'] },
  {
    name: 'does not judge builtin sub-commands, programs and global tools',
    files: {
      ...tree,
      'AGENTS.md': 'Use `pnpm install`, `pnpm vitest run`, `yarn dlx x`, `npm ci`, `cargo nextest run`, `go test ./...`, `docker compose up`, `bun test`.\n',
    },
    state: 'not-applicable',
  },
  {
    name: 'does not judge placeholders, variables and patterns',
    files: {
      ...tree,
      'AGENTS.md': 'Use `npm run <script>`, `make $TARGET`, `pnpm run {name}`, `npm run SCRIPT_NAME`, `./scripts/<name>.sh`, `node path/to/file.js`.\n',
    },
    state: 'not-applicable',
  },
  {
    name: 'does not judge what is built, ignored, or lies elsewhere',
    files: {
      ...tree,
      '.gitignore': 'local/\n',
      'AGENTS.md': '```sh\n./dist/bake.js\n./local/run.sh\n./target/debug/oven\ncd ../other && npm run knead\n```\n',
    },
    state: 'not-applicable',
  },
  {
    name: 'does not judge a command that the text says is not there',
    files: { ...tree, 'AGENTS.md': 'There is no `npm run knead`.\n\n| Command | Purpose |\n| --- | --- |\n| `npm run proof` | Proofing (if present) |\n' },
    state: 'not-applicable',
  },
  {
    name: 'does not judge scripts of an example that it speaks of',
    files: { ...tree, 'examples/shop/package.json': '{"scripts":{"till":"x"}}', 'AGENTS.md': '## Shop (`examples/shop`)\n\nRun `npm run till`.\n' },
    state: 'not-applicable',
  },
  { name: 'does not judge without a file of that runner', files: { 'AGENTS.md': 'Run `make bread` and `npm test`.\n' }, state: 'not-applicable' },
  { name: 'does not apply without instructions', files: tree, state: 'not-applicable', reason: 'no instruction files' },
  { name: 'survives hostile shell', files: { ...tree, 'AGENTS.md': `\`\`\`sh\n${'$('.repeat(2000)}npm run x\n\`\`\`\n` }, state: 'not-applicable' },
  {
    name: 'leaves a command out that is gone by a configured phrase, in any language',
    files: { ...tree, 'AGENTS.md': 'Nimm `npm test`.\n\nDen Befehl `npm run knead` gibt es nicht mehr.\n' },
    options: { phrases: ['gibt es nicht mehr'] },
    evidence: ['`npm test`'],
  },
  {
    name: 'knows no other language by itself',
    files: { ...tree, 'AGENTS.md': 'Nimm `npm test`.\n\nDen Befehl `«npm run knead»` gibt es nicht mehr.\n' },
    findings: ['missing'],
  },
]);
