import { defineRule, type RepositoryRule } from '@ten-point/core/rule';
import { guideDocuments, instructionDocuments } from '../prose/documents.ts';
import { phrased, phraseOption } from '../prose/phrases.ts';
import { affirmations, quote } from '../prose/statements.ts';
import { planFirst as ideas } from './vocabulary.ts';

export const planFirst: RepositoryRule = defineRule({
  id: 'task/plan-first',
  scope: 'repository',
  severity: 'warning',
  needs: ['instructions', 'guides'],
  title: 'A plan, or an agreement on the approach, comes before the code',
  why: 'A wrong plan costs a minute to read, a wrong change costs a review. Files likely to change, tests expected and assumptions made fit on half a page, show early that a task touches something risky, and give the reviewer something to compare the change with.',
  howToFix:
    'Add to AGENTS.md: "Before you change code, write a short plan: files or components, tests, assumptions. Wait for agreement when it touches CI, authentication, migrations or deployment."',
  limits:
    'Looks for statements in instructions, contributing guide and AI policy, in English and by the configured phrases. "Open an issue before you start on a feature" counts: it settles the approach before the code.',
  effort: 'minutes',
  sources: [
    { url: 'https://code.claude.com/docs/en/best-practices', checked: '2026-11-24', note: 'Explore and plan before coding.' },
    { url: 'https://cookbook.openai.com/articles/codex_exec_plans', checked: '2026-11-24', note: 'Execution plans for Codex.' },
  ],
  options: {
    phrases: phraseOption('that ask for a plan or an agreement before code, e.g. `erst planen`'),
  },
  messages: {
    none: 'Nothing in the instructions or the contributing guide asks for a short plan before code; ask for files, tests and assumptions, at least for risky paths.',
    unprepared:
      'This repository has no instructions or contributing guide yet; when you write them, ask for a short plan (files, tests, assumptions) before code.',
  },
  check({ repo, options, outcome }) {
    const documents = [...instructionDocuments(repo.instructions()), ...guideDocuments(repo.guides(), ['contributing', 'ai-policy'])];
    if (documents.length === 0) return outcome.fail('unprepared', {});
    const [found] = [...ideas, phrased(options.phrases)].flatMap((idea) => affirmations(documents, idea));
    if (found) outcome.pass(quote(found.sentence.text), found.location);
    else outcome.fail('none', {}, undefined, { confidence: 'medium' });
  },
});
