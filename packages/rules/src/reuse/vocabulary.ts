import type { Idea } from '../prose/statements.ts';
import { existingThings } from '../prose/vocabulary.ts';

const otherThings = [
  'duplicate issue',
  'duplicate pull request',
  'duplicate report',
  'issue tracker',
  'code of conduct',
  'prevents users',
  'affect',
  'break',
  'breaking',
];

/** Whether something that exists was, or should be, used instead of a second one. */
export const reuseOverRebuild: readonly Idea[] = [
  // "Before you write a helper, search for it."
  {
    says: [
      ['search', 'look', 'check', 'grep', 'find'],
      [
        'before you write',
        'before you add',
        'before you create',
        'before writing',
        'before adding',
        'before creating',
        'before implementing',
        'before you implement',
      ],
      ['helper', 'utility', 'util', 'abstraction', 'component', 'pattern', 'function', 'module', 'hook', 'type', 'code', 'class'],
    ],
    within: 14,
    unless: otherThings,
  },
  {
    says: [
      [
        'reuse',
        're use',
        'leverage',
        'extend',
        'follow',
        'adhere',
        'match',
        'mirror',
        'consistent with',
        'prefer',
        'use',
        'search',
        'look',
        'check',
        'scan',
        'find',
        'fit',
      ],
      existingThings,
    ],
    within: 10,
    unless: otherThings,
  },
  {
    says: [
      ['reuse', 're use'],
      ['existing', 'helper', 'utility', 'util', 'utils', 'abstraction', 'component', 'pattern', 'function', 'logic', 'module'],
    ],
    within: 8,
    unless: otherThings,
  },
  {
    says: [
      [
        'duplicate code',
        'duplicated code',
        'code duplication',
        'duplicate logic',
        'logic duplication',
        'duplicate functionality',
        'duplicate implementation',
        'duplicating existing',
        'duplicates existing',
        'duplicates an existing',
        'reinvent',
        'reimplement',
        'parallel implementation',
        'copy pasted code',
        'already exists elsewhere',
        'rolling your own',
        'roll your own',
      ],
    ],
    unless: otherThings,
  },
  {
    says: [
      ['instead of', 'rather than', 'before', 'avoid', "don't", 'do not', 'never'],
      ['add', 'create', 'write', 'implement', 'introduce', 'build'],
      [
        'new helper',
        'own helper',
        'another helper',
        'new utility',
        'own utility',
        'new abstraction',
        'new component',
        'own component',
        'new implementation',
        'own implementation',
        'second implementation',
        'new pattern',
        'new function',
        'duplicate',
        'from scratch',
        'custom implementation',
      ],
    ],
    within: 10,
    unless: otherThings,
  },
];

/** A place that holds what is shared. */
export const sharedPlace: Idea = {
  says: [
    [
      'shared',
      'common code',
      'common utility',
      'common helper',
      'common module',
      'util',
      'utils',
      'utility',
      'helper',
      'component',
      'reuse',
      'reusable',
      'pattern',
      'existing',
      'base class',
      'design system',
      'primitive',
      'building block',
    ],
  ],
};

/** A text that people read while reviewing. */
export const reviewing: readonly string[] = [
  'review',
  'reviewer',
  'pull request checklist',
  'pr checklist',
  'before submitting',
  'before opening a pull request',
  'before you submit',
];

/** A heading of a template that is about reuse. */
export const reuseHeading: Idea = { says: [['reuse', 'code reuse', 'duplication']] };
