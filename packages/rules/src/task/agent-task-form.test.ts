import { testRule } from '@ten-point/core/testing';
import { describe, it } from 'vitest';
import { agentTaskForm } from './agent-task-form.ts';

const form = (head: string, label: string): Record<string, string> => ({
  '.github/ISSUE_TEMPLATE/agent.yml': `${head}\nbody:\n  - type: textarea\n    attributes: { label: ${label} }\n`,
});

testRule({ describe, it }, agentTaskForm, [
  {
    name: 'accepts a form with a label for agents and constraints',
    files: form('name: Task\ndescription: d\nlabels: [agent]', 'Out of scope'),
    evidence: ['"Task" is for agents'],
  },
  { name: 'accepts a form that says so in its description', files: form('name: Task\ndescription: A task for the coding agent', 'Constraints') },
  {
    name: 'accepts instructions that say which label marks them',
    files: { 'AGENTS.md': 'Agents may only pick up issues with the label `ready`.\n' },
    evidence: ['Agents may only'],
  },
  {
    name: 'reports a form for agents without constraints',
    files: form('name: «Agent task»\ndescription: d', 'Problem'),
    findings: [{ id: 'noConstraints', text: 'Agent task' }],
  },
  { name: 'reports that nothing marks them', files: form('name: Bug\ndescription: d', 'Problem'), findings: [{ id: 'none', confidence: 'medium' }] },
  {
    name: 'does not take a form about a product with agents for one',
    files: form('name: Agent crash\ndescription: The agent of our product crashed', 'Out of scope'),
    findings: ['none'],
  },
  {
    name: 'accepts a form that lets a person choose whether an agent may do it',
    files: {
      '.github/ISSUE_TEMPLATE/task.yml':
        'name: Task\ndescription: d\nbody:\n  - type: textarea\n    attributes: { label: Constraints }\n  - type: dropdown\n    attributes: { label: May an agent do this task?, options: [with a plan, never] }\n',
    },
    evidence: ['"Task" is for agents'],
  },
  {
    name: 'does not take a choice about a product with agents, or about who wrote the report, for one',
    files: {
      '.github/ISSUE_TEMPLATE/bug.yml':
        'name: Bug\ndescription: d\nbody:\n  - type: dropdown\n    attributes: { label: Which agent does this issue affect?, options: [dough, oven] }\n  - type: dropdown\n    attributes: { label: Was this issue written by an agent?, options: [all, none] }\n',
    },
    findings: ['none'],
  },
  { name: 'does not take a label for bugs for one', files: form('name: Bug\ndescription: d\nlabels: [agentless]', 'Out of scope'), findings: ['none'] },
  { name: 'does not take a remark on agents and issues for one', files: { 'AGENTS.md': 'Agents have issues with sourdough.\n' }, findings: ['none'] },
  { name: 'survives hostile forms', files: form(`name: ${'agent '.repeat(20_000)}\ndescription: d`, 'x'), findings: ['none'] },
  {
    name: 'accepts a form by configured phrases, in any language',
    files: form('name: Tâche confiée\ndescription: d', 'Ne pas toucher'),
    options: { agentPhrases: ['tâche confiée'], constraintPhrases: ['ne pas toucher'] },
    evidence: ['"Tâche confiée" is for agents'],
  },
  {
    name: 'accepts a statement by a configured phrase',
    files: { 'AGENTS.md': 'Prends les billets "pour machines" seulement.\n' },
    options: { agentPhrases: ['pour machines'] },
    evidence: ['pour machines'],
  },
  {
    name: 'knows no other language by itself',
    files: { ...form('name: Tâche confiée\ndescription: d', 'Ne pas toucher'), 'AGENTS.md': 'Prends les billets "pour machines" seulement.\n' },
    findings: ['none'],
  },
]);
