import type { Located, Location } from '../model/location.ts';
import type { EnvironmentVariable, Job, KeyedReference, LocalAction, Step, Workflow, Workflows } from '../model/workflow.ts';
import { findExpressions, parseExpression } from '../parse/expression.ts';
import { eventFacts } from './workflow-events.ts';
import { type Reach, workflowExposure } from './workflow-exposure.ts';

/** Text that someone without write access may have written, and how it comes to a place. */
export interface UntrustedOrigin {
  /** The context or command that it first comes from: `github.event.issue.title`, `gh pr view`. */
  readonly source: string;
  /** Object of the payload that it belongs to, for comparing with gates: `github.event.issue`. */
  readonly object: string;
  /** Whether it is one line without most special characters (branch and file names), or any text. */
  readonly shape: 'line' | 'text';
  /** Names it passed through: `env.TITLE`, `steps.meta.outputs.title`. Empty when the source stands there itself. */
  readonly through: readonly string[];
  /** Where it enters. */
  readonly location: Location;
}

/** Where a reference stands. */
export interface ReferencePlace {
  readonly workflow: Workflow;
  readonly job: Job;
  readonly step?: Step;
  /** Set when the step is one of a composite action. */
  readonly action?: UsedAction;
}

/** A composite action with the step that uses it; `within`: when that step is itself one of a composite action. */
export interface UsedAction {
  readonly action: LocalAction;
  readonly caller: Step;
  readonly within?: UsedAction;
}

const hopLimit = 8;
const originLimit = 16;
// A guard: actions that use each other many times make as many ways.
const placeLimit = 2_000;
// GitHub nests composite actions ten deep.
const actionDepthLimit = 10;

/** A path of the event's payload (or `github.head_ref`) that strangers write; undefined for all others. */
function untrustedPath(path: string): Pick<UntrustedOrigin, 'object' | 'shape'> | undefined {
  if (path === 'github.head_ref') return { object: 'github.event.pull_request.head', shape: 'line' };
  if (path === 'github' || path === 'github.event') return { object: 'github.event', shape: 'text' };
  const [, , kind = '', ...rest] = path.split('.');
  if (!path.startsWith('github.event.')) return undefined;
  const field = rest.join('.');
  const object = `github.event.${kind}`;
  switch (kind) {
    case 'issue':
    case 'discussion':
      return field === 'title' ? { object, shape: 'text' } : field === 'body' || field === '' ? { object, shape: 'text' } : undefined;
    case 'comment':
    case 'review':
      return field === 'body' || field === '' ? { object, shape: 'text' } : undefined;
    case 'pull_request':
      if (field === 'title' || field === 'body' || field === '') return { object, shape: 'text' };
      return headFields.has(field)
        ? { object: `${object}.head`, shape: field.startsWith('head.repo.') && field !== 'head.repo.default_branch' ? 'text' : 'line' }
        : undefined;
    case 'workflow_run':
      if (
        field === 'display_title' ||
        field === 'head_commit.message' ||
        field === 'head_commit.author.name' ||
        field === 'head_commit.author.email' ||
        field === 'head_repository.description'
      )
        return { object, shape: 'text' };
      return field === 'head_branch' || /^pull_requests\.\*\.head\.(?:ref|repo\.name)$/.test(field) ? { object, shape: 'line' } : undefined;
    default:
      return undefined;
  }
}

const headFields: ReadonlySet<string> = new Set(['head', 'head.ref', 'head.label', 'head.repo.default_branch', 'head.repo.description', 'head.repo.homepage']);

/** Whether an event's payload can hold the text at all. */
export function carries(event: string, origin: UntrustedOrigin): boolean {
  const facts = eventFacts(event);
  if (!facts) return false;
  const kind = origin.object.split('.')[2];
  return kind === undefined || facts.objects.includes(kind) || (origin.source === 'github.head_ref' && facts.objects.includes('pull_request'));
}

/**
 * Follows a reference to untrusted text: directly, through `env`, outputs of steps and jobs, inputs of reusable workflows
 * and of composite actions.
 */
