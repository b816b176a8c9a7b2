import { defineRule, type RepositoryRule } from '@ten-point/core/rule';

/** Folders inside the checkout in which tools put worktrees, by the tool whose use is known from its files. */
const folders: readonly { readonly tool: string; readonly name: string; readonly folder: string }[] = [
  { tool: 'claude-code', name: 'Claude Code', folder: '.claude/worktrees' },
  { tool: 'gemini-cli', name: 'Gemini CLI', folder: '.gemini/worktrees' },
];

export const worktreeIgnored: RepositoryRule = defineRule({
  id: 'workspace/worktree-ignored',
  scope: 'repository',
  severity: 'note',
  needs: ['environment', 'instructions'],
  title: 'Worktrees inside the checkout are ignored by git',
  why: 'A worktree below the checkout shows up as thousands of untracked files: `git add -A` takes it for a nested repository, and search, linters and test runners of the outer checkout pick up the copies.',
  howToFix: 'Add the folder to `.gitignore`, e.g. `.claude/worktrees/`, and leave it out of linters, test runners and Docker’s build context too.',
  limits: '`.git/info/exclude` and global ignore files are not part of the repository. Gemini CLI makes worktrees only where its experimental setting is on.',
  fixes:
    'Adds a line for the folder to the `.gitignore` of the root, which is made where there is none. A worktree that is committed stays for a person to remove.',
  effort: 'minutes',
  sources: [
    { url: 'https://code.claude.com/docs/en/worktrees', checked: '2026-11-24' },
    { url: 'https://git-scm.com/docs/gitignore', checked: '2026-11-24' },
  ],
  messages: {
    notIgnored: '{tool} puts worktrees into {folder}/, which git does not ignore; add it to .gitignore.',
    committed: '{path} is a committed worktree: git keeps a link to a commit that no other clone has; remove it and ignore its folder.',
  },
  check({ repo, outcome }) {
    const environment = repo.environment();
    const committed = repo.files.entries.filter(
      ({ path, kind }) => (kind === 'submodule' || kind === 'nested-repository') && /(?:^|\/)\.?worktrees\//.test(path),
    );
    for (const { path, tracked } of committed) if (tracked) outcome.fail('committed', { path }, undefined, { subject: path });
    const inUse = folders.filter(({ tool }) => repo.instructions().agentsInUse.some((agent) => agent.tool === tool));
    for (const { name, folder } of inUse) {
      if (environment.ignoresDirectory(folder)) outcome.pass(`${folder}/ is ignored`);
      else
        outcome.fail('notIgnored', { tool: name, folder }, undefined, {
          confidence: name === 'Claude Code' ? 'medium' : 'low',
          subject: folder,
          fix: { description: `Ignore ${folder}/`, edits: [{ appendTo: '.gitignore', lines: [`${folder}/`] }] },
        });
    }
    if (inUse.length === 0 && !committed.some(({ tracked }) => tracked))
      outcome.notApplicable('no sign of a tool that puts worktrees into the checkout (looked for Claude Code and Gemini CLI)');
  },
});
