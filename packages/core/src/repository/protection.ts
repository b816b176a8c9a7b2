import type { Protection } from '../model/protection.ts';
import type { FacetLoader } from './facet.ts';

export const loadProtection: FacetLoader<Protection> = async () => ({ branch: { state: 'unknown', reason: 'not read', reveal: 'nothing' }, planned: [] });
