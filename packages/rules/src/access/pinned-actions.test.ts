import { testRule } from '@ten-point/core/testing';
import { describe, it } from 'vitest';
import { pinnedActions } from './pinned-actions.ts';

const sha = '8e8c483db84b4bee98b60c0593521ed34d9990e8';
const workflow = (...uses: readonly string[]): Record<string, string> => ({
  '.github/workflows/oven.yml': `on: push\njobs:\n  bake:\n    runs-on: ubuntu-latest\n    steps:\n${uses.map((use) => `      - uses: ${use}\n`).join('')}`,
});

testRule({ describe, it }, pinnedActions, [
  {
    name: 'offers the commit that is used elsewhere under a comment of that major',
    files: {
      '.github/workflows/a.yml': `on: push\njobs:\n  a:\n    runs-on: x\n    steps:\n      - uses: «octo/oven@v4»\n      - uses: octo/oven@${'1'.repeat(40)} # v4.2.0\n      - uses: «octo/mill@v1» # the old one\n`,
      '.github/workflows/b.yml': `on: push\njobs:\n  a:\n    runs-on: x\n    steps:\n      - uses: octo/oven@${'2'.repeat(40)} # v4.10.1 newest\n      - uses: octo/oven@${'3'.repeat(40)} # v5.0.0\n      - uses: octo/mill@${'4'.repeat(40)} # v1.0.0\n`,
    },
    findings: ['tag', 'tag'],
    fixed: {
      '.github/workflows/a.yml': `on: push\njobs:\n  a:\n    runs-on: x\n    steps:\n      - uses: octo/oven@${'2'.repeat(40)} # v4.10.1\n      - uses: octo/oven@${'1'.repeat(40)} # v4.2.0\n      - uses: octo/mill@v1 # the old one\n`,
    },
  },
  {
    name: 'keeps quotes around the commit that it offers, and offers nothing in braces, for another major, or where two commits go by one version',
    files: {
      '.github/workflows/a.yml': `on: push\njobs:\n  a:\n    runs-on: x\n    steps:\n      - uses: "«octo/oven@v4»"\n      - uses: '«octo/oven@v4.2.0»'\n      - uses: Octo/Oven@${'1'.repeat(40)} # v4.2.0\n      - uses: «octo/oven@v40»\n`,
      '.github/workflows/b.yml': `on: push\njobs:\n  a:\n    runs-on: x\n    steps:\n      - { uses: «octo/oven@v4» }\n      - uses: octo/mill@${'2'.repeat(40)} # v1\n      - uses: octo/mill@${'3'.repeat(40)} # v1\n      - uses: «octo/mill@v1»\n`,
    },
    findings: ['tag', 'tag', 'tag', 'tag', 'tag'],
    fixed: {
      '.github/workflows/a.yml': `on: push\njobs:\n  a:\n    runs-on: x\n    steps:\n      - uses: "octo/oven@${'1'.repeat(40)}" # v4.2.0\n      - uses: 'octo/oven@${'1'.repeat(40)}' # v4.2.0\n      - uses: Octo/Oven@${'1'.repeat(40)} # v4.2.0\n      - uses: octo/oven@v40\n`,
    },
  },
  { name: 'accepts a full commit and quotes its version', files: workflow(`shop/bake@${sha} # v4.1`), evidence: ['shop/bake by commit (v4.1)'] },
  { name: 'reports a tag, at the reference', files: workflow('«shop/bake/tray@v4»'), findings: [{ id: 'tag', text: 'shop/bake/tray is used at v4' }] },
  { name: 'reports a branch', files: workflow('«shop/bake@main»'), findings: ['branch'] },
  { name: 'reports a short commit', files: workflow('«shop/bake@8e8c483»'), findings: ['tag'] },
  { name: 'reports an action once for a file and ref', files: workflow('«shop/bake@v4»', 'shop/bake@v4', '«shop/bake@v5»'), findings: ['tag', 'tag'] },
  { name: 'reports an image without a digest', files: workflow('«docker://alpine:3»', `docker://alpine@sha256:${'a'.repeat(64)}`), findings: ['image'] },
  {
    name: 'reports a reusable workflow of another repository',
    files: { '.github/workflows/oven.yml': 'on: push\njobs:\n  bake:\n    uses: «shop/bake/.github/workflows/bake.yml@v1»\n' },
    findings: ['tag'],
  },
  {
    name: 'looks into local actions',
    files: { ...workflow('./.github/actions/bake'), '.github/actions/bake/action.yml': 'runs:\n  using: composite\n  steps:\n    - uses: «shop/bake@v1»\n' },
    findings: ['tag'],
  },
  { name: "accepts GitHub's own actions by tag", files: workflow('actions/checkout@v6', 'github/codeql-action/init@v4') },
  {
    name: "accepts actions of this repository's owner",
    files: workflow('Shop/bake@v1'),
    facts: { origin: { host: 'github.com', owner: 'shop', name: 'oven' } },
  },
  {
    name: 'takes other trusted owners by option',
    files: workflow('shop/bake@v1', '«actions/checkout@v6»'),
    options: { trustedOwners: ['shop'] },
    findings: ['tag'],
  },
  { name: 'does not apply to local actions alone', files: workflow('./bake'), state: 'not-applicable' },
  { name: 'leaves examples in documentation alone', files: { 'docs/example.yml': 'jobs: {a: {steps: [{uses: shop/bake@v1}]}}' }, state: 'not-applicable' },
]);
