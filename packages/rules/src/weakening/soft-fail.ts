import { fillText, type Location } from '@ten-point/core/rule';
import type { CheckWork } from './check-work.ts';

/** How a check may fail without anybody being held up. */
export interface SoftFail {
  /** `hidden`: the script may look at the failure, or may not. */
  readonly kind: 'softened' | 'piped' | 'hidden';
  readonly location: Location;
  readonly text: string;
  readonly operation: string;
}

/** How a check may fail; undefined when its failure ends the job. */
export function softFail({ job, check }: CheckWork): SoftFail | undefined {
  const { step, command, resolved } = check;
  if (job.continueOnError && softLegs(job).length === (job.matrix?.length ?? 1))
    return { kind: 'softened', location: job.continueOnError.location, text: 'continue-on-error', operation: 'A6' };
  if (step.continueOnError && isTrue(step.continueOnError.value) && !isReadLater(step.id, job))
    return { kind: 'softened', location: step.continueOnError.location, text: 'continue-on-error', operation: 'A6' };
  for (const each of [command, resolved]) {
    if (!each) continue;
    const { failure } = each;
    const location = command?.location ?? each.location;
    switch (failure.kind) {
      case 'or-fallback':
        return { kind: 'softened', location, text: `|| ${failure.fallback.split('\n')[0] ?? ''}`, operation: 'A13' };
      case 'errexit-off':
        // Scripts that are followed may collect what failed.
        if (each === command) return { kind: 'softened', location, text: 'set +e', operation: 'A13' };
        break;
      case 'pipe':
        return { kind: 'piped', location, text: 'a pipe', operation: 'A14' };
      case 'and-list':
        if (each === command) return { kind: 'hidden', location, text: 'before `&&`, which does not end the script', operation: 'A13' };
        break;
      case 'condition':
        if (each === command) return { kind: 'hidden', location, text: 'where only the script itself looks at it', operation: 'A13' };
        break;
      case 'propagates':
        break;
      default:
        failure satisfies never;
    }
  }
  return undefined;
}

/** Legs of a job that may fail, by their index; of a job without legs the only one, 0. */
export function softLegs({ continueOnError, matrix }: CheckWork['job']): readonly number[] {
  if (!continueOnError) return [];
  const legs = matrix ?? [{}];
  return legs.flatMap((leg, index) => ((fillText(continueOnError.value, { leg }) ?? '').trim() === 'true' ? [index] : []));
}

function isTrue(text: string): boolean {
  return (fillText(text, {}) ?? '').trim() === 'true';
}

/** Whether the outcome of a step is looked at later: then it is not lost. */
function isReadLater(id: string | undefined, { steps, references }: CheckWork['job']): boolean {
  if (id === undefined) return false;
  const all = [...references, ...steps.flatMap((step) => step.references)];
  return all.some(({ path }) => path === `steps.${id}.outcome` || path === `steps.${id}.conclusion` || path === 'steps');
}
