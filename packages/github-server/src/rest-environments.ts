import { teamBody, userBody } from './account.ts';
import { type Handler, notFound, ok, page, type RestContext, type RestRequest, refused } from './rest-answer.ts';
import type { Environment } from './scenario.ts';

const listEnvironments: Handler = ({ scenario, view }, request) => {
  const refusal = view.refusal('actions');
  if (refusal) return refused(refusal);
  const all = scenario.settings.environments;
  return page(
    request,
    all.map((environment) => environmentBody(environment, all.indexOf(environment), request.url)),
    (environments) => ({ total_count: all.length, environments }),
  );
};

const environmentOf = ({ scenario }: RestContext, { parameters }: RestRequest): Environment | undefined =>
  scenario.settings.environments.find(({ name }) => name === parameters['environment_name']);

const getEnvironment: Handler = (context, request) => {
  const refusal = context.view.refusal('actions');
  if (refusal) return refused(refusal);
  const environment = environmentOf(context, request);
  const parent = request.url.slice(0, request.url.lastIndexOf('/'));
  return environment === undefined ? notFound : ok(environmentBody(environment, context.scenario.settings.environments.indexOf(environment), parent));
};

const listDeploymentBranches: Handler = (context, request) => {
  const refusal = context.view.refusal('actions');
  if (refusal) return refused(refusal);
  const branches = environmentOf(context, request)?.branches;
  if (branches === undefined || branches === 'protected') return notFound;
  return page(
    request,
    branches.map((name, index) => ({ id: index + 1, node_id: `DBP_${index + 1}`, name, type: 'branch' })),
    (part) => ({ total_count: branches.length, branch_policies: part }),
  );
};

const listDeploymentGates: Handler = (context, request) => {
  const refusal = context.view.refusal('actions');
  if (refusal) return refused(refusal);
  return environmentOf(context, request) === undefined ? notFound : ok({ total_count: 0, custom_deployment_protection_rules: [] });
};

function environmentBody(environment: Environment, index: number, parent: string): object {
  const { name, waitMinutes, reviewers, branches } = environment;
  const rule = (type: string, fields: object): object => ({ id: index * 10 + rules.length + 1, node_id: `GA_${index}_${rules.length + 1}`, type, ...fields });
  const rules: object[] = [];
  if (waitMinutes !== undefined) rules.push(rule('wait_timer', { wait_timer: waitMinutes }));
  if (reviewers !== undefined) {
    const people = reviewers.map((actor) => ({
      type: actor.kind,
      reviewer: actor.kind === 'User' ? userBody(actor.name) : teamBody(actor.name),
    }));
    rules.push(rule('required_reviewers', { prevent_self_review: environment.preventSelfReview === true, reviewers: people }));
  }
  if (branches !== undefined) rules.push(rule('branch_policy', {}));
  return {
    id: index + 1,
    node_id: `EN_${index + 1}`,
    name,
    url: `${parent}/${encodeURIComponent(name)}`,
    protection_rules: rules,
    deployment_branch_policy:
      branches === undefined ? null : { protected_branches: branches === 'protected', custom_branch_policies: branches !== 'protected' },
    // In real answers, though in no published description.
    ...(environment.adminsBypass === undefined ? {} : { can_admins_bypass: environment.adminsBypass }),
  };
}

/** Paths below `/repos/{owner}/{repo}`. */
export const environmentRoutes: Readonly<Record<string, Handler>> = {
  '/environments': listEnvironments,
  '/environments/{environment_name}': getEnvironment,
  '/environments/{environment_name}/deployment-branch-policies': listDeploymentBranches,
  '/environments/{environment_name}/deployment_protection_rules': listDeploymentGates,
};
