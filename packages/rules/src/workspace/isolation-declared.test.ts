import { testRule } from '@ten-point/core/testing';
import { describe, it } from 'vitest';
import { isolationDeclared } from './isolation-declared.ts';

const agents = (text: string): Record<string, string> => ({ 'AGENTS.md': `# Bakery\n\n${text}\n` });

testRule({ describe, it }, isolationDeclared, [
  {
    name: 'accepts a dev container',
    files: { '.devcontainer/devcontainer.json': '{"image": "debian"}' },
    evidence: ['dev container: .devcontainer/devcontainer.json'],
  },
  { name: 'accepts set-ups of cloud agents', files: { '.cursor/environment.json': '{}' }, evidence: ["Cursor's cloud agents"] },
  { name: 'accepts worktree tooling', files: { 'scripts/new-worktree.sh': 'git worktree add "$1"' }, evidence: ['worktree tooling: scripts/new-worktree.sh'] },
  { name: 'accepts an instruction to use worktrees', files: agents('Do each task in its own git worktree.'), evidence: ['own git worktree'] },
  { name: 'accepts virtual branches', files: agents('We use GitButler: keep every task on a virtual branch.') },
  { name: 'accepts an instruction to make a branch', files: agents('Before you change anything, create a new branch from main.') },
  { name: 'accepts a ban on committing to the default branch', files: agents('Never commit directly to main.') },
  { name: 'accepts the contributing guide', files: { 'CONTRIBUTING.md': '# Contributing\n\nCreate a feature branch for your change.\n' } },
  { name: 'reports a repository that prepares nothing', files: { 'README.md': '# Bakery' }, findings: [{ id: 'none', text: 'Say in AGENTS.md' }] },
  { name: 'does not take the tools of an environment for isolation', files: { 'flake.nix': '{}', '.tool-versions': 'node 24' }, findings: ['none'] },
  {
    name: 'does not take source code about worktrees for tooling',
    files: { 'src/worktree.ts': 'export {}', 'docs/worktree.md': '# Worktrees' },
    findings: ['none'],
  },
  { name: 'does not take branches in the code for branches in git', files: agents('Every branch of an if statement needs a test.'), findings: ['none'] },
  {
    name: 'does not take branches of releases and links to branches for instructions',
    files: agents('On every major or minor release, a new branch is created.\n\nUse a discussion and link to your branch.\n\nPin a tag rather than a branch.'),
    findings: ['none'],
  },
  { name: 'does not take a warning against worktrees for an instruction', files: agents('Do not use git worktrees here.'), findings: ['none'] },
  { name: 'does not take a dev container of a template for its own', files: { 'templates/node/.devcontainer/devcontainer.json': '{}' }, findings: ['none'] },
  {
    name: 'accepts a configured phrase, in any language',
    files: agents('Varje uppgift får en egen gren.'),
    options: { phrases: ['egen gren'] },
    evidence: ['en egen gren'],
  },
  { name: 'knows no other language by itself', files: agents('Varje uppgift får en egen gren.'), findings: ['none'] },
]);
