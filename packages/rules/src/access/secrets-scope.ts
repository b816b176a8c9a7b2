import {
  defineRule,
  type Job,
  type KeyedReference,
  type Location,
  pullRequestCheckouts,
  type RepositoryRule,
  runsCheckedOutCode,
  type Workflow,
  widestReach,
  workflowExposure,
} from '@ten-point/core/rule';

export const secretsScope: RepositoryRule = defineRule({
  id: 'access/secrets-scope',
  scope: 'repository',
  severity: 'warning',
  needs: ['workflows'],
  title: 'Secrets reach only the jobs and steps that need them',
  why: 'Every step of a job can read what its environment holds, third-party actions and build scripts of dependencies included: when the tags of tj-actions/changed-files were moved in March 2025, what leaked was what the jobs could see. A secret that is given to one step cannot be read by the others.',
  howToFix:
    'Give a secret to the step that needs it (`env:` of the step, or its `with:`). Name the secrets that a reusable workflow gets instead of `inherit`, and never pass the whole `secrets` context.',
  limits:
    '`GITHUB_TOKEN` is not counted as a secret. `secrets: inherit` to a workflow of this repository is not reported, since the same people review both files and secrets of environments reach it no other way; to one of the same owner it is graded low. Which secrets exist is not visible.',
  effort: 'minutes',
  securitySeverity: 5.3,
  sources: [
    { url: 'https://docs.github.com/actions/reference/security/secure-use', checked: '2026-11-24' },
    { url: 'https://docs.github.com/actions/how-tos/reuse-automations/reuse-workflows', checked: '2026-11-24', note: 'secrets: inherit' },
    { url: 'https://docs.zizmor.sh/audits/#secrets-inherit', checked: '2026-11-24' },
  ],
  messages: {
    inherit: 'The job {job} gives every secret to {called}; name those that it needs.',
    whole: 'The whole secrets context is passed on here, so every secret of the repository is readable; name the one that is needed.',
    workflowEnv: 'The secret {secret} is in the environment of all {count} jobs of this workflow; move it to the step that needs it.',
    withForeignCode: 'The job {job} holds {secret} while it runs code of a pull request ({source}) under {event}; that code can read it.',
  },
  check({ repo, outcome }) {
    const workflows = repo.workflows();
    const exposure = workflowExposure(workflows);
    let used = 0;
    let failed = 0;
    for (const workflow of workflows.workflows) {
      if (workflow.compiledFrom) continue;
      const fail = (count: number): void => {
        failed += count;
      };
      for (const reference of workflow.references.filter(isSecret)) {
        used++;
        if (!reference.key.startsWith('env.') || workflow.jobs.length < 2) continue;
        fail(1);
        outcome.fail('workflowEnv', { secret: secretName(reference), count: workflow.jobs.length }, reference.location, {
          subject: `${workflow.path} ${reference.path}`,
        });
      }
      for (const job of workflow.jobs) {
        const references = secretsOf(job);
        used += references.length;
        if (job.secrets.kind === 'inherit') {
          used++;
          if (job.uses?.kind === 'repository' && !workflows.resolveWorkflow(job.uses)) {
            fail(1);
            const own = job.uses.owner.toLowerCase() === workflows.owner?.toLowerCase();
            const details = { confidence: own ? ('low' as const) : ('high' as const), subject: `${workflow.path} ${job.id} inherit` };
            outcome.fail('inherit', { job: job.id, called: job.uses.raw }, job.secrets.location, details);
          }
        }
        for (const location of wholeContext(references)) {
          fail(1);
          outcome.fail('whole', {}, location, { subject: `${workflow.path} ${job.id} whole` });
        }
        fail(foreignCode(workflow, job));
      }
    }
    if (used === 0) return outcome.notApplicable('no workflow uses a secret');
    if (failed === 0) outcome.pass(`${used} uses of secrets are given to single jobs or steps`);

    function foreignCode(workflow: Workflow, job: Job): number {
      const secret = secretsOf(job).find((reference) => isSecret(reference) && reference.path !== 'secrets.*');
      if (!secret) return 0;
      for (const checkout of pullRequestCheckouts(workflows, workflow, job)) {
        const widest = widestReach(exposure.reach(workflow, job, checkout.step).filter((way) => way.exposure === 'open'));
        if (!widest || checkout.guard === 'refuses' || !runsCheckedOutCode(job, checkout)) continue;
        outcome.fail('withForeignCode', { job: job.id, secret: secretName(secret), source: checkout.source, event: widest.reach.event }, secret.location, {
          confidence: checkout.guard === 'unknown' && widest.confidence === 'high' ? 'medium' : widest.confidence,
          subject: `${workflow.path} ${job.id} foreign`,
        });
        return 1;
      }
      return 0;
    }
  },
});

function isSecret({ path }: KeyedReference): boolean {
  return path.startsWith('secrets.') && path.toUpperCase() !== 'SECRETS.GITHUB_TOKEN';
}

function secretName({ path }: KeyedReference): string {
  return path.slice('secrets.'.length);
}

function secretsOf(job: Job): readonly KeyedReference[] {
  return [...job.references, ...job.steps.flatMap((step) => step.references)].filter((reference) => reference.path === 'secrets' || isSecret(reference));
}

/** `toJSON(secrets)`; a computed key (`secrets[matrix.name]`) reads one of them and is left out. */
function wholeContext(references: readonly KeyedReference[]): readonly Location[] {
  return references.filter((reference) => reference.path === 'secrets' && reference.flows).map((reference) => reference.location);
}
