/** Words for things that several rules talk about. Terms as in `statements.ts`. */

/** Coding agents and what they make, unmistakable in a text about contributing. */
export const agentTerms: readonly string[] = [
  'ai',
  'a.i.',
  'llm',
  'genai',
  'gen ai',
  'generative ai',
  'coding agent',
  'ai agent',
  'autonomous agent',
  'agent',
  'chatbot',
  'chatgpt',
  'copilot',
  'claude',
  'codex',
  'cursor',
  'gemini',
  'language model',
  'machine generated',
  'coding assistant',
];

/** Work that a statement may ask to hold back with. */
export const startOfWork: readonly string[] = [
  'cod*',
  'implement*',
  'change',
  'edit',
  'write',
  'modify',
  'start',
  'begin',
  'build',
  'refactor',
  'hack',
  'work',
  'pull request',
  'pr',
  'prs',
  'submit',
];

const existing = ['existing', 'shared', 'common', 'established', 'equivalent', 'analogous', 'similar'];
const building = [
  'helper',
  'utility',
  'util',
  'utils',
  'abstraction',
  'component',
  'pattern',
  'function',
  'implementation',
  'convention',
  'functionality',
  'logic',
  'primitive',
  'service',
];

/** Something that is there already and could be used: `existing helper`, `shared component`. */
export const existingThings: readonly string[] = [
  ...existing.flatMap((word) => building.map((thing) => `${word} ${thing}`)),
  'existing code',
  'existing codebase',
  'existing solution',
  'existing class',
  'existing hook',
  'existing module',
  'already exist',
  'already provide',
  'already implemented',
  'surrounding code',
  'neighbouring code',
  'neighboring code',
];
