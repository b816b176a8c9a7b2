// What the README's two commands need first: dependencies by the frozen lockfile, and a build that is no older than its sources.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';

export const root = join(import.meta.dirname ?? new URL('.', import.meta.url).pathname, '..');
const stamps = join(root, 'node_modules/.cache/agent-readiness');
const { devEngines, engines } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
const packageManager = `${devEngines.packageManager.name}@${devEngines.packageManager.version}`;

/** Ends with a clear message on a Node that is too old. */
export function checkNode() {
  const [major, minor] = process.versions.node.split('.').map(Number);
  const [wantedMajor, wantedMinor] = engines.node.replace('>=', '').split('.').map(Number);
  if (major > wantedMajor || (major === wantedMajor && minor >= wantedMinor)) return;
  console.error(`This needs Node ${engines.node}; this is ${process.versions.node}.`);
  process.exit(3);
}

/**
 * Installs dependencies, unless they are those of the lockfile already. `cli` is what the command line is built from; `all` also
 * what the tests need, which is a good deal more: the descriptions of GitHub's API have 385 MB.
 */
export function install(what) {
  const members = ['packages/core', 'packages/rules', 'packages/cli', 'packages/github-server', 'bench'];
  const wanted = hash(['pnpm-lock.yaml', 'pnpm-workspace.yaml', 'package.json', ...members.map((member) => `${member}/package.json`)]);
  if (isCurrent('install-all', wanted) || (what === 'cli' && isCurrent('install-cli', wanted))) return;
  say(`installing dependencies with ${packageManager} (frozen lockfile)`);
  pnpm([...(what === 'cli' ? ['--filter', '@ten-point/cli...'] : []), 'install', '--frozen-lockfile', '--reporter=append-only']);
  stamp(`install-${what}`, wanted);
}

/** Builds what is older than its sources. `cli` is the bundled command line alone; `all` also the libraries with their types. */
export function build(what) {
  const wanted = hash(sourceFiles());
  const names = what === 'cli' ? ['cli'] : ['core', 'rules', 'cli'];
  for (const name of names) {
    if (isCurrent(`build-${name}`, wanted) && existsSync(join(root, `packages/${name}/dist`))) continue;
    say(`building @ten-point/${name}`);
    pnpm(['--silent', '--filter', `@ten-point/${name}`, 'build']);
    stamp(`build-${name}`, wanted);
  }
}

/** Runs a program and hands its failure on; output goes to standard error, which leaves standard output to the report. */
export function run(command, args, options = {}) {
  const { status, error } = spawnSync(command, args, { cwd: root, stdio: ['ignore', 2, 2], shell: process.platform === 'win32', ...options });
  if (error) throw error;
  return status ?? 1;
}

function pnpm(args) {
  const status = run('npx', ['-y', packageManager, ...args]);
  if (status !== 0) {
    console.error(`agent-readiness: \`${packageManager} ${args.join(' ')}\` failed with ${status}.`);
    process.exit(3);
  }
}

function say(text) {
  console.error(`agent-readiness: ${text}`);
}

function sourceFiles() {
  return ['core', 'rules', 'cli'].flatMap((name) => [
    `packages/${name}/package.json`,
    `packages/${name}/tsup.config.ts`,
    ...readdirSync(join(root, `packages/${name}/src`), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile() && !entry.name.endsWith('.test.ts'))
      .map((entry) => relative(root, join(entry.parentPath, entry.name)))
      .sort(),
  ]);
}

function hash(paths) {
  const sum = createHash('sha256').update(process.version);
  for (const path of paths)
    sum
      .update(path)
      .update('\0')
      .update(readFileSync(join(root, path)));
  return sum.digest('hex');
}

function isCurrent(name, wanted) {
  const file = join(stamps, name);
  return existsSync(file) && readFileSync(file, 'utf8') === wanted;
}

function stamp(name, value) {
  mkdirSync(stamps, { recursive: true });
  writeFileSync(join(stamps, name), value);
}
