import {
  type Confidence,
  checkPurposes,
  defineRule,
  type Job,
  type JobPurpose,
  jobWork,
  type Location,
  pullRequestJobs,
  type RepositoryRule,
  type Step,
  type Workflow,
} from '@ten-point/core/rule';

export const noSoftFail: RepositoryRule = defineRule({
  id: 'ci/no-soft-fail',
  scope: 'repository',
  severity: 'warning',
  needs: ['workflows', 'tasks'],
  title: 'Checks that guard merges fail when what they check fails',
  why: 'A check that is green whatever happens is worse than none: reviewers trust it. Softening a check is also the shortest way for an agent to a green pull request, and it hides best among checks that are soft already.',
  howToFix:
    'Drop `continue-on-error`, `|| true` and the like from build, test, lint and scan steps; set `pipefail` where output is piped. What only informs belongs into a job of its own that says so in its name and is not required.',
  limits:
    'Only steps that build, test, lint or scan in jobs started by pull requests are judged; installs, cleanup, uploads and greps are not. A status that the script or a later step reads is not swallowed. A job or step that calls itself experimental, optional or informational is a low-confidence finding. PowerShell and cmd are not judged.',
  effort: 'minutes',
  sources: [
    { url: 'https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-syntax#jobsjob_idstepscontinue-on-error', checked: '2026-11-24' },
    {
      url: 'https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-syntax#jobsjob_idstepsshell',
      checked: '2026-11-24',
      note: 'Without `shell: bash`, pipefail is off.',
    },
    { url: 'https://www.gnu.org/software/bash/manual/html_node/The-Set-Builtin.html', checked: '2026-11-24' },
  ],
  messages: {
    step: '{check} in job {job} may fail without failing the job: the step has continue-on-error. Remove it, or move the check into a job that is named as informational.',
    job: 'Job {job} runs {check}, and continue-on-error lets pull requests merge when it fails; remove it, or name the job as informational.',
    fallback: '{check} in job {job} cannot fail: "|| {fallback}" takes over. Remove it.',
    pipe: '{check} in job {job} is piped without pipefail, so its failure is lost; set `shell: bash` for the step or `set -o pipefail`.',
    errexit: '{check} in job {job} cannot fail the step: the script goes on after it ({how}). Let the script stop, or exit with its status.',
    list: '{check} in job {job} stands before && in the middle of a script: bash does not stop when it fails. Give it a line of its own.',
    flag: '{check} in job {job} is told to succeed anyway by {flag}; remove the flag.',
    off: '{check} in job {job} is switched off by `if: false`; run it, or delete it.',
  },
  check({ repo, outcome }) {
    const workflows = repo.workflows();
    const tasks = repo.tasks();
    let judged = 0;
    for (const { workflow, job } of pullRequestJobs(workflows)) {
      const work = jobWork(job, workflows, tasks);
      const checks = work.purposes.filter((entry) => checkPurposes.has(entry.purpose));
      const off = work.disabled.filter((entry) => checkPurposes.has(entry.purpose));
      if (checks.length === 0 && off.length === 0) continue;
      judged++;
      const findings = new Map<string, Finding>();
      const add = (finding: Finding | undefined): void => {
        if (!finding) return;
        const key = `${finding.message} ${finding.location.path} ${finding.location.range.start.offset}`;
        const known = findings.get(key);
        if (!known || order.indexOf(finding.confidence) < order.indexOf(known.confidence)) findings.set(key, finding);
      };
      const soft = softJob(
        checks,
        job,
        pullRequestJobs(workflows).some((other) => other.job !== job && blocks(jobWork(other.job, workflows, tasks).purposes, other.job, checks[0])),
      );
      if (soft) add(soft);
      else for (const check of checks) add(softStep(check, workflow, job, checks) ?? softCommand(check, job, checks));
      for (const check of off) if (check.step.if) add({ message: 'off', check, location: check.step.if.location, confidence: 'medium', text: '' });
      for (const { message, check, location, confidence, text } of findings.values()) {
        const data = { check: check.evidence, job: job.id };
        const details = { confidence, subject: `${workflow.path} ${job.id} ${message} ${check.evidence}`, ...related(check, location) };
        if (message === 'fallback') outcome.fail('fallback', { ...data, fallback: text }, location, details);
        else if (message === 'errexit') outcome.fail('errexit', { ...data, how: text }, location, details);
        else if (message === 'flag') outcome.fail('flag', { ...data, flag: text }, location, details);
        else outcome.fail(message, data, location, details);
      }
      if (findings.size === 0) outcome.pass(`job ${job.id} of ${workflow.path} fails when ${checks[0]?.evidence ?? 'a check'} fails`, job.location);
    }
    if (judged === 0) outcome.notApplicable('no job that builds, tests, lints or scans runs for pull requests in GitHub Actions');
  },
});

interface Finding {
  readonly message: 'step' | 'job' | 'fallback' | 'pipe' | 'errexit' | 'list' | 'flag' | 'off';
  readonly check: JobPurpose;
  readonly location: Location;
  readonly confidence: Confidence;
  readonly text: string;
}

const order: readonly Confidence[] = ['high', 'medium', 'low'];

