import { type ChangeRule, defineChangeRule } from '@ten-point/core/rule';

const shown = 4;

export const ownersReviewed: ChangeRule = defineChangeRule({
  id: 'ownership/owners-reviewed',
  scope: 'change',
  severity: 'error',
  verdict: 'review',
  needs: ['codeowners'],
  changeNeeds: ['ownerReviews'],
  title: 'Owners of everything that changed have approved it',
  why: 'Owners know what a file must not do. Without protection GitHub only asks them, and merges without their answer; an approval of an earlier push says nothing about the last one.',
  howToFix: 'Ask an owner of each of the named files for a review of the current head.',
  limits:
    'Owners are those of CODEOWNERS on the target branch, one of each line is enough, as on GitHub. Approvals count as GitHub has them, on the current head. Members of teams are known only to a token that may see them.',
  effort: 'hours',
  sources: [
    {
      url: 'https://docs.github.com/en/repositories/managing-your-repositorys-settings-and-features/customizing-your-repository/about-code-owners',
      checked: '2026-11-24',
    },
  ],
  messages: {
    missing: 'One of {owners} must still approve {files} (CODEOWNERS line {line}).',
  },
  check({ change, target, outcome }) {
    if (!target.codeowners().file) return outcome.notApplicable('the target branch has no CODEOWNERS; ownership/codeowners reports that');
    const { reviews, unowned } = change.ownerReviews();
    if (reviews.length === 0) return outcome.notApplicable(`nobody owns what changed (${list(unowned)})`);
    for (const { owners, line, paths, approvedBy } of reviews) {
      const data = { owners: owners.join(', '), files: list(paths), line };
      if (approvedBy.state === 'known' && approvedBy.value) outcome.pass(`@${approvedBy.value.login} approved ${list(paths)}`);
      else if (approvedBy.state === 'known' || change.pullRequest.basis === 'none') outcome.fail('missing', data, undefined, { subject: `line ${line}` });
      else outcome.unknown(`whether ${owners.join(' or ')} approved ${list(paths)}: ${approvedBy.reason}`, approvedBy.reveal);
    }
  },
});

function list(paths: readonly string[]): string {
  return paths.length > shown ? `${paths.slice(0, shown).join(', ')} and ${paths.length - shown} more` : paths.join(', ');
}
