import type { Environment } from '../model/environment.ts';
import type { FacetLoader } from './facet.ts';

export const loadEnvironment: FacetLoader<Environment> = async () => ({
  envFiles: [],
  readNames: [],
  readNamesComplete: true,
  workspace: [],
  listeningPorts: [],
  ignorePatterns: [],
});
