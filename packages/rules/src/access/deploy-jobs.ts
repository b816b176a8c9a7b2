import { type Job, type JobPurpose, jobWork, type ShellCommand, type Tasks, type Workflow, type Workflows } from '@ten-point/core/rule';

/** A job that puts something where users or customers get it. */
export interface DeployJob {
  readonly workflow: Workflow;
  readonly job: Job;
  readonly purpose: JobPurpose;
}

// They write to GitHub itself with the job's own token: releases, tags, pull requests.
const onGitHub = /release-please|create-release|action-gh-release|gh release|upload-release|changesets\/action|release-drafter|ncipollo\/release/i;

/** Jobs with a step that publishes or deploys, recognised by program or action; a job that calls another workflow is judged there. */
export function deployJobs(workflows: Workflows, tasks: Tasks): readonly DeployJob[] {
  return workflows.workflows.flatMap((workflow) =>
    workflow.jobs.flatMap((job) => {
      if (job.uses || workflow.compiledFrom) return [];
      const purpose = jobWork(job, workflows, tasks).purposes.find(
        (candidate) =>
          (candidate.purpose === 'publish' || candidate.purpose === 'deploy') &&
          candidate.basis !== 'task-name' &&
          !onGitHub.test(candidate.evidence) &&
          !/--dry-run|--dryrun|\bplan\b|--check\b/.test(candidate.evidence) &&
          !(candidate.resolved && clusterTools.has(candidate.resolved.name) && startsCluster(job)) &&
          !(candidate.resolved && staysHere(candidate.resolved)),
      );
      return purpose ? [{ workflow, job, purpose }] : [];
    }),
  );
}

const clusterTools: ReadonlySet<string> = new Set(['kubectl', 'oc', 'helm', 'kustomize', 'skaffold']);

/** Whether a job runs a cluster of its own, to which it then deploys for a test. */
function startsCluster({ steps }: Job): boolean {
  return steps.some(
    ({ uses, script }) =>
      (uses && /(?:^|\/)(?:kind-action|setup-kind|setup-minikube|minikube|k3d-action|setup-k3s|k3s-action|setup-k3d-k3s)(?=@|$)/i.test(uses.raw)) ||
      script?.commands.some(
        ({ name, args }) =>
          args.some((argument) => argument.includes('get.k3s.io')) ||
          (name === 'kind' && args[0] === 'create') ||
          (name === 'minikube' && args[0] === 'start') ||
          (name === 'k3d' && args[0] === 'cluster'),
      ),
  );
}

/** Commands of publishing tools that only build a package, serve a preview of one commit, or write to a directory of the checkout. */
function staysHere({ name, args, text }: ShellCommand): boolean {
  const verb = args.find((argument) => !argument.startsWith('-')) ?? '';
  if (name === 'pkg-pr-new' || args.includes('pkg-pr-new')) return true;
  if (['vsce', 'vercel', 'netlify', 'wrangler'].includes(name)) return ['package', 'ls', 'build', 'pull', 'link', 'types'].includes(verb);
  return /Repository=(?:\$\(pwd\)|\$PWD|file:|\.)|publishToMavenLocal/.test(text);
}

/** Whether what is deployed is a preview or a test stage, by the words of the command, the job or the file. */
export function isPreview({ workflow, job, purpose }: DeployJob): boolean {
  return /(?:\b|_)(?:previews?|staging|testing|canary|test[-_]release)(?:\b|_)/i.test(
    `${purpose.evidence} ${purpose.resolved?.text ?? ''} ${job.id} ${workflow.path.slice(workflow.path.lastIndexOf('/'))}`,
  );
}

/** Whether a job holds something to publish with: a secret beside GITHUB_TOKEN, or a token for keyless login. */
export function holdsCredentials({ workflow, job }: DeployJob): boolean {
  const references = [...workflow.references, ...job.references, ...job.steps.flatMap((step) => step.references)];
  if (references.some(({ path }) => path.startsWith('secrets.') && path.toUpperCase() !== 'SECRETS.GITHUB_TOKEN')) return true;
  const permissions = job.permissions ?? workflow.permissions;
  return permissions?.kind === 'scopes'
    ? ['id-token', 'packages', 'pages'].some((scope) => permissions.scopes.get(scope)?.value === 'write')
    : permissions?.level === 'write';
}
