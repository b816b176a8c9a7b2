import { testRule } from '@ten-point/core/testing';
import { describe, it } from 'vitest';
import { ownershipEffective } from './effective.ts';

const tree = { 'src/oven/door.ts': '', 'src/oven/heat.ts': '', 'docs/a.md': '' };

testRule({ describe, it }, ownershipEffective, [
  { name: 'accepts lines that decide over files', files: { ...tree, CODEOWNERS: '* @baker\n/src/oven/ @oven\n/docs/*\n' }, evidence: ['3 of 3 lines'] },
  {
    name: 'keeps patterns for files to come',
    files: { ...tree, CODEOWNERS: '* @baker\n*.proto @api\nOWNERS @baker\n**/generated/ @bot-team\n/src/*.sql @db\n' },
  },
  { name: 'accepts a line overridden by one with the same owners', files: { ...tree, CODEOWNERS: '/src/oven/ @oven @baker\n/src/ @Baker @oven\n' } },
  { name: 'accepts a line that part of its files is left to', files: { ...tree, CODEOWNERS: '/src/oven/ @oven\n/src/oven/door.ts @door\n' } },
  { name: 'accepts the directory of a submodule', files: { CODEOWNERS: '/yeast/ @baker\n', yeast: { submodule: true } } },
  {
    name: 'reports a path that is not there',
    files: { ...tree, CODEOWNERS: '* @baker\n«/src/owen/» @oven\n' },
    findings: [{ id: 'matchesNothing', text: '/src/owen/ matches no file', confidence: 'high' }],
  },
  {
    name: 'is less sure of a wildcard',
    files: { ...tree, CODEOWNERS: '«/src/o*n/gone/door.ts» @oven\n' },
    findings: [{ id: 'matchesNothing', confidence: 'medium' }],
  },
  { name: 'names the path in its real case', files: { ...tree, CODEOWNERS: '«/Src/Oven/» @oven\n' }, findings: [{ id: 'otherCase', text: 'src/oven' }] },
  { name: 'knows a file from a directory', files: { ...tree, CODEOWNERS: '«/docs/a.md/» @writer\n' }, findings: ['notDirectory'] },
  { name: 'knows that ./ matches nothing', files: { ...tree, CODEOWNERS: '«./docs/» @writer\n' }, findings: [{ id: 'dotPath', text: 'Write /docs/' }] },
  {
    name: 'reports a line to which nothing is left, at that line',
    files: { ...tree, CODEOWNERS: '«/src/oven/door.ts» @door\n/src/oven/ @oven\n' },
    findings: [{ id: 'overridden', text: '/src/oven/ in line 2' }],
  },
  {
    name: 'looks at every line that overrides another: one with other owners is enough',
    files: { ...tree, CODEOWNERS: '«/src/oven/» @oven\n/src/oven/door.ts @oven\n/src/oven/heat.ts @heat\n' },
    findings: [{ id: 'overridden', text: '/src/oven/heat.ts in line 3 matches files of it later' }],
  },
  {
    name: 'finds a path with escaped brackets in another case',
    files: { 'app/[id]/page.ts': '', CODEOWNERS: '«/App/\\[id\\]/» @web\n' },
    findings: [{ id: 'otherCase', text: 'app/[id]' }],
  },
  {
    name: 'reports a line that overrides many once, at that line',
    files: { ...tree, CODEOWNERS: '/src/ @a\n/docs/ @b\n/src/oven/ @c\n*.md @d\n*.ts @e\n«*» @baker\n' },
    findings: [{ id: 'overridesMany', text: '5 lines above it (1 to 5)' }],
  },
  { name: 'leaves a pattern with a problem to another rule', files: { ...tree, CODEOWNERS: '* @baker\n/v[0-9]/ @baker\n' } },
  { name: 'does not apply without a file', files: tree, state: 'not-applicable' },
  { name: 'does not slow down on stars', files: { ...tree, CODEOWNERS: `${'/*a*a*a*a*a*a*a*a*a*a*b @x\n'.repeat(500)}* @baker\n` } },
]);
