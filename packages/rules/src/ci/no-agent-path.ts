import {
  type Condition,
  checkPurposes,
  defineRule,
  type Expression,
  expressionValue,
  type Job,
  type JobPurpose,
  jobWork,
  type KnownValues,
  type PullRequestJob,
  pullRequestContext,
  pullRequestJobs,
  type RepositoryRule,
  type StaticValue,
  truth,
  visitExpression,
} from '@ten-point/core/rule';
import { agentAccounts, agentBranches, dependencyAccounts } from './agent-names.ts';

export const noAgentPath: RepositoryRule = defineRule({
  id: 'ci/no-agent-path',
  scope: 'repository',
  severity: 'error',
  needs: ['workflows', 'tasks'],
  title: 'Agents and bots pass the same checks as people',
  why: "A job that is skipped counts as passed for branch protection. A condition that leaves out a bot, an agent's branches, or whatever carries a label or a word in its title therefore opens a way to merge unchecked, and the author of the change often controls that label, title or branch name.",
  howToFix: 'Run the checks for every author. Where a bot lacks secrets, split off the steps that need them and keep build, tests and lint.',
  limits:
    'Conditions on author, branch name, label, title and body of the pull request are followed where they skip a job or step that builds, tests, lints or scans. A check that another job does for everyone is not reported. Dependency bots are graded lower than coding agents.',
  effort: 'minutes',
  sources: [
    {
      url: 'https://docs.github.com/en/pull-requests/collaborating-with-pull-requests/collaborating-on-repositories-with-code-quality-features/troubleshooting-required-status-checks',
      checked: '2026-11-24',
      note: 'A skipped job reports success.',
    },
    { url: 'https://docs.github.com/en/actions/reference/workflows-and-actions/contexts#github-context', checked: '2026-11-24' },
  ],
  messages: {
    account: '{what}: skipped for {account}, so {check} does not run on its pull requests. Run it for every author.',
    branch: '{what}: skipped on branches that start with {prefix}, so {check} does not run for agents that use them. Run it for every branch.',
    label:
      '{what}: skipped when the pull request carries the label {label}, so {check} does not run for whoever may set labels. Drop the condition, or keep such labels from agents.',
    text: '{what}: skipped by the {field} of the pull request, which its author writes; {check} does not run when it says {value}. Drop the condition.',
  },
  check({ repo, outcome }) {
    const workflows = repo.workflows();
    const tasks = repo.tasks();
    const entries = pullRequestJobs(workflows).map((entry) => ({
      entry,
      checks: jobWork(entry.job, workflows, tasks).purposes.filter(({ purpose }) => checkPurposes.has(purpose)),
    }));
    const judged = entries.filter(({ checks }) => checks.length > 0);
    if (judged.length === 0) return outcome.notApplicable('no job that builds, tests, lints or scans runs for pull requests in GitHub Actions');
    const found = new Map<string, Skipping[]>();
    for (const { entry, checks } of judged) {
      let failed = false;
      for (const { condition, skipped, what } of conditionsOf(entry.job, checks)) {
        for (const way of easierWays(condition, entry, workflows.defaultBranch)) {
          const check = skipped.find(
            (candidate) =>
              !entries.some((other) => other.entry.job !== entry.job && !skips(other.entry, way, workflows.defaultBranch) && doesSame(other.checks, candidate)),
          );
          if (!check) continue;
          failed = true;
          const key = `${entry.workflow.path} ${way.kind} ${way.value}`;
          found.set(key, [...(found.get(key) ?? []), { condition, way, what, check: check.evidence }]);
        }
      }
      if (!failed) outcome.pass(`job ${entry.job.id} of ${entry.workflow.path} checks every author alike`, entry.job.location);
    }
    for (const [subject, [first, ...others]] of found) {
      if (!first) continue;
      const { way, condition } = first;
      const what = others.length === 0 ? first.what : `${first.what} and ${others.length} more`;
      const data = { what, check: first.check };
      const details = {
        confidence: way.confidence,
        subject,
        related: others.slice(0, 10).map((other) => ({ location: other.condition.location, message: `${other.what} is skipped too.` })),
      };
      if (way.kind === 'account') outcome.fail('account', { ...data, account: way.value }, condition.location, details);
      else if (way.kind === 'branch') outcome.fail('branch', { ...data, prefix: way.value }, condition.location, details);
      else if (way.kind === 'label') outcome.fail('label', { ...data, label: way.value }, condition.location, details);
      else outcome.fail('text', { ...data, field: way.kind, value: way.value }, condition.location, details);
    }
  },
});

interface Skipping {
  readonly condition: Condition;
  readonly way: EasierWay;
  readonly what: string;
  readonly check: string;
}

interface Guarded {
  readonly condition: Condition;
  readonly skipped: readonly JobPurpose[];
  readonly what: string;
}

