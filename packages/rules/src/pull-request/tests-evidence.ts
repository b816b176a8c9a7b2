import { type ChangeRule, type CheckRun, defineChangeRule, type PullRequestBody } from '@ten-point/core/rule';
import { lookUp } from '../instructions/command-lookup.ts';
import { phrased, phraseOption } from '../prose/phrases.ts';
import { type Idea, quote, statementIn } from '../prose/statements.ts';
import { sectionFor, sentencesOn } from './answers.ts';
import { sections } from './sections.ts';

export const testsEvidence: ChangeRule = defineChangeRule({
  id: 'pull-request/tests-evidence',
  scope: 'change',
  severity: 'warning',
  verdict: 'review',
  needs: ['tasks', 'instructions'],
  changeNeeds: ['body'],
  title: 'Claims about tests can be held against something',
  why: 'Agents report tests as passed that they did not run, or that do not exist. A command that the repository defines, or a result, can be repeated; "all tests pass" cannot, and now and then the checks beside it say otherwise.',
  howToFix: 'Name the commands that were run, as the repository defines them, with their results. Take back what the checks contradict.',
  limits:
    'Judged is what the description says of the tests that were run, in English and by the configured phrases. A command counts as existing when the repository defines its script, target or file; global programs are taken as they are. A claim is contradicted by a required or named test check that failed on the head commit.',
  effort: 'minutes',
  sources: [{ url: 'https://docs.github.com/en/rest/checks/runs', checked: '2026-11-24' }],
  options: { testsRunPhrases: phraseOption('that head the tests that were run, e.g. `Geprüft mit`') },
  messages: {
    noEvidence: 'The description speaks of tests ({claim}) without a command or a result; name what was run.',
    missingCommand:
      'The description says that `{command}` was run, which needs {what}, and the repository does not define it; name the command that was really run.',
    contradicted: 'The description says {claim}, but {checks} failed on the head commit; take it back, or mend it.',
  },
  check({ change, head, options, outcome }) {
    const known = change.body();
    if (known.state === 'unknown') return outcome.unknown(known.reason, known.reveal);
    const section = sections.find(({ id }) => id === 'tests-run');
    const phrases = phrased(options.testsRunPhrases);
    const told = section && sectionFor(section, known.value, phrases);
    const sentences = section ? [...(told?.sentences.map(({ text }) => text) ?? []), ...sentencesOn(section, known.value, phrases)] : [];
    if (!told?.isAnswered && sentences.length === 0)
      return outcome.notApplicable('the description says nothing of tests that were run; pull-request/description reports that');

    const facts = { files: head.files, tasks: head.tasks(), isIgnored: (path: string) => head.instructions().isIgnored(path) };
    const commands = told?.isAnswered ? told.commands : known.value.commands;
    for (const command of commands) {
      for (const verdict of lookUp({ directory: '', paths: [] }, command, facts)) {
        if (verdict.state === 'defined') outcome.pass(`\`${command.text}\` is defined in ${verdict.where}`);
        else outcome.fail('missingCommand', { command: command.text, what: verdict.what }, undefined, { subject: verdict.subject });
      }
    }
    const claim = sentences.find((text) => claimsSuccess(text)) ?? sentences[0];
    const failed = failedTests(change.pullRequest.checks);
    const success = sentences.find((text) => claimsSuccess(text));
    if (success !== undefined && failed.length > 0)
      outcome.fail('contradicted', { claim: quote(success), checks: failed.map(({ name }) => name).join(', ') }, undefined, { subject: 'checks' });
    else if (commands.length > 0) outcome.pass(`names \`${commands[0]?.text ?? ''}\``);
    else if (hasResult(known.value, told?.code ?? [], sentences)) outcome.pass(`gives a result: ${quote(claim ?? '')}`);
    else outcome.fail('noEvidence', { claim: quote(claim ?? told?.title ?? '') }, undefined, { subject: 'evidence', confidence: 'medium' });
  },
});

const success: Idea = {
  says: [
    ['pass', 'passes', 'passed', 'passing', 'green', 'succeed', 'succeeds', 'succeeded'],
    ['test', 'tests', 'check', 'checks', 'ci', 'suite', 'all', 'everything', 'lint'],
  ],
  within: 8,
};

function claimsSuccess(text: string): boolean {
  const found = statementIn(text, success);
  return found !== undefined && !found.negated;
}

/** Output, figures, or a description of what was done by hand. */
function hasResult({ document }: PullRequestBody, code: readonly string[], sentences: readonly string[]): boolean {
  if (code.length > 0 || document.links.some(({ kind }) => kind === 'image')) return true;
  if (sentences.some((text) => /\d+\s*(?:\/\s*\d+\s*)?(?:tests?|specs?|passed|passing|assertions|cases)\b/i.test(text))) return true;
  return sentences.some((text) => statementIn(text, byHand) !== undefined && text.split(/\s+/).length >= 6);
}

const byHand: Idea = {
  says: [
    [
      'manually',
      'by hand',
      'locally',
      'in the browser',
      'screenshot',
      'device',
      'simulator',
      'added test',
      'added tests',
      'new test',
      'new tests',
      'unit test',
      'unit tests',
      'not needed',
      'no test',
    ],
  ],
};

const failing: ReadonlySet<CheckRun['conclusion']> = new Set(['failure', 'timed-out', 'startup-failure']);

function failedTests(checks: { readonly state: string; readonly value?: readonly CheckRun[] }): readonly CheckRun[] {
  return (checks.value ?? []).filter(
    ({ conclusion, name, isRequired }) => failing.has(conclusion) && (isRequired === true || /test|spec|lint|check|build/i.test(name)),
  );
}
