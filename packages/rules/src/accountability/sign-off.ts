import { agentSteps, defineRule, type Guides, type Location, type RepositoryRule, type Step, type Workflows } from '@ten-point/core/rule';
import { agentDocuments, guideDocuments } from '../prose/documents.ts';
import { phrased, phraseOption } from '../prose/phrases.ts';
import { affirmations, findStatements, type Idea, quote, statementIn } from '../prose/statements.ts';
import { humanSignsOff, signedByPeople, signingOff, signOffUsed } from './vocabulary.ts';

export const signOff: RepositoryRule = defineRule({
  id: 'accountability/sign-off',
  scope: 'repository',
  severity: 'warning',
  needs: ['guides', 'instructions', 'workflows'],
  title: 'Where commits are signed off, agents do not sign',
  why: "A `Signed-off-by` line is a legal statement under the Developer Certificate of Origin, made by the person who may pass the code on. An agent cannot make it, and one that adds it (agents imitate the log) makes it in somebody's name. The Linux kernel forbids it in so many words: agents must not add `Signed-off-by`, only humans can certify the DCO.",
  howToFix: 'Add to AGENTS.md: "Never add a `Signed-off-by` line and never use `git commit -s`; the person who submits the change signs off."',
  limits:
    'A DCO is recognised by its file, by a check in the workflows and by the contributing guide; one that only an app or the commit history shows is not seen. Guides and instructions are read in English and by the configured phrases.',
  effort: 'minutes',
  sources: [
    { url: 'https://docs.kernel.org/process/coding-assistants.html', checked: '2026-11-24', note: 'AI agents must not add Signed-off-by tags.' },
    { url: 'https://developercertificate.org/', checked: '2026-11-24' },
  ],
  options: {
    signOffPhrases: phraseOption('that ask for signed-off commits in the contributing guide, e.g. `Commits abzeichnen`'),
    humanPhrases: phraseOption('that leave signing off to people, e.g. `nur Menschen zeichnen ab`'),
  },
  messages: {
    toldToSign: 'Agents are told to sign off ({quoted}), which only a person can do; say that they must not, and that the submitter signs off.',
    workflowSigns: 'This step signs commits off in a job that runs the agent {agent}; let the person who merges or submits sign off.',
    notSaid: 'Commits are signed off here ({basis}), but nothing tells agents not to; add "Never add Signed-off-by, the submitter does" to AGENTS.md.',
  },
  check({ repo, options, outcome }) {
    const basis = basisOf(repo.guides(), repo.workflows(), phrased(options.signOffPhrases));
    if (!basis) return outcome.notApplicable('no sign-off is asked for: no DCO file, no DCO check, nothing in the contributing guide');

    const leftToPeople = phrased(options.humanPhrases);
    const forAgents = agentDocuments(repo.instructions(), /sign|dco/i, [signingOff, humanSignsOff], leftToPeople);
    const written = forAgents.flatMap((document) => findStatements(document, signingOff));
    // "The submitter is responsible for:" turns what is listed below into the submitter's.
    const told = written.filter(
      ({ negated, sentence, leadIn }) =>
        !negated && ![sentence.text, leadIn ?? ''].some((text) => [signedByPeople, leftToPeople].some((idea) => statementIn(text, idea))),
    );
    const commands = repo
      .instructions()
      .files.filter((file) => file.sameTextAs === undefined && maySign.test(file.source))
      .flatMap((file) => file.commands)
      .filter(({ text }) => signsOff(text.split(/\s+/)));
    const places = new Map<number, { readonly text: string; readonly location: Location }>();
    for (const { sentence, location } of told) places.set(location.range.start.line, { text: sentence.text, location });
    const forbids = written.some(({ negated }) => negated);
    // A command quoted where it is forbidden is no advice.
    if (!forbids)
      for (const { text, location } of commands) if (!places.has(location.range.start.line)) places.set(location.range.start.line, { text, location });
    for (const { text, location } of places.values()) outcome.fail('toldToSign', { quoted: quote(text) }, location, { confidence: 'medium' });

    const signing = agentSteps(repo.workflows()).flatMap(({ job, name }) => job.steps.filter(stepSignsOff).map((step) => ({ step, name })));
    for (const { step, name } of signing) outcome.fail('workflowSigns', { agent: name }, step.location);

    const guides = guideDocuments(repo.guides(), ['ai-policy', 'contributing', 'dco']);
    const [forbidden] = [
      ...written.filter(({ negated }) => negated),
      ...affirmations([...forAgents, ...guides], humanSignsOff),
      ...[...forAgents, ...guides].flatMap((document) => findStatements(document, leftToPeople)),
      ...guides.flatMap((document) => findStatements(document, humanSignsOff)),
    ];
    if (forbidden) outcome.pass(quote(forbidden.sentence.text), forbidden.location);
    else if (places.size === 0) outcome.fail('notSaid', { basis }, undefined, { confidence: 'medium' });
  },
});

/** What shows that commits are signed off here. */
function basisOf(guides: Guides, { workflows }: Workflows, phrases: Idea): string | undefined {
  const [file] = guides.of('dco');
  if (file) return file.path;
  const check = workflows.find(({ jobs }) =>
    jobs.some((job) => job.steps.some(({ uses }) => uses?.kind === 'repository' && /(?:^|[-_/])dco(?:$|[-_/])/i.test(uses.raw.split('@')[0] ?? ''))),
  );
  if (check) return check.path;
  const [statement] = [...signOffUsed, phrases].flatMap((idea) => affirmations(guideDocuments(guides, ['contributing']), idea));
  return statement ? `${statement.location.path}: ${quote(statement.sentence.text)}` : undefined;
}

function stepSignsOff(step: Step): boolean {
  return step.with.get('signoff')?.value.trim() === 'true' || (step.script?.commands.some(({ name, args }) => signsOff([name, ...args])) ?? false);
}

/** What {@link signsOff} looks for; a file without it need not be parsed. */
const maySign = /--signoff|\s-[a-z]*s/;

/** `git commit -s`, `-sm`, `--signoff`. */
function signsOff(words: readonly string[]): boolean {
  const [program, command, ...options] = words.filter((word) => word !== '$');
  return program === 'git' && command === 'commit' && options.some((option) => option === '--signoff' || /^-[a-rt-z]*s[a-z]*$/.test(option));
}
