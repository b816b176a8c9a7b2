import { defineRule, type Rule } from '@ten-point/core/rule';

export const workflowApproval: Rule = defineRule({
  id: 'access/workflow-approval',
  scope: 'repository',
  severity: 'warning',
  needs: ['workflows'],
  title: 'Runs for pull requests of strangers and agents wait for approval',
  why: "A workflow run executes what the pull request says. GitHub holds runs of first-time contributors, and of its own cloud agent, until someone with write access looked at the change; both can be switched off, and then the first look at an agent's change is had by the runner.",
  howToFix:
    'Settings → Actions → General: require approval for all external contributors (or first-time contributors); Settings → Copilot → Cloud agent: keep "Require approval for workflow runs" on.',
  limits: 'Both are settings, which files do not show.',
  effort: 'minutes',
  securitySeverity: 4.3,
  sources: [
    { url: 'https://docs.github.com/actions/how-tos/manage-workflow-runs/approve-runs-from-forks', checked: '2026-11-24' },
    { url: 'https://docs.github.com/copilot/concepts/agents/cloud-agent/risks-and-mitigations', checked: '2026-11-24' },
  ],
  messages: {},
  check({ repo, outcome }) {
    const workflows = repo.workflows();
    const forPullRequests = workflows.workflows.filter(
      (workflow) => workflows.trigger(workflow, 'pull_request') ?? workflows.trigger(workflow, 'pull_request_target'),
    );
    if (forPullRequests.length === 0) return outcome.notApplicable('no GitHub Actions workflow runs for pull requests');
    outcome.unknown(
      `whether runs of ${forPullRequests.length} workflows wait for approval is a setting`,
      'Look at Settings → Actions → General; the API shows it to a token with Administration: read.',
    );
  },
});
