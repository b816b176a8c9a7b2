import type { Idea } from '../prose/statements.ts';

/** A place of its own for each task, by name. */
export const separateCheckouts: Idea = {
  says: [
    [
      ...['use', 'create', 'work', 'run', 'each', 'every', 'per', 'own', 'separate', 'add', 'set up', 'make', 'start', 'develop*', 'isolat*', 'open', 'spawn'],
      ...['inside', 'keep', 'check out', 'recommend*', 'provide', 'support'],
    ],
    [
      'worktree',
      'worktrees',
      'virtual branch',
      'virtual branches',
      'gitbutler',
      'git-butler',
      'separate clone',
      'separate checkout',
      'own clone',
      'own checkout',
      'jj workspace',
      'dev container',
      'devcontainer',
      'codespace*',
      'cloud sandbox',
    ],
  ],
  within: 14,
};

/** A branch for each task or change. */
export const branchPerTask: Idea = {
  says: [
    [
      'create',
      'use',
      'make',
      'start',
      'cut',
      'open',
      'checkout',
      'check out',
      'switch',
      'work',
      'push',
      'one',
      'each',
      'every',
      'branch off',
      'branch from',
      'prefix',
      'name',
    ],
    [
      'new branch',
      'feature branch',
      'feature branches',
      'topic branch',
      'topic branches',
      'own branch',
      'separate branch',
      'dedicated branch',
      'branch per',
      'branch for',
      'branch named',
      'branch name',
      'branch names',
      'short-lived branch',
      'working branch',
      'a branch',
      'your branch',
      'branch off',
      'branch from',
    ],
  ],
};

/** The default branch is not worked on. */
export const notOnDefaultBranch: Idea = {
  says: [
    ['commit', 'push', 'work', 'committing', 'pushing', 'working', 'develop'],
    ['main', 'master', 'trunk', 'default branch', 'protected branch', 'develop'],
  ],
  within: 8,
};
