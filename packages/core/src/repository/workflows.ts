import type { Workflows } from '../model/workflow.ts';
import type { FacetLoader } from './facet.ts';

export const loadWorkflows: FacetLoader<Workflows> = async () => ({
  workflows: [],
  localActions: [],
  otherCi: [],
  trigger: () => undefined,
  resolveAction: () => undefined,
  resolveWorkflow: () => undefined,
});
