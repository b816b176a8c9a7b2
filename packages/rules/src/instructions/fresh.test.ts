import { testRule } from '@ten-point/core/testing';
import { describe, it } from 'vitest';
import { fresh } from './fresh.ts';

const packages = { 'packages/dough/a.ts': '', 'packages/oven/a.ts': '', 'packages/shop/a.ts': '' };
const list = '# Bakery\n\n- `packages/dough/` kneads.\n- `packages/oven/` bakes.\n- `packages/shop` sells.\n';
const then = ['docs', 'packages', 'packages/dough', 'packages/oven', 'packages/shop'];
const lastChanges = { 'AGENTS.md': { commit: '1'.repeat(40), date: '2026-03-01', directories: then } };

testRule({ describe, it }, fresh, [
  { name: 'accepts a list that is complete', files: { 'AGENTS.md': list, ...packages }, lastChanges, evidence: ['names every folder of packages/'] },
  {
    name: 'reports a folder that came after the list',
    files: { 'AGENTS.md': list.replace('packages/shop', '«packages/shop»'), ...packages, 'packages/mill/a.ts': '' },
    lastChanges,
    findings: [{ id: 'grown', text: 'last changed (2026-03-01), and does not name packages/mill', confidence: 'medium' }],
  },
  {
    name: 'accepts a new folder that is named by a file in it',
    files: { 'AGENTS.md': `${list}\nStart with \`packages/mill/grind.ts\`.\n`, ...packages, 'packages/mill/grind.ts': '' },
    lastChanges,
  },
  {
    name: 'takes a choice of folders for no overview',
    files: { 'AGENTS.md': list, ...packages, 'packages/mill/a.ts': '' },
    lastChanges: { 'AGENTS.md': { ...lastChanges['AGENTS.md'], directories: [...then, 'packages/icing'] } },
    state: 'not-applicable',
  },
  {
    name: 'leaves hidden and vendored folders out',
    files: { 'AGENTS.md': list, ...packages, 'packages/.cache/a.ts': '', 'packages/vendor/a.ts': '' },
    lastChanges,
  },
  {
    name: 'takes two folders for no overview',
    files: { 'AGENTS.md': 'See `packages/dough/` and `packages/oven/`.\n', ...packages },
    lastChanges,
    state: 'not-applicable',
  },
  {
    name: 'points at the list, not at a later remark on what it lists',
    files: {
      'AGENTS.md': `${list.replace('packages/shop', '«packages/shop»')}\nAsk before you change \`packages/dough/\`.\n`,
      ...packages,
      'packages/mill/a.ts': '',
    },
    lastChanges,
    findings: ['grown'],
  },
  {
    name: 'needs no history where folders of several places are named',
    files: { 'AGENTS.md': 'Ask before you change `packages/dough/`, `docs/` or `.github/`.\n', ...packages, 'docs/a.md': '', '.github/a.yml': '' },
    state: 'not-applicable',
  },
  { name: 'cannot know without history', files: { 'AGENTS.md': list, ...packages }, state: 'unknown', reason: 'no history' },
  { name: 'does not apply without instructions', files: packages, lastChanges, state: 'not-applicable' },
]);
