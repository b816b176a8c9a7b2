import type { Instructions } from '../model/instructions.ts';
import type { FacetLoader } from './facet.ts';

export const loadInstructions: FacetLoader<Instructions> = async () => ({ files: [], root: [], agentsInUse: [] });
