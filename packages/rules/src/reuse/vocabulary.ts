import type { Idea } from '../prose/statements.ts';

const existing = ['existing', 'already', 'shared', 'common', 'established', 'current', 'nearby', 'similar', 'same'];
const building = [
  'helper',
  'utility',
  'util',
  'utils',
  'abstraction',
  'component',
  'pattern',
  'function',
  'code',
  'implementation',
  'module',
  'service',
  'library',
  'class',
  'hook',
  'convention',
  'functionality',
  'package',
  'api',
];
const otherDuplicates = [
  'duplicate issue',
  'duplicate pull request',
  'duplicate pr',
  'duplicate report',
  'existing issue',
  'existing pr',
  'existing pull request',
  'existing discussion',
  'duplicates of',
  'issue tracker',
  'code of conduct',
];

/** Whether something that exists was, or should be, used instead of a second one. */
export const reuseOverRebuild: readonly Idea[] = [
  {
    says: [
      ['reuse', 're use', 'reusing', 'leverage', 'prefer', 'follow', 'extend', 'consistent with', 'match', 'check', 'search', 'look', 'find', 'grep', 'use'],
      existing,
      building,
    ],
    within: 14,
    unless: otherDuplicates,
  },
  {
    says: [
      ['duplicate', 'duplication', 'reinvent', 'reimplement', 'parallel implementation', 'copy paste', 'copy pasted', 'copied'],
      [...building, 'logic', 'wheel', 'repo', 'codebase', 'elsewhere'],
    ],
    within: 12,
    unless: otherDuplicates,
  },
  {
    says: [['already exist', 'already provided', 'already available', 'already have', 'already there']],
    about: [[...building, 'logic', 'codebase', 'repository', 'similar']],
    unless: otherDuplicates,
  },
  { says: [['reuse', 're use', 'dry']], about: [[...building, 'existing', 'principle']], within: 10 },
];

/** The same, of the kind that tells one to look first. */
export const lookFirst: readonly Idea[] = [
  {
    says: [
      [
        'search',
        'look',
        'check',
        'find',
        'grep',
        'reuse',
        're use',
        'prefer',
        'use',
        'leverage',
        'follow',
        'extend',
        'consult',
        'study',
        'explore',
        'match',
        'mirror',
      ],
      ['existing', 'already', 'shared', 'common', 'established', 'similar', 'neighbouring', 'neighboring', 'nearby'],
      [...building, 'solution', 'example', 'style', 'test', 'logic', 'work', 'code'],
    ],
    within: 14,
    unless: otherDuplicates,
  },
  {
    says: [
      ['before', 'instead of', 'rather than', 'avoid', "don't", 'do not', 'never'],
      ['add', 'create', 'write', 'implement', 'introduce', 'reinvent', 'duplicate', 'reimplement', 'rolling', 'copy'],
      ['new', 'own', 'another', 'second', 'duplicate', 'duplicating', 'wheel', 'existing', 'parallel', 'custom', 'logic'],
      [...building, 'wheel', 'logic', 'one'],
    ],
    within: 14,
    unless: [...otherDuplicates, 'new test', 'new issue', 'new pull request'],
  },
];

/** A place that holds what is shared. */
export const sharedPlace: Idea = {
  says: [
    [
      'shared',
      'common',
      'util',
      'utils',
      'utility',
      'helper',
      'component',
      'reuse',
      'reusable',
      'library',
      'pattern',
      'existing',
      'abstraction',
      'example',
      'core',
      'lib',
      'architecture',
      'base class',
      'design system',
      'hook',
      'service',
      'primitives',
      'building block',
      'conventions',
    ],
  ],
};

/** A text that people read while reviewing. */
export const reviewing: readonly string[] = [
  'review',
  'reviewer',
  'reviewing',
  'pull request',
  'pr',
  'prs',
  'checklist',
  'before submitting',
  'submit',
  'contribution',
  'contributing',
];

/** A heading of a template that is about reuse. */
export const reuseHeading: Idea = { says: [['reuse', 'code reuse', 'duplication']] };
