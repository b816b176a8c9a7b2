import { modelJson, openRepository } from '@ten-point/core';
import { writeOutput } from '../write-output.ts';

/** `agent-readiness model`. */
export async function modelCommand(path: string, options: { facet?: readonly string[]; revision?: string; output?: string }): Promise<void> {
  const repo = await openRepository(path, { configuration: 'none', ...(options.revision === undefined ? {} : { revision: options.revision }) });
  try {
    await writeOutput(await modelJson(repo, options.facet), options.output);
  } finally {
    await repo.close();
  }
}
