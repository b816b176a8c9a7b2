import { type ChangeCommit, type ChangeRule, defineChangeRule } from '@ten-point/core/rule';

export const agentBranch: ChangeRule = defineChangeRule({
  id: 'workspace/agent-branch',
  scope: 'change',
  severity: 'warning',
  verdict: 'review',
  needs: [],
  title: 'The change stands on a branch of its own',
  why: 'Two agents on one branch overwrite each other, and a branch into which other work was merged brings changes that nobody asked for here. A branch for each task keeps both apart, and can be thrown away.',
  howToFix: 'Make a branch for the task from the target branch. Rebase, instead of merging other branches into it.',
  limits:
    'A change from the default or a release branch of the same repository is reported, and commits that merge another branch than the target. Whether two pull requests share a branch is not looked at.',
  effort: 'minutes',
  sources: [{ url: 'https://git-scm.com/docs/git-worktree', checked: '2026-11-24' }],
  messages: {
    shared: 'The change comes from {branch}, where others work; make a branch for the task.',
    merged: 'The commit {commit} merges other work into the branch ({subject}); keep the change to one task.',
  },
  check({ change, outcome }) {
    const { headBranch, isFromFork, baseBranch } = change.pullRequest;
    const merges = change.commits.filter((commit) => mergesOtherWork(commit, baseBranch.state === 'known' ? baseBranch.value : undefined));
    for (const { id, subject } of merges) outcome.fail('merged', { commit: id.slice(0, 10), subject }, undefined, { subject: id, confidence: 'medium' });
    if (headBranch.state === 'unknown') {
      outcome.unknown(headBranch.reason, headBranch.reveal);
      return;
    }
    const isOwn = isFromFork.state === 'known' && isFromFork.value;
    // In a fork its default branch is as good as any other: nobody else works there.
    const isShared = !isOwn && (longLived.test(headBranch.value) || (baseBranch.state === 'known' && headBranch.value === baseBranch.value));
    if (isShared) outcome.fail('shared', { branch: headBranch.value }, undefined, { subject: 'branch' });
    else outcome.pass(`comes from ${headBranch.value}`);
  },
});

const longLived = /^(?:main|master|trunk|develop|development|dev|staging|production|prod|next|stable|release|releases?[/-]v?\d.*|v?\d+(?:\.(?:\d+|x))+|v\d+)$/i;

/** A merge of another branch than the target, by git's own message. */
function mergesOtherWork({ parents, subject }: ChangeCommit, target: string | undefined): boolean {
  if (parents.length < 2) return false;
  const branch = /^Merge (?:remote-tracking )?branch '([^']+)'/.exec(subject)?.[1] ?? /^Merge pull request #\d+ from (\S+)/.exec(subject)?.[1];
  if (branch === undefined) return false;
  const name = branch.replace(/^(?:origin|upstream)\//, '');
  // Into itself: the same branch from another clone.
  if (subject.includes(' of ') && subject.endsWith(`into ${name}`)) return false;
  return name !== target && !longLived.test(name);
}
