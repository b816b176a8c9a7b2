import { type ChangeRule, defineChangeRule } from '@ten-point/core/rule';

export const incrementalCommits: ChangeRule = defineChangeRule({
  id: 'workspace/incremental-commits',
  scope: 'change',
  severity: 'note',
  verdict: 'note',
  needs: [],
  title: 'A large change comes in commits that can be followed',
  why: 'Some hundred lines in one commit can only be read as a whole. In steps a reviewer sees the move apart from the change of behaviour, and a later search finds the step that broke something.',
  howToFix: 'Commit in steps that each build: first what prepares the change, then the change, then its tests and documentation.',
  limits:
    'Counted are lines that people read and commits that are no merges. Where commits are squashed when they are merged, the steps still help the reviewer.',
  effort: 'minutes',
  sources: [{ url: 'https://git-scm.com/docs/git-bisect', checked: '2026-11-24' }],
  options: { lines: { type: 'number', default: 400, minimum: 1, description: 'Lines to read from which a change is large.' } },
  messages: {
    single: 'The change brings {lines} lines in {files} files in one commit; split it into steps that can be followed.',
  },
  check({ change, options, outcome }) {
    const { size, commits, commitsUnknown } = change;
    const lines = size.addedLines + size.removedLines;
    if (lines < options.lines) return outcome.notApplicable(`the change has ${lines} lines to read, fewer than ${options.lines}`);
    const steps = commits.filter(({ parents }) => parents.length < 2);
    if (commitsUnknown !== undefined && steps.length < 2)
      return outcome.unknown(`the commits are not all known: ${commitsUnknown}`, 'Fetch the whole history.');
    if (steps.length === 0) return outcome.notApplicable('nothing is committed yet');
    if (steps.length === 1) outcome.fail('single', { lines, files: size.files }, undefined, { subject: 'commits' });
    else outcome.pass(`${steps.length} commits for ${lines} lines`);
  },
});
