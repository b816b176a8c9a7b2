import { defineRule, type RepositoryRule } from '@ten-point/core/rule';
import { agentDocuments, guideDocuments, promptsFor } from '../prose/documents.ts';
import { phrased, phraseOption } from '../prose/phrases.ts';
import { affirmations, findStatements, type Idea, quote } from '../prose/statements.ts';
import { reuseHeading, reuseOverRebuild, reviewing } from './vocabulary.ts';

// In a text that is not only about review, the sentence or its headings must be.
const inReview: readonly Idea[] = reuseOverRebuild.map((idea) => ({ ...idea, about: [...(idea.about ?? []), reviewing] }));

const aboutReview = /review/i;

export const askedInReview: RepositoryRule = defineRule({
  id: 'reuse/asked-in-review',
  scope: 'repository',
  severity: 'warning',
  needs: ['templates', 'guides', 'instructions'],
  title: 'Review asks whether existing code was reused',
  why: 'Code of an agent can be correct and still be the third date parser of the repository: it does not know what it did not read. Duplication passes every test, so that somebody has to ask for it. GitClear, which sells code analytics, looked at 211 million changed lines from 2020 to 2024 and reported an eightfold rise of duplicated blocks of five or more lines.',
  howToFix:
    'Add a line to the pull request template or the review guide: "Which existing helpers, components or patterns does this reuse? What is new, and why did nothing existing fit?"',
  limits: 'Reads the pull request template, review and contributing guides and instructions for reviewing agents, in English and by the configured phrases.',
  effort: 'minutes',
  sources: [
    {
      url: 'https://www.gitclear.com/ai_assistant_code_quality_2025_research',
      checked: '2026-11-24',
      note: 'Duplicated blocks, 2020 to 2024; a correlation, by a vendor.',
    },
  ],
  options: {
    phrases: phraseOption('that ask whether existing code was reused, e.g. `wiederverwendet`'),
  },
  messages: {
    none: 'Neither the pull request template nor a guide for reviewers asks whether existing code was reused; add "Which existing helpers or patterns does this reuse?"',
    unprepared:
      'There is no pull request template, review guide or contributing guide in this repository; when you add one, ask in it which existing helpers or patterns a change reuses.',
  },
  check({ repo, options, outcome }) {
    const phrases = phrased(options.phrases);
    const prompts = repo.templates().pullRequest.flatMap((template) => template.prompts);
    const reviewGuides = guideDocuments(repo.guides(), ['review-guide']);
    const otherGuides = [
      ...guideDocuments(repo.guides(), ['contributing', 'ai-policy', 'maintainers']),
      ...agentDocuments(repo.instructions(), aboutReview, inReview, phrases),
    ];
    const headings = prompts.filter(({ form }) => form === 'heading' || form === 'label');
    const [asked] = [...promptsFor(headings, reuseHeading), ...[...reuseOverRebuild, phrases].flatMap((idea) => promptsFor(prompts, idea))];
    if (asked) outcome.pass(`the pull request template asks: ${quote(asked.text)}`, asked.location);
    const [guided] = [
      ...[...reuseOverRebuild, phrases].flatMap((idea) => reviewGuides.flatMap((document) => findStatements(document, idea))),
      ...[...inReview, phrases].flatMap((idea) => affirmations(otherGuides, idea)),
    ];
    if (guided) outcome.pass(quote(guided.sentence.text), guided.location);
    if (asked || guided) return;
    const forAgents = repo.instructions().files.some((file) => file.sameTextAs === undefined && aboutReview.test(file.source));
    if (prompts.length === 0 && reviewGuides.length + otherGuides.length === 0 && !forAgents) outcome.fail('unprepared', {});
    else outcome.fail('none', {}, undefined, { confidence: 'medium' });
  },
});
