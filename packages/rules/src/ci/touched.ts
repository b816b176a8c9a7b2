import { type ChangedFile, type ChangeRule, defineChangeRule, firstChangedLine } from '@ten-point/core/rule';

export const touched: ChangeRule = defineChangeRule({
  id: 'ci/touched',
  scope: 'change',
  severity: 'warning',
  verdict: 'review',
  needs: [],
  title: 'Changes to workflows and local actions are looked at',
  why: 'A workflow decides what is verified, with which rights and which secrets. Also where nothing got weaker, somebody who knows it should see that it changed.',
  howToFix: 'Ask an owner of the workflows for a review. Keep such changes apart from the work that they are to check.',
  limits: 'Workflows in `.github/workflows/` and local actions; what runs elsewhere is not seen.',
  effort: 'minutes',
  sources: [
    {
      url: 'https://docs.github.com/en/actions/reference/security/secure-use',
      checked: '2026-11-24',
      note: 'CODEOWNERS for changes of workflows',
    },
  ],
  messages: {
    changed: '{path} changed ({what}); somebody who owns it must look at it.',
  },
  check({ change, outcome }) {
    const files = change.files.filter(({ kind }) => kind === 'workflow');
    if (files.length === 0) return outcome.notApplicable('no workflow and no local action changed');
    for (const file of files) {
      const before = firstChangedLine(file, 'before');
      outcome.fail('changed', { path: file.path, what: describe(file) }, firstChangedLine(file, 'after'), {
        subject: file.path,
        ...(before ? { before } : {}),
      });
    }
  },
});

function describe(file: ChangedFile): string {
  if (file.status === 'renamed' && file.hunks.length === 0) return `moved from ${file.previousPath}`;
  if (file.status !== 'modified') return file.status;
  return `+${file.addedLines} −${file.removedLines} lines`;
}
