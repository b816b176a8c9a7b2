import { defineRule, type IssueTemplate, type RepositoryRule } from '@ten-point/core/rule';
import { guideDocuments, instructionDocuments } from '../prose/documents.ts';
import { phrased, phraseOption } from '../prose/phrases.ts';
import { findStatements, type Idea, quote, statementIn } from '../prose/statements.ts';
import { agentLabels, agentTask, constraints, issuesForAgents, mayAgentTake } from './vocabulary.ts';

export const agentTaskForm: RepositoryRule = defineRule({
  id: 'task/agent-task-form',
  scope: 'repository',
  severity: 'note',
  preset: 'strict',
  needs: ['templates', 'instructions', 'guides'],
  title: 'Tasks for agents are marked, with what not to change',
  why: 'Not every issue is fit for an agent: some need a decision, some touch what nobody should touch unasked. A form or label of its own makes that a choice of a person, and a field for constraints says where the task ends.',
  howToFix:
    'Add an issue form for agent tasks (`labels: [agent]`) with required fields for scope, acceptance criteria and what must not change; or say in the instructions which label marks issues that agents may take.',
  limits:
    'Recognised by the name, description or labels of a form, by a choice in it whether an agent may take the task, and by statements about issues for agents, in English and by the configured phrases.',
  effort: 'minutes',
  sources: [
    {
      url: 'https://docs.github.com/en/copilot/tutorials/cloud-agent/get-the-best-results',
      checked: '2026-11-24',
      note: 'Issues for the cloud agent: clear description, acceptance criteria, which files change.',
    },
  ],
  options: {
    agentPhrases: phraseOption('that mark a form, a label or issues for agents, e.g. `Aufgabe für Agenten`'),
    constraintPhrases: phraseOption('that ask what must not change, e.g. `nicht anfassen`'),
  },
  messages: {
    none: 'Nothing marks issues that are meant for agents; add an issue form with its own label, or say in the instructions which issues agents may take.',
    noConstraints: 'The form "{name}" is for agents but does not ask what must not change; add a field for constraints or what is out of scope.',
  },
  check({ repo, options, outcome }) {
    const forAgents = phrased(options.agentPhrases);
    const limits = [constraints, phrased(options.constraintPhrases)];
    const templates = repo.templates().issues.filter((template) => isForAgents(template, [agentTask, forAgents]));
    for (const template of templates) {
      const name = template.name || template.path;
      if (limitsTheTask(template, limits)) outcome.pass(`"${name}" is for agents and asks what must not change`, template.location);
      else outcome.fail('noConstraints', { name }, template.location);
    }
    if (templates.length > 0) return;
    const documents = [...instructionDocuments(repo.instructions()), ...guideDocuments(repo.guides(), ['contributing', 'ai-policy'])];
    // "Agents must not work on issues without the label" marks them as well: negation plays no part.
    const [statement] = documents.flatMap((document) => [issuesForAgents, forAgents].flatMap((idea) => findStatements(document, idea)));
    if (statement) outcome.pass(quote(statement.sentence.text), statement.location);
    else outcome.fail('none', {}, undefined, { confidence: 'medium' });
  },
});

// Who answers by free text has not chosen.
const choices: ReadonlySet<string> = new Set(['dropdown', 'checkboxes']);

function isForAgents(template: IssueTemplate, ideas: readonly Idea[]): boolean {
  return (
    template.labels.some((label) => agentLabels.has(label.toLowerCase())) ||
    [template.name, template.description, ...template.labels].some((text) => ideas.some((idea) => statementIn(text, idea))) ||
    (template.kind === 'form' && template.fields.some((field) => choices.has(field.type) && statementIn(field.label, mayAgentTake)))
  );
}

function limitsTheTask(template: IssueTemplate, limits: readonly Idea[]): boolean {
  const says = (text: string): boolean => limits.some((idea) => statementIn(text, idea));
  return template.kind === 'form'
    ? template.fields.some((field) => [field.label, field.id ?? '', field.description].some(says))
    : template.prompts.some(({ text }) => says(text));
}
