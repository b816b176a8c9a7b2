import { DATE } from './date.ts';
import { administered, failure, type Handler, notFound, ok, page, refused } from './rest-answer.ts';
import { commitBody } from './rest-git.ts';
import type { Actor, ClassicRule, Rule, Ruleset, Scenario } from './scenario.ts';
import { classicRuleFor, rulesInForce } from './visibility.ts';

const getBranchRules: Handler = ({ scenario: { repository }, view }, request) => {
  if (view.planRefusal) return refused(view.planRefusal);
  const rules = rulesInForce(view.rulesets, request.parameters['branch'] ?? '', repository.defaultBranch).map(({ rule, ruleset }) => ({
    ...rule,
    ruleset_source_type: ruleset.level,
    ruleset_source: sourceOf(ruleset, repository),
    ruleset_id: ruleset.id,
  }));
  const answer = page(request, rules);
  // The description knows neither every type nor rules from an enterprise here.
  const part = Array.isArray(answer.body)
    ? answer.body.filter((rule: Rule & { ruleset_source_type: string }) => isDescribed(rule) && rule.ruleset_source_type !== 'Enterprise')
    : [];
  return { ...answer, described: part };
};

const listRulesets: Handler = ({ scenario: { repository }, view }, request) => {
  if (view.planRefusal) return refused(view.planRefusal);
  const targets = request.query.get('targets')?.split(',');
  const shown = view.rulesets.filter(
    ({ level, target }) => (level === 'Repository' || request.query.get('includes_parents') !== 'false') && (targets === undefined || targets.includes(target)),
  );
  return page(
    request,
    shown.map((ruleset) => rulesetSummary(ruleset, repository)),
  );
};

const getRuleset: Handler = ({ scenario: { repository }, view }, { parameters }) => {
  if (view.planRefusal) return refused(view.planRefusal);
  const ruleset = view.rulesets.find(({ id }) => `${id}` === parameters['ruleset_id']);
  if (ruleset === undefined) return notFound;
  const bypass = view.bypassActors(ruleset);
  const body = {
    ...rulesetSummary(ruleset, repository),
    conditions:
      ruleset.target === 'push'
        ? null
        : { ref_name: ruleset.refs, ...(ruleset.level === 'Repository' ? {} : { repository_name: { include: ['~ALL'], exclude: [] } }) },
    rules: ruleset.rules,
    ...(view.token === 'app'
      ? {}
      : { current_user_can_bypass: view.canAdminister && ruleset.bypass.some(({ kind }) => kind === 'RepositoryRole') ? 'always' : 'never' }),
    ...(bypass === undefined ? {} : { bypass_actors: bypass.map(({ id, kind, mode }) => ({ actor_id: id, actor_type: kind, bypass_mode: mode })) }),
  };
  // The description of github.com has no enterprise owners, that of Enterprise Cloud has.
  const described = {
    ...body,
    rules: ruleset.rules.filter(isDescribed),
    ...(body.bypass_actors ? { bypass_actors: body.bypass_actors.filter(({ actor_type }) => actor_type !== 'EnterpriseOwner') } : {}),
  };
  return { ...ok(body), described };
};

const NEWER_THAN_THE_DESCRIPTION: ReadonlySet<string> = new Set(['code_quality']);
const isDescribed = (rule: Rule): boolean => !NEWER_THAN_THE_DESCRIPTION.has(rule.type);

const sourceOf = (ruleset: Ruleset, { owner, name }: Scenario['repository']): string =>
  ruleset.level === 'Repository' ? `${owner}/${name}` : ruleset.level === 'Organization' ? owner : `${owner}-group`;

const rulesetSummary = (ruleset: Ruleset, repository: Scenario['repository']): object => ({
  id: ruleset.id,
  node_id: `RRS_${ruleset.id}`,
  name: ruleset.name,
  target: ruleset.target,
  source_type: ruleset.level,
  source: sourceOf(ruleset, repository),
  enforcement: ruleset.enforcement,
  created_at: DATE,
  updated_at: DATE,
});

