import {
  type Condition,
  defineRule,
  type Expression,
  type Job,
  type Reach,
  type RepositoryRule,
  type Step,
  type Workflow,
  workflowExposure,
} from '@ten-point/core/rule';

interface Place {
  readonly workflow: Workflow;
  readonly job: Job;
  readonly step?: Step;
  readonly condition: Condition;
}

/** Contexts whose value whoever starts the run chooses freely. */
const chosenByActor: ReadonlySet<string> = new Set([
  'github.actor',
  'github.triggering_actor',
  'github.head_ref',
  'github.event.pull_request.head.ref',
  'github.event.sender.login',
  'github.event.pull_request.user.login',
  'github.event.comment.user.login',
  'github.event.issue.user.login',
  'github.event.workflow_run.head_branch',
]);

export const unsoundCondition: RepositoryRule = defineRule({
  id: 'access/unsound-condition',
  scope: 'repository',
  severity: 'error',
  needs: ['workflows'],
  title: 'Conditions that guard a job or step test what they seem to',
  why: "With any text beside `${{ … }}` (a line end counts) a condition is a text that is never empty, and so always true: in the attacks of early 2026 (hackerbot-claw) one project's gate on a comment command never gated anything for this reason. `contains('alice,bob', github.actor)` is also true for the account `ali`. And the last actor of a pull request can be a bot that somebody else made act.",
  howToFix:
    'Write the condition without braces, or let one pair enclose all of it, and use `|-` or `>-` for several lines. Compare whole values (`==`, or `contains(fromJSON(\'["alice","bob"]\'), …)`). Compare `github.event.pull_request.user.login` instead of `github.actor` with a bot, and do not run code of a pull request on the strength of either.',
  limits: 'A bot comparison is reported where it is a gate on a trigger that strangers can use with secrets, not where it leaves bots out.',
  effort: 'minutes',
  securitySeverity: 7.5,
  sources: [
    { url: 'https://docs.github.com/actions/reference/workflows-and-actions/expressions', checked: '2026-11-24' },
    { url: 'https://docs.zizmor.sh/audits/#unsound-condition', checked: '2026-11-24' },
    { url: 'https://docs.zizmor.sh/audits/#bot-conditions', checked: '2026-11-24' },
    { url: 'https://docs.zizmor.sh/audits/#unsound-contains', checked: '2026-11-24' },
  ],
  messages: {
    alwaysTrue:
      'This condition always holds: text beside the braces makes it a text that is never empty. Put all of it inside one pair of braces, or drop them.',
    botActor:
      "The condition trusts {actor} to be a bot, but under {event} somebody else's pull request can have a bot as its last actor; compare the author (`github.event.pull_request.user.login`).",
    substring: "contains looks for {subject} anywhere in the text {list}, so a part of a name passes too; use contains(fromJSON('[…]'), …).",
  },
  check({ repo, outcome }) {
    const workflows = repo.workflows();
    const exposure = workflowExposure(workflows);
    const places = conditionsOf(workflows.workflows);
    if (places.length === 0) return outcome.notApplicable('no workflow has a condition');
    let failed = 0;
    for (const { workflow, job, step, condition } of places) {
      const { location, expression, form } = condition;
      const subject = `${workflow.path} ${job.id} ${step?.index ?? 'job'}`;
      if (form === 'text') {
        failed++;
        outcome.fail('alwaysTrue', {}, location, { subject });
        continue;
      }
      if (!expression) continue;
      const substring = substringTest(expression);
      if (substring) {
        failed++;
        outcome.fail('substring', substring, location, { subject });
      }
      const reach = exposure.reach(workflow, job, step).find(trustsBot);
      const actor = reach && botActor(expression);
      if (reach && actor) {
        failed++;
        outcome.fail('botActor', { actor, event: reach.event }, location, { confidence: 'medium', subject });
      }
    }
    if (failed === 0) outcome.pass(`${places.length} conditions test what they seem to`);
  },
});

function conditionsOf(workflows: readonly Workflow[]): readonly Place[] {
  return workflows.flatMap((workflow) =>
    workflow.compiledFrom
      ? []
      : workflow.jobs.flatMap((job) => [
          ...(job.if ? [{ workflow, job, condition: job.if }] : []),
          ...job.steps.flatMap((step) => (step.if ? [{ workflow, job, step, condition: step.if }] : [])),
        ]),
  );
}

/** Nothing but the bot comparison keeps strangers out. */
function trustsBot({ exposure, event, gates }: Reach): boolean {
  return (
    exposure === 'open' && (event === 'pull_request_target' || event === 'workflow_run') && gates.length > 0 && gates.every((gate) => gate.kind === 'bot-actor')
  );
}

/** The actor that a part of the condition, which must hold, compares with a bot. */
function botActor(expression: Expression): string | undefined {
  if (expression.kind === 'and' || expression.kind === 'or') return expression.operands.map(botActor).find((found) => found !== undefined);
  if (expression.kind !== 'comparison' || expression.operator !== '==') return undefined;
  const sides = [expression.left, expression.right];
  const bot = sides.some((side) => side.kind === 'literal' && String(side.value).endsWith('[bot]'));
  const actor = sides.find((side) => side.kind === 'reference' && ['github.actor', 'github.triggering_actor', 'github.event.sender.login'].includes(side.path));
  return bot && actor?.kind === 'reference' ? actor.path : undefined;
}

/** `contains('a,b', github.actor)`: a list written as a text. */
function substringTest(expression: Expression): { readonly subject: string; readonly list: string } | undefined {
  switch (expression.kind) {
    case 'and':
    case 'or':
      return expression.operands.map(substringTest).find((found) => found !== undefined);
    case 'not':
      return substringTest(expression.operand);
    case 'call': {
      const [list, subject] = expression.arguments;
      if (expression.name !== 'contains' || list?.kind !== 'literal' || subject?.kind !== 'reference' || !chosenByActor.has(subject.path)) return undefined;
      return { subject: subject.path, list: `'${String(list.value)}'` };
    }
    default:
      return undefined;
  }
}
