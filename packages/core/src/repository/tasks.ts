import type { Tasks } from '../model/task.ts';
import type { FacetLoader } from './facet.ts';

export const loadTasks: FacetLoader<Tasks> = async () => ({
  manifests: [],
  lockfiles: [],
  tasks: [],
  openFiles: [],
  toolchainFiles: [],
  find: () => ({ state: 'missing' }),
  resolve: () => [],
});
