import type { GuideKind, Guides, Instructions, MarkdownDocument, TemplatePrompt } from '@ten-point/core/rule';
import { type Idea, mayState, statementIn } from './statements.ts';

/** Texts that agents are given with every task, or for some paths; one text under several names counts once. */
export function instructionDocuments(instructions: Instructions): readonly MarkdownDocument[] {
  return instructions.files
    .filter((file) => file.sameTextAs === undefined && (file.role === 'instructions' || file.role === 'scoped-rule'))
    .map((file) => file.document);
}

/**
 * Everything written for agents: also skills, commands and sub-agents, which run on request.
 *
 * Only the texts that may state one of the ideas: some repositories have hundreds of skills, and parsing is dear.
 *
 * @param mention - Matches the source of the texts that are meant.
 * @param phrases - An idea that need not go with `mention`.
 */
export function agentDocuments(instructions: Instructions, mention: RegExp, ideas: readonly Idea[], phrases: Idea): readonly MarkdownDocument[] {
  return instructions.files
    .filter(({ sameTextAs, source }) => sameTextAs === undefined && ((mention.test(source) && mayState(source, ideas)) || mayState(source, [phrases])))
    .map((file) => file.document);
}

/** Documents for people, of some kinds; a guide that an instruction file is a link to is left to {@link instructionDocuments}. */
export function guideDocuments(guides: Guides, kinds: readonly GuideKind[]): readonly MarkdownDocument[] {
  return kinds.flatMap((kind) => guides.of(kind)).map((guide) => guide.document);
}

/** Prompts that ask for an idea. Negation plays no part: "no breaking changes" is a question about breaking changes. */
export function promptsFor(prompts: readonly TemplatePrompt[], idea: Idea): readonly TemplatePrompt[] {
  return prompts.filter((prompt) => statementIn(prompt.text, idea, [prompt.section]) !== undefined);
}
