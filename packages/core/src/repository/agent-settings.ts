import type { AgentSettings } from '../model/agent-settings.ts';
import type { FacetLoader } from './facet.ts';

export const loadAgentSettings: FacetLoader<AgentSettings> = async () => ({ files: [], settings: [], mcpServers: [] });
