import { instructionsJson, instructionsOverviewText, nearest, openRepository, toolInstructionsText } from '@ten-point/core';
import { ConfigError } from '@ten-point/core/errors';
import { effectiveInstructions, instructionTools, readingGroups, toolsReading } from '@ten-point/core/instructions';
import type { InstructionsArguments } from '../program.ts';
import { writeOutput } from '../write-output.ts';

/** `agent-readiness instructions`. */
export async function instructionsCommand(path: string, { tool, format }: InstructionsArguments): Promise<void> {
  if (tool !== undefined && !instructionTools.includes(tool)) {
    const suggestion = nearest(tool, instructionTools);
    throw new ConfigError(`There is no tool "${tool}".${suggestion ? ` Did you mean "${suggestion}"?` : ''} Known: ${instructionTools.join(', ')}.`);
  }
  const repo = await openRepository(path, { configuration: 'none' });
  try {
    const directory = repo.focus ?? '';
    if (repo.files.has(directory)) throw new ConfigError(`${path} is a file; name the directory that the agent works in.`);
    const instructions = await repo.facet('instructions');
    const one = tool === undefined ? undefined : effectiveInstructions(instructions, tool, directory);
    const results = one ? [one] : toolsReading(instructions, directory);
    const groups = readingGroups(instructions, results);
    if (format === 'json') await writeOutput(instructionsJson(results, groups, directory), undefined);
    else await writeOutput(one ? toolInstructionsText(one) : instructionsOverviewText(results, groups, directory), undefined);
  } finally {
    await repo.close();
  }
}
