import { testRule } from '@ten-point/core/testing';
import { describe, it } from 'vitest';
import { worktreeSafe } from './worktree-safe.ts';

testRule({ describe, it }, worktreeSafe, [
  {
    name: 'reports a test for .git as a directory, and a hook copied into it',
    files: { 'scripts/setup.sh': '#!/bin/sh\nif [ -d «.git» ]; then\n  cp hooks/pre-commit «.git/hooks/»\nfi\n' },
    findings: [
      { id: 'gitDirectoryTest', text: 'scripts/setup.sh tests whether .git is a directory' },
      { id: 'gitDirectoryWrite', text: 'core.hooksPath' },
    ],
  },
  {
    name: 'reports a redirection into the hooks of a husky hook, and the double-bracket form',
    files: { '.husky/post-checkout': '[[ -d "«$ROOT/.git»" ]] && echo x > «.git/hooks/post-merge»\n'.replace('"«', '«"').replace('»"', '"»') },
    findings: ['gitDirectoryTest', 'gitDirectoryWrite'],
  },
  {
    name: 'reports a path of one machine',
    files: { 'setup.sh': 'cp «/Users/anna/bakery/.env» .env\n' },
    findings: [{ id: 'homePath', confidence: 'medium' }],
  },
  {
    name: 'accepts a script that asks git',
    files: { 'scripts/setup.sh': 'hooks=$(git rev-parse --git-path hooks)\n[ -d .git ] && cp x "$hooks"\n' },
    evidence: ['1 tasks, hooks and scripts'],
  },
  { name: 'accepts core.hooksPath and a test for existence', files: { 'scripts/setup.sh': '[ -e .git ] || exit 0\ngit config core.hooksPath .githooks\n' } },
  { name: 'leaves the repository of a dependency alone', files: { 'scripts/deps.sh': 'if [ ! -d "$target/.git" ]; then git clone "$url" "$target"; fi\n' } },
  { name: 'leaves a fresh repository alone', files: { 'scripts/try.sh': 'mkdir x && cd x && git init\ncp hook .git/hooks/\n' } },
  {
    name: 'leaves comments and printed text alone',
    files: { 'scripts/help.sh': '# cp x .git/hooks/\necho "[ -d .git ] would be wrong, so would /Users/anna/x"\n' },
  },
  { name: 'leaves paths in containers alone', files: { 'scripts/run.sh': 'docker run -w /Users/x/app -v "$PWD:/home/node/app" image\n' } },
  { name: 'leaves scripts of fixtures alone', files: { 'fixtures/x.sh': '[ -d .git ]', 'setup.sh': 'npm ci' } },
  { name: 'does not apply without scripts', files: { 'README.md': '[ -d .git ]' }, state: 'not-applicable', reason: 'no tasks, git hooks or shell scripts' },
  { name: 'survives broken shell', files: { 'setup.sh': 'if [ -d «.git» "((((\n' }, findings: ['gitDirectoryTest'] },
]);
