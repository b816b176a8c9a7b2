import { defineRule, type RepositoryRule } from '@ten-point/core/rule';
import { agentDocuments, guideDocuments } from '../prose/documents.ts';
import { phrased, phraseOption } from '../prose/phrases.ts';
import { affirmations, type Idea, quote } from '../prose/statements.ts';
import { bodyCheckers } from './pull-request-tools.ts';

const template: Idea = { says: [['pull request template', 'pr template', 'pull request body template', 'mr template']] };

export const agentsUseTemplate: RepositoryRule = defineRule({
  id: 'pull-request/agents-use-template',
  scope: 'repository',
  severity: 'note',
  needs: ['templates', 'instructions', 'guides', 'workflows'],
  title: 'Agents are pointed to the pull request template',
  why: "GitHub fills a template in on its own page only. An agent opens the pull request through the API or `gh pr create --body`, which skip it: unless its instructions name the template, or a check reads the body, the reviewer's questions never reach it.",
  howToFix:
    'Add a line to AGENTS.md: "Fill in every section of `.github/pull_request_template.md` when you open a pull request." A check that reads the body, made required, holds people to it as well.',
  limits:
    'Recognises a mention of the template, in English and by the configured phrases, and steps that read `pull_request.body`; an app that checks bodies is not visible from the repository.',
  effort: 'minutes',
  sources: [
    {
      url: 'https://docs.github.com/en/communities/using-templates-to-encourage-useful-issues-and-pull-requests/creating-a-pull-request-template-for-your-repository',
      checked: '2026-11-24',
    },
  ],
  options: {
    phrases: phraseOption('that point to the template, e.g. `Vorlage ausfüllen`'),
  },
  messages: {
    notNamed: 'No instructions for agents name {path}, and pull requests opened through the API skip it; add "Fill in every section of {path}" to AGENTS.md.',
  },
  check({ repo, options, outcome }) {
    const found = repo.templates().pullRequest[0];
    if (!found) return outcome.notApplicable('there is no pull request template in this repository');
    const phrases = phrased(options.phrases);
    const documents = [...agentDocuments(repo.instructions(), /template/i, [template], phrases), ...guideDocuments(repo.guides(), ['ai-policy'])];
    const mentions = [template, phrases].flatMap((idea) => affirmations(documents, idea));
    for (const { sentence, location } of mentions.slice(0, 3)) outcome.pass(`instructions name the template: ${quote(sentence.text)}`, location);
    const steps = repo.workflows().workflows.flatMap((workflow) => workflow.jobs.flatMap((job) => job.steps));
    const reader = steps.find(
      (step) =>
        step.references.some(({ path }) => path === 'github.event.pull_request.body') ||
        step.with.get('script')?.value.includes('pull_request.body') ||
        (step.uses?.kind === 'repository' && bodyCheckers.has(`${step.uses.owner}/${step.uses.repository}`.toLowerCase())) ||
        step.script?.commands.some((command) => command.name === 'danger' || command.args.includes('danger')),
    );
    if (reader) outcome.pass(`a workflow step reads the body of pull requests${reader.name ? `: ${reader.name}` : ''}`, reader.location);
    if (mentions.length > 0 || reader) return;
    if (repo.instructions().files.length === 0) return outcome.notApplicable('there are no instructions for agents that could name the template');
    outcome.fail('notNamed', { path: found.path }, undefined, { confidence: 'medium' });
  },
});
