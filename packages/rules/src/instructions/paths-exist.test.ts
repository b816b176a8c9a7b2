import { testRule } from '@ten-point/core/testing';
import { describe, it } from 'vitest';
import { pathsExist } from './paths-exist.ts';

const tree = { 'src/oven/heat.ts': '', 'src/dough.ts': '', 'docs/guide.md': '', 'packages/shop/src/till.ts': '', '.gitignore': 'data/\n*.log\n' };

testRule({ describe, it }, pathsExist, [
  {
    name: 'judges a place that readers are sent to, whatever else the sentence says',
    files: {
      'AGENTS.md':
        'Search `«src/common/»` before you write a new helper.\nWrite new helpers into `src/helpers/`.\nWhen a flag is new (see `src/flags.md` in that repo), say so.',
      'src/a.ts': '',
    },
    findings: [{ id: 'missing', confidence: 'medium' }],
  },
  {
    name: 'accepts files, folders, links, and imports without an ending',
    files: { ...tree, 'AGENTS.md': 'See `src/oven/heat.ts`, `src/oven/`, `src/dough`, `src/dough.js`, [the guide](docs/guide.md#heat) and `src/till.ts`.\n' },
    evidence: ['src/oven/heat.ts exists', 'docs/guide.md exists', 'src/dough exists'],
  },
  { name: "tries a nested file's own directory and the root", files: { ...tree, 'packages/shop/AGENTS.md': 'See `src/till.ts` and `docs/guide.md`.\n' } },
  {
    name: 'reports a missing file, and where its name is',
    files: { ...tree, 'AGENTS.md': 'Heat is in `«src/heat.ts»`.\n' },
    findings: [{ id: 'moved', text: 'src/oven/heat.ts', confidence: 'high' }],
  },
  { name: 'reports a missing folder', files: { ...tree, 'AGENTS.md': 'Ovens are in `«src/stove/»`.\n' }, findings: [{ id: 'missing', confidence: 'medium' }] },
  { name: 'reports a dead link', files: { ...tree, 'AGENTS.md': 'Read «[the guide](docs/manual.md)» first.\n' }, findings: ['missing'] },
  { name: 'reports a path once', files: { ...tree, 'AGENTS.md': 'In `«src/flour.ts»`.\n\nAgain `src/flour.ts`.\n' }, findings: ['missing'] },
  {
    name: 'takes placeholders, globs, URLs, packages, homes, words and bare names for no paths',
    files: {
      ...tree,
      'AGENTS.md':
        'Use `src/foo.ts`, `src/<name>.ts`, `src/**/*.test.ts`, `https://x.test/src/a.ts`, `@scope/src`, `~/src/a.ts`, `/src/api`, `true/false`, `application/json`, `a.ts`, `path/to/file.ts`, `src/my-oven.ts`.\n\nBake.\n',
    },
    state: 'not-applicable',
  },
  {
    name: 'leaves build outputs and ignored paths alone',
    files: { ...tree, 'AGENTS.md': 'It is `dist/oven.js`, then `src/dist/x.js`, `data/bread.json` and `src/bake.log`.\n' },
    state: 'not-applicable',
  },
  {
    name: 'leaves files that are yet to be made, moved or examples alone',
    files: { ...tree, 'AGENTS.md': 'Create `src/new.ts`.\n\nFor example `src/rye.ts`.\n\nThe old `src/stove.ts` was removed.\n' },
    state: 'not-applicable',
  },
  {
    name: 'leaves paths of folders that are not here alone',
    files: { ...tree, 'AGENTS.md': 'In the shop `server/till.ts` rings.\n' },
    state: 'not-applicable',
  },
  {
    name: 'does not look into submodules',
    files: { ...tree, 'src/extra': { submodule: true }, 'AGENTS.md': 'See `src/extra/a.ts`.\n' },
    state: 'not-applicable',
  },
  { name: 'does not apply without instructions', files: tree, state: 'not-applicable', reason: 'no instruction files' },
  {
    name: 'survives hostile paths',
    files: { ...tree, 'AGENTS.md': `\`${'../'.repeat(3000)}x\` [a](${'%2e%2e/'.repeat(40)}x.md) [b](%ff.md) \`src/${'a/'.repeat(90)}\`\n` },
    state: 'not-applicable',
  },
  {
    name: 'leaves a path out that is made later by a configured phrase, in any language',
    files: { ...tree, 'AGENTS.md': 'Teig: `src/dough.ts`.\n\nDie Datei `src/flour.ts` wird erzeugt.\n' },
    options: { phrases: ['wird erzeugt'] },
    evidence: ['src/dough.ts exists'],
  },
  {
    name: 'knows no other language by itself',
    files: { ...tree, 'AGENTS.md': 'Teig: `src/dough.ts`.\n\nDie Datei `«src/flour.ts»` wird erzeugt.\n' },
    findings: ['missing'],
  },
]);
