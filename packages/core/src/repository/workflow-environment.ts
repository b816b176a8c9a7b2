import type { Located } from '../model/location.ts';
import type { EnvironmentVariable, Job, Step, Workflow } from '../model/workflow.ts';

/** What `env.<name>` is at a place, and where it is said. */
export interface EnvironmentValue extends Located<string> {
  readonly scope: 'step' | 'job' | 'workflow';
}

/**
 * Value of a variable as written for a step (or a job, without one): the step's own counts before the job's, that before
 * the workflow's. What an earlier step writes to `GITHUB_ENV` is not known here. A called workflow sees none of its caller's.
 * https://docs.github.com/actions/reference/workflows-and-actions/workflow-syntax#env (2026-11-25)
 *
 * @param name - Compared with case first, as on Linux, then without, as on Windows.
 */
export function environmentValue(workflow: Workflow, job: Job, step: Step | undefined, name: string): EnvironmentValue | undefined {
  const scopes = [
    { scope: 'step', variables: step?.env ?? [] },
    { scope: 'job', variables: job.env },
    { scope: 'workflow', variables: workflow.env },
  ] as const;
  const find = (matches: (variable: EnvironmentVariable) => boolean): EnvironmentValue | undefined => {
    for (const { scope, variables } of scopes) {
      const found = variables.find(matches);
      if (found) return { ...found.value, scope };
    }
    return undefined;
  };
  return find((variable) => variable.name === name) ?? find((variable) => variable.name.toLowerCase() === name.toLowerCase());
}
