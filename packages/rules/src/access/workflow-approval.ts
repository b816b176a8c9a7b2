import { defineRule, type RepositoryRule } from '@ten-point/core/rule';

export const workflowApproval: RepositoryRule = defineRule({
  id: 'access/workflow-approval',
  scope: 'repository',
  severity: 'warning',
  needs: ['workflows', 'settings', 'instructions'],
  title: 'Runs for pull requests of strangers and agents wait for approval',
  why: "A workflow run executes what the pull request says. GitHub holds runs of first-time contributors, and of its own cloud agent, until someone with write access looked at the change; both can be switched off, and then the first look at an agent's change is had by the runner.",
  howToFix:
    'Settings → Actions → General: require approval for all external contributors (or first-time contributors); Settings → Copilot → Cloud agent: keep "Require approval for workflow runs" on.',
  limits: 'Both are settings, known when GitHub may be asked. Runs of private repositories for forks are a policy of their own and are not judged.',
  effort: 'minutes',
  securitySeverity: 4.3,
  sources: [
    { url: 'https://docs.github.com/actions/how-tos/manage-workflow-runs/approve-runs-from-forks', checked: '2026-11-24' },
    { url: 'https://docs.github.com/copilot/concepts/agents/cloud-agent/risks-and-mitigations', checked: '2026-11-24' },
  ],
  messages: {
    newcomersOnly:
      'Only accounts that are new to GitHub wait for approval before {count} run: any older account runs its change at once. Require approval for all external contributors (Settings → Actions → General).',
    agentUnapproved:
      'Workflows run on what the Copilot cloud agent pushes without anybody looking first: switch "Require approval for workflow runs" on again (Settings → Copilot → Cloud agent).',
  },
  check({ repo, outcome }) {
    const workflows = repo.workflows();
    const forPullRequests = workflows.workflows.filter(
      (workflow) => workflows.trigger(workflow, 'pull_request') ?? workflows.trigger(workflow, 'pull_request_target'),
    );
    if (forPullRequests.length === 0) return outcome.notApplicable('no GitHub Actions workflow runs for pull requests');
    const { forkApproval, copilot } = repo.settings();
    const count = forPullRequests.length === 1 ? 'the workflow for pull requests' : `${forPullRequests.length} workflows`;
    if (forkApproval.state === 'unknown') outcome.unknown(forkApproval.reason, forkApproval.reveal);
    else if (forkApproval.value === 'first_time_contributors_new_to_github')
      outcome.fail('newcomersOnly', { count }, forPullRequests[0]?.triggersLocation, { subject: 'forks' });
    else
      outcome.pass(
        forkApproval.value === 'all_external_contributors'
          ? 'runs of all external contributors wait for approval'
          : 'runs of first-time contributors wait for approval',
      );
    // The cloud agent concerns only those who use it; where its settings can be read, they count in any case.
    if (copilot.state === 'known') {
      if (copilot.value.requiresWorkflowApproval) outcome.pass("runs on the cloud agent's pushes wait for approval");
      else outcome.fail('agentUnapproved', {}, undefined, { subject: 'copilot' });
    } else if (repo.instructions().agentsInUse.some(({ tool }) => tool.startsWith('copilot'))) outcome.unknown(copilot.reason, copilot.reveal);
  },
});
