import {
  type AgentStep,
  admissionOf,
  type Confidence,
  effectivePermissions,
  type Reach,
  type Workflows,
  widestReach,
  workflowExposure,
  writeScopes,
} from '@ten-point/core/rule';

/** How strangers start an agent. */
export interface StrangersReach {
  readonly reach: Reach;
  readonly confidence: Confidence;
}

/**
 * The widest way in which someone without write access starts the agent with the repository's secrets: through the
 * workflow's trigger and conditions, and past the action's own check. Undefined when there is none.
 */
export function strangersReach(workflows: Workflows, agent: AgentStep): StrangersReach | undefined {
  const admission = admissionOf(agent);
  if (admission.kind === 'checked') return undefined;
  const widest = openReach(workflows, agent);
  if (!widest) return undefined;
  // Listed people, or any bot, are fewer than everybody.
  return admission.kind === 'listed' || admission.kind === 'bots' ? { ...widest, confidence: 'low' } : widest;
}

/** The widest way in which a stranger's action starts the job of the agent, whatever the agent's own check says. */
export function openReach(workflows: Workflows, { workflow, job, step }: AgentStep): StrangersReach | undefined {
  return widestReach(
    workflowExposure(workflows)
      .reach(workflow, job, step)
      .filter((way) => way.exposure === 'open'),
  );
}

/** What a steered agent could do with the job's token: high for writes beyond comments and labels, or where nothing limits it. */
export function powerOf({ workflow, job, acts }: AgentStep): Confidence {
  if (!acts) return 'low';
  const effective = effectivePermissions(workflow, job);
  if (effective.source === 'default') return 'medium';
  return writeScopes(effective).some((scope) => !['issues', 'pull-requests', 'discussions', 'id-token'].includes(scope)) ? 'high' : 'medium';
}
