import { type ChangeRule, defineChangeRule } from '@ten-point/core/rule';

export const independentApproval: ChangeRule = defineChangeRule({
  id: 'accountability/independent-approval',
  scope: 'change',
  severity: 'error',
  verdict: 'review',
  needs: [],
  changeNeeds: ['ownerReviews'],
  title: 'A person who had no part in the change approved it',
  why: 'Who asks an agent for a change and approves it has reviewed their own work. GitHub does not count that approval for its own agent; for all others nobody looks.',
  howToFix: 'Ask somebody for a review who neither wrote, asked for nor pushed the change.',
  limits:
    'Author, co-authors, committers, requesters and pushers are those that GitHub tells of. Who asked an agent on another way, in a chat for instance, is not known.',
  effort: 'hours',
  sources: [
    {
      url: 'https://docs.github.com/en/copilot/responsible-use/copilot-cloud-agent',
      checked: '2026-11-24',
      note: 'The approval of the person who asked does not count.',
    },
  ],
  messages: {
    nobody: 'Nobody approved the current head; ask a person who had no part in the change.',
    involved: 'The current head was approved only by {who}; ask a person who had no part in the change.',
  },
  check({ change, outcome }) {
    const { approvers } = change.ownerReviews();
    if (approvers.state === 'unknown') return outcome.unknown(approvers.reason, approvers.reveal);
    const independent = approvers.value.find(({ involvedAs, unknown }) => involvedAs === undefined && unknown === undefined);
    const doubtful = approvers.value.find(({ unknown }) => unknown !== undefined);
    if (independent) outcome.pass(`@${independent.account.login} approved the current head`);
    else if (doubtful) outcome.unknown(`whether @${doubtful.account.login} had a part in the change is not known (${doubtful.unknown})`, 'Ask another person.');
    else if (approvers.value.length === 0) outcome.fail('nobody', {}, undefined, { subject: 'approval' });
    else
      outcome.fail('involved', { who: approvers.value.map(({ account, involvedAs }) => `@${account.login}, ${involvedAs}`).join('; ') }, undefined, {
        subject: 'approval',
      });
  },
});
