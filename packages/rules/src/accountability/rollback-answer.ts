import type { PullRequestBody } from '@ten-point/core/rule';
import { type Idea, quote, statementIn } from '../prose/statements.ts';
import { rollbackName, rollingBack } from './vocabulary.ts';

/** What a description says of the way back; undefined when nothing. */
export function rollbackAnswer({ sections, sentences }: PullRequestBody, phrases: Idea): string | undefined {
  const ideas = [rollingBack, phrases].filter(({ says }) => says.every((group) => group.length > 0));
  const titled = sections.find(({ title, isAnswered, saysNone }) => statementIn(title, rollbackName) !== undefined && isAnswered && !saysNone);
  if (titled) return titled.title;
  const sentence = sentences.find(({ text }) => ideas.some((idea) => statementIn(text, idea) !== undefined));
  return sentence && quote(sentence.text);
}
