import type { ChangeFailureDetails, FileIndex, Location, Tasks, Workflows } from '@ten-point/core/rule';
import { narrowingFlags, shortFlagPrograms, skippingFlags } from './check-flags.ts';
import { type CheckWork, checkWork, hasUnseenWork, type Reach } from './check-work.ts';

/** One way in which a check got weaker. */
export interface Weakened {
  readonly kind: 'removed' | 'jobRemoved' | 'replaced' | 'unreached' | 'softened' | 'piped' | 'off' | 'condition' | 'skips' | 'narrowed';
  readonly before: CheckWork;
  readonly after?: CheckWork;
  readonly location?: Location;
  /** What the message quotes. */
  readonly text: string;
  readonly operation: string;
  readonly verdict?: NonNullable<ChangeFailureDetails['verdict']>;
}

interface Side {
  readonly workflows: Workflows;
  readonly tasks: Tasks;
  readonly files: FileIndex;
}

const reachRank: Readonly<Record<Reach, number>> = { 'pull-request': 0, push: 1, other: 2 };

/**
 * Compares what the workflows verify before and after. Each check is held against the strongest equal one at the head, wherever
 * that stands: what moves to another job, workflow, script or action is no loss.
 */
export function compareChecks(base: Side, head: Side): readonly Weakened[] {
  const before = checkWork(base.workflows, base.tasks);
  const after = checkWork(head.workflows, head.tasks);
  const known = new Set(before.map(({ key }) => key));
  const found: Weakened[] = [];
  for (const check of distinct(before)) {
    if (check.isOff || check.reach === 'other' || isSoft(check) !== undefined) continue;
    // What is built for pushes only is built to be published.
    if (check.check.purpose === 'build' && check.reach !== 'pull-request') continue;
    const same = after.filter(({ key }) => key === check.key);
    const similar = same.length > 0 ? same : after.filter(({ program, key }) => program === check.program && !known.has(key));
    const best = strongest(similar, check);
    if (best) found.push(...compare(check, best, similar));
    else found.push(lost(check, after, known, head));
  }
  return joinJobs(found, head.workflows);
}

/** Several legs and jobs may do the same: the best reached one stands for them. */
function distinct(checks: readonly CheckWork[]): readonly CheckWork[] {
  const best = new Map<string, CheckWork>();
  for (const check of checks) {
    const known = best.get(check.key);
    if (!known || rank(check) < rank(known)) best.set(check.key, check);
  }
  return [...best.values()];
}

function strongest(candidates: readonly CheckWork[], like: CheckWork): CheckWork | undefined {
  const distance = (check: CheckWork): number =>
    rank(check) * 4 +
    (check.workflow.path === like.workflow.path ? 0 : 1) +
    (check.job.id === like.job.id ? 0 : 1) +
    (addedCondition(like, check) === undefined ? 0 : 6);
  return candidates.reduce<CheckWork | undefined>((best, check) => (best === undefined || distance(check) < distance(best) ? check : best), undefined);
}

function rank(check: CheckWork): number {
  return reachRank[check.reach] * 2 + (check.isOff ? 8 : 0) + (isSoft(check) === undefined ? 0 : 4);
}

function compare(before: CheckWork, after: CheckWork, candidates: readonly CheckWork[]): readonly Weakened[] {
  const found: Weakened[] = [];
  const location = after.check.location;
  const soft = isSoft(after);
  if (after.isOff)
    found.push({
      kind: 'off',
      before,
      after,
      location: after.check.step.if?.location ?? location,
      text: after.check.step.if?.value ?? 'false',
      operation: 'A8',
    });
  else if (soft)
    found.push({
      kind: soft.kind,
      before,
      after,
      location: soft.location,
      text: soft.text,
      operation: soft.operation,
      ...(soft.kind === 'piped' ? { verdict: 'review' as const } : {}),
    });
  if (reachRank[after.reach] > reachRank[before.reach])
    found.push({
      kind: 'unreached',
      before,
      after,
      location: after.workflow.triggersLocation,
      text: after.reach === 'push' ? 'only on pushes' : 'not for changes any more',
      operation: 'A1',
    });
  const condition = after.isOff ? undefined : addedCondition(before, after);
  if (condition) found.push({ kind: 'condition', before, after, location: condition.location, text: condition.text, operation: 'A8', verdict: 'review' });
  const [was, is] = [before.check.resolved, after.check.resolved];
  if (was && is) {
    const gained = is.args.filter((word) => !was.args.includes(word));
    const skipping = gained.find((word) => skippingFlags.has(word));
    if (skipping !== undefined) found.push({ kind: 'skips', before, after, location, text: skipping, operation: 'A15' });
    const narrowing = gained.find((word) => isNarrowing(word, is.name));
    // Parts that run side by side add up to the whole.
    if (narrowing !== undefined && candidates.length < 2) found.push({ kind: 'narrowed', before, after, location, text: narrowing, operation: 'A33' });
  }
  return found;
}

function isNarrowing(word: string, program: string): boolean {
  const flag = word.split('=')[0] ?? word;
  if (!narrowingFlags.has(flag)) return false;
  const programs = shortFlagPrograms[flag];
  return programs === undefined || programs.has(program);
}

interface Soft {
  readonly kind: 'softened' | 'piped';
  readonly location: Location;
  readonly text: string;
  readonly operation: string;
}

