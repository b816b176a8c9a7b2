import { testRule } from '@ten-point/core/testing';
import { describe, it } from 'vitest';
import { worktreeIgnored } from './worktree-ignored.ts';

const claude = { 'CLAUDE.md': '# Bakery\n\nRun `npm test` before you commit.\n' };

testRule({ describe, it }, worktreeIgnored, [
  {
    name: 'offers a line for .gitignore, whose last line has no end',
    files: { 'CLAUDE.md': 'Bake.', '.gitignore': 'dist/' },
    findings: ['notIgnored'],
    fixed: { '.gitignore': 'dist/\n.claude/worktrees/' },
  },
  {
    name: 'offers a .gitignore where there is none',
    files: { 'CLAUDE.md': 'Bake.' },
    findings: ['notIgnored'],
    fixed: { '.gitignore': '.claude/worktrees/\n' },
  },
  { name: 'accepts an ignored folder', files: { ...claude, '.gitignore': '.claude/worktrees/\n' }, evidence: ['.claude/worktrees/ is ignored'] },
  { name: 'accepts an ignored parent, a name at any depth, and an ignore file of the folder', files: { ...claude, '.claude/.gitignore': 'worktrees/\n' } },
  { name: 'accepts a pattern without slashes', files: { ...claude, '.gitignore': 'worktrees\n' } },
  {
    name: 'reports a folder that is not ignored',
    files: { ...claude, '.gitignore': 'node_modules\n.claude/settings.local.json\n' },
    findings: [{ id: 'notIgnored', text: '.claude/worktrees/' }],
  },
  { name: 'reports a folder that is taken back', files: { ...claude, '.gitignore': '.claude\n!.claude\n' }, findings: ['notIgnored'] },
  { name: 'reports a committed worktree', files: { '.worktrees/oven': { submodule: true } }, findings: ['committed'] },
  { name: 'does not take a submodule for a worktree', files: { 'vendor/yeast': { submodule: true } }, state: 'not-applicable' },
  { name: 'does not apply without such a tool', files: { 'AGENTS.md': '# Bakery\n\nRun `npm test`.\n' }, state: 'not-applicable' },
]);
