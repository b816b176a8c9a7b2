import type { Idea } from '../prose/statements.ts';

const dependencies = [
  'dependency',
  'dep',
  'third party',
  'npm package',
  'new package',
  'external package',
  'new library',
  'external library',
  'production package',
  'new crate',
  'new gem',
];
/** Dependencies between the parts of a program. */
const otherDependencies = ['circular', 'cyclic', 'cross', 'inject', 'injection', 'incremental*', 'import', 'array', 'hook', 'optimizer'];

/** A sentence on adding dependencies; negated when it forbids that. */
export const addsDependencies: Idea = {
  says: [['add', 'introduce', 'bring in', 'pull in', 'adopt'], dependencies],
  unless: otherDependencies,
  within: 8,
};

/** The same with a question to people in it, or in the heading above. */
export const asksBeforeDependencies: Idea = {
  says: [['add', 'introduce', 'install', 'new', 'bring in', 'pull in', 'upgrade', 'adopt', 'production'], dependencies],
  about: [
    [
      'ask',
      'approval',
      'approve',
      'confirm',
      'permission',
      'discuss',
      'consult',
      'justify',
      'justification',
      'avoid',
      'minimize',
      'sign off',
      'check with',
      'reluctan*',
      'sparingly',
    ],
  ],
  unless: otherDependencies,
  within: 8,
};

/** Editing of manifests and lockfiles; negated when it forbids that. */
export const editsManifests: Idea = {
  says: [
    ['change', 'edit', 'modify', 'update', 'touch'],
    ['package.json', 'lockfile', 'lock file', 'cargo.toml', 'pyproject.toml', 'go.mod', 'package lock'],
  ],
  within: 8,
};

/** Work that is not to be done, or not without asking; the verb is negated, or a question stands beside it. */
export const boundaryVerb: Idea = {
  says: [
    [
      'edit',
      'modify',
      'touch',
      'change',
      'commit',
      'push',
      'delete',
      'deploy',
      'remove',
      'migrate',
      'publish',
      'release',
      'rename',
      'update',
      'overwrite',
      'force push',
      'merge',
      'add',
      'create',
      'introduce',
      'alter',
      'reset',
      'bypass',
      'suppress',
      'hardcode',
      'break',
      'expose',
      'disable',
      'skip',
      'mention',
    ],
  ],
};

export const asksFirst: Idea = {
  says: [
    ['ask', 'approval', 'confirm', 'permission', 'check with', 'consult', 'stop and ask'],
    ['first', 'before', 'prior', 'without', 'unless', 'explicit', 'explicitly', 'user', 'maintainer', 'human'],
  ],
  within: 12,
};

/** Secrets, and data of production. */
export const namesSecrets: Idea = {
  says: [
    [
      'commit',
      'log',
      'expose',
      'hardcode',
      'hard code',
      'leak',
      'store',
      'print',
      'share',
      'overshare',
      'oversharing',
      'paste',
      'send',
      'embed',
      'read',
      'use',
      'touch',
      'put',
      'write',
      'include',
      'access',
      'connect',
    ],
    [
      'secret',
      'credential',
      'api key',
      'api token',
      'access token',
      'auth token',
      'private key',
      'password',
      '.env',
      'env file',
      'production data',
      'production database',
      'customer data',
      'personal data',
      'pii',
      'sensitive data',
      'sensitive information',
    ],
  ],
  within: 8,
};

/** A sentence that sets a limit, whatever its grammar. */
export const limitWords: RegExp =
  /\b(?:never|do not|don't|don’t|must not|mustn't|avoid|not allowed|forbidden|prohibited|may not|should not|shouldn't|without|only|off.?limits)\b/i;

/** A heading over what is asked of pull requests. */
export const aboutPullRequests: Idea = { says: [['pull request', 'pr', 'prs', 'merge request']], unless: ['review*'] };

/** What a pull request must hold, or what must run before it. */
export const pullRequestDuty: Idea = {
  says: [
    ['must', 'should', 'include', 'title', 'description', 'template', 'before', 'changelog', 'changeset', 'describe', 'require', 'fill', 'ensure'],
    ['pull request', 'pr', 'prs', 'merge request'],
  ],
  unless: ['review', 'merged', 'comment', 'gh pr', 'issue pr', 'label', 'url', 'example'],
  within: 6,
};
