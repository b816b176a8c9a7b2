import {
  banHeadings,
  clauseBreakers,
  clauseStarters,
  conditions,
  emptyNegations,
  negators,
  permissions,
  prohibitions,
  reversers,
  toggles,
} from './word-forms.ts';
import { type Token, tokenize } from './words.ts';

/**
 * Whether what stands at `anchor` is negated in its own clause: "never use --no-verify", "hooks must not be skipped".
 * A negation and a `without` cancel out ("never commit without running tests"), `before`, `until` and `unless` bring a
 * statement back ("do not push before running tests"), and a new clause starts afresh ("do not use npm, run pnpm").
 *
 * @param tokens - The sentence.
 * @param anchor - Index of the token that says it.
 * @param negating - Words that negate.
 */
export function isNegated(tokens: readonly Token[], anchor: number, negating: ReadonlySet<string> = negators): boolean {
  return negationBefore(tokens, anchor, negating) !== forbiddenAfter(tokens, anchor, negating);
}

/** Whether a lead-in ("Never:", "You must not:") or a heading ("Don'ts") turns the list items under it round. */
export function bansItems(leadIn: string): boolean {
  const tokens = tokenize(leadIn);
  const words = tokens.filter((token) => token.kind === 'word').map((token) => token.word);
  if (words.length === 0) return false;
  if (banPhrases.some((phrase) => endsWith(words, phrase))) return true;
  return leadIn.trimEnd().endsWith(':') && negationBefore(tokens, tokens.length - 1, negators);
}

const banPhrases = banHeadings.map((phrase) => phrase.split(' '));

function endsWith(words: readonly string[], end: readonly string[]): boolean {
  const from = words.length - end.length;
  // Two words in front at most ("Boundaries – never"): longer headings talk about something else.
  return from >= 0 && from <= 2 && end.every((word, index) => words[from + index] === word);
}

function negationBefore(tokens: readonly Token[], anchor: number, negating: ReadonlySet<string>): boolean {
  let negated = false;
  let conditional = false;
  let words = 0;
  const outer: boolean[] = [];
  for (let index = 0; index < anchor; index++) {
    const token = tokens[index];
    if (!token) break;
    const { word } = token;
    if (token.kind === 'mark') {
      if (token.stem === '(') outer.push(negated);
      else if (token.stem === ')') negated = outer.pop() ?? negated;
      else if (endsClause(tokens, index, words)) {
        negated = false;
        conditional = false;
        words = 0;
      }
      continue;
    }
    words++;
    if (clauseBreakers.has(word) || (negated && reversers.has(word))) {
      negated = false;
      conditional = false;
      words = 0;
    } else if (negated && conditions.has(word)) conditional = true;
    else if (toggles.has(word)) negated = !negated;
    else if (isNegator(tokens, index, negating)) negated = !(negated && conditional);
  }
  return negated;
}

/** Whether the mark at `index` ends the clause. A label such as "Never:" does not, nor does the comma of an enumeration. */
function endsClause(tokens: readonly Token[], index: number, wordsBefore: number): boolean {
  switch (tokens[index]?.stem) {
    case ',':
      return clauseStarters.has(tokens[index + 1]?.word ?? '');
    case ':':
    case '-':
      return wordsBefore > 3;
    default:
      return true;
  }
}

function isNegator(tokens: readonly Token[], index: number, negating: ReadonlySet<string>): boolean {
  const word = tokens[index]?.word ?? '';
  if (!negating.has(word)) return false;
  if (emptyNegations.has(tokens[index + 1]?.word ?? '')) return false;
  return !(word === 'not' && tokens[index - 1]?.word === 'or');
}

/** "… is forbidden", "… is not allowed", "… must never be done": the verdict stands behind its subject. */
function forbiddenAfter(tokens: readonly Token[], anchor: number, negating: ReadonlySet<string>): boolean {
  let sinceNegator = Number.POSITIVE_INFINITY;
  for (let index = anchor + 1; index < tokens.length; index++) {
    const token = tokens[index];
    if (!token) break;
    if (token.kind === 'mark') {
      if (endsClause(tokens, index, Number.POSITIVE_INFINITY)) return false;
      continue;
    }
    if (clauseBreakers.has(token.word) || reversers.has(token.word)) return false;
    if (sinceNegator <= 2 && permissions.has(token.word)) return true;
    if (sinceNegator <= 1 && token.word === 'be') return true;
    if (prohibitions.has(token.word)) return sinceNegator > 2;
    sinceNegator = isNegator(tokens, index, negating) ? 0 : sinceNegator + 1;
  }
  return false;
}
