import { defineRule, type RepositoryRule } from '@ten-point/core/rule';

export const worktreeSafe: RepositoryRule = defineRule({
  id: 'workspace/worktree-safe',
  scope: 'repository',
  severity: 'warning',
  needs: ['environment'],
  title: 'Scripts and hooks work in a second worktree',
  why: 'Agents that work side by side do so in worktrees, where `.git` is a file, the parent folder is another one, and nobody’s home directory holds the sources. A set-up script that assumes the one checkout stops there, or installs its hooks for nobody, and the agent goes on without them.',
  howToFix:
    'Ask git instead of the file system: `git rev-parse --git-path hooks`, `git rev-parse --show-toplevel`, or test with `-e .git`. Better than copying hooks is `git config core.hooksPath .githooks`. Take paths from the script’s own place or from variables.',
  limits:
    'Reads tasks, git hooks, and shell scripts at the root and in the usual folders; not programs in other languages. Another repository’s `.git` (`"$DEPENDENCY/.git"`, after `cd` or `git init`) is left alone.',
  effort: 'minutes',
  sources: [{ url: 'https://git-scm.com/docs/git-worktree', checked: '2026-11-24', note: 'Details: the `.git` file of a linked worktree' }],
  messages: {
    gitDirectoryTest: '{owner} tests whether .git is a directory ({text}); in a worktree it is a file: test with -e, or ask git rev-parse.',
    gitDirectoryWrite: '{owner} writes to {text}; in a worktree .git is a file and this fails: use git rev-parse --git-path, or core.hooksPath.',
    homePath: '{owner} uses {text}, a path of one machine; derive it from the checkout or from a variable.',
    outsidePath:
      '{owner} reaches {text}, outside the checkout; a worktree in another folder has different neighbours: take it from a variable or bring it into the repository.',
  },
  check({ repo, outcome }) {
    const { shellHabits, shellSources } = repo.environment();
    if (shellSources === 0) return outcome.notApplicable('no tasks, git hooks or shell scripts');
    let failed = 0;
    for (const { kind, owner, text, location } of shellHabits) {
      const data = { owner, text };
      if (kind === 'git-directory-test') outcome.fail('gitDirectoryTest', data, location, { subject: `${owner} ${text}` });
      else if (kind === 'git-directory-write') outcome.fail('gitDirectoryWrite', data, location, { subject: `${owner} ${text}` });
      else if (kind === 'home-path') outcome.fail('homePath', data, location, { confidence: 'medium', subject: `${owner} ${text}` });
      else if (kind === 'outside-path') outcome.fail('outsidePath', data, location, { confidence: 'medium', subject: `${owner} ${text}` });
      else continue;
      failed++;
    }
    if (failed === 0) outcome.pass(`${shellSources} tasks, hooks and scripts assume no single checkout`);
  },
});
