import { type ChangedFile, type ChangeKind, type ChangeRule, defineChangeRule } from '@ten-point/core/rule';

export const pullRequestSize: ChangeRule = defineChangeRule({
  id: 'pull-request/size',
  scope: 'change',
  severity: 'warning',
  verdict: 'review',
  needs: [],
  title: 'The change is small enough to be read',
  why: 'Reviewers find fewest defects for each line once a change passes some hundred lines: a study of 2,500 reviews at Cisco found 200 to 400 lines to be as much as one sitting takes. Agents write more than that in a minute, and a change that nobody reads is approved all the same.',
  howToFix:
    'Split the change: first what moves and renames, then what behaves differently. Put generated files apart, or mark them with `linguist-generated` on the target branch.',
  limits:
    'Counted are added and removed lines of source, tests, configuration and workflows that people read: lockfiles, generated, vendored, snapshot, fixture and binary files, prose, moved lines of renamed files and deleted files are left out, by the attributes of the target branch. Lines say little of how hard they are to read.',
  effort: 'hours',
  sources: [
    {
      url: 'https://static0.smartbear.co/support/media/resources/cc/book/code-review-cisco-case-study.pdf',
      checked: '2026-11-24',
      note: '200 to 400 lines in a review.',
    },
    { url: 'https://google.github.io/eng-practices/review/developer/small-cls.html', checked: '2026-11-24' },
  ],
  options: {
    lines: { type: 'number', default: 400, minimum: 1, description: 'Lines to read in a change that touches no risk area.' },
    riskLines: { type: 'number', default: 200, minimum: 1, description: 'Lines to read in a change that touches a risk area.' },
    files: { type: 'number', default: 30, minimum: 1, description: 'Files to read.' },
  },
  messages: {
    lines: 'The change has {lines} lines to read, more than the {most} of {tier}; split it. Most are in {where}.',
    files: 'The change has {files} files to read, more than {most}; split it. Most are in {where}.',
  },
  check({ change, options, outcome }) {
    const files = change.files.filter(({ kind, status }) => read.has(kind) && status !== 'deleted');
    if (files.length === 0) return outcome.notApplicable('the change has no file to read line by line');
    const lines = files.reduce((sum, file) => sum + linesOf(file), 0);
    const most = change.tier.level === 'high' ? options.riskLines : options.lines;
    const tier = change.tier.level === 'high' ? `one that touches ${change.tier.areas.map(({ title }) => title).join(', ')}` : 'an ordinary one';
    if (lines > most) outcome.fail('lines', { lines, most, tier, where: largest(files) }, undefined, { subject: 'lines' });
    else outcome.pass(`${lines} lines to read, at most ${most} for ${tier}`);
    const edited = files.filter((file) => linesOf(file) > 0);
    if (edited.length > options.files)
      outcome.fail('files', { files: edited.length, most: options.files, where: largest(edited) }, undefined, { subject: 'files' });
  },
});

const read: ReadonlySet<ChangeKind> = new Set(['source', 'test', 'configuration', 'workflow']);

function linesOf({ addedLines, removedLines }: ChangedFile): number {
  return addedLines + removedLines;
}

/** The directories with most of the lines. */
function largest(files: readonly ChangedFile[]): string {
  const lines = new Map<string, number>();
  for (const file of files) {
    const directory = file.path.includes('/') ? file.path.slice(0, file.path.lastIndexOf('/')) : 'the root';
    lines.set(directory, (lines.get(directory) ?? 0) + linesOf(file));
  }
  return [...lines]
    .sort(([left, a], [right, b]) => b - a || (left < right ? -1 : 1))
    .slice(0, 3)
    .map(([directory, count]) => `${directory} (${count})`)
    .join(', ');
}
