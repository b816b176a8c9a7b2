/** What may stand at one place of a workflow file. A place that names none of the three takes nothing. */
export interface Shape {
  readonly scalar?: ScalarShape;
  /** A list, and what each of its items is. */
  readonly items?: Shape;
  /** A list without items is refused. */
  readonly filledList?: true;
  /** A mapping, or the mappings that are told apart by a key (and its value): the first that is there counts. */
  readonly map?: MapShape | { readonly by: readonly (readonly [key: string, shape: MapShape, value?: string])[]; readonly otherwise: MapShape };
  /** What expressions here and below may name; absent above as well: none may stand here. */
  readonly expressions?: Availability;
}

export interface ScalarShape {
  /** `filled` is a text that is not empty; `identifier` a name of a job or step; `condition` an expression that needs no braces. */
  readonly type: 'text' | 'filled' | 'identifier' | 'boolean' | 'number' | 'nothing' | 'condition' | 'cron';
  /** The only texts that GitHub takes. */
  readonly values?: readonly string[];
  /** The place may also be left empty. */
  readonly optional?: true;
}

export interface MapShape {
  readonly keys: Readonly<Record<string, Shape>>;
  readonly required?: readonly string[];
  /** Keys of which only one of each pair may be there. */
  readonly exclusive?: readonly (readonly [string, string])[];
  /** Every other key; absent: there is no other. */
  readonly rest?: Shape;
  /** Other keys are identifiers. */
  readonly identifiers?: true;
}

/** Contexts and functions that an expression may use, in lower case. */
export interface Availability {
  readonly contexts: readonly string[];
  /** Beside those that are available everywhere. */
  readonly functions: Readonly<Record<string, Arity>>;
}

/** Fewest and most arguments of a function. */
export type Arity = readonly [number, number];

const many = Number.POSITIVE_INFINITY;

/** https://docs.github.com/en/actions/reference/workflows-and-actions/expressions#functions (2026-11-25) */
export const commonFunctions: Readonly<Record<string, Arity>> = {
  contains: [2, 2],
  startswith: [2, 2],
  endswith: [2, 2],
  format: [1, many],
  join: [1, 2],
  tojson: [1, 1],
  fromjson: [1, 1],
  case: [3, many],
};

const hashFiles = { hashfiles: [1, 255] } as const;
const status = { always: [0, 0], cancelled: [0, 0], success: [0, many], failure: [0, many] } as const;

const at = (contexts: string, functions: Availability['functions'] = {}): Availability => ({ contexts: contexts.split(' '), functions });

// Where each context may be named: https://docs.github.com/en/actions/reference/workflows-and-actions/contexts#context-availability (2026-11-25)
const inStep = 'github inputs vars needs strategy matrix secrets steps job runner env';
const availability = {
  workflow: at('github inputs vars'),
  workflowEnv: at('github inputs vars secrets'),
  callOutput: at('github inputs vars jobs'),
  strategy: at('github inputs vars needs'),
  job: at('github inputs vars needs strategy matrix'),
  jobEnv: at('github inputs vars needs strategy matrix secrets'),
  jobIf: at('github inputs vars needs', status),
  jobDefaults: at('github inputs vars needs strategy matrix env'),
  jobOutput: at(inStep),
  environmentUrl: at('github inputs vars needs strategy matrix steps job runner env'),
  credentials: at('github inputs vars needs strategy matrix secrets env'),
  step: at(inStep, hashFiles),
  stepIf: at('github inputs vars needs strategy matrix steps job runner env', { ...status, ...hashFiles }),
} as const;

