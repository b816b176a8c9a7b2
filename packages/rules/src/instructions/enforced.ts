import { type CommandPurpose, defineRule, jobWork, pullRequestJobs, type RepositoryRule } from '@ten-point/core/rule';
import { phrased, phraseOption } from '../prose/phrases.ts';
import { affirmations, findStatements, type Idea, quote, type Statement } from '../prose/statements.ts';
import { mustLint, mustTest, pushesToDefault } from './enforced-ideas.ts';
import { guidingFiles, noInstructions } from './guiding-files.ts';

export const enforced: RepositoryRule = defineRule({
  id: 'instructions/enforced',
  scope: 'repository',
  severity: 'note',
  needs: ['instructions', 'workflows', 'tasks', 'protection'],
  title: 'What instructions say must happen is enforced elsewhere',
  why: 'Instructions are advice: a model may pass over them, and the longer they are the more it does. What must happen belongs into a hook, a required check or a branch rule; the sentence then only explains it.',
  howToFix: 'Let CI run what the sentence asks for on every pull request, and protect the default branch by a ruleset; keep the sentence as an explanation.',
  limits:
    'Judged are sentences on running tests, on linting and formatting, and on pushing to the default branch, in English and by the configured phrases. Whether the check is required is judged by ci/required-checks. CI outside GitHub Actions, and protection that no file declares, are unknown.',
  effort: 'hours',
  sources: [{ url: 'https://code.claude.com/docs/en/memory', checked: '2026-11-24', note: 'What must happen belongs into hooks.' }],
  options: {
    testPhrases: phraseOption('that demand running the tests, e.g. `Tests müssen laufen`'),
    lintPhrases: phraseOption('that demand linting or formatting, e.g. `immer formatieren`'),
    pushPhrases: phraseOption('that forbid pushing to the default branch, e.g. `nie auf main schieben`'),
  },
  messages: {
    notChecked: 'The instructions demand {what} ({sentence}), but no job on pull requests does it, so it is advice only; let CI run it.',
    notProtected: 'The instructions forbid pushing to the default branch ({sentence}), but the declared protection allows it; require pull requests.',
  },
  check({ repo, options, outcome }) {
    const documents = guidingFiles(repo.instructions()).map((file) => file.document);
    if (documents.length === 0) return outcome.notApplicable(noInstructions);
    const first = (statements: readonly Statement[]): Statement | undefined => statements.find(({ sentence }) => sentence.kind !== 'heading');
    const demanded = (...ideas: readonly Idea[]): Statement | undefined => first(ideas.flatMap((idea) => affirmations(documents, idea)));
    const demands = [
      { what: 'tests', purposes: ['test'], statement: demanded(mustTest, phrased(options.testPhrases)) },
      {
        what: 'linting or formatting',
        purposes: ['lint', 'format-check', 'type-check'],
        statement: demanded(mustLint, phrased(options.lintPhrases)),
      },
    ] as const;
    const push =
      first(documents.flatMap((document) => findStatements(document, pushesToDefault).filter(({ negated }) => negated))) ??
      first(documents.flatMap((document) => findStatements(document, phrased(options.pushPhrases))));
    if (!push && demands.every(({ statement }) => !statement))
      return outcome.notApplicable('the instructions demand neither tests nor linting, nor forbid pushing to the default branch');
    for (const { what, purposes, statement } of demands) if (statement) judgeDemand(what, purposes, statement);
    if (push) judgePush(push);

    function judgeDemand(what: string, purposes: readonly CommandPurpose[], { sentence, location }: Statement): void {
      const workflows = repo.workflows();
      const work = pullRequestJobs(workflows).map(({ job }) => jobWork(job, workflows, repo.tasks()));
      const done = work.flatMap((entry) => entry.purposes).find((entry) => purposes.includes(entry.purpose));
      const [other] = workflows.otherCi;
      const unseen = work.flatMap((entry) => entry.unseen)[0];
      if (done) outcome.pass(`${quote(sentence.text)} is checked: ${done.evidence} in ${done.location.path}`, location);
      else if (other)
        outcome.unknown(
          `${other.system} (${other.path}) may do it; only GitHub Actions is read`,
          `Look at the checks that ${other.system} reports on pull requests.`,
          location,
        );
      else if (unseen)
        outcome.unknown(`${unseen.name} runs on pull requests and may do it`, 'a command that a known tool stands for, in the workflow', location);
      else outcome.fail('notChecked', { what, sentence: quote(sentence.text) }, location, { confidence: 'medium', subject: what });
    }

    function judgePush({ sentence, location }: Statement): void {
      const { branch } = repo.protection();
      if (branch.state === 'unknown') outcome.unknown(branch.reason, branch.reveal, location);
      else if (branch.value.requiresPullRequest.value)
        outcome.pass(`${quote(sentence.text)} is enforced: the default branch takes pull requests only`, location);
      else if (branch.value.unread) outcome.unknown(branch.value.unread.reason, branch.value.unread.reveal, location);
      else outcome.fail('notProtected', { sentence: quote(sentence.text) }, location, { confidence: 'medium', subject: 'push' });
    }
  },
});
