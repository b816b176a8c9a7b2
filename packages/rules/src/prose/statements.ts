import type { Location, MarkdownDocument, Sentence } from '@ten-point/core/rule';
import { bansItems, isNegated } from './negation.ts';
import { negatorsInAnyLanguage } from './word-forms.ts';
import { type Token, tokenize } from './words.ts';

/**
 * Matching of statements in prose.
 *
 * An {@link Idea} is data: groups of terms. A sentence states the idea when every group of `says` occurs in it, and every
 * group of `about` in it, in a heading above it, or in the lead-in of its list ("Ask first before:"). Words are compared
 * whole and without inflection (`test`, `tests`, `testing`); hyphens and slashes separate words. Code fences and HTML
 * comments are no sentences. Ideas live in `vocabulary.ts` and in data files beside the rules that use them:
 *
 * ```ts
 * const skipsHooks: Idea = { says: [['skip', 'bypass', 'disable', '--no-verify'], ['hook', 'hooks', '--no-verify']] };
 * for (const { sentence, location, negated } of findStatements(document, skipsHooks)) if (!negated) …
 * ```
 *
 * A term is a word, a phrase of adjacent words, a word's beginning (`deploy*`), a word in just this form (`=tested`), or a
 * flag (`--no-verify`). The first group
 * of `says` is the anchor: `negated` tells whether that one is negated in its clause ("never skip hooks",
 * "hooks must not be skipped"), so put the verb there.
 */
export interface Idea {
  /** Groups of which the sentence itself has a term each; the first one is what may be negated. */
  readonly says: readonly (readonly string[])[];
  /** Groups that a heading above, or the list's lead-in, may supply as well. */
  readonly about?: readonly (readonly string[])[];
  /** Terms that make the sentence speak of something else. */
  readonly unless?: readonly string[];
  /** How many words the `says` groups may be spread over; default 24. Long enumerations otherwise say anything. */
  readonly within?: number;
  /** The terms may be of any language: only negators that are no words of another one count. */
  readonly anyLanguage?: true;
}

/** A sentence that states an idea, for use as evidence or as the place of a finding. */
export interface Statement {
  readonly sentence: Sentence;
  readonly location: Location;
  /** The sentence says the opposite: the anchor is negated in its clause, or the list is one of things not to do. */
  readonly negated: boolean;
  /** Texts of the headings above, outermost first. */
  readonly headings: readonly string[];
  /** The sentence that introduces the list in which it stands. */
  readonly leadIn?: string;
}

/**
 * Finds the sentences of a document that state an idea, in order. Linear in the document's size.
 *
 * @param document - Headings, list items and table cells count as sentences.
 */
export function findStatements(document: MarkdownDocument, idea: Idea): readonly Statement[] {
  if (!canBeStated(idea)) return [];
  const terms = termsOf(idea);
  const contextGroups = new Map<string, ReadonlySet<number>>();
  const aboutIn = (text: string): ReadonlySet<number> => {
    const known = contextGroups.get(text);
    if (known) return known;
    const found = new Set(hitsOf(tokenize(text), terms).map((hit) => hit.group));
    contextGroups.set(text, found);
    return found;
  };
  return sentencesOf(document).flatMap(({ sentence, tokens, leadIn }): Statement[] => {
    const match = matchTokens(tokens, terms, idea, () => [...sentence.headings, ...(leadIn === undefined ? [] : [leadIn])].map(aboutIn));
    if (!match) return [];
    const banned = sentence.kind === 'list-item' && (bansItems(sentence.headings.at(-1) ?? '') || (leadIn !== undefined && bansItems(leadIn)));
    return [
      { sentence, location: sentence.location, negated: match.negated || banned, headings: sentence.headings, ...(leadIn === undefined ? {} : { leadIn }) },
    ];
  });
}

/** Statements of several documents that are not negated. */
export function affirmations(documents: readonly MarkdownDocument[], idea: Idea): readonly Statement[] {
  return documents.flatMap((document) => findStatements(document, idea).filter((statement) => !statement.negated));
}

/**
 * Looks for an idea in a text that is no Markdown document, e.g. a label or a comment; the text counts as one sentence.
 *
 * @param context - Texts that may supply the `about` groups.
 * @returns Whether it is negated; undefined when the text does not state the idea.
 */
