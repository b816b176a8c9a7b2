import { defineRule, type RepositoryRule } from '@ten-point/core/rule';

export const blankIssues: RepositoryRule = defineRule({
  id: 'task/blank-issues',
  scope: 'repository',
  severity: 'note',
  needs: ['templates'],
  title: 'New issues go through a form',
  why: 'A form that asks for scope and acceptance criteria helps only where issues go through it. With blank issues enabled, which is the default, the quickest way is around it, and an agent then starts from one line.',
  howToFix: 'Set `blank_issues_enabled: false` in `.github/ISSUE_TEMPLATE/config.yml`; keep a short form for everything that fits no other.',
  limits: 'Issues opened through the API, by people with triage rights or from a discussion pass by the form all the same.',
  effort: 'minutes',
  sources: [
    {
      url: 'https://docs.github.com/en/communities/using-templates-to-encourage-useful-issues-and-pull-requests/configuring-issue-templates-for-your-repository',
      checked: '2026-11-24',
      note: '`blank_issues_enabled`, on unless switched off.',
    },
  ],
  messages: {
    enabled: 'Blank issues are enabled, so work can start without the form; set blank_issues_enabled to false.',
    byDefault:
      'Blank issues are enabled by default, so work can start without the form; add .github/ISSUE_TEMPLATE/config.yml with blank_issues_enabled: false.',
  },
  check({ repo, outcome }) {
    const { issues, issueConfig } = repo.templates();
    const chosen = issues.filter(({ path }) => /\/issue_template\//i.test(path));
    if (chosen.length === 0) return outcome.notApplicable('there is no issue form or template in .github/ISSUE_TEMPLATE to pass by');
    const setting = issueConfig?.blankIssuesEnabled;
    if (setting?.value === false) return outcome.pass(`${issueConfig?.path ?? 'config.yml'} switches blank issues off`, setting.location);
    if (setting) return outcome.fail('enabled', {}, setting.location);
    outcome.fail('byDefault', {});
  },
});
