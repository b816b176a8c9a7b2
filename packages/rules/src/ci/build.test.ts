import { testRule } from '@ten-point/core/testing';
import { describe, it } from 'vitest';
import { build } from './build.ts';

const workflow = (run: string): Record<string, string> => ({
  '.github/workflows/ci.yml': `«on»: pull_request\njobs:\n  checks:\n    runs-on: ubuntu-latest\n    steps:\n      - run: ${run}\n`,
});
const unmarked = (run: string): Record<string, string> => ({
  '.github/workflows/ci.yml': workflow(run)['.github/workflows/ci.yml']?.replace(/[«»]/g, '') ?? '',
});

testRule({ describe, it }, build, [
  { name: 'passes on a build', files: { 'go.mod': 'module oven\ngo 1.24\n', ...unmarked('go build ./...') }, evidence: ['go build ./...'] },
  {
    name: 'counts tests of a compiled language',
    files: { 'Cargo.toml': '[package]\nname = "oven"\n', ...unmarked('cargo test') },
    evidence: ['which compiles the code'],
  },
  {
    name: 'follows what installing the package runs',
    files: { 'package.json': '{"scripts":{"build":"tsc","prepare":"npm run build"}}', ...unmarked('npm ci') },
    evidence: ['npm ci (through package.json prepare, package.json build)'],
  },
  {
    name: 'reports a build task that no job runs',
    files: { 'package.json': '{"scripts":{"build":"vite build"}}', ...workflow('npx eslint .') },
    findings: [{ id: 'noJob', text: 'package.json has a build task', confidence: 'medium' }],
  },
  { name: 'reports compiled code without CI', files: { 'Cargo.toml': '[package]\nname = "oven"\n' }, findings: ['noCi'] },
  { name: 'grades a collection of samples low', files: { 'a/Cargo.toml': '[package]\nname = "a"\n' }, findings: [{ id: 'noCi', confidence: 'low' }] },
  {
    name: 'does not apply to interpreted code without a build step',
    files: { 'composer.json': '{}', ...unmarked('vendor/bin/phpunit') },
    state: 'not-applicable',
    reason: 'no build step',
  },
  {
    name: 'does not take a project of the tests for the product',
    files: { 'package.json': '{}', 'test/app/app.csproj': '<Project/>', ...unmarked('npm test') },
    state: 'not-applicable',
  },
  {
    name: 'does not know what a called workflow does',
    files: { 'go.mod': 'module oven\n', '.github/workflows/ci.yml': 'on: pull_request\njobs:\n  b:\n    uses: acme/x/.github/workflows/b.yml@v1\n' },
    state: 'unknown',
    reason: 'acme/x',
  },
  {
    name: 'does not take an echo, a version or an installation for a build',
    files: { 'package.json': '{"scripts":{"build":"vite build"}}', ...workflow('echo npm run build && npx vite --version && npm install vite') },
    findings: ['noJob'],
  },
]);