const text: Shape = { scalar: { type: 'text' } };
const filled: Shape = { scalar: { type: 'filled' } };
const boolean: Shape = { scalar: { type: 'boolean' } };
const number: Shape = { scalar: { type: 'number' } };
const nothing: Shape = { scalar: { type: 'nothing' } };
const anything: Shape = {
  scalar: { type: 'text' },
  get items() {
    return anything;
  },
  get map() {
    return { keys: {}, rest: anything };
  },
};
const word = (...values: readonly string[]): Shape => ({ scalar: { type: 'text', values } });
const words = (...values: readonly string[]): Shape => ({ ...word(...values), items: word(...values) });
const filledTexts: Shape = { ...filled, items: filled };
const mapOf = (rest: Shape): Shape => ({ map: { keys: {}, rest } });
const within = (expressions: Availability, shape: Shape): Shape => ({ ...shape, expressions });

const filters = { branches: filledTexts, 'branches-ignore': filledTexts } as const;
const pathFilters = { ...filters, paths: filledTexts, 'paths-ignore': filledTexts } as const;
const exclusive = [
  ['branches', 'branches-ignore'],
  ['paths', 'paths-ignore'],
  ['tags', 'tags-ignore'],
] as const;
const event = (keys: Readonly<Record<string, Shape>>): Shape => ({ scalar: { type: 'nothing' }, map: { keys, exclusive } });
const withTypes = (...values: readonly string[]): Shape => event({ types: words(...values) });

// https://docs.github.com/en/actions/reference/workflows-and-actions/events-that-trigger-workflows (2026-11-25)
const pullRequestTypes = words(
  ...['assigned', 'unassigned', 'labeled', 'unlabeled', 'opened', 'edited', 'closed', 'reopened', 'synchronize', 'converted_to_draft', 'locked', 'unlocked'],
  ...['enqueued', 'dequeued', 'milestoned', 'demilestoned', 'ready_for_review', 'review_requested', 'review_request_removed', 'auto_merge_enabled'],
  ...['auto_merge_disabled', 'stacked'],
);
const callInput: Shape = {
  map: {
    keys: {
      description: text,
      deprecationMessage: text,
      required: boolean,
      type: word('string', 'boolean', 'number'),
      default: within(availability.workflow, text),
    },
    required: ['type'],
  },
};
const dispatchKeys = {
  description: text,
  deprecationMessage: text,
  required: boolean,
  type: word('string', 'boolean', 'number', 'environment', 'choice'),
  default: text,
} as const;
const choiceInput: MapShape = { keys: { ...dispatchKeys, options: { items: text, filledList: true } }, required: ['options'] };
const dispatchInput: Shape = { scalar: { type: 'nothing' }, map: { by: [['type', choiceInput, 'choice']], otherwise: { keys: dispatchKeys } } };
const events: Readonly<Record<string, Shape>> = {
  branch_protection_rule: withTypes('created', 'edited', 'deleted'),
  check_run: withTypes('created', 'rerequested', 'completed', 'requested_action'),
  check_suite: withTypes('completed', 'requested', 'rerequested'),
  create: nothing,
  delete: nothing,
  deployment: nothing,
  deployment_status: nothing,
  discussion: withTypes(
    ...['created', 'edited', 'deleted', 'transferred', 'pinned', 'unpinned', 'labeled', 'unlabeled', 'locked', 'unlocked', 'category_changed', 'answered'],
    'unanswered',
  ),
  discussion_comment: withTypes('created', 'edited', 'deleted'),
  fork: nothing,
  gollum: nothing,
  image_version: event({ types: words('created', 'ready', 'deleted'), names: filledTexts, versions: filledTexts }),
  issue_comment: withTypes('created', 'edited', 'deleted'),
  issues: withTypes(
    ...['opened', 'edited', 'deleted', 'transferred', 'pinned', 'unpinned', 'closed', 'reopened', 'assigned', 'unassigned', 'labeled', 'unlabeled', 'locked'],
    ...['unlocked', 'milestoned', 'demilestoned', 'field_added', 'field_removed', 'typed', 'untyped'],
  ),
  label: withTypes('created', 'edited', 'deleted'),
  merge_group: event({ types: words('checks_requested'), ...filters }),
  milestone: withTypes('created', 'closed', 'opened', 'edited', 'deleted'),
  page_build: nothing,
  project: withTypes('created', 'closed', 'reopened', 'edited', 'deleted'),
  project_card: withTypes('created', 'moved', 'converted', 'edited', 'deleted'),
  project_column: withTypes('created', 'updated', 'moved', 'deleted'),
  public: nothing,
  pull_request: event({ types: pullRequestTypes, ...pathFilters }),
  pull_request_comment: withTypes('created', 'edited', 'deleted'),
  pull_request_review: withTypes('submitted', 'edited', 'dismissed'),
  pull_request_review_comment: withTypes('created', 'edited', 'deleted'),
  pull_request_target: event({ types: pullRequestTypes, ...pathFilters }),
  push: event({ ...pathFilters, tags: filledTexts, 'tags-ignore': filledTexts }),
  registry_package: withTypes('published', 'updated'),
  release: withTypes('published', 'unpublished', 'created', 'edited', 'deleted', 'prereleased', 'released'),
  repository_dispatch: event({ types: filledTexts }),
  schedule: { items: { map: { keys: { cron: { scalar: { type: 'cron' } }, timezone: filled }, required: ['cron'] } } },
  status: nothing,
  watch: withTypes('started'),
  workflow_call: {
    scalar: { type: 'nothing' },
    map: {
      keys: {
        inputs: mapOf(callInput),
        secrets: mapOf({ scalar: { type: 'nothing' }, map: { keys: { description: text, required: boolean } } }),
        outputs: mapOf({ map: { keys: { description: text, value: within(availability.callOutput, text) }, required: ['value'] } }),
      },
    },
  },
  workflow_dispatch: { scalar: { type: 'nothing' }, map: { keys: { inputs: mapOf(dispatchInput) } } },
  workflow_run: event({ types: words('requested', 'completed', 'in_progress'), workflows: filledTexts, ...filters }),
};
const eventNames = word(...Object.keys(events));

