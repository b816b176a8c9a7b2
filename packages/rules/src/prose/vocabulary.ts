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
  'work',
  'pull request',
  'pr',
  'prs',
  'submit',
];
