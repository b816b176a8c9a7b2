import { type ChangeRule, defineChangeRule } from '@ten-point/core/rule';

export const tierApprovals: ChangeRule = defineChangeRule({
  id: 'ownership/tier-approvals',
  scope: 'change',
  severity: 'warning',
  verdict: 'review',
  needs: [],
  changeNeeds: ['ownerReviews'],
  title: 'Risky changes have as many approvals as their risk asks for',
  why: 'A workflow, a migration or a permission is wrong in ways that one reader passes over. A second person who looks at nothing else costs an hour; the incident costs more.',
  howToFix: 'Ask another person, who had no part in the change, for a review of the current head.',
  limits:
    'Counted are approvals of the current head by people who had no part in the change, as GitHub has them. The risk areas are those of the target branch.',
  effort: 'hours',
  sources: [
    {
      url: 'https://docs.github.com/en/repositories/configuring-branches-and-merges-in-your-repository/managing-protected-branches/about-protected-branches',
      checked: '2026-11-24',
    },
  ],
  options: {
    approvals: { type: 'number', default: 1, minimum: 0, description: 'Approvals that an ordinary change needs.' },
    riskApprovals: { type: 'number', default: 2, minimum: 0, description: 'Approvals that a change of a risk area needs.' },
  },
  messages: {
    few: '{count} of {wanted} approvals by people who had no part in the change, which touches {areas}; ask for another.',
    none: '{count} of {wanted} approvals by people who had no part in the change; ask for one.',
  },
  check({ change, options, outcome }) {
    const { approvers } = change.ownerReviews();
    if (approvers.state === 'unknown') return outcome.unknown(approvers.reason, approvers.reveal);
    const independent = approvers.value.filter(({ involvedAs, unknown }) => involvedAs === undefined && unknown === undefined);
    const doubtful = approvers.value.filter(({ unknown }) => unknown !== undefined);
    const isRisky = change.tier.level === 'high';
    const wanted = isRisky ? options.riskApprovals : options.approvals;
    const count = independent.length;
    const [doubt] = doubtful;
    if (count >= wanted) outcome.pass(`${count} approvals (${independent.map(({ account }) => `@${account.login}`).join(', ')}), ${wanted} are wanted`);
    else if (doubt && count + doubtful.length >= wanted)
      outcome.unknown(`whether @${doubt.account.login} had a part in the change is not known (${doubt.unknown})`, 'Ask another person.');
    else if (isRisky)
      outcome.fail('few', { count, wanted, areas: change.tier.areas.map(({ title }) => title).join(', ') }, undefined, { subject: 'approvals' });
    else outcome.fail('none', { count, wanted }, undefined, { subject: 'approvals' });
  },
});
