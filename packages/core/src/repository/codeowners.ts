import type { CodeOwners } from '../model/codeowners.ts';
import type { FacetLoader } from './facet.ts';

export const loadCodeOwners: FacetLoader<CodeOwners> = async () => ({ shadowed: [], other: [] });
