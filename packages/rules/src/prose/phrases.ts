import type { Idea } from './statements.ts';
import { tokenize } from './words.ts';

/** Schema of a rule's option that holds phrases. */
interface PhraseOption {
  readonly type: 'array';
  readonly items: { readonly type: 'string' };
  readonly default: readonly string[];
  readonly description: string;
}

/**
 * The option by which a configuration extends a vocabulary.
 *
 * @param that - Ends "Further phrases, in any language, …", with an example: "that ask for a plan, e.g. `erst planen`".
 */
export function phraseOption(that: string): PhraseOption {
  return { type: 'array', items: { type: 'string' }, default: [], description: `Further phrases, in any language, ${that}.` };
}

/** What states one of some configured phrases; nothing does when there are none. */
export function phrased(phrases: readonly string[]): Idea {
  return { says: [phraseTerms(phrases)], anyLanguage: true };
}

/** Configured phrases as terms of an idea: words just as written, and the beginning of one before a `*`. */
export function phraseTerms(phrases: readonly string[]): readonly string[] {
  return phrases.map((phrase) => phrase.split(/\s+/).flatMap(termWords).join(' '));
}

function termWords(part: string): readonly string[] {
  const words = tokenize(part).map(({ word }) => word);
  return words.map((word, index) => (part.endsWith('*') && index === words.length - 1 ? `${word}*` : `=${word}`));
}