/** How a check may fail without anybody being held up; undefined when it may not. */
function isSoft({ job, check }: CheckWork): Soft | undefined {
  const { step, command, resolved } = check;
  if (job.continueOnError && isTrue(job.continueOnError.value))
    return { kind: 'softened', location: job.continueOnError.location, text: 'continue-on-error', operation: 'A6' };
  if (step.continueOnError && isTrue(step.continueOnError.value) && !isReadLater(step.id, job))
    return { kind: 'softened', location: step.continueOnError.location, text: 'continue-on-error', operation: 'A6' };
  for (const each of [command, resolved]) {
    if (!each) continue;
    const { failure } = each;
    const location = command?.location ?? each.location;
    if (failure.kind === 'or-fallback') return { kind: 'softened', location, text: `|| ${failure.fallback.split('\n')[0] ?? ''}`, operation: 'A13' };
    if (failure.kind === 'errexit-off' && each === command) return { kind: 'softened', location, text: 'set +e', operation: 'A13' };
    if (failure.kind === 'pipe') return { kind: 'piped', location, text: 'a pipe', operation: 'A14' };
  }
  return undefined;
}

function isTrue(text: string): boolean {
  return /^(?:\$\{\{\s*)?true(?:\s*\}\})?$/.test(text.trim());
}

/** Whether the outcome of a step is looked at later: then it is not lost. */
function isReadLater(id: string | undefined, { steps, references }: CheckWork['job']): boolean {
  if (id === undefined) return false;
  const all = [...references, ...steps.flatMap((step) => step.references)];
  return all.some(({ path }) => path === `steps.${id}.outcome` || path === `steps.${id}.conclusion` || path === 'steps');
}

/** A part of the conditions on job and step that was not there before. */
function addedCondition(before: CheckWork, after: CheckWork): { readonly text: string; readonly location: Location } | undefined {
  const had = new Set([before.job.if, before.check.step.if].flatMap((condition) => parts(condition?.value)));
  for (const condition of [after.job.if, after.check.step.if]) {
    const [fresh] = parts(condition?.value).filter((part) => !had.has(part));
    // What only ever widens is no condition.
    if (condition && fresh !== undefined && !/^(?:always|success)\(\)$|!cancelled\(\)|^true$/.test(fresh)) return { text: fresh, location: condition.location };
  }
  return undefined;
}

function parts(condition: string | undefined): readonly string[] {
  if (condition === undefined) return [];
  return condition
    .replace(/^\s*\$\{\{|\}\}\s*$/g, '')
    .split('&&')
    .map((part) => balanced(part.replace(/\s+/g, ' ').trim()))
    .filter((part) => part !== '');
}

/** Without the brackets that belong to the parts beside it. */
function balanced(part: string): string {
  let depth = 0;
  for (const character of part) depth += character === '(' ? 1 : character === ')' ? -1 : 0;
  return depth > 0 ? part.replace(/^[\s(]+/, '') : depth < 0 ? part.replace(/[\s)]+$/, '') : part;
}

/** What became of a check that the head does not have: replaced by another of its kind, left out of sight, or gone. */
function lost(before: CheckWork, after: readonly CheckWork[], known: ReadonlySet<string>, head: Side): Weakened {
  const job = head.workflows.workflows.flatMap(({ jobs }) => jobs).find(({ id }) => id === before.job.id);
  const sameJob = after.filter((check) => check.job.id === before.job.id || check.workflow.path === before.workflow.path);
  const replacement = [...sameJob, ...after].find(
    ({ check, key, isOff, reach }) => check.purpose === before.check.purpose && !known.has(key) && !isOff && reach === before.reach,
  );
  if (replacement)
    return {
      kind: 'replaced',
      before,
      after: replacement,
      location: replacement.check.location,
      text: replacement.check.evidence,
      operation: 'A12',
      verdict: 'review',
    };
  const isUnseen = job !== undefined && hasUnseenWork(job, head.workflows, head.tasks);
  const directory = before.check.step.workingDirectory ?? '';
  // What it checked is gone as well.
  const isGone = directory !== '' && !head.files.hasDirectory(directory);
  // Tests that still run build what they need.
  const isStillTested =
    before.check.purpose === 'build' && sameJob.some(({ job: other, check, isOff }) => other.id === before.job.id && check.purpose !== 'build' && !isOff);
  return {
    kind: 'removed',
    before,
    text: before.check.evidence,
    operation: 'A12',
    ...(isUnseen || isGone || isStillTested ? { verdict: 'review' as const } : {}),
  };
}

/** All checks of a job that is gone are one finding. */
function joinJobs(found: readonly Weakened[], head: Workflows): readonly Weakened[] {
  const isThere = ({ job, workflow }: CheckWork): boolean =>
    head.workflows.some(
      ({ jobs, path }) => jobs.some(({ id }) => id === job.id) && (path === workflow.path || !head.workflows.some((other) => other.path === workflow.path)),
    );
  const jobs = new Map<string, Weakened>();
  const rest: Weakened[] = [];
  const steps = new Set<string>();
  for (const each of found) {
    if (each.kind !== 'removed' || isThere(each.before)) {
      // One script may do several things: it is one step all the same.
      const { path, range } = each.before.check.location;
      const step = `${each.kind} ${path} ${range.start.offset} ${each.text}`;
      if (!steps.has(step)) rest.push(each);
      steps.add(step);
      continue;
    }
    const key = `${each.before.workflow.path} ${each.before.job.id}`;
    const known = jobs.get(key);
    const verdict = known && known.verdict === undefined ? {} : each.verdict ? { verdict: each.verdict } : {};
    const { verdict: _, ...plain } = each;
    jobs.set(key, {
      ...plain,
      kind: 'jobRemoved',
      operation: 'A10',
      text: known && !known.text.split(', ').includes(each.text) ? `${known.text}, ${each.text}` : (known?.text ?? each.text),
      ...verdict,
    });
  }
  return [...rest, ...jobs.values()];
}
