import { defineRule, type RepositoryRule } from '@ten-point/core/rule';
import { phrased, phraseOption } from '../prose/phrases.ts';
import { findStatements, quote, type Statement } from '../prose/statements.ts';
import { asksFirst, boundaryVerb, limitWords, namesSecrets } from './ask-ideas.ts';
import { guidingFiles, noInstructions } from './guiding-files.ts';

export const boundaries: RepositoryRule = defineRule({
  id: 'instructions/boundaries',
  scope: 'repository',
  severity: 'warning',
  needs: ['instructions'],
  title: 'Instructions say what not to touch, and name secrets',
  why: 'Limits are what most instruction files lack: 14.5 % of 2,303 files speak of security (arXiv 2511.12884), while the files that worked best, by GitHub’s count over 2,500 repositories, sort work into always, ask first and never, with "never commit secrets" as the most common useful line.',
  howToFix:
    'Write three short lists: what agents always do, what they ask about first (migrations, deployment, public interfaces, dependencies), and what they never do (generated files, vendored code, secrets and production data).',
  limits:
    'Looked for are sentences that forbid an action or tie it to a question, and sentences about secrets or production data, in English and by the configured phrases. Whether the limits are the right ones is not judged.',
  effort: 'minutes',
  sources: [
    { url: 'https://arxiv.org/abs/2511.12884', checked: '2026-11-24', note: 'What 2,303 files hold.' },
    { url: 'https://github.blog/ai-and-ml/github-copilot/how-to-write-a-great-agents-md-lessons-from-over-2500-repositories/', checked: '2026-11-24' },
  ],
  options: {
    limitPhrases: phraseOption('that forbid an action or tie it to a question, e.g. `vorher fragen`'),
    secretPhrases: phraseOption('that keep secrets or production data out of reach, e.g. `keine Zugangsdaten`'),
  },
  messages: {
    noLimits: 'The instructions for agents put nothing off limits and name no question to ask first; say what agents never do and what they ask about.',
    noSecrets: 'The instructions for agents do not mention secrets or production data; say that agents neither read, print nor commit them.',
  },
  check({ repo, options, outcome }) {
    const guiding = guidingFiles(repo.instructions());
    if (guiding.length === 0) return outcome.notApplicable(noInstructions);
    const documents = guiding.map((file) => file.document);
    const bounds = ({ sentence, headings }: Statement): boolean =>
      sentence.kind !== 'heading' && (limitWords.test(sentence.text) || headings.some((heading) => limitWords.test(heading)));
    const limit =
      documents.flatMap((document) => findStatements(document, boundaryVerb).filter((statement) => statement.negated && bounds(statement)))[0] ??
      documents.flatMap((document) => findStatements(document, asksFirst))[0] ??
      documents.flatMap((document) => findStatements(document, phrased(options.limitPhrases)))[0];
    if (limit) outcome.pass(quote(limit.sentence.text), limit.location);
    else outcome.fail('noLimits', {}, undefined, { confidence: 'medium' });
    const secret =
      documents.flatMap((document) => findStatements(document, namesSecrets)).find((statement) => statement.negated || bounds(statement)) ??
      documents.flatMap((document) => findStatements(document, phrased(options.secretPhrases)))[0];
    if (secret) outcome.pass(quote(secret.sentence.text), secret.location);
    else outcome.fail('noSecrets', {}, undefined, { confidence: 'medium' });
  },
});
