import { type ChangeRule, type CheckRun, defineChangeRule } from '@ten-point/core/rule';

export const checksPassed: ChangeRule = defineChangeRule({
  id: 'ci/checks-passed',
  scope: 'change',
  severity: 'error',
  verdict: 'stop',
  needs: [],
  title: 'Required checks of the head commit passed',
  why: 'A reviewer should not have to read what does not build. And a check that was skipped counts as passed on GitHub: it should be seen that it was.',
  howToFix: 'Mend what the check found, or run it again where the failure is not of this change.',
  limits:
    'Asked are the checks of the head commit as GitHub has them; without protection none is required, and failed ones are named for review. Checks that still run are not known yet, and the check in which this gate runs is left out by its name.',
  effort: 'minutes',
  sources: [
    {
      url: 'https://docs.github.com/en/pull-requests/collaborating-with-pull-requests/collaborating-on-repositories-with-code-quality-features/about-status-checks',
      checked: '2026-11-24',
    },
  ],
  options: {
    ownChecks: {
      type: 'array',
      items: { type: 'string' },
      default: ['agent-readiness', 'gate', 'agent-readiness gate'],
      description: 'Names of the checks in which this gate runs.',
    },
  },
  messages: {
    failed: 'The required check {name} ended with {conclusion}; mend it.',
    notRequired: 'The check {name} ended with {conclusion}, and is not required; somebody must see why.',
    skipped: 'The required check {name} was {conclusion}, which GitHub counts as passed; somebody must see that it had nothing to check.',
  },
  check({ change, options, outcome }) {
    const { checks } = change.pullRequest;
    if (checks.state === 'unknown') return outcome.unknown(checks.reason, checks.reveal);
    const others = checks.value.filter(({ name }) => !options.ownChecks.includes(name.toLowerCase()));
    if (others.length === 0) return outcome.notApplicable('the head commit has no checks');
    for (const check of others) {
      const { name, conclusion, isRequired } = check;
      const details = { subject: name };
      if (conclusion === 'success') outcome.pass(`${name} passed`);
      else if (conclusion === 'pending') outcome.unknown(`${name} has not ended yet`, 'Run again when it has ended.');
      else if (isFailure(check) && isRequired !== false)
        outcome.fail('failed', { name, conclusion }, undefined, isRequired ? details : { ...details, verdict: 'review' });
      else if (isFailure(check)) outcome.fail('notRequired', { name, conclusion }, undefined, { ...details, verdict: 'review' });
      else if (isRequired) outcome.fail('skipped', { name, conclusion }, undefined, { ...details, verdict: 'review' });
      else outcome.pass(`${name} was ${conclusion}, and is not required`);
    }
  },
});

function isFailure({ conclusion }: CheckRun): boolean {
  return conclusion !== 'skipped' && conclusion !== 'neutral';
}
