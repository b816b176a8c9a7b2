import {
  type Confidence,
  checkPurposes,
  defineRule,
  type Job,
  type JobPurpose,
  jobWork,
  type Location,
  pullRequestJobs,
  type Rule,
  type Step,
  type Workflow,
} from '@ten-point/core/rule';

export const noSoftFail: Rule = defineRule({
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
      for (const check of checks) add(softStep(check, workflow, job) ?? softJob(check, job) ?? softCommand(check, job));
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
  /experiment|informational|inform\b|advisory|optional|allow.?fail|allowed.?to.?fail|may.?fail|non.?block|soft|nightly|canary|bench|perf|coverage|report|upload|flaky|unstable|edge|upstream|dev.?version|pre.?release|preview|compat|mutation|suggest|warn/i;

/** Scans and formatting checks are often there to report; a swallowed test is not. */
function graded(check: JobPurpose, job: Job, confidence: Confidence): Confidence {
  const names = [job.id, job.name?.value ?? '', check.step.name ?? '', check.step.id ?? ''];
  if (names.some((name) => informational.test(name))) return 'low';
  return check.purpose === 'scan' || check.basis === 'task-name' ? (confidence === 'high' ? 'medium' : 'low') : confidence;
}

function softStep(check: JobPurpose, workflow: Workflow, job: Job): Finding | undefined {
  const { step } = check;
  if (step.continueOnError?.value.trim() !== 'true' || isRead(step, workflow, job)) return undefined;
  return { message: 'step', check, location: step.continueOnError.location, confidence: graded(check, job, 'high'), text: '' };
}

/** Whether the outcome of a step is looked at later, by this job's steps or through its outputs. */
function isRead(step: Step, workflow: Workflow, job: Job): boolean {
  if (step.id === undefined) return false;
  const paths = [`steps.${step.id}.outcome`, `steps.${step.id}.conclusion`, 'steps.*.outcome'];
  const references = [...job.references, ...job.steps.flatMap((other) => other.references), ...workflow.references];
  return references.some((reference) => paths.includes(reference.path)) || references.some((reference) => reference.path === 'steps');
}

function softJob(check: JobPurpose, job: Job): Finding | undefined {
  if (job.continueOnError?.value.trim() !== 'true') return undefined;
  return { message: 'job', check, location: job.continueOnError.location, confidence: graded(check, job, 'high'), text: '' };
}

const forgivingFlags = ['--exit-zero', '--soft-fail', '--passWithNoTests', '--pass-with-no-tests', '--no-error-on-issues', '--issues-exit-code=0'];

function softCommand(check: JobPurpose, job: Job): Finding | undefined {
  const { command, resolved, step } = check;
  if (!command || !resolved || !step.script) return undefined;
  for (const each of resolved === command ? [command] : [command, resolved]) {
    const { failure } = each;
    const location = command.location;
    // Inside a followed script the swallowing is less sure to be about this check alone.
    const sure: Confidence = each === command ? 'high' : 'medium';
    switch (failure.kind) {
      case 'or-fallback':
        return { message: 'fallback', check, location, confidence: graded(check, job, sure), text: firstWords(failure.fallback) };
      case 'pipe':
        return { message: 'pipe', check, location, confidence: graded(check, job, 'medium'), text: '' };
      case 'errexit-off':
        if (each === command) return { message: 'errexit', check, location, confidence: graded(check, job, 'medium'), text: 'set +e' };
        break;
      case 'and-list':
        if (each === command) return { message: 'list', check, location, confidence: graded(check, job, 'medium'), text: '' };
        break;
      default:
    }
    const flag = each.args.find((word) => forgivingFlags.includes(word));
    if (flag !== undefined)
      return { message: 'flag', check, location, confidence: flag.toLowerCase().startsWith('--pass') ? 'low' : graded(check, job, 'medium'), text: flag };
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
