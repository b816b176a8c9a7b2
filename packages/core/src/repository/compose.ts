import type { Compose } from '../model/compose.ts';
import type { FacetLoader } from './facet.ts';

export const loadCompose: FacetLoader<Compose> = async () => ({ files: [], leftOut: [] });
