import type { Idea } from '../prose/statements.ts';

/** How two checkouts run side by side: the state that must differ, and that there are several. */
export const runSideBySide: Idea = {
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
      '.env',
    ],
    [
      ...[
        'worktree',
        'worktrees',
        'per checkout',
        'each checkout',
        'second checkout',
        'per branch',
        'each branch',
        'per agent',
        'each agent',
        'several agents',
        'multiple agents',
        'parallel agents',
        'per workspace',
        'each workspace',
        'per instance',
      ],
      ...[
        'side by side',
        'at the same time',
        'simultaneously',
        'two copies',
        'two instances',
        'multiple instances',
        'several instances',
        'another checkout',
        'other checkouts',
        'port conflict',
        'port conflicts',
        'port collision',
        'port collisions',
      ],
    ],
  ],
};

/** A port that is taken, and what to do: enough to start a second one. */
export const movePort: Idea = {
  says: [
    ['set', 'change', 'override', 'use', 'choose', 'pick', 'configure', 'export', 'define', 'assign'],
    ['port', 'ports', 'compose_project_name'],
    ['different', 'another', 'other', 'free', 'unused', 'own', 'unique', 'conflict', 'conflicts', 'collision', 'already', 'taken', 'occupied', 'in use'],
  ],
};
