/** Instruction files of coding agents: what they say, and what each tool reads of them. */
export type { AgentHook, AgentPermission, AgentPlugin, AgentSetting, AgentSettings, McpServer } from '../model/agent-settings.ts';
export type { Diagnostic } from '../model/diagnostic.ts';
export type {
  CommandMention,
  EffectiveImport,
  EffectiveInstructions,
  EffectivePart,
  FrontMatterValue,
  HiddenText,
  InstructionFile,
  InstructionImport,
  Instructions,
  PathMention,
  ReadingTime,
  TextPiece,
  UnreadInstructions,
} from '../model/instructions.ts';
export type { Located, Location, Position, Range } from '../model/location.ts';
export type { MarkdownDocument } from '../model/markdown.ts';
export { type FrontMatter, parseFrontMatter } from '../parse/front-matter.ts';
export { findHiddenText } from '../parse/hidden-text.ts';
export { findImports, type ImportToken } from '../parse/imports.ts';
export { parseMarkdown } from '../parse/markdown.ts';
export { findMentions, type Mentions } from '../parse/mentions.ts';
export { type TextPositions, textPositions } from '../parse/text-position.ts';
export { opencodeDecision } from '../repository/agent-permissions.ts';
export { effectiveInstructions, instructionTools, type ReadingGroup, readingGroups, toolsReading } from '../repository/effective-instructions.ts';
export { readingRulesChecked } from '../repository/reading-rules.ts';
