import { defineRule, type RepositoryRule } from '@ten-point/core/rule';
import { guideDocuments, instructionDocuments } from '../prose/documents.ts';
import { phrased, phraseOption } from '../prose/phrases.ts';
import { affirmations, findStatements, quote } from '../prose/statements.ts';
import { branchForm, branchPerTask, notOnDefaultBranch, separateCheckouts } from './isolation-ideas.ts';

const kinds = {
  devcontainer: 'dev container',
  'cloud-agent-setup': 'cloud agent',
  'worktree-tooling': 'worktree tooling',
  sandbox: 'sandbox',
  'environment-definition': 'environment',
} as const;

export const isolationDeclared: RepositoryRule = defineRule({
  id: 'workspace/isolation-declared',
  scope: 'repository',
  severity: 'warning',
  needs: ['environment', 'instructions', 'guides'],
  title: 'Each task gets a workspace of its own',
  why: 'Two agents in one checkout edit each other’s files: half of a change of one is committed with the other’s, and a test run sees neither as it is. A worktree, a container or a cloud sandbox for each task avoids that; a branch for each task is the least of it. Virtual branches in one working directory count where running everything twice costs too much.',
  howToFix:
    'Say in AGENTS.md that each task gets a branch and a worktree (or a container) of its own, and how to make one. A dev container, `copilot-setup-steps.yml`, `.cursor/environment.json` or a worktree set-up script makes it one command.',
  limits:
    'A definition shows that isolation is prepared, not that it is used. Tools that pin versions only (Nix, mise) are not counted: they isolate tools, not work. Statements are read in English and by the configured phrases.',
  effort: 'hours',
  sources: [
    { url: 'https://containers.dev/implementors/json_reference/', checked: '2026-11-24' },
    { url: 'https://code.claude.com/docs/en/worktrees', checked: '2026-11-24' },
    {
      url: 'https://docs.github.com/en/copilot/how-tos/copilot-on-github/customize-copilot/customize-cloud-agent/customize-the-agent-environment',
      checked: '2026-11-24',
    },
  ],
  options: {
    phrases: phraseOption('that give each task a branch or workspace of its own, e.g. `eigener Arbeitsbaum`'),
  },
  messages: {
    none: 'Nothing gives a task a workspace of its own: no dev container, cloud-agent set-up or worktree tooling, and no instruction to use a branch or worktree for each task. Say in AGENTS.md how a task gets its own.',
  },
  check({ repo, options, outcome }) {
    let found = false;
    for (const { kind, path, note } of repo.environment().workspace) {
      if (kind === 'environment-definition') continue;
      found = true;
      outcome.pass(`${kinds[kind]}: ${path} ${note}`);
    }
    const documents = [...instructionDocuments(repo.instructions()), ...guideDocuments(repo.guides(), ['contributing'])];
    const statements = [
      ...affirmations(documents, separateCheckouts),
      ...affirmations(documents, branchPerTask),
      ...affirmations(documents, branchForm),
      ...affirmations(documents, phrased(options.phrases)),
      ...documents.flatMap((document) => findStatements(document, notOnDefaultBranch).filter(({ negated }) => negated)),
    ];
    const [first] = statements;
    if (first) outcome.pass(`${first.location.path} says ${quote(first.sentence.text)}`, first.location);
    else if (!found) outcome.fail('none', {}, undefined, { confidence: 'medium' });
  },
});