/** Every event that starts workflows. */
export const workflowEvents: ReadonlySet<string> = new Set(Object.keys(events));

const level = word('read', 'write', 'none');
// https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-syntax#permissions (2026-11-25)
const permissions: Shape = {
  scalar: { type: 'text', values: ['read-all', 'write-all'] },
  map: {
    keys: {
      actions: level,
      'artifact-metadata': level,
      attestations: level,
      checks: level,
      'code-quality': level,
      contents: level,
      'copilot-requests': word('write', 'none'),
      deployments: level,
      discussions: level,
      drives: level,
      'id-token': word('write', 'none'),
      issues: level,
      models: word('read', 'none'),
      packages: level,
      pages: level,
      'pull-requests': level,
      'repository-projects': level,
      'security-events': level,
      statuses: level,
      'vulnerability-alerts': word('read', 'none'),
    },
  },
};

const concurrency: Shape = {
  ...filled,
  map: { keys: { group: filled, 'cancel-in-progress': boolean, queue: word('single', 'max') }, required: ['group'] },
};
const runDefaults = (expressions?: Availability): Shape => ({
  map: { keys: { run: { map: { keys: { shell: filled, 'working-directory': filled } }, ...(expressions ? { expressions } : {}) } } },
});
const container = (keys: Readonly<Record<string, Shape>>): MapShape => ({
  keys: {
    image: filled,
    options: text,
    env: within(availability.jobOutput, mapOf(text)),
    ports: { items: filled },
    volumes: { items: filled },
    credentials: within(availability.credentials, { map: { keys: { username: filled, password: filled } } }),
    ...keys,
  },
  required: ['image'],
});

