import type { InstructionHistory } from '../model/history.ts';
import type { FacetLoader } from './facet.ts';

/** More files than these guide no task from the root. */
const fileLimit = 4;

/** When the instruction files of the root were last changed. Each one costs two calls of git. */
export const loadHistory: FacetLoader<InstructionHistory> = async ({ facet, lastChange }) => {
  const { files } = await facet('instructions');
  const guiding = files.filter((file) => file.role === 'instructions' && file.directory === '' && file.sameTextAs === undefined).slice(0, fileLimit);
  return new Map(await Promise.all(guiding.map(async ({ path }) => [path, await lastChange(path)] as const)));
};