const informational =
  /experiment|informational|inform\b|advisory|optional|allow.?fail|allowed.?to.?fail|may.?fail|non.?block|soft|nightly|canary|flaky|unstable|\bedge|upstream|pre.?release|preview|mutation|suggest/i;
/** Words that make a whole job one that reports. */
const reporting = /bench|perf\b|performance|coverage|report|upload|compat/i;

/** Scans are often there to report, and a task's name is only a promise; a swallowed test is neither. */
function graded(check: JobPurpose, job: Job, confidence: Confidence): Confidence {
  const jobNames = `${job.id} ${job.name?.value ?? ''}`;
  if (reporting.test(jobNames) || informational.test(`${jobNames} ${check.step.name ?? ''} ${check.step.id ?? ''}`)) return 'low';
  if (confidence === 'low') return 'low';
  if (check.purpose === 'scan' || check.purpose === 'secret-scan') return confidence === 'high' ? 'medium' : 'low';
  return check.basis === 'task-name' ? 'medium' : confidence;
}

function softStep(check: JobPurpose, workflow: Workflow, job: Job, checks: readonly JobPurpose[]): Finding | undefined {
  const { step } = check;
  if (step.continueOnError?.value.trim() !== 'true' || isRead(step, workflow, job)) return undefined;
  return {
    message: 'step',
    check,
    location: step.continueOnError.location,
    confidence: graded(check, job, repeated(check, checks) ? 'low' : 'high'),
    text: '',
  };
}

/** Whether the same is checked again in the job, by a step that fails: the soft one then only reports. */
function repeated(check: JobPurpose, checks: readonly JobPurpose[]): boolean {
  return checks.some(
    (other) =>
      other.purpose === check.purpose &&
      other.step !== check.step &&
      other.step.continueOnError === undefined &&
      other.resolved?.failure.kind === 'propagates' &&
      other.resolved.name === check.resolved?.name,
  );
}

/** Whether the outcome of a step is looked at later, by this job's steps or through its outputs. */
function isRead(step: Step, workflow: Workflow, job: Job): boolean {
  if (step.id === undefined) return false;
  const paths = [`steps.${step.id}.outcome`, `steps.${step.id}.conclusion`, 'steps.*.outcome'];
  const references = [...job.references, ...job.steps.flatMap((other) => other.references), ...workflow.references];
  return references.some((reference) => paths.includes(reference.path)) || references.some((reference) => reference.path === 'steps');
}

function softJob(checks: readonly JobPurpose[], job: Job, checkedElsewhere: boolean): Finding | undefined {
  const check = checks.find(({ purpose }) => purpose === 'test') ?? checks[0];
  if (!check || job.continueOnError?.value.trim() !== 'true') return undefined;
  return { message: 'job', check, location: job.continueOnError.location, confidence: graded(check, job, checkedElsewhere ? 'medium' : 'high'), text: '' };
}

/** Whether a job does the same and stops the merge. */
function blocks(purposes: readonly JobPurpose[], job: Job, check: JobPurpose | undefined): boolean {
  return job.continueOnError === undefined && purposes.some(({ purpose }) => purpose === check?.purpose);
}

const forgivingFlags = ['--exit-zero', '--soft-fail', '--passWithNoTests', '--pass-with-no-tests', '--no-error-on-issues', '--issues-exit-code=0'];

function softCommand(check: JobPurpose, job: Job, checks: readonly JobPurpose[]): Finding | undefined {
  const { command, resolved, step } = check;
  if (!command || !resolved || !step.script) return undefined;
  const again = repeated(check, checks);
  for (const each of resolved === command ? [command] : [command, resolved]) {
    const { failure } = each;
    const location = command.location;
    // Inside a followed script the swallowing is less sure to be about this check alone.
    const sure: Confidence = again ? 'low' : each === command ? 'high' : 'medium';
    switch (failure.kind) {
      case 'or-fallback':
        return { message: 'fallback', check, location, confidence: graded(check, job, sure), text: firstWords(failure.fallback) };
      case 'pipe':
        return { message: 'pipe', check, location, confidence: graded(check, job, again ? 'low' : 'medium'), text: '' };
      case 'errexit-off':
        if (each === command) return { message: 'errexit', check, location, confidence: graded(check, job, again ? 'low' : 'medium'), text: 'set +e' };
        break;
      case 'and-list':
        if (each === command) return { message: 'list', check, location, confidence: graded(check, job, again ? 'low' : 'medium'), text: '' };
        break;
      default:
    }
    const flag = each.args.find((word) => forgivingFlags.includes(word));
    if (flag !== undefined)
      return {
        message: 'flag',
        check,
        location,
        confidence: flag.toLowerCase().startsWith('--pass') ? 'low' : graded(check, job, again ? 'low' : 'medium'),
        text: flag,
      };
  }
  return undefined;
}

function firstWords(text: string): string {
  const line = text.split('\n')[0] ?? '';
  return line.length > 40 ? `${line.slice(0, 39)}…` : line;
}

/** Where a followed task or script swallows the failure, when that is another file. */
function related({ command, resolved }: JobPurpose, location: Location): { related?: readonly { location: Location; message: string }[] } {
  if (!resolved || resolved === command || resolved.failure.kind === 'propagates' || resolved.location.path === location.path) return {};
  return { related: [{ location: resolved.location, message: 'The failure is lost here.' }] };
}
