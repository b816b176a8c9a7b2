import { defineRule, type RepositoryRule } from '@ten-point/core/rule';

export const auditTrail: RepositoryRule = defineRule({
  id: 'accountability/audit-trail',
  scope: 'repository',
  severity: 'warning',
  needs: ['settings'],
  title: 'Squash merges keep who made a change, and how',
  why: 'A squash merge writes a new commit. Whether the description, the co-authors and the `Assisted-by` lines of an agent survive in it depends on one setting; with a blank message they are gone from the history, and nobody can later tell which changes an agent made.',
  howToFix:
    'In the settings of the repository, under "Allow squash merging", choose a default commit message that keeps the commit details or the description of the pull request.',
  limits:
    'Merge settings are not in the files of a repository: known when GitHub may be asked. Linear history is no defect, and whether commits are signed is not judged here.',
  effort: 'minutes',
  sources: [
    {
      url: 'https://docs.github.com/en/repositories/configuring-branches-and-merges-in-your-repository/configuring-pull-request-merges/configuring-commit-squashing-for-pull-requests',
      checked: '2026-11-24',
      note: 'Default commit messages of a squash merge.',
    },
  ],
  messages: {
    blank:
      'Squash merges write an empty message: description, co-authors and the agent’s trailers are lost. Choose a default commit message that keeps them (Settings → General → Pull Requests → Allow squash merging).',
  },
  check({ repo, outcome }) {
    const { merge } = repo.settings();
    if (merge.state === 'unknown') return outcome.unknown(merge.reason, merge.reveal);
    const { squash, squashMessage } = merge.value;
    if (!squash) return outcome.pass('squash merges are off: commits keep their messages');
    if (squashMessage === 'BLANK') return outcome.fail('blank', {}, undefined, { subject: 'squash message' });
    if (squashMessage === undefined)
      return outcome.unknown('this GitHub server does not tell what a squash merge keeps', 'Look at Settings → General → Pull Requests.');
    outcome.pass(squashMessage === 'PR_BODY' ? 'squash merges keep the description of the pull request' : 'squash merges keep the messages of the commits');
  },
});
