import { testRule } from '@ten-point/core/testing';
import { describe, it } from 'vitest';
import { reproducibleSetup } from './reproducible-setup.ts';

const npm = {
  'package.json': '{ "name": "bakery", "packageManager": "pnpm@12.0.0", "dependencies": { "flour": "^1.0.0" } }',
  'pnpm-lock.yaml': 'lockfileVersion: 9\n',
};
const readme = (text: string): Record<string, string> => ({ 'README.md': `# Bakery\n\n${text}\n` });

testRule({ describe, it }, reproducibleSetup, [
  {
    name: 'asks for no set-up where the first build fetches everything',
    files: { 'go.mod': 'module bakery\n\ngo 1.25\n', Makefile: 'bread:\n\tgo build ./...\n' },
    evidence: ['the first build of go.mod'],
  },
  {
    name: 'accepts a script, a lockfile and a pinned package manager',
    files: { ...npm, 'bin/setup': '#!/bin/sh\npnpm install\n' },
    evidence: ['bin/setup sets a checkout up', 'pnpm-lock.yaml locks', 'pins the toolchain'],
  },
  {
    name: 'accepts a command in the instructions',
    files: { ...npm, 'AGENTS.md': '# Bakery\n\nRun `pnpm install` first.\n' },
    evidence: ['AGENTS.md names the command "pnpm install"'],
  },
  { name: 'accepts a command in the README', files: { ...npm, ...readme('```sh\n$ pnpm install\n```') }, evidence: ['README.md names the command'] },
  { name: 'accepts a task', files: { ...npm, Makefile: 'setup:\n\tpnpm install\n' }, evidence: ['has the task "setup"'] },
  {
    name: 'accepts the lockfile of the workspace for its packages',
    files: { ...npm, ...readme('`pnpm install`'), 'packages/oven/package.json': '{ "name": "oven", "dependencies": { "steel": "1" } }' },
  },
  { name: 'reports a set-up that is nowhere written', files: { ...npm, ...readme('Bread.') }, findings: ['noSetup'] },
  { name: 'does not take the installation of the product for a set-up', files: { ...npm, ...readme('```sh\nnpm install bakery\n```') }, findings: ['noSetup'] },
  {
    name: 'reports a missing lockfile',
    files: { 'package.json': '{ "engines": { "node": ">=20" }, "dependencies": { "flour": "1" } }', ...readme('`npm install`') },
    findings: [{ id: 'noLockfile', text: 'package.json has no lockfile', confidence: 'medium' }],
  },
  {
    name: 'takes a lockfile that merely stands above for that of something else',
    files: { 'web/package.json': '{ "engines": { "node": ">=20" }, "dependencies": { "flour": "1" } }', 'package-lock.json': '{}', ...readme('`npm ci`') },
    findings: [{ id: 'noLockfile', text: 'web/package.json has no lockfile' }],
  },
  {
    name: 'finds the lockfile of a workspace whose root has no manifest',
    files: {
      'pnpm-workspace.yaml': 'packages: [web]\n',
      'pnpm-lock.yaml': 'lockfileVersion: 9\n',
      'web/package.json': '{ "engines": { "node": ">=20" }, "dependencies": { "flour": "1" } }',
      ...readme('`pnpm install`'),
    },
    evidence: ['pnpm-lock.yaml locks the dependencies of web/package.json'],
  },
  { name: 'asks for no lockfile without dependencies', files: { 'package.json': '{ "engines": { "node": ">=20" } }', ...readme('`npm install`') } },
  {
    name: 'reports a toolchain that is not pinned',
    files: { 'package.json': '{ "dependencies": { "flour": "1" } }', 'package-lock.json': '{}', ...readme('`npm ci`') },
    findings: [{ id: 'noToolchain', text: '.nvmrc' }],
  },
  {
    name: 'takes no sample far down for a pinned toolchain',
    files: {
      'package.json': '{ "dependencies": { "flour": "1" } }',
      'package-lock.json': '{}',
      'recipes/bread/mixer/Mixer.csproj': '<Project><PropertyGroup><TargetFramework>net9.0</TargetFramework></PropertyGroup></Project>',
      ...readme('`npm ci`'),
    },
    findings: [{ id: 'noToolchain', text: 'npm' }],
  },
  {
    name: 'accepts a toolchain that a package of the workspace pins',
    files: {
      'package.json': '{ "workspaces": ["packages/*"], "dependencies": { "flour": "1" } }',
      'package-lock.json': '{}',
      'packages/oven/package.json': '{ "name": "oven", "engines": { "node": ">=20" } }',
      ...readme('`npm ci`'),
    },
    evidence: ['packages/oven/package.json pins the toolchain'],
  },
  {
    name: 'cannot know what a guide in another place says',
    files: { ...npm, 'docs/community/contributing.md': '# Contributing' },
    state: 'unknown',
    reason: 'docs/community/contributing.md may name',
  },
  {
    name: 'does not take the installation of the product by make for a set-up',
    files: { ...npm, Makefile: 'install:\n\tcp bakery /usr/local/bin\n' },
    findings: ['noSetup'],
  },
  { name: 'accepts an install target that calls the package manager', files: { ...npm, Makefile: 'install:\n\t@pnpm install\n' } },
  {
    name: 'grades a lockfile that is ignored on purpose low',
    files: {
      'package.json': '{ "engines": { "node": ">=20" }, "dependencies": { "flour": "1" } }',
      '.gitignore': 'package-lock.json\n',
      ...readme('`npm install`'),
    },
    findings: [{ id: 'noLockfile', confidence: 'low' }],
  },
  { name: 'leaves manifests of fixtures alone', files: { 'fixtures/x/package.json': '{ "dependencies": { "a": "1" } }' }, state: 'not-applicable' },
  { name: 'does not apply to a repository of documents', files: readme('Bread.'), state: 'not-applicable', reason: 'no package manifest' },
]);