/** `protected` is true for rulesets as well as for classic rules: https://github.com/hub4j/github-api/issues/2062 (checked 2026-11-25). */
const getBranch: Handler = ({ scenario: { repository, settings }, store, view }, { parameters, url }) => {
  const name = parameters['branch'] ?? '';
  const commit = commitBody(store, name);
  if (commit === undefined) return failure(404, 'Branch not found');
  const rule = settings.planProtects ? classicRuleFor(settings.classicRules, name) : undefined;
  const byRuleset = rulesInForce(view.rulesets, name, repository.defaultBranch).length > 0;
  const checks = rule?.checks?.required ?? [];
  return ok({
    name,
    commit,
    protected: rule !== undefined || byRuleset,
    protection: {
      enabled: rule !== undefined,
      required_status_checks: {
        enforcement_level: checks.length === 0 ? 'off' : rule?.adminsBound === true ? 'everyone' : 'non_admins',
        contexts: checks.map(({ context }) => context),
        checks: checks.map(({ context, app }) => ({ context, app_id: app?.id ?? null })),
      },
    },
    protection_url: `${url}/protection`,
  });
};

/** Says "Branch not protected" to those who may know, and "Not Found" to other people. */
const getProtection = administered(({ classicRules }, { view }, { parameters, url }) => {
  if (view.planRefusal) return refused(view.planRefusal);
  const rule = classicRuleFor(classicRules, parameters['branch'] ?? '');
  return rule === undefined ? failure(404, 'Branch not protected') : ok(protectionBody(rule, url));
}, 'hides');

function protectionBody(rule: ClassicRule, url: string): object {
  const { reviews, checks } = rule;
  const lists = (actors: readonly Actor[]): object => ({
    users: named(actors, 'User', 'login'),
    teams: named(actors, 'Team', 'slug'),
    apps: named(actors, 'App', 'slug'),
  });
  const named = (actors: readonly Actor[], kind: Actor['kind'], key: string): object[] =>
    actors.filter((actor) => actor.kind === kind).map(({ name }) => ({ [key]: name, name }));
  const enabled = (value: boolean | undefined): object => ({ enabled: value === true });
  return {
    url,
    enforce_admins: { url: `${url}/enforce_admins`, ...enabled(rule.adminsBound) },
    ...(reviews
      ? {
          required_pull_request_reviews: {
            url: `${url}/required_pull_request_reviews`,
            dismiss_stale_reviews: reviews.dismissStale === true,
            require_code_owner_reviews: reviews.codeOwners === true,
            require_last_push_approval: reviews.lastPush === true,
            required_approving_review_count: reviews.approvals,
            ...(reviews.dismissers ? { dismissal_restrictions: lists(reviews.dismissers) } : {}),
            ...(reviews.bypass ? { bypass_pull_request_allowances: lists(reviews.bypass) } : {}),
          },
        }
      : {}),
    ...(checks
      ? {
          required_status_checks: {
            url: `${url}/required_status_checks`,
            strict: checks.strict,
            contexts: checks.required.map(({ context }) => context),
            contexts_url: `${url}/required_status_checks/contexts`,
            checks: checks.required.map(({ context, app }) => ({ context, app_id: app?.id ?? null })),
          },
        }
      : {}),
    ...(rule.pushers ? { restrictions: { url: `${url}/restrictions`, ...lists(rule.pushers) } } : {}),
    required_signatures: { url: `${url}/required_signatures`, ...enabled(rule.signatures) },
    required_linear_history: enabled(rule.linearHistory),
    allow_force_pushes: enabled(rule.forcePushes),
    allow_deletions: enabled(rule.deletions),
    block_creations: enabled(rule.creationsBlocked),
    required_conversation_resolution: enabled(rule.conversations),
    lock_branch: enabled(rule.locked),
    allow_fork_syncing: enabled(rule.forkSyncing),
  };
}

/** Paths below `/repos/{owner}/{repo}`. */
export const protectionRoutes: Readonly<Record<string, Handler>> = {
  '/rules/branches/{branch}': getBranchRules,
  '/rulesets': listRulesets,
  '/rulesets/{ruleset_id}': getRuleset,
  '/branches/{branch}': getBranch,
  '/branches/{branch}/protection': getProtection,
};
