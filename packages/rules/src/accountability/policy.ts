import { defineRule, type MarkdownDocument, type RepositoryRule } from '@ten-point/core/rule';
import { guideDocuments, instructionDocuments } from '../prose/documents.ts';
import { phrased, phraseOption } from '../prose/phrases.ts';
import { affirmations, findStatements, quote, statementIn } from '../prose/statements.ts';
import { agentChangesRefused, aiPolicyMention, humanResponsibility, unattendedRefused } from './vocabulary.ts';

export const policy: RepositoryRule = defineRule({
  id: 'accountability/policy',
  scope: 'repository',
  severity: 'warning',
  needs: ['guides', 'instructions', 'templates'],
  title: 'A policy says that a human answers for what agents make',
  why: "An agent cannot be asked later what it meant, nor be called when its change breaks. LLVM's policy says that the contributor is always the author and fully accountable, the Linux kernel's that the human submitter takes full responsibility, and Ghostty's that whoever cannot explain the code without AI tools should not contribute it.",
  howToFix:
    'Add an `AI_POLICY.md` or a section of the contributing guide: who may use agents and for what, that the submitter has reviewed and understands every line and is responsible for it, and whether use is disclosed.',
  limits:
    "Statements are recognised in English and by the configured phrases, in contributing guide, AI policy, governance, instructions and templates. A policy kept elsewhere (an organisation's page) is named and left open, as its text is not in the checkout.",
  effort: 'hours',
  sources: [
    { url: 'https://docs.kernel.org/process/coding-assistants.html', checked: '2026-11-24', note: 'The submitter takes full responsibility.' },
    {
      url: 'https://llvm.org/docs/AIToolPolicy.html',
      checked: '2026-11-24',
      note: 'Read and review generated code; the contributor is always the author and accountable.',
    },
    {
      url: 'https://github.com/ghostty-org/ghostty/blob/main/AI_POLICY.md',
      checked: '2026-11-24',
      note: 'Disclosure; whoever submits must understand all code.',
    },
  ],
  options: {
    phrases: phraseOption('that make a human answer for what agents make, e.g. `trägt die Verantwortung`'),
    refusalPhrases: phraseOption('that refuse changes made by agents, e.g. `kein Code aus Sprachmodellen`'),
  },
  messages: {
    none: 'Nothing in this repository says who answers for changes made by agents; add an AI policy or a section of the contributing guide that makes the submitter responsible.',
    notHuman:
      '{path} speaks of AI contributions but does not say that a human is responsible for them; add that the submitter has reviewed, understands and answers for every line.',
  },
  check({ repo, options, outcome }) {
    const guides = repo.guides();
    const policies = guideDocuments(guides, ['ai-policy']);
    const documents = [
      ...policies,
      ...guideDocuments(guides, ['contributing', 'governance', 'review-guide', 'maintainers']),
      ...instructionDocuments(repo.instructions()),
    ];
    const prompts = repo.templates().pullRequest.flatMap((template) => template.prompts);

    const answering = [...humanResponsibility, phrased(options.phrases)];
    const [statement] = answering.flatMap((idea) => affirmations(documents, idea));
    if (statement) outcome.pass(quote(statement.sentence.text), statement.location);
    const asked = prompts.find(({ text, section }) => answering.some((idea) => statementIn(text, idea, [section])));
    if (asked) outcome.pass(`the pull request template asks: ${quote(asked.text)}`, asked.location);
    if (statement || asked) return;

    const rules = [...policies, ...guideDocuments(guides, ['contributing'])];
    const [refusal] = [
      ...agentChangesRefused.flatMap((idea) => rules.flatMap((document) => findStatements(document, idea).filter(({ negated }) => negated))),
      ...rules.flatMap((document) => findStatements(document, phrased(options.refusalPhrases))),
    ];
    if (refusal) return outcome.pass(`changes made by agents are not taken: ${quote(refusal.sentence.text)}`, refusal.location);

    const [turnedAway] = documents.flatMap((document) => findStatements(document, unattendedRefused));
    if (turnedAway) return outcome.pass(quote(turnedAway.sentence.text), turnedAway.location);

    const elsewhere = documents.flatMap(linkedPolicies)[0] ?? prompts.find(({ text }) => text.includes('://') && statementIn(text, aiPolicyMention));
    if (elsewhere) {
      return outcome.unknown(
        `the AI policy is kept outside of this repository: ${quote(elsewhere.text)}`,
        'Read the linked policy: it should say that a human is responsible. A sentence of it in the contributing guide settles this here.',
        elsewhere.location,
      );
    }
    const [own] = policies;
    if (own) outcome.fail('notHuman', { path: own.path }, own.sentences[0]?.location, { confidence: 'medium' });
    else outcome.fail('none', {}, undefined, { confidence: 'medium' });
  },
});

const policyAddress = /(?:^|[/#_-])(?:ai|llm|genai)[-_/]?(?:tool[-_]?|usage[-_]?|contribution[-_]?)?(?:policy|guidance|guidelines|usage)|policy\/ai/i;

/** Links out of the repository whose address or label is that of an AI policy. */
function linkedPolicies(document: MarkdownDocument): readonly { readonly text: string; readonly location: MarkdownDocument['links'][number]['location'] }[] {
  return document.links
    .filter(({ url, text }) => /^https?:/i.test(url) && (policyAddress.test(url) || statementIn(text, aiPolicyMention)))
    .map(({ url, location }) => ({ text: url, location }));
}
