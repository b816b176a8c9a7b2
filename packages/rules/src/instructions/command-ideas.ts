import type { Idea } from '../prose/statements.ts';

/** What a sentence or heading speaks of, beside a command whose program is not known. */
export const built: Idea = { says: [['build', 'compil*']] };
export const tested: Idea = { says: [['test']] };
export const linted: Idea = { says: [['lint*', 'format*', 'static analysis', 'type check*', 'typecheck*', 'style']] };
