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

/** A branch is made for a change. Branches of releases and of code are others. */
export const branchPerTask: Idea = {
  says: [
    ['create', 'make', 'start', 'cut', 'check out', 'checkout', 'switch', 'work on', 'use', 'open', 'push'],
    [
      ...[
        'new branch',
        'feature branch',
        'feature branches',
        'fix branch',
        'topic branch',
        'topic branches',
        'own branch',
        'separate branch',
        'dedicated branch',
      ],
      ...[
        'short lived branch',
        'working branch',
        'a branch with',
        'a branch for',
        'a branch in',
        'a branch from',
        'a branch off',
        'on a branch',
        'work on a branch',
        'branch per',
      ],
    ],
  ],
  unless: [
    'release',
    'releases',
    'minor',
    'major',
    'backport',
    'backports',
    'condition',
    'statement',
    'parser',
    'codepath',
    'code path',
    'maintainer',
    'maintainers',
  ],
  within: 8,
};

/** How branches for changes start or are called. */
export const branchForm: Idea = {
  says: [
    [
      'branch from',
      'branch off',
      'branch naming',
      'branch name',
      'branch names',
      'branch per task',
      'branch per change',
      'branch per issue',
      'branch for each',
      'branch for every',
      'git checkout -b',
      'git switch -c',
    ],
  ],
  unless: ['release', 'releases', 'minor', 'major', 'backport', 'backports'],
};

/** The default branch is not worked on. */
export const notOnDefaultBranch: Idea = {
  says: [
    ['commit', 'push', 'work', 'committing', 'pushing', 'working', 'develop'],
    ['main', 'master', 'trunk', 'default branch', 'protected branch', 'develop'],
  ],
  within: 8,
};
