import type { Knowledge } from '../model/knowledge.ts';
import type { Account } from '../model/pull-request.ts';
import { agentIdentities, isAgentLogin } from '../parse/agent-identities.ts';
import { at, listAt, textAt } from '../parse/json-value.ts';
import { accountOf } from './account.ts';
import type { Answer } from './client.ts';
import { type Failure, unknownBecause } from './failure.ts';
import { failureAt } from './list.ts';

/** By these names agents are told what to do, beside their logins. */
const nicknames: readonly string[] = ['codex', 'devin', 'jules', 'openhands', 'factory', 'sweep'];
const handles: ReadonlySet<string> = new Set([...nicknames, ...agentIdentities.filter(({ isAutomation }) => !isAutomation).flatMap(({ logins }) => logins)]);

/** Who assigned the change to an agent; or whom an agent assigned when it opened it, which is who asked for it. */
export function assigningRequesters(events: readonly unknown[]): readonly Account[] {
  const asked = events.flatMap((event) => {
    if (textAt(event, '__typename') !== 'AssignedEvent') return [];
    const [actor, assignee] = [accountOf(at(event, 'actor')), accountOf(at(event, 'assignee'))];
    if (isAgentLogin(assignee.login) || assignee.kind === 'bot') return [actor];
    // Programs that work by a fixed procedure assign people for review.
    return isAgentLogin(actor.login) ? [assignee] : [];
  });
  return asked.filter(({ kind }) => kind !== 'bot');
}

/**
 * Who told an agent what to do: who mentions it in the pull request, its reviews or the issues that it closes, or assigned such an
 * issue to it. Asked for changes by agents only: elsewhere a mention asks for a review.
 *
 * @param conversation - The answer about what was said.
 * @param comments - Comments of the pull request, all of them.
 */
export function conversationRequesters(conversation: Answer, comments: Knowledge<readonly unknown[]>): Knowledge<readonly Account[]> {
  const because = (failure: Failure): Knowledge<never> =>
    unknownBecause(failure, 'Who asked an agent for the change', 'Pull requests: read and Issues: read', 'the comments of the pull request');
  if (comments.state === 'unknown') return comments;
  const failure = failureAt(conversation, ['repository', 'pullRequest']);
  if (failure || conversation.failure) return because(failure ?? { kind: 'not-found' });
  const pullRequest = at(conversation.data, 'repository', 'pullRequest');
  const reviews = listAt(pullRequest, 'reviews');
  const issues = listAt(pullRequest, 'closingIssuesReferences');
  if (!reviews || !issues) return because({ kind: 'malformed', message: 'no reviews or issues' });
  const said = [
    ...comments.value,
    ...issues.flatMap((issue) => listAt(issue, 'comments') ?? []),
    ...reviews.flatMap((review) => [
      review,
      ...(listAt(review, 'comments') ?? []).map((comment) => ({ body: textAt(comment, 'body'), author: at(review, 'author') })),
    ]),
  ];
  const asking = said.filter((comment) => mentionsAgent(textAt(comment, 'body') ?? '')).map((comment) => accountOf(at(comment, 'author')));
  const assigning = assigningRequesters(issues.flatMap((issue) => listAt(issue, 'timelineItems') ?? []));
  return { ...comments, value: [...asking.filter(({ kind }) => kind !== 'bot'), ...assigning] };
}

/** Whether a text speaks to an agent, outside of what it quotes. */
function mentionsAgent(text: string): boolean {
  return text
    .split('\n')
    .filter((line) => !/^\s*>/.test(line))
    .some((line) => [...line.matchAll(/(?<![\w/.@-])@([A-Za-z0-9-]{1,39})/g)].some(([, handle = '']) => handles.has(handle.toLowerCase())));
}
