import { defineRule, fileStart, type Location, type RepositoryRule } from '@ten-point/core/rule';
import { reviewActions, reviewFiles, reviewRules } from './review-tools.ts';

export const ownershipAutomatedReview: RepositoryRule = defineRule({
  id: 'ownership/automated-review',
  scope: 'repository',
  severity: 'note',
  needs: ['workflows', 'protection'],
  title: 'An automated review comes before the human one, and does not replace it',
  why: 'Review has three layers: the author’s own evidence, a machine that reads every line, and people who judge intent, domain rules and boundaries. The machine keeps people from spending their attention on what it finds; alone, it knows nothing of intent.',
  howToFix: 'Turn on code scanning, or a review app, for pull requests. Keep at least one human approval required beside it.',
  limits:
    'Code scanning by default setup and review apps without a file here are settings of GitHub: not finding any is unknown, no failure. Whether people must approve is judged by what files declare.',
  effort: 'hours',
  sources: [
    { url: 'https://docs.github.com/en/code-security/code-scanning/introduction-to-code-scanning/about-code-scanning', checked: '2026-11-24' },
    {
      url: 'https://docs.github.com/en/repositories/configuring-branches-and-merges-in-your-repository/managing-rulesets/available-rules-for-rulesets',
      checked: '2026-11-24',
      note: 'code scanning results and Copilot code review as rules',
    },
  ],
  messages: {
    onlyAutomated: '{tool} is the only review that is required: no approval and no code owner is. Require at least one approval by a person.',
  },
  check({ repo, outcome }) {
    const { branch } = repo.protection();
    const tools = new Map<string, Location | undefined>();
    const add = (tool: string, location: Location | undefined): void => {
      if (!tools.has(tool)) tools.set(tool, location);
    };
    const { workflows, localActions } = repo.workflows();
    for (const step of [...workflows.flatMap(({ jobs }) => jobs.flatMap(({ steps }) => steps)), ...localActions.flatMap(({ steps }) => steps)]) {
      if (step.uses?.kind !== 'repository') continue;
      const tool = reviewActions.get(`${step.uses.owner}/${step.uses.repository}`.toLowerCase());
      if (tool) add(tool, step.uses.location);
    }
    for (const [path, tool] of reviewFiles) if (repo.files.has(path)) add(tool, fileStart(path));
    if (branch.state === 'known')
      for (const type of branch.value.otherRules) {
        const tool = reviewRules.get(type);
        if (tool) add(tool, branch.value.locations[0]);
      }
    const [first] = tools;
    if (!first) {
      outcome.unknown(
        'no code scanning and no review app is configured in files; by default setup, or as an installed app, they leave no file',
        'Look at the checks and reviews of a recent pull request, or name the tool in a workflow or its configuration file.',
      );
      return;
    }
    for (const [tool, location] of tools) outcome.pass(`${tool} reviews changes`, location);
    if (branch.state === 'known' && !branch.value.unread && branch.value.requiredApprovals.value === 0 && !branch.value.requiresCodeOwnerReview.value)
      outcome.fail('onlyAutomated', { tool: first[0] }, branch.value.requiredApprovals.location, { confidence: 'medium', subject: 'only automated' });
  },
});
