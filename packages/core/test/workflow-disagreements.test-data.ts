import type { WorkflowOracle } from './workflow-oracles.ts';

/** Cases on which an oracle says something else than our parser, for one reason. */
export interface Disagreement {
  readonly oracle: WorkflowOracle['name'];
  /** What the oracle does: `refuses` what we take, `takes` what we refuse, or reports another `place`. */
  readonly kind: 'refuses' | 'takes' | 'place';
  readonly right: 'ours' | 'oracle' | 'both';
  readonly reason: string;
  readonly cases: readonly string[];
}

export const disagreements: readonly Disagreement[] = [
  {
    oracle: 'workflow-parser',
    kind: 'refuses',
    right: 'ours',
    reason: 'A whole `env` may be an expression that gives a mapping. The language server evaluates none and then misses the mapping; actionlint takes it too.',
    cases: ['permissions, env, defaults, concurrency: env as an expression'],
  },
  {
    oracle: 'workflow-parser',
    kind: 'refuses',
    right: 'ours',
    reason: 'A default of another type than its input is converted, and such workflows run in public repositories; the language server wants the very type.',
    cases: ['file: boolean for a default text'],
  },
  {
    oracle: 'workflow-parser',
    kind: 'takes',
    right: 'ours',
    reason: 'GitHub takes one filter of each pair; the documentation says to use `!` patterns instead. The schema cannot say so.',
    cases: ['triggers: branches and ignored branches', 'triggers: paths and ignored paths', 'triggers: tags and ignored tags'],
  },
  {
    oracle: 'workflow-parser',
    kind: 'takes',
    right: 'ours',
    reason:
      'GitHub needs an event, a runner label, a step and a value of each matrix key before it can start anything; the schema allows empty lists and a job without `steps`.',
    cases: ['triggers: empty list of events', 'jobs: empty runner list', 'jobs: no steps', 'jobs: empty matrix vector'],
  },
  {
    oracle: 'workflow-parser',
    kind: 'takes',
    right: 'ours',
    reason: 'What `uses` names must be `owner/repository@ref`, a path or an image. The language server takes any text that is not empty.',
    cases: ['steps: uses without a version', 'steps: uses without an owner', 'called workflows: called workflow without a version'],
  },
  {
    oracle: 'workflow-parser',
    kind: 'takes',
    right: 'ours',
    reason: 'Ids of steps are compared without regard to case, as names in expressions are; the language server compares them exactly.',
    cases: ['steps: id twice in other case'],
  },
  {
    oracle: 'workflow-parser',
    kind: 'place',
    right: 'both',
    reason: 'Where no job can start first, the language server reports the list of jobs; we report the need that names no job.',
    cases: ['jobs: unknown need'],
  },
  {
    oracle: 'actionlint',
    kind: 'refuses',
    right: 'ours',
    reason: 'GitHub resolves YAML anchors since September 2025; this version of actionlint is older.',
    cases: ['file: anchor and alias', 'file: anchor on a value'],
  },
  {
    oracle: 'actionlint',
    kind: 'refuses',
    right: 'ours',
    reason: 'Keys, events, activity types, scopes, step kinds and functions that GitHub has added since actionlint 1.7.7 (January 2025).',
    cases: [
      'file: description',
      'triggers: schedule with a time zone',
      'triggers: image version',
      'triggers: typed issue',
      'permissions, env, defaults, concurrency: scopes of 2025',
      'permissions, env, defaults, concurrency: scopes of 2026',
      'permissions, env, defaults, concurrency: concurrency queue',
      'jobs: environment without a deployment',
      'jobs: service command',
      'jobs: snapshot',
      'steps: background step and wait',
      'steps: cancelled background step',
      'steps: parallel steps',
      'called workflows: workflow of the same repository',
      'steps: same repository action',
      'expressions: case function',
    ],
  },
  {
    oracle: 'actionlint',
    kind: 'refuses',
    right: 'ours',
    reason:
      "GitHub runs these: an empty condition holds, an empty script does nothing, an argument that a format does not use is ignored, and a backslash escapes any character. actionlint's advice against them is good all the same.",
    cases: ['steps: empty condition', 'steps: empty run', 'expressions: braces in a text', 'triggers: escaped character in a branch'],
  },
  {
    oracle: 'actionlint',
    kind: 'takes',
    right: 'ours',
    reason: "GitHub's own parser refuses a container without an image, identifiers that begin with `__`, and `id-token: read`; actionlint does not check them.",
    cases: [
      'jobs: container without an image',
      'jobs: service without an image',
      'jobs: reserved identifier',
      'permissions, env, defaults, concurrency: identity token to read',
    ],
  },
  {
    oracle: 'actionlint',
    kind: 'place',
    right: 'both',
    reason: 'actionlint reports a need at the job that has it, and an expression of a block text at the key of that text; we report the word itself.',
    cases: ['jobs: unknown need', 'expressions: broken in run'],
  },
];
