import { defineRule, type RepositoryRule } from '@ten-point/core/rule';
import { guideDocuments, instructionDocuments, promptsFor } from '../prose/documents.ts';
import { phrased, phraseOption } from '../prose/phrases.ts';
import { affirmations, quote, statementIn } from '../prose/statements.ts';
import { decisionSection, architectureFirst as ideas } from './vocabulary.ts';

export const architectureFirst: RepositoryRule = defineRule({
  id: 'task/architecture-first',
  scope: 'repository',
  severity: 'note',
  needs: ['instructions', 'guides', 'templates'],
  title: 'Architecture decisions are made before implementation',
  why: 'An agent that meets an open decision makes it, quietly, in the middle of a change, and the reviewer finds it among hundreds of lines. Decisions taken first, in an issue or a record, keep the change to what was decided.',
  howToFix: 'Keep decision records (`docs/adr/`), and say in AGENTS.md and the contributing guide that a change which needs a new decision waits for one.',
  limits: 'Recognises folders of decision records, a decision or design section in a template, and statements, in English and by the configured phrases.',
  effort: 'hours',
  sources: [{ url: 'https://adr.github.io/', checked: '2026-11-24', note: 'Architectural decision records.' }],
  options: {
    phrases: phraseOption('that put a decision about architecture before its implementation, e.g. `ohne Architekturentscheidung`'),
    sectionPhrases: phraseOption('that head a section for the decision in a template, e.g. `Entwurf`'),
  },
  messages: {
    none: 'Nothing here says that architecture decisions come before implementation; keep decision records (docs/adr/), or ask in the contributing guide for a design issue first.',
  },
  check({ repo, options, outcome }) {
    const records = repo.guides().of('decision-record');
    const [record] = records;
    if (record) outcome.pass(`decision records are kept: ${record.path}`);
    const documents = [
      ...instructionDocuments(repo.instructions()),
      ...guideDocuments(repo.guides(), ['contributing', 'governance', 'architecture', 'ai-policy']),
    ];
    const [statement] = [...ideas, phrased(options.phrases)].flatMap((idea) => affirmations(documents, idea));
    if (statement) outcome.pass(quote(statement.sentence.text), statement.location);
    const { issues, pullRequest } = repo.templates();
    const headings = [...issues.flatMap((issue) => (issue.kind === 'markdown' ? issue.prompts : [])), ...pullRequest.flatMap(({ prompts }) => prompts)];
    const titles = headings.filter(({ form }) => form === 'heading' || form === 'label');
    const decision = [decisionSection, phrased(options.sectionPhrases)];
    const [section] = decision.flatMap((idea) => promptsFor(titles, idea));
    if (section) outcome.pass(`a template asks for the decision: ${quote(section.text)}`, section.location);
    const field = issues.flatMap((issue) => (issue.kind === 'form' ? issue.fields : [])).find(({ label }) => decision.some((idea) => statementIn(label, idea)));
    if (field) outcome.pass(`an issue form asks for the decision: ${quote(field.label)}`, field.location);
    if (!record && !statement && !section && !field) outcome.fail('none', {}, undefined, { confidence: 'medium' });
  },
});
