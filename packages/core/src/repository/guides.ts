import type { Guides } from '../model/guide.ts';
import type { FacetLoader } from './facet.ts';

export const loadGuides: FacetLoader<Guides> = async () => ({ guides: [], of: () => [] });
