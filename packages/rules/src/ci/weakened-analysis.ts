import { type AnalysisChange, type ChangeFailureDetails, type ChangeRule, compileGlobs, defineChangeRule, fileStart } from '@ten-point/core/rule';

/** Exclusions and comments of one file that are listed one by one. */
const listed = 5;

export const weakenedAnalysis: ChangeRule = defineChangeRule({
  id: 'ci/weakened-analysis',
  scope: 'change',
  severity: 'error',
  verdict: 'hard-stop',
  needs: [],
  changeNeeds: ['analysis'],
  title: 'Linters, type checkers, scanners and hooks look as closely as before',
  why: 'A quarter of the real weakenings in public history were in files of linters, types, coverage, hooks and owners, where nobody looks for them. A rule that is off, a folder that is left out, or a comment on a line that did not change makes the check green for this change, and blind for all behind it.',
  howToFix:
    'Take it back and mend what was reported. Where the report is wrong, name the rule and the reason on the one line, and let an owner of the file agree.',
  limits:
    'Configuration files are compared by what is literal in them, presets are not resolved, and a value that is computed is not seen. Comments count when they stand on a line that was there before; those on new lines are notes. What moves to another configuration file of the change is clean.',
  effort: 'minutes',
  sources: [
    { url: 'https://eslint.org/docs/latest/use/configure/rules', checked: '2026-11-24' },
    { url: 'https://www.typescriptlang.org/tsconfig/', checked: '2026-11-24' },
    { url: 'https://docs.astral.sh/ruff/settings/', checked: '2026-11-24' },
  ],
  messages: {
    level: '{tool} reports less: {key} goes from {before} to {after}; keep it.',
    exclusion: '{tool} leaves more out: {key} gained {after}; keep it looked at.',
    exclusions: '{tool} leaves more out: {key} gained {count} entries ({after}); keep them looked at.',
    switch: '{tool} is less strict: {key} goes from {before} to {after}; keep it.',
    selection: '{tool} no longer has {before} ({key}); keep it, or say what does the same.',
    baseline: 'The known problems that {tool} passes over grew from {before} to {after} lines; mend the new ones.',
    blanket: '`{after}` switches off everything that {tool} reports there, on code that was there before; name the rule and the reason, or mend it.',
    comment: '`{after}` switches a report of {tool} off on a line that was there before; somebody must agree.',
    newLine: '`{after}` switches a report of {tool} off on a new line.',
    coverage: '`{after}` leaves code out of the coverage that was counted before; somebody must agree.',
  },
  check({ change, base, outcome }) {
    const { changes, compared, notRead } = change.analysis();
    for (const { path, reason, wasReadable } of notRead) outcome.notAnalysed(path, reason, wasReadable);
    const groups = new Map<string, AnalysisChange[]>();
    for (const each of changes) {
      const key = `${each.kind} ${each.path} ${each.key} ${each.isBlanket} ${each.isOnExistingLine}`;
      groups.set(key, [...(groups.get(key) ?? []), each]);
    }
    // Another version of a linter or preset brings rules that were not there.
    const bringsPackages = change.files.some(({ path, kind }) => kind === 'lockfile' || /(?:^|\/)(?:package\.json|pyproject\.toml|Gemfile)$/.test(path));
    for (const group of groups.values()) {
      const [first] = group;
      if (first?.kind === 'exclusion' && group.length > listed) {
        const after = group
          .slice(0, 3)
          .map(({ after: text }) => text)
          .join(', ')
          .concat(', …');
        outcome.fail(
          'exclusions',
          { tool: first.tool, key: first.key, count: group.length, after },
          first.afterLocation ?? fileStart(first.path),
          detailsOf(first, 'E2', group.some((each) => leavesOut(each.after)) ? undefined : 'note'),
        );
      } else for (const each of group) report(each);
    }
    if (changes.length > 0 || notRead.length > 0) return;
    if (compared.length > 0) outcome.pass(`${compared.slice(0, 3).join(', ')}: as strict as before`);
    else outcome.notApplicable('the change touches no configuration of a linter, type checker, scanner or hook, and adds no comment that switches one off');

    /** A rule by its name or code, an advisory, or a pattern for files that are there. */
    function leavesOut(entry: string): boolean {
      if (/^[A-Z]{1,4}\d*$|^CVE-|^GHSA-|^RUSTSEC-|^[\w@-]+\/[\w-]+$/.test(entry) && !base.files.hasDirectory(entry)) return true;
      const plain = entry.replace(/^\.?\//, '').replace(/\/$/, '');
      const matches = compileGlobs([plain, `${plain}/**`, `**/${plain}`, `**/${plain}/**`]);
      const isThere = (path: string): boolean => matches(path) && base.files.role(path) === 'own' && !/\.(?:md|json|ya?ml|lock|txt|svg)$/.test(path);
      // `no-console`: the name of a rule.
      const isName = /^[a-z][a-z0-9]*(?:[-_][a-z0-9]+)+$/.test(plain) && !base.files.entries.some(({ path }) => matches(path));
      return isName || base.files.entries.some(({ path }) => isThere(path));
    }

    function report(each: AnalysisChange): void {
      const { kind, tool, key, before, after, afterLocation, path, isBlanket, isOnExistingLine } = each;
      const place = afterLocation ?? (each.beforeLocation ? undefined : fileStart(path));
      switch (kind) {
        case 'level': {
          // What a preset had on is not known; but who switches a rule off for all files, with the same presets, had it on.
          const isMild = after === 'not set' || (each.beforeLocation === undefined && (!each.isCertain || bringsPackages));
          outcome.fail('level', { tool, key, before, after }, place, detailsOf(each, 'E1', isMild ? 'review' : undefined));
          break;
        }
        case 'exclusion':
          outcome.fail(
            'exclusion',
            { tool, key, after },
            place,
            detailsOf(each, isFormatter(key) ? 'E12' : 'E2', (each.isCertain || leavesOut(after)) && !isFormatter(key) ? undefined : 'note'),
          );
          break;
        case 'switch':
          outcome.fail(
            'switch',
            { tool, key, before, after },
            place,
            detailsOf(each, 'E6', key.endsWith('skipLibCheck') || after === 'not set' ? 'review' : undefined),
          );
          break;
        case 'selection':
          outcome.fail('selection', { tool, key, before }, place, detailsOf(each, tool === 'pre-commit' ? 'E11' : 'E3', each.isCertain ? undefined : 'review'));
          break;
        case 'baseline':
          outcome.fail('baseline', { tool, before, after }, place, detailsOf(each, 'E8'));
          break;
        case 'comment':
          if (!isOnExistingLine) outcome.fail('newLine', { tool, after }, place, detailsOf(each, 'E4', 'note'));
          else if (key === 'coverage') outcome.fail('coverage', { after }, place, detailsOf(each, 'D4', 'review'));
          else if (isBlanket) outcome.fail('blanket', { tool, after }, place, detailsOf(each, 'E5'));
          else outcome.fail('comment', { tool, after }, place, detailsOf(each, 'E4', 'review'));
          break;
        default:
          kind satisfies never;
      }
    }
  },
});

/** Hooks that only change how code looks. */
function isFormatter(key: string): boolean {
  return /\[(?:[\w-]*format(?:ter)?|black|prettier|isort|gofmt|gofumpt|rustfmt|yapf|autopep8|shfmt|end-of-file-fixer|trailing-whitespace)\]/.test(key);
}

function detailsOf({ path, tool, key, before, after, beforeLocation }: AnalysisChange, operation: string, verdict?: 'review' | 'note'): ChangeFailureDetails {
  return {
    operation,
    subject: `${path} ${tool} ${key} ${after}`,
    content: { before, after },
    ...(beforeLocation ? { before: beforeLocation } : {}),
    ...(verdict ? { verdict } : {}),
  };
}
