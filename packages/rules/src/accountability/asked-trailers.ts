import type { Guides, Instructions, MarkdownDocument } from '@ten-point/core/rule';
import { guideDocuments, instructionDocuments } from '../prose/documents.ts';
import { findStatements } from '../prose/statements.ts';
import { agentTerms } from '../prose/vocabulary.ts';
import { agentAsCoAuthor, attributionAsked } from './vocabulary.ts';

/** What the guides of a repository say of trailers for the work of agents. */
export interface AskedTrailers {
  /** Any of them will do; none when the guides leave it open. */
  readonly wanted: readonly { readonly name: string; readonly path: string }[];
  /** Guides keep agents out of trailers, and ask for none. */
  readonly isRefused: boolean;
}

/** Reads what instructions and guides ask for, by the sentences that `accountability/policy-consistent` reads. */
export function askedTrailers(instructions: Instructions, guides: Guides): AskedTrailers {
  const wanted = new Map<string, { readonly name: string; readonly path: string }>();
  const refused = new Set<string>();
  // In a guide for people, `Co-authored-by` is for the people who wrote it, unless the sentence or its section speaks of agents.
  const forPeople = new Set(guideDocuments(guides, ['contributing', 'governance']));
  const documents: readonly MarkdownDocument[] = [...instructionDocuments(instructions), ...guideDocuments(guides, ['ai-policy']), ...forPeople];
  for (const document of documents) {
    const asked = forPeople.has(document) ? { ...attributionAsked, about: [agentTerms] } : attributionAsked;
    for (const { negated, sentence } of findStatements(document, asked)) {
      for (const { name, isRefused } of trailersIn(sentence.text, negated)) {
        if (isRefused) refused.add(name.toLowerCase());
        else if (!wanted.has(name.toLowerCase())) wanted.set(name.toLowerCase(), { name, path: document.path });
      }
    }
    if (findStatements(document, agentAsCoAuthor).some(({ negated }) => negated)) refused.add('co-authored-by');
  }
  const clear = [...wanted].filter(([name]) => !refused.has(name)).map(([, trailer]) => trailer);
  return { wanted: clear, isRefused: refused.size > 0 && clear.length === 0 };
}

const trailerName = /\b(?:(?:ai|llm|agent)-[a-z-]*(?:by|with)|assisted-by|co-authored-by|co-developed-by|generated-(?:by|with))\b/i;
const wordsOfInterest = new RegExp(`${trailerName.source}|\\b(?:instead of|rather than|never|not|no|without|avoid|don['’]t)\\b`, 'gi');
const verbs = /\b(?:use|add|include|prefer|carry|put|write|append|must|should|need|credit|keep)\b/i;

/**
 * The trailers that a sentence names. One that names a single trailer means what it says as a whole; in "use `Assisted-by`, not
 * `Co-authored-by`" each clause counts, and one without a verb goes on with what the clause before it said.
 */
function trailersIn(text: string, negated: boolean): readonly { readonly name: string; readonly isRefused: boolean }[] {
  const found: { readonly name: string; readonly isRefused: boolean }[] = [];
  let isRefused = false;
  for (const clause of text.split(/[,;:.()—–]|\bbut\b/)) {
    if (verbs.test(clause)) isRefused = false;
    for (const [word] of clause.matchAll(wordsOfInterest)) {
      if (trailerName.test(word)) found.push({ name: word, isRefused });
      else isRefused = true;
    }
  }
  const isSingle = new Set(found.map(({ name }) => name.toLowerCase())).size === 1;
  return isSingle ? found.slice(0, 1).map(({ name }) => ({ name, isRefused: negated })) : found;
}
