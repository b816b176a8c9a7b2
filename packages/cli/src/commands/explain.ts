import { nearest, ruleDocumentation } from '@ten-point/core';
import { ConfigError } from '@ten-point/core/errors';
import { rules } from '@ten-point/rules';
import { writeOutput } from '../write-output.ts';

/** `agent-readiness explain`. */
export async function explainCommand(id: string): Promise<void> {
  const rule = rules.find((candidate) => candidate.id === id);
  if (!rule) {
    const names = rules.map((candidate) => candidate.id);
    const suggestion = names.find((name) => name.endsWith(`/${id}`)) ?? nearest(id, names);
    throw new ConfigError(`There is no rule "${id}".${suggestion ? ` Did you mean "${suggestion}"?` : ' `agent-readiness rules` lists them.'}`);
  }
  await writeOutput(ruleDocumentation(rule), undefined);
}