function conditionsOf(job: Job, checks: readonly JobPurpose[]): readonly Guarded[] {
  const steps = [...new Set(checks.map(({ step }) => step))];
  return [
    ...(job.if ? [{ condition: job.if, skipped: checks, what: `Job ${job.id}` }] : []),
    ...steps.flatMap((step) =>
      step.if ? [{ condition: step.if, skipped: checks.filter((check) => check.step === step), what: `A step of job ${job.id}` }] : [],
    ),
  ];
}

interface EasierWay {
  readonly kind: 'account' | 'branch' | 'label' | 'title' | 'body';
  readonly value: string;
  readonly confidence: 'high' | 'medium' | 'low';
}

const authorPaths: readonly string[] = ['github.actor', 'github.triggering_actor', 'github.event.pull_request.user.login', 'github.event.sender.login'];
const branchPaths: readonly string[] = ['github.head_ref', 'github.event.pull_request.head.ref'];

/** Ways to be skipped by a condition that an ordinary pull request is not skipped by. */
function easierWays(condition: Condition, entry: PullRequestJob, defaultBranch: string | undefined): readonly EasierWay[] {
  const { expression } = condition;
  if (!expression || (entry.event !== 'pull_request' && entry.event !== 'pull_request_target')) return [];
  return candidates(expression).filter(
    (way) => holds(expression, entry, way, defaultBranch) === false && holds(expression, entry, undefined, defaultBranch) !== false,
  );
}

function candidates(expression: Expression): readonly EasierWay[] {
  const texts = new Set<string>();
  const paths = new Set<string>();
  visitExpression(expression, (inner) => {
    if (inner.kind === 'literal' && typeof inner.value === 'string') texts.add(inner.value);
    if (inner.kind === 'reference') paths.add(inner.path);
  });
  const has = (wanted: readonly string[]): boolean => wanted.some((path) => paths.has(path));
  return [...texts].flatMap((value): EasierWay[] => {
    const lower = value.toLowerCase();
    const ways: EasierWay[] = [];
    if (has(authorPaths) && (agentAccounts.includes(lower) || dependencyAccounts.includes(lower))) {
      ways.push({ kind: 'account', value, confidence: agentAccounts.includes(lower) && lower !== 'github-actions[bot]' ? 'high' : 'medium' });
    }
    if (has(branchPaths) && agentBranches.some((prefix) => lower.startsWith(prefix))) ways.push({ kind: 'branch', value, confidence: 'high' });
    if (paths.has('github.event.pull_request.labels.*.name')) ways.push({ kind: 'label', value, confidence: 'medium' });
    if (paths.has('github.event.pull_request.title')) ways.push({ kind: 'title', value, confidence: 'medium' });
    if (paths.has('github.event.pull_request.body')) ways.push({ kind: 'body', value, confidence: 'medium' });
    return ways;
  });
}

function holds(expression: Expression, entry: PullRequestJob, way: EasierWay | undefined, defaultBranch: string | undefined): boolean | undefined {
  const author = way?.kind === 'account' ? way.value : 'some-person';
  const branch = way?.kind === 'branch' ? `${way.value}${way.value.endsWith('/') ? 'change' : ''}` : 'some-topic';
  const context = pullRequestContext(entry.event, defaultBranch, {
    ...Object.fromEntries(authorPaths.map((path) => [path, author])),
    ...Object.fromEntries(branchPaths.map((path) => [path, branch])),
    'github.event.pull_request.user.type': way?.kind === 'account' ? 'Bot' : 'User',
    'github.event.pull_request.title': way?.kind === 'title' ? way.value : 'An ordinary title',
    'github.event.pull_request.body': way?.kind === 'body' ? way.value : 'An ordinary description',
  });
  const known: KnownValues = {
    reference: context.reference,
    call: (name, operands) => labelTest(name, operands, way),
  };
  return truth(expressionValue(expression, known));
}

/** `contains(github.event.pull_request.labels.*.name, 'skip-tests')`; nothing else carries that label. */
function labelTest(name: string, operands: readonly Expression[], way: EasierWay | undefined): StaticValue {
  const [list, item] = operands;
  if (name !== 'contains' || list?.kind !== 'reference' || list.path !== 'github.event.pull_request.labels.*.name' || item?.kind !== 'literal')
    return undefined;
  return way?.kind === 'label' && item.value === way.value;
}

function skips(entry: PullRequestJob, way: EasierWay, defaultBranch: string | undefined): boolean {
  return entry.job.if?.expression !== undefined && holds(entry.job.if.expression, entry, way, defaultBranch) === false;
}

function doesSame(checks: readonly JobPurpose[], wanted: JobPurpose): boolean {
  return checks.some((check) => check.purpose === wanted.purpose && check.evidence === wanted.evidence);
}
