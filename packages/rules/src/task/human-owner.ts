import { type Account, type ChangeRule, defineChangeRule } from '@ten-point/core/rule';

export const humanOwner: ChangeRule = defineChangeRule({
  id: 'task/human-owner',
  scope: 'change',
  severity: 'error',
  verdict: 'stop',
  needs: [],
  title: 'A person owns the change',
  why: 'Somebody has to decide about the change, answer questions on it a month later, and mend what it breaks. An agent can do none of that. Where nobody is named, nobody feels asked.',
  howToFix: 'Assign a person to the pull request, or to the issue that it closes.',
  limits:
    'A person is who opened the pull request, or is assigned to it or to a linked issue. That an account is a person is what GitHub says; accounts that programs use like people are not told apart. Updates by dependency and release bots need an assignee, too.',
  effort: 'minutes',
  sources: [
    {
      url: 'https://docs.github.com/en/copilot/responsible-use/copilot-cloud-agent',
      checked: '2026-11-24',
      note: 'The person who asked for the change stays responsible for it.',
    },
  ],
  messages: {
    bot: 'The pull request was opened by {author}, a program, and no person is assigned; assign the person who answers for it.',
    botsOnly: 'The pull request was opened by {author}, a program, and only programs are assigned ({assignees}); assign the person who answers for it.',
  },
  check({ change, outcome }) {
    const { author, assignees, linkedIssues } = change.pullRequest;
    const assigned = assignees.state === 'known' ? assignees.value : [];
    const ofIssues =
      linkedIssues.state === 'known' ? linkedIssues.value.flatMap((issue) => (issue.assignees.state === 'known' ? issue.assignees.value : [])) : [];
    const owner = [...assigned, ...ofIssues].find(isPerson);
    if (owner) return outcome.pass(`@${owner.login} is assigned`);
    if (author.state === 'unknown') return outcome.unknown(author.reason, author.reveal);
    if (isPerson(author.value)) return outcome.pass(`@${author.value.login} opened it`);
    if (author.value.kind === 'unknown') return outcome.unknown(`whether @${author.value.login} is a person is not known`, 'Assign a person.');
    if (assignees.state === 'unknown') return outcome.unknown(assignees.reason, assignees.reveal);
    const data = { author: `@${author.value.login}` };
    if (assigned.length === 0) outcome.fail('bot', data, undefined, { subject: 'owner' });
    else outcome.fail('botsOnly', { ...data, assignees: assigned.map(({ login }) => `@${login}`).join(', ') }, undefined, { subject: 'owner' });
  },
});

function isPerson({ kind }: Account): boolean {
  return kind === 'human';
}
