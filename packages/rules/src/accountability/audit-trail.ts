import { defineRule, type Rule } from '@ten-point/core/rule';

export const auditTrail: Rule = defineRule({
  id: 'accountability/audit-trail',
  scope: 'repository',
  severity: 'warning',
  needs: [],
  title: 'Squash merges keep who made a change, and how',
  why: 'A squash merge writes a new commit. Whether the description, the co-authors and the `Assisted-by` lines of an agent survive in it depends on one setting; with a blank message they are gone from the history, and nobody can later tell which changes an agent made.',
  howToFix:
    'In the settings of the repository, under "Allow squash merging", choose a default commit message that keeps the commit details or the description of the pull request.',
  limits: 'Merge settings are not in the files of a repository: from a checkout this stays unknown. Linear history is no defect.',
  effort: 'minutes',
  sources: [
    {
      url: 'https://docs.github.com/en/repositories/configuring-branches-and-merges-in-your-repository/configuring-pull-request-merges/configuring-commit-squashing-for-pull-requests',
      checked: '2026-11-24',
      note: 'Default commit messages of a squash merge.',
    },
  ],
  messages: {},
  check({ outcome }) {
    outcome.unknown(
      'what a squash merge keeps of commit messages and co-authors is a setting of the repository',
      'Look at Settings → General → Pull Requests; the API shows it to a token with Contents: read and write.',
    );
  },
});
