import type { InstructionFile, Instructions } from '@ten-point/core/rule';

/** Why rules about the content of instructions do not apply; `instructions/present` says it as a finding, once. */
export const noInstructions = 'no instruction files for agents (AGENTS.md, CLAUDE.md, copilot-instructions.md, … ) were found';

/** Texts that guide work without being asked for: one text under several names counts once. */
export function guidingFiles(instructions: Instructions): readonly InstructionFile[] {
  return instructions.files.filter((file) => (file.role === 'instructions' || file.role === 'scoped-rule') && file.sameTextAs === undefined);
}

/** Texts for the whole repository that are given with every task. */
export function rootTexts(instructions: Instructions): readonly InstructionFile[] {
  return guidingFiles(instructions).filter((file) => file.directory === '' && isAlwaysGiven(file));
}

/**
 * Whether a tool gives the file with every task. A rule without an activation field means opposite things: Claude's are
 * always on without `paths`, Kiro's without front matter; Continue's without `globs`; Cursor's need `alwaysApply: true`, Copilot's `applyTo: "**"`.
 */
export function isAlwaysGiven(file: InstructionFile): boolean {
  if (file.role === 'instructions') return true;
  const field = (name: string) => file.frontMatter.get(name)?.value;
  switch (file.kind) {
    case 'claude-rule':
      return field('paths') === undefined;
    case 'cursor-rule':
      return field('alwaysApply') === true;
    case 'continue-rules':
      return field('alwaysApply') === true || (field('alwaysApply') === undefined && field('globs') === undefined);
    case 'windsurf-rule':
      return field('trigger') === 'always_on';
    case 'kiro-steering':
      return field('inclusion') === undefined || field('inclusion') === 'always';
    case 'copilot-path-instructions':
      return ['**', '**/*', '*'].includes(String(field('applyTo')));
    default:
      return false;
  }
}