export function untrustedOrigins(
  workflows: Workflows,
  place: ReferencePlace,
  reference: Pick<KeyedReference, 'path' | 'location'>,
): readonly UntrustedOrigin[] {
  const found: UntrustedOrigin[] = [];
  follow({ workflows, subject: textSubject, found, seen: new Set() }, place, reference.path, reference.location, []);
  const bySource = new Map(found.map((origin) => [`${origin.source} ${origin.through.join()}`, origin]));
  return [...bySource.values()];
}

/** Follows every expression and environment variable of a text (an input, a shell word) to the head of a pull request. */
export function pullRequestHeads(workflows: Workflows, place: ReferencePlace, text: Located<string>): readonly UntrustedOrigin[] {
  const search: Search = { workflows, subject: headSubject, found: [], seen: new Set() };
  if (pullRequestRef.test(text.value))
    search.found.push({ source: 'refs/pull', object: 'github.event.pull_request', shape: 'line', through: [], location: text.location });
  if (place.step) followShellText(search, place, place.step, text.value, []);
  else followText(search, place, text, []);
  return search.found;
}

/** Whether a text names the head of a pull request as GitHub's own refs do. */
const pullRequestRef = /(?:^|[\s:+'"/])pull\/[^/]{1,80}\/(?:head|merge)\b/;

type Found = Pick<UntrustedOrigin, 'source' | 'object' | 'shape'>;

/** What is looked for: text that strangers write, or the commit of a pull request. */
interface Subject {
  readonly path: (path: string) => Pick<UntrustedOrigin, 'object' | 'shape'> | undefined;
  readonly command: (text: string) => Found | undefined;
  readonly code: (text: string) => Found | undefined;
  readonly outputs: readonly { readonly action: string; readonly outputs: RegExp; readonly object: string; readonly shape: 'line' | 'text' }[];
}

interface Search {
  readonly workflows: Workflows;
  readonly subject: Subject;
  readonly found: UntrustedOrigin[];
  readonly seen: Set<string>;
}

function follow(search: Search, place: ReferencePlace, path: string, location: Location, through: readonly string[]): void {
  if (through.length > hopLimit || search.found.length >= originLimit) return;
  const direct = search.subject.path(path);
  if (direct) {
    search.found.push({ source: path, ...direct, through, location });
    return;
  }
  const key = `${place.workflow.path} ${place.job.id} ${chainOf(place.action)} ${place.step?.index ?? ''} ${path}`;
  if (search.seen.has(key) || search.seen.size >= placeLimit) return;
  search.seen.add(key);
  const [head = '', name = '', outputs = '', output = ''] = path.split('.');
  const next = [...through, path];
  switch (head) {
    case 'env':
      followVariable(search, place, name, next);
      return;
    case 'steps':
      if (outputs === 'outputs') followStepOutput(search, place, name, output, next);
      return;
    case 'needs':
      if (outputs === 'outputs') followJobOutput(search, place, name, output, next);
      return;
    case 'inputs':
      followInput(search, place, name.toLowerCase(), next);
      return;
    case 'matrix':
      followMatrix(search, place, name, next);
      return;
    default:
  }
}

/** The steps that lead into an action, told apart from other uses of it. */
function chainOf(used: UsedAction | undefined): string {
  return used ? `${chainOf(used.within)} ${used.caller.index} ${used.action.path}` : '';
}

function stepsAround(place: ReferencePlace): readonly Step[] {
  return place.action ? place.action.action.steps : place.job.steps;
}

/** The place of the step that uses the action that a place lies in. */
function callerPlace({ workflow, job }: ReferencePlace, { caller, within }: UsedAction): ReferencePlace {
  return { workflow, job, step: caller, ...(within ? { action: within } : {}) };
}

/** A step that uses a local action, as seen from within; undefined for all others, and where actions use themselves. */
function insideOf(search: Search, place: ReferencePlace, step: Step): ReferencePlace | undefined {
  const action = step.uses && search.workflows.resolveAction(step.uses);
  if (!action) return undefined;
  let depth = 0;
  for (let used = place.action; used; used = used.within) if (used.action === action || ++depth >= actionDepthLimit) return undefined;
  return { workflow: place.workflow, job: place.job, action: { action, caller: step, ...(place.action ? { within: place.action } : {}) } };
}

/** Follows every expression of a text that can become part of its value. */
function followText(search: Search, place: ReferencePlace, text: Located<string> | undefined, through: readonly string[]): void {
  if (!text) return;
  for (const { body } of findExpressions(text.value))
    for (const reference of parseExpression(body).references) if (reference.flows) follow(search, place, reference.path, text.location, through);
}

function variable(list: readonly EnvironmentVariable[], name: string): Located<string> | undefined {
  return list.find((candidate) => candidate.name.toLowerCase() === name.toLowerCase())?.value;
}

function followVariable(search: Search, place: ReferencePlace, name: string, through: readonly string[]): void {
  const { step, job, workflow } = place;
  const stepText = step && variable(step.env, name);
  if (stepText) {
    followText(search, place, stepText, through);
    return;
  }
  followEarlierSteps(search, place, name, through);
  if (place.action) {
    // The steps of a composite action see what the step that uses it sees.
    followVariable(search, callerPlace(place, place.action), name, through);
    return;
  }
  followText(search, place, variable(job.env, name) ?? variable(workflow.env, name), through);
}

/** An earlier step may write a variable, itself or in a composite action: `echo "TITLE=…" >> $GITHUB_ENV`. */
function followEarlierSteps(search: Search, place: ReferencePlace, name: string, through: readonly string[]): void {
  for (const earlier of stepsAround(place)) {
    if (place.step && earlier.index >= place.step.index) break;
    followWritten(search, { ...place, step: earlier }, earlier, name, 'GITHUB_ENV', through);
    const inside = earlier.uses?.kind === 'local' ? insideOf(search, place, earlier) : undefined;
    const key = inside && `${place.workflow.path} ${place.job.id} ${chainOf(inside.action)} env ${name}`;
    if (!inside || key === undefined || search.seen.has(key) || search.seen.size >= placeLimit) continue;
    search.seen.add(key);
    followEarlierSteps(search, inside, name, through);
  }
}

function followStepOutput(search: Search, place: ReferencePlace, id: string, output: string, through: readonly string[]): void {
  const step = stepsAround(place).find((candidate) => candidate.id?.toLowerCase() === id.toLowerCase());
  if (!step) return;
  const at: ReferencePlace = { ...place, step };
  if (step.run) {
    followWritten(search, at, step, output, 'GITHUB_OUTPUT', through);
    return;
  }
  const { uses } = step;
  if (!uses) return;
  if (uses.kind === 'local') {
    const inside = insideOf(search, place, step);
    if (inside) followText(search, inside, named(inside.action?.action.outputs, output), through);
    return;
  }
  if (uses.kind !== 'repository') return;
  const name = `${uses.owner}/${uses.repository}`.toLowerCase();
  if (name === 'actions/github-script') followScriptOutput(search, at, step, output, through);
  const known = search.subject.outputs.find((entry) => entry.action === name && entry.outputs.test(output));
  if (known) search.found.push({ source: `${name} ${output}`, object: known.object, shape: known.shape, through, location: uses.location });
}

/** Outputs of public actions that hold text of strangers (their own documentation, 2026-11-24). */
const textOutputs: Subject['outputs'] = [
  { action: 'tj-actions/changed-files', outputs: /_files$/, object: 'github.event.pull_request', shape: 'line' },
  { action: 'dorny/paths-filter', outputs: /_files$/, object: 'github.event.pull_request', shape: 'line' },
  { action: 'jitterbit/get-changed-files', outputs: /./, object: 'github.event.pull_request', shape: 'line' },
  { action: 'xt0rted/pull-request-comment-branch', outputs: /^head_ref$/, object: 'github.event.issue', shape: 'line' },
  { action: 'xt0rted/slash-command-action', outputs: /^command-arguments$/, object: 'github.event.comment', shape: 'text' },
  { action: 'khan/pull-request-comment-trigger', outputs: /^comment_body$/, object: 'github.event.comment', shape: 'text' },
  { action: 'tj-actions/branch-names', outputs: /^(?:current_branch|head_ref_branch)$/, object: 'github.event.pull_request.head', shape: 'line' },
];

/** An output by its name, which GitHub compares without case. */
function named(outputs: ReadonlyMap<string, Located<string>> | undefined, name: string): Located<string> | undefined {
  const exact = outputs?.get(name);
  if (exact || !outputs) return exact;
  for (const [candidate, value] of outputs) if (candidate.toLowerCase() === name.toLowerCase()) return value;
  return undefined;
}

function followJobOutput(search: Search, place: ReferencePlace, id: string, output: string, through: readonly string[]): void {
  const { workflow } = place;
  const job = workflow.jobs.find((candidate) => candidate.id.toLowerCase() === id.toLowerCase());
  if (!job) return;
  if (job.uses) {
    const called = search.workflows.resolveWorkflow(job.uses);
    const value = named(called?.outputs, output);
    // Outputs of a called workflow are expressions over `jobs.<id>.outputs.<name>`.
    for (const { body } of findExpressions(value?.value ?? ''))
      for (const reference of parseExpression(body).references) {
        const [context, calledJob = '', , calledOutput = ''] = reference.path.split('.');
        const first = called?.jobs[0];
        if (context === 'jobs' && called && first) followJobOutput(search, { workflow: called, job: first }, calledJob, calledOutput, through);
      }
    return;
  }
  followText(search, { workflow, job }, named(job.outputs, output), through);
}

function followInput(search: Search, place: ReferencePlace, name: string, through: readonly string[]): void {
  if (place.action) {
    const { caller, action } = place.action;
    const given = caller.with.get(name);
    if (given) followText(search, callerPlace(place, place.action), given, through);
    else for (const [input, { default: fallback }] of action.inputs) if (input.toLowerCase() === name) followText(search, place, fallback, through);
    return;
  }
  const input = search.workflows.trigger(place.workflow, 'workflow_call')?.inputs?.get(name);
  for (const { workflow, job } of workflowExposure(search.workflows).callers(place.workflow))
    followText(search, { workflow, job }, job.with.get(name) ?? input?.default, through);
}

/** A matrix may be made of what another job found: `fromJSON(needs.list.outputs.files)`. */
function followMatrix(search: Search, place: ReferencePlace, name: string, through: readonly string[]): void {
  const { workflow, job } = place;
  for (const { key, path, flows, location } of job.references)
    if (flows && (key === 'strategy.matrix' || key === `strategy.matrix.${name}` || key.startsWith('strategy.matrix.include')))
      follow(search, { workflow, job }, path, location, through);
}

/**
 * Follows a value that a script writes as `name=value` to one of GitHub's files.
 * Only the lines that name both are read, and shell variables three assignments back: what is missed is missed on the safe side.
 */
function followWritten(
  search: Search,
  place: ReferencePlace,
  step: Step,
  name: string,
  file: 'GITHUB_OUTPUT' | 'GITHUB_ENV',
  through: readonly string[],
): void {
  const script = step.run?.value;
  if (!script?.includes(file) || !step.run) return;
  const lines = script.split('\n').slice(0, 2000);
  const assigned = new Map<string, string>();
  let block = false;
  for (const line of lines) {
    // `echo "name<<EOF"`, lines of text or commands that print it, `echo EOF`.
    if (block && /^\s{0,40}(?:echo|printf)\s{1,9}["']?\w{1,80}["']?\s{0,9}(?:>|$)/.test(line)) block = false;
    else if (block) followShellText(search, place, step, `$(${line})`, through);
    else block = line.includes(`${name}<<`) && /(?:echo|printf)\s{1,9}["']?$/.test(line.slice(0, line.indexOf(`${name}<<`)).slice(-40));
    const assignment = /^\s{0,40}(?:export\s{1,9}|local\s{1,9})?([A-Za-z_]\w{0,80})=(.*)$/.exec(line);
    if (assignment?.[1]) assigned.set(assignment[1], (assignment[2] ?? '').slice(0, 4000));
    const start = writtenStart(line, name);
    if (start === undefined) continue;
    followShellText(search, place, step, withAssigned(line.slice(start), assigned), through);
  }
}

/** A shell text with what was assigned to its variables behind it, three assignments back: what came from where shows in the whole. */
function withAssigned(value: string, assigned: ReadonlyMap<string, string>): string {
  const used = new Set<string>();
  let text = value;
  for (let round = 0, added = value; round < 3 && added !== '' && text.length < 20_000; round++) {
    const sources = shellVariables(added).filter((name) => assigned.has(name) && !used.has(name));
    for (const name of sources) used.add(name);
    added = [...new Set(sources)].map((name) => assigned.get(name)).join(' ; ');
    if (added !== '') text = `${text} ; ${added}`;
  }
  return text;
}

/** Where the value starts in `echo "name=value" …` or `name<<EOF`; undefined when the line does not write it. */
function writtenStart(line: string, name: string): number | undefined {
  for (let at = line.indexOf(`${name}=`); at >= 0; at = line.indexOf(`${name}=`, at + 1)) {
    const before = line.slice(0, at);
    // `echo name=`, `echo "name=`, `printf 'name=`: an ordinary assignment has nothing in front.
    if (/(?:echo|printf)\b[^|;&]{0,80}["'\s]$/.test(before.slice(-100))) return at + name.length + 1;
  }
  return undefined;
}

function followShellText(search: Search, place: ReferencePlace, step: Step, text: string, through: readonly string[]): void {
  const location = step.run?.location ?? step.location;
  followText(search, place, { value: text, location }, through);
  for (const name of shellVariables(text)) if (variable(step.env, name)) followVariable(search, place, name, through);
  const command = search.subject.command(text);
  if (command) search.found.push({ ...command, through, location: step.location });
}

function shellVariables(text: string): readonly string[] {
  return [...text.matchAll(/\$\{?([A-Za-z_]\w{0,80})/g)].map((match) => match[1] ?? '');
}

/** Commands in a substitution that print text of a pull request or issue. */
function textCommand(text: string): Found | undefined {
  if (!text.includes('$(') && !text.includes('`')) return undefined;
  const view = /\bgh\s{1,9}(pr|issue)\s{1,9}view\b/.exec(text);
  if (view) {
    const field = /\b(title|body|headRefName|comments|files)\b/.exec(text.slice(view.index))?.[1];
    // `--jq .number` after several fields prints a number.
    if (field && !/\.(?:number|state|headRefOid|mergeable)\b/.test(text))
      return {
        source: `gh ${view[1]} view (${field})`,
        object: view[1] === 'pr' ? 'github.event.pull_request' : 'github.event.issue',
        shape: field === 'headRefName' || field === 'files' ? 'line' : 'text',
      };
  }
  const asked = /\bgh\s{1,9}api\b[^|;]{0,200}\/(pulls|issues)\//.exec(text);
  const answer = asked && /\.(title|body|head\.ref)\b/.exec(text)?.[1];
  if (answer && !/\.(?:number|state|sha)\b/.test(text))
    return {
      source: `gh api …/${asked[1]} (${answer})`,
      object: asked[1] === 'pulls' ? 'github.event.pull_request' : 'github.event.issue',
      shape: answer === 'head.ref' ? 'line' : 'text',
    };
  if (/\b(?:git|gh\s{1,9}pr)\s{1,9}diff\b[^|;]{0,200}--name-only\b/.test(text) || /\bgh\s{1,9}api\b[^|;]{0,200}\/files\b[^;]{0,200}filename/.test(text))
    return { source: 'names of changed files', object: 'github.event.pull_request', shape: 'line' };
  return undefined;
}

/** `core.setOutput('name', value)` of a github-script step. */
function followScriptOutput(search: Search, place: ReferencePlace, step: Step, output: string, through: readonly string[]): void {
  const script = step.with.get('script');
  if (!script) return;
  const lines = script.value.split('\n').slice(0, 2000);
  const assigned = new Map<string, string>();
  for (const line of lines) {
    const assignment = /^\s{0,40}(?:const|let|var)\s{1,9}([A-Za-z_$][\w$]{0,80})\s{0,9}=(.*)$/.exec(line);
    if (assignment?.[1]) assigned.set(assignment[1], assignment[2] ?? '');
    const call = /setOutput\(\s{0,9}["'`]([\w-]{1,80})["'`]\s{0,9},(.*)$/s.exec(line) ?? (output === 'result' ? /^\s{0,40}(return)\b(.*)$/.exec(line) : null);
    if (!call || (call[1] !== output && call[1] !== 'return')) continue;
    const value = call[2] ?? '';
    const names = [...value.matchAll(/[A-Za-z_$][\w$]{0,80}/g)].slice(0, 20).map((match) => match[0]);
    for (const text of [value, ...names.flatMap((name) => assigned.get(name) ?? [])]) {
      const payload = search.subject.code(text);
      if (payload) search.found.push({ ...payload, through, location: step.location });
      for (const match of text.matchAll(/process\.env\.([A-Za-z_]\w{0,80})/g)) followVariable(search, place, match[1] ?? '', through);
      followText(search, place, { value: text, location: script.location }, through);
    }
  }
}

/** Text of the payload, or of what the API returned for a pull request, that a line of JavaScript reads. */
function textCode(code: string): Found | undefined {
  const payload = /context\.payload\.(issue|pull_request|comment|review|discussion)\??\.(title|body|head\??\.(?:ref|label))\b(?!\s{0,9}[=!]==?)/.exec(code);
  if (payload && !/\.(?:includes|startsWith|test|length)\b/.test(code)) {
    const field = (payload[2] ?? '').replace('?', '');
    return { source: `context.payload.${payload[1]}.${field}`, object: `github.event.${payload[1]}`, shape: field.startsWith('head') ? 'line' : 'text' };
  }
  const fetched = /\b(?:pr|pull|pullRequest|pull_request)(?:\.data)?\.(head\.ref|title|body)\b(?!\s{0,9}[=!]==?)/.exec(code);
  if (fetched && !/\.(?:includes|startsWith|test|length)\b/.test(code))
    return { source: `the pull request's ${fetched[1]}`, object: 'github.event.pull_request', shape: fetched[1] === 'head.ref' ? 'line' : 'text' };
  return undefined;
}

const textSubject: Subject = { path: untrustedPath, command: textCommand, code: textCode, outputs: textOutputs };

const headPath =
  /^github\.(?:head_ref|event\.pull_request\.(?:head\.(?:sha|ref|label|repo\.(?:full_name|name|owner\.login|clone_url|ssh_url|html_url))|merge_commit_sha)|event\.workflow_run\.(?:head_sha|head_branch|head_commit\.id|head_repository\.(?:full_name|owner\.login|clone_url)|pull_requests\.\*\.head\.(?:sha|ref)))$/;

/** The commit, branch or repository of a pull request, which strangers fill with code. */
const headSubject: Subject = {
  path: (path) => (headPath.test(path) ? { object: path.split('.').slice(0, 3).join('.'), shape: 'line' } : undefined),
  command(text) {
    if (!text.includes('$(') && !text.includes('`')) return undefined;
    const viewed = /\bgh\s{1,9}pr\s{1,9}view\b/.test(text) && /\b(headRefOid|headRefName|headRepository|headRepositoryOwner)\b/.exec(text)?.[1];
    if (viewed) return { source: `gh pr view (${viewed})`, object: 'github.event.pull_request', shape: 'line' };
    const asked = /\bgh\s{1,9}api\b[^|;]{0,200}\/pulls\//.test(text) && /\.head\.(sha|ref|repo)/.exec(text)?.[1];
    return asked ? { source: `gh api …/pulls (head.${asked})`, object: 'github.event.pull_request', shape: 'line' } : undefined;
  },
  code(code) {
    const field = /\bhead\??\.(sha|ref|repo\.full_name)\b(?!\s{0,9}[=!]==?)/.exec(code)?.[1];
    if (!field) return undefined;
    const source = /\bcontext\.payload\./.test(code) ? `context.payload.pull_request.head.${field}` : `the pull request's head.${field}`;
    return { source, object: 'github.event.pull_request', shape: 'line' };
  },
  outputs: [
    { action: 'xt0rted/pull-request-comment-branch', outputs: /^head_(?:ref|sha)$/, object: 'github.event.issue', shape: 'line' },
    { action: 'potiuk/get-workflow-origin', outputs: /^source(?:HeadSha|HeadRepo|HeadBranch)$/i, object: 'github.event.workflow_run', shape: 'line' },
    { action: 'tj-actions/branch-names', outputs: /^(?:current_branch|head_ref_branch)$/, object: 'github.event.pull_request.head', shape: 'line' },
  ],
};

/** Ways by which strangers bring this text here. */
export function reachWith(reach: readonly Reach[], origin: UntrustedOrigin): readonly Reach[] {
  // Text that a step fetched (`gh pr view` under issue_comment) is not in the payload; every event that is about it counts.
  const fetched = !origin.source.startsWith('github.') && !origin.source.startsWith('context.payload');
  return reach.filter((way) => fetched || carries(way.event, origin));
}
