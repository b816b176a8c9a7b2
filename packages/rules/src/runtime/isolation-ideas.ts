import type { Idea } from '../prose/statements.ts';

/** What must differ between checkouts, said of checkouts. */
export const perCheckout: Idea = {
  says: [
    [
      'port',
      'ports',
      'database',
      'databases',
      'db',
      'schema',
      'compose_project_name',
      'project name',
      'container',
      'containers',
      'services',
      'dev server',
      'stack',
      'environment',
      'env',
    ],
    [
      ...[
        'worktree',
        'worktrees',
        'per checkout',
        'each checkout',
        'second checkout',
        'other checkouts',
        'another checkout',
        'two checkouts',
        'several checkouts',
        'both checkouts',
        'per branch',
        'each branch',
        'per agent',
        'each agent',
      ],
      ...['several agents', 'multiple agents', 'parallel agents', 'per workspace', 'each workspace'],
    ],
  ],
  within: 16,
};

/** Two of it at once. */
export const twoAtOnce: Idea = {
  says: [
    ['port', 'ports', 'compose_project_name', 'dev server', 'dev servers', 'database'],
    [
      'side by side',
      'in parallel',
      'two instances',
      'multiple instances',
      'several instances',
      'two copies',
      'port conflict',
      'port conflicts',
      'port collision',
      'port collisions',
      'second instance',
    ],
  ],
  within: 16,
};

/** A port that is taken, and what to do about it. */
export const movePort: Idea = {
  says: [
    ['set', 'change', 'override', 'choose', 'pick', 'export', 'assign', 'specify'],
    ['port', 'ports', 'compose_project_name'],
    ['different', 'another', 'free', 'unused', 'unique', 'conflict', 'conflicts', 'collision', 'taken', 'occupied', 'already in use'],
  ],
  within: 16,
};
