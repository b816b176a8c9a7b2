import type { Templates } from '../model/template.ts';
import type { FacetLoader } from './facet.ts';

export const loadTemplates: FacetLoader<Templates> = async () => ({ pullRequest: [], issues: [] });