const stepKeys = {
  name: within(availability.step, text),
  id: { scalar: { type: 'identifier' } },
  if: within(availability.stepIf, { scalar: { type: 'condition' } }),
  'continue-on-error': within(availability.step, boolean),
  'timeout-minutes': within(availability.step, number),
  env: within(availability.step, mapOf(text)),
  background: boolean,
} as const;
const waitingKeys = { name: stepKeys.name, id: stepKeys.id, if: stepKeys.if, 'continue-on-error': stepKeys['continue-on-error'] } as const;
const runStep: MapShape = {
  keys: { ...stepKeys, run: within(availability.step, text), 'working-directory': within(availability.step, text), shell: filled },
};
const usesStep: MapShape = { keys: { ...stepKeys, uses: filled, with: within(availability.step, mapOf(text)) } };
const step: Shape = {
  map: {
    by: [
      ['run', runStep],
      ['uses', usesStep],
      ['wait', { keys: { ...waitingKeys, wait: filledTexts } }],
      ['wait-all', { keys: { ...waitingKeys, 'wait-all': { scalar: { type: 'boolean', optional: true } } } }],
      ['cancel', { keys: { ...waitingKeys, cancel: filled } }],
      [
        'parallel',
        {
          keys: {
            get parallel() {
              return steps;
            },
          },
        },
      ],
    ],
    otherwise: { keys: { ...runStep.keys, ...usesStep.keys } },
  },
};
const steps: Shape = { items: step };

const matrixFilter: Shape = { items: mapOf(anything) };
const strategy: Shape = {
  map: {
    keys: {
      'fail-fast': boolean,
      'max-parallel': number,
      matrix: { map: { keys: { include: matrixFilter, exclude: matrixFilter }, rest: { items: anything, filledList: true } } },
    },
  },
  expressions: availability.strategy,
};

const jobKeys = {
  name: within(availability.job, text),
  needs: filledTexts,
  if: within(availability.jobIf, { scalar: { type: 'condition' } }),
  permissions,
  concurrency: within(availability.job, concurrency),
  strategy,
} as const;
const callingJob: MapShape = {
  keys: {
    ...jobKeys,
    uses: filled,
    with: within(availability.job, mapOf(text)),
    secrets: within(availability.jobEnv, { scalar: { type: 'text', values: ['inherit'] }, map: { keys: {}, rest: text } }),
  },
};
const ordinaryJob: MapShape = {
  keys: {
    ...jobKeys,
    'runs-on': within(availability.job, { ...filledTexts, filledList: true, map: { keys: { group: filled, labels: filledTexts } } }),
    'timeout-minutes': within(availability.job, number),
    'cancel-timeout-minutes': within(availability.job, number),
    'continue-on-error': within(availability.job, boolean),
    container: within(availability.job, { ...text, map: container({}) }),
    services: within(availability.job, mapOf({ ...filled, map: container({ command: text, entrypoint: text }) })),
    env: within(availability.jobEnv, mapOf(text)),
    environment: within(availability.job, {
      ...text,
      map: { keys: { name: text, url: within(availability.environmentUrl, text), deployment: boolean }, required: ['name'] },
    }),
    outputs: within(availability.jobOutput, mapOf(text)),
    defaults: runDefaults(availability.jobDefaults),
    steps,
    snapshot: within(availability.job, { ...filled, map: { keys: { 'image-name': filled, if: text, version: filled }, required: ['image-name'] } }),
  },
};

/**
 * A workflow file: every key, what it takes, and what expressions there may name.
 * https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-syntax (2026-11-25)
 */
export const workflowShape: Shape = {
  map: {
    keys: {
      name: text,
      description: text,
      'run-name': within(availability.workflow, text),
      on: { ...eventNames, items: eventNames, filledList: true, map: { keys: events } },
      permissions,
      env: within(availability.workflowEnv, mapOf(text)),
      defaults: runDefaults(),
      concurrency: within(availability.workflow, { ...concurrency, scalar: { type: 'text' } }),
      jobs: { map: { keys: {}, rest: { map: { by: [['uses', callingJob]], otherwise: ordinaryJob } }, identifiers: true } },
    },
  },
};