export function statementIn(text: string, idea: Idea, context: readonly string[] = []): { readonly negated: boolean } | undefined {
  const terms = termsOf(idea);
  return matchTokens(tokenize(text), terms, idea, () => context.map((part) => new Set(hitsOf(tokenize(part), terms).map((hit) => hit.group))));
}

// What is no part of a sentence's text: targets of links, tags, marks of emphasis and code.
const markup = /\]\([^()\s]*(?:\s+"[^"()]*")?\)|<\/?[A-Za-z][^<>:]*>|_/g;

/**
 * Whether a Markdown source may state one of some ideas: some stretch between blank lines has all their words. A tenth of
 * the cost of parsing, so ask it first of files that are read for this alone. Negation, order and distance play no part.
 */
export function mayState(source: string, ideas: readonly Idea[]): boolean {
  const terms = ideas.filter(canBeStated).map(termsOf);
  if (terms.length === 0) return false;
  const plain = source.replace(/[*`]+/g, '').replace(markup, ' ');
  return plain.split(/\n[\s>]*\n/).some((block) => {
    const tokens = tokenize(block);
    return terms.some((wanted) => {
      const groups = new Set(hitsOf(tokens, wanted).map((hit) => hit.group));
      return Array.from({ length: wanted.saysCount }, (_, group) => group).every((group) => groups.has(group));
    });
  });
}

/** A sentence as evidence: in quotation marks, cut to a readable length. */
export function quote(text: string): string {
  const longest = 140;
  return `"${text.length > longest ? `${text.slice(0, longest - 1).trimEnd()}…` : text}"`;
}

/** Nothing states an idea of no phrases. */
function canBeStated({ says }: Idea): boolean {
  return says.every((group) => group.length > 0);
}

interface PreparedSentence {
  readonly sentence: Sentence;
  readonly tokens: readonly Token[];
  /** For a list item: the sentence that introduces its list. */
  readonly leadIn?: string;
}

// Many rules look through the same documents.
const prepared = new WeakMap<MarkdownDocument, readonly PreparedSentence[]>();

function sentencesOf(document: MarkdownDocument): readonly PreparedSentence[] {
  const known = prepared.get(document);
  if (known) return known;
  // Lead-ins in force: a paragraph, then list items that introduce lists of their own, ever further to the right.
  let leadIns: { readonly text: string; readonly column: number }[] = [];
  const sentences = document.sentences.map((sentence): PreparedSentence => {
    const tokens = tokenize(sentence.text);
    const { column } = sentence.location.range.start;
    if (sentence.kind === 'list-item') {
      while (leadIns.length > 0 && (leadIns.at(-1)?.column ?? 0) >= column) leadIns.pop();
    } else leadIns = [];
    const leadIn = leadIns.at(-1)?.text;
    if (introduces(document, sentence)) leadIns.push({ text: sentence.text, column: sentence.kind === 'list-item' ? column : 0 });
    return { sentence, tokens, ...(leadIn === undefined ? {} : { leadIn }) };
  });
  prepared.set(document, sentences);
  return sentences;
}

/** A paragraph or item that ends in a colon, or is wholly bold, introduces the list after it. */
function introduces(document: MarkdownDocument, sentence: Sentence): boolean {
  if (sentence.kind !== 'paragraph' && sentence.kind !== 'list-item') return false;
  if (sentence.text.endsWith(':')) return true;
  const { start, end } = sentence.location.range;
  return document.text.startsWith('**', start.offset) && document.text.startsWith('**', end.offset - 2) && end.offset - start.offset < 120;
}

interface Term {
  readonly words: readonly TermWord[];
  readonly group: number;
}

interface TermWord {
  readonly text: string;
  readonly compare: 'stem' | 'beginning' | 'word';
}

interface Terms {
  readonly byFirst: ReadonlyMap<string, readonly Term[]>;
  /** Terms that cannot be looked up by the stem of their first word. */
  readonly others: readonly Term[];
  readonly saysCount: number;
  readonly aboutCount: number;
}

const unlessGroup = -1;
const compiled = new WeakMap<Idea, Terms>();

/** Groups are numbered through `says`, then `about`. */
function termsOf(idea: Idea): Terms {
  const known = compiled.get(idea);
  if (known) return known;
  const about = idea.about ?? [];
  const all = [
    ...[...idea.says, ...about].flatMap((group, index) => group.map((text) => readTerm(text, index))),
    ...(idea.unless ?? []).map((text) => readTerm(text, unlessGroup)),
  ];
  const byFirst = new Map<string, Term[]>();
  for (const term of all) {
    const first = term.words[0];
    if (first?.compare !== 'stem') continue;
    const same = byFirst.get(first.text);
    if (same) same.push(term);
    else byFirst.set(first.text, [term]);
  }
  const terms: Terms = {
    byFirst,
    others: all.filter((term) => term.words[0] && term.words[0].compare !== 'stem'),
    saysCount: idea.says.length,
    aboutCount: about.length,
  };
  compiled.set(idea, terms);
  return terms;
}

function readTerm(text: string, group: number): Term {
  const words = text.split(' ').flatMap((part): TermWord[] => {
    if (part.endsWith('*')) return [{ text: part.slice(0, -1).toLowerCase(), compare: 'beginning' }];
    if (part.startsWith('=')) return [{ text: part.slice(1).toLowerCase(), compare: 'word' }];
    return tokenize(part).map(({ stem }) => ({ text: stem, compare: 'stem' }));
  });
  return { words, group };
}

interface Hit {
  readonly group: number;
  /** Index of the first token. */
  readonly at: number;
}

function hitsOf(tokens: readonly Token[], terms: Terms): Hit[] {
  const hits: Hit[] = [];
  tokens.forEach((token, at) => {
    for (const term of terms.byFirst.get(token.stem) ?? []) if (occursAt(tokens, at, term)) hits.push({ group: term.group, at });
    for (const term of terms.others) if (occursAt(tokens, at, term)) hits.push({ group: term.group, at });
  });
  return hits;
}

function occursAt(tokens: readonly Token[], at: number, term: Term): boolean {
  return term.words.every(({ text, compare }, index) => {
    const token = tokens[at + index];
    if (!token) return false;
    switch (compare) {
      case 'stem':
        return token.stem === text;
      case 'beginning':
        return token.word.startsWith(text);
      case 'word':
        return token.word === text;
      default:
        return compare satisfies never;
    }
  });
}

function matchTokens(
  tokens: readonly Token[],
  terms: Terms,
  idea: Idea,
  context: () => readonly ReadonlySet<number>[],
): { readonly negated: boolean } | undefined {
  const hits = hitsOf(tokens, terms);
  if (hits.length === 0 || hits.some((hit) => hit.group === unlessGroup)) return undefined;
  const anchor = tightestAnchor(
    hits.filter((hit) => hit.group < terms.saysCount),
    terms.saysCount,
    idea.within ?? 24,
  );
  if (anchor === undefined) return undefined;
  if (terms.aboutCount > 0) {
    const inSentence = new Set(hits.map((hit) => hit.group));
    const wanted = Array.from({ length: terms.aboutCount }, (_, index) => terms.saysCount + index).filter((group) => !inSentence.has(group));
    if (wanted.length > 0) {
      const around = context();
      if (!wanted.every((group) => around.some((groups) => groups.has(group)))) return undefined;
    }
  }
  return { negated: idea.anyLanguage ? isNegated(tokens, anchor, negatorsInAnyLanguage) : isNegated(tokens, anchor) };
}

/** The anchor's place in the narrowest stretch that has a hit of every group; undefined when the groups are too far apart. */
function tightestAnchor(hits: readonly Hit[], groups: number, within: number): number | undefined {
  const last = new Map<number, number>();
  let best: { readonly span: number; readonly anchor: number } | undefined;
  for (const { group, at } of hits) {
    last.set(group, at);
    if (last.size < groups) continue;
    const span = at - Math.min(...last.values());
    const anchor = last.get(0);
    if (anchor !== undefined && span <= within && (!best || span < best.span)) best = { span, anchor };
  }
  return best?.anchor;
}

/** Whether a text is written in another script than the vocabularies: then its silence says nothing. */
export function isOtherScript(text: string): boolean {
  let latin = 0;
  let other = 0;
  for (const [letter] of text.matchAll(/\p{L}/gu)) {
    if (/\p{sc=Latin}/u.test(letter)) latin++;
    else other++;
  }
  return other > latin;
}
