import { type AgentStep, type Location, promptsOf, type UntrustedOrigin, untrustedOrigins, type Workflows } from '@ten-point/core/rule';

/** Text of strangers in the prompt of an agent. */
export interface PromptText {
  readonly origin: UntrustedOrigin;
  readonly location: Location;
  /** The variable by which the prompt names it; absent when an expression puts it there. */
  readonly variable?: string;
}

/** Texts of strangers in the prompts that are wanted, each source once: by expressions, and by variables that a prompt names. */
export function promptTexts(workflows: Workflows, agent: AgentStep, wanted: (text: PromptText) => boolean): readonly PromptText[] {
  const found = new Map<string, PromptText>();
  const place = { workflow: agent.workflow, job: agent.job, step: agent.step };
  const add = (text: PromptText): void => {
    if (!found.has(text.origin.source) && wanted(text)) found.set(text.origin.source, text);
  };
  for (const { key, text } of promptsOf(agent)) {
    for (const reference of agent.step.references)
      if (reference.key.toLowerCase() === key && reference.flows)
        for (const origin of untrustedOrigins(workflows, place, reference)) add({ origin, location: reference.location });
    for (const { name, value } of [...agent.step.env, ...agent.job.env, ...agent.workflow.env]) {
      if (!names(text.value, name)) continue;
      for (const origin of untrustedOrigins(workflows, place, { path: `env.${name}`, location: value.location }))
        add({ origin, location: value.location, variable: name });
    }
  }
  return [...found.values()];
}

/** Whether a text names a variable: `$X`, `${X}`, `!{echo $X}`, or the bare word. */
function names(text: string, variable: string): boolean {
  for (let at = text.indexOf(variable); at >= 0; at = text.indexOf(variable, at + 1)) {
    const before = text.charAt(at - 1);
    const after = text.charAt(at + variable.length);
    if (!/\w/.test(before) && !/\w/.test(after)) return true;
  }
  return false;
}
