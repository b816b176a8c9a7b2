import { testRule } from '@ten-point/core/testing';
import { describe, it } from 'vitest';
import { ownershipRiskyPaths } from './risky-paths.ts';

const workflow = { '.github/workflows/ci.yml': 'on: push\n', '.github/workflows/release.yml': 'on: push\n' };

testRule({ describe, it }, ownershipRiskyPaths, [
  {
    name: 'accepts areas that are owned',
    files: { ...workflow, CODEOWNERS: '* @acme/bakers\n', 'src/auth/login.ts': '' },
    evidence: ['CI configuration: 2 files, owned by @acme/bakers', 'Authentication and authorization: 1 file'],
  },
  {
    name: 'reports each area with its files, not each file',
    files: { ...workflow, CODEOWNERS: '«»«»CODEOWNERS @baker\n', 'AGENTS.md': '' },
    findings: [
      { id: 'unowned', text: 'CI configuration: no owner for 2 of 2 files: .github/workflows/ (2 files)', confidence: 'high' },
      { id: 'unowned', text: 'Agent instructions and settings: no owner for 1 of 1 file: AGENTS.md' },
    ],
  },
  {
    name: 'reports once when nothing risky is owned',
    files: { ...workflow, CODEOWNERS: '«»*.md @baker\n' },
    findings: [{ id: 'noneOwned', text: '3 files in all: CI configuration, Code owners' }],
  },
  {
    name: 'reports the line that takes the owners away',
    files: { ...workflow, CODEOWNERS: '* @baker\n«/.github/workflows/release.yml»\n' },
    findings: [{ id: 'takenAway', confidence: 'medium' }],
  },
  {
    name: 'is less sure of an area that only the name of a folder tells',
    files: { CODEOWNERS: '«»CODEOWNERS @baker\n', 'src/auth/login.ts': '' },
    findings: [{ id: 'unowned', confidence: 'medium' }],
  },
  {
    name: 'leaves out documentation and tests of such an area, and files of others',
    files: { CODEOWNERS: 'CODEOWNERS @baker\n', 'docs/auth/login.md': '', 'tests/auth/login_test.py': '', 'vendor/x/auth/a.go': '', 'examples/auth/a.ts': '' },
  },
  { name: 'leaves out a second file without effect', files: { '.github/CODEOWNERS': '/.github/ @baker\n', CODEOWNERS: '' } },
  {
    name: 'takes configured areas',
    files: { CODEOWNERS: '«»/docs/ @baker\n', 'recipes/rye.yml': '' },
    riskAreas: [{ id: 'recipes', title: 'Recipes', paths: ['recipes/**'] }],
    findings: [{ id: 'unowned', text: 'Recipes: no owner for 1 of 1 file: recipes/rye.yml' }],
  },
  {
    name: 'does not apply where no area exists',
    files: { CODEOWNERS: '* @baker\n' },
    riskAreas: [{ id: 'recipes', title: 'Recipes', paths: ['recipes/**'] }],
    state: 'not-applicable',
  },
  { name: 'leaves the missing file to another rule', files: workflow, state: 'not-applicable', reason: 'no CODEOWNERS file' },
  { name: 'does not judge the paths of other systems', files: { ...workflow, OWNERS: 'approvers: [baker]\n' }, state: 'not-applicable', reason: 'Prow' },
]);
