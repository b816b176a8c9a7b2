import type { FacetName, RepositoryFacets } from '../model/repository.ts';
import { loadAgentSettings } from './agent-settings.ts';
import { loadCodeOwners } from './codeowners.ts';
import { loadCompose } from './compose.ts';
import { loadCredentials } from './credentials.ts';
import { loadEnvironment } from './environment.ts';
import type { FacetLoader } from './facet.ts';
import { loadGuides } from './guides.ts';
import { loadHistory } from './history.ts';
import { loadInstructions } from './instructions.ts';
import { loadProtection } from './protection.ts';
import { loadTasks } from './tasks.ts';
import { loadTemplates } from './templates.ts';
import { loadWorkflows } from './workflows.ts';

/** How each facet of the model is made. */
export const facetLoaders: { readonly [Name in FacetName]: FacetLoader<RepositoryFacets[Name]> } = {
  instructions: loadInstructions,
  agentSettings: loadAgentSettings,
  codeowners: loadCodeOwners,
  protection: loadProtection,
  workflows: loadWorkflows,
  tasks: loadTasks,
  compose: loadCompose,
  environment: loadEnvironment,
  templates: loadTemplates,
  guides: loadGuides,
  credentials: loadCredentials,
  history: loadHistory,
  settings: ({ host }) => host.settings(),
};
