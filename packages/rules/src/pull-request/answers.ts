import type { BodySection, PullRequestBody } from '@ten-point/core/rule';
import { type Idea, statementIn } from '../prose/statements.ts';
import type { Section } from './sections.ts';

/** The part of a description that speaks of one of the sections, by its heading. */
export function sectionFor(section: Section, body: PullRequestBody, phrases: Idea): BodySection | undefined {
  const titled = body.sections.filter(({ title }) => title !== '' && names(title, [...section.asHeading, ...section.anywhere, phrases]));
  return titled.find(({ isAnswered }) => isAnswered) ?? titled.find(({ saysNone }) => saysNone) ?? titled[0];
}

/** Sentences of one's own that speak of it, wherever they stand. */
export function sentencesOn(section: Section, body: PullRequestBody, phrases: Idea): readonly string[] {
  return body.sentences.filter(({ text }) => names(text, [...section.anywhere, phrases])).map(({ text }) => text);
}

// Negation plays no part: "no breaking changes" answers the question for breaking changes.
function names(text: string, ideas: readonly Idea[]): boolean {
  return ideas.some((idea) => idea.says.every((group) => group.length > 0) && statementIn(text, idea) !== undefined);
}
