import { codeOwnersPath, communityFile, spdxOf } from './community.ts';
import { connection } from './connection.ts';
import { DATE } from './date.ts';
import { type ObjectStore, resolveExpression } from './git-objects.ts';
import { classicRuleFields, refUpdateFields } from './graphql-classic-rule.ts';
import { actorFields, type Fields, forbidden, shownOrThrow } from './graphql-fields.ts';
import { objectFields } from './graphql-objects.ts';
import { pullRequestFields } from './graphql-pull-request.ts';
import { mergeQueueFields, ruleFields, rulesetFields } from './graphql-ruleset.ts';
import type { Area, Environment, Ruleset, Scenario } from './scenario.ts';
import { classicRuleFor, rulesInForce, type View } from './visibility.ts';

/** The `Repository` object. A field that is missing here is one that this server does not model, and asking for it is an error. */
export function repositoryFields(scenario: Scenario, store: ObjectStore, view: View): Fields {
  const { repository, settings } = scenario;
  const { files } = repository;
  const contributing = communityFile(files, /^CONTRIBUTING(\.\w+)?$/i);
  const conduct = communityFile(files, /^CODE_OF_CONDUCT(\.\w+)?$/i);
  const securityPolicy = communityFile(files, /^SECURITY(\.\w+)?$/i);
  const licence = communityFile(files, /^LICEN[CS]E(\.\w+)?$/i);
  const pullRequestTemplate = communityFile(files, /^pull_request_template(\.\w+)?$/i);
  const requires = (area: Area): void => {
    const refusal = view.refusal(area);
    if (refusal) throw forbidden(refusal.message);
  };
  const url = `https://github.test/${repository.owner}/${repository.name}`;
  const ruleset = (one: Ruleset): Fields => rulesetFields(one, scenario, view);
  const alertsVisible = settings.security.vulnerabilityAlerts && view.canAdminister;
  const ownerFields = {
    __typename: repository.ownerKind,
    login: repository.owner,
    id: `O_${repository.owner}`,
    url: `https://github.test/${repository.owner}`,
  };

  return {
    __typename: 'Repository',
    id: `R_${repository.id}`,
    databaseId: repository.id,
    name: repository.name,
    nameWithOwner: `${repository.owner}/${repository.name}`,
    url,
    description: repository.description,
    owner: ownerFields,
    visibility: repository.visibility.toUpperCase(),
    isPrivate: repository.visibility !== 'public',
    isFork: repository.fork,
    isArchived: repository.archived,
    isDisabled: repository.disabled,
    isTemplate: repository.template,
    isEmpty: Object.keys(files).length === 0,
    isInOrganization: repository.ownerKind === 'Organization',
    createdAt: DATE,
    pushedAt: DATE,
    updatedAt: DATE,
    viewerPermission: view.role,
    viewerCanAdminister: view.canAdminister,
    defaultBranchRef: refFields(repository.defaultBranch, scenario, store, view),
    ref: ({ qualifiedName }: { qualifiedName: string }) => {
      const branch = qualifiedName.replace(/^refs\/heads\//, '');
      return store.branches.has(branch) ? refFields(branch, scenario, store, view) : null;
    },
    branchProtectionRules: (page: object) => connection(shownOrThrow(view.classicRules).map((rule, index) => classicRuleFields(rule, index, store)))(page),
    rulesets: ({ includeParents, ...page }: { includeParents?: boolean }) =>
      connection(view.rulesets.filter(({ level }) => includeParents !== false || level === 'Repository').map(ruleset))(page),
    ruleset: ({ databaseId }: { databaseId: number }) => {
      const found = view.rulesets.find(({ id }) => id === databaseId);
      return found ? ruleset(found) : null;
    },
    pullRequest: ({ number }: { number: number }) => {
      requires('pull_requests');
      const pull = scenario.pulls.find((one) => one.number === number);
      return pull ? pullRequestFields(pull, scenario, store, view) : null;
    },
    codeowners: () => {
      const path = codeOwnersPath(files);
      return path === undefined ? null : { errors: settings.codeOwnersErrors.map((error) => ({ ...error, path })) };
    },
    object: ({ expression, oid }: { expression?: string; oid?: string }) => {
      requires('contents');
      const found = resolveExpression(store, expression ?? oid ?? '');
      return found === null ? null : objectFields(found, store, (expression ?? '').split(':')[1] ?? '');
    },
    environments: (page: object) => {
      requires('actions');
      return connection(settings.environments.map(environmentFields))(page);
    },
    environment: ({ name }: { name: string }) => settings.environments.map(environmentFields).find((environment) => environment['name'] === name) ?? null,
    deployments: connection([]),
    // False also for those who may not see alerts: it says nothing unless the viewer administers the repository.
    hasVulnerabilityAlertsEnabled: alertsVisible,
    vulnerabilityAlerts: (page: object) => {
      const refused = view.token === 'app' || view.token === 'fine-grained' ? view.refusal('administration') : undefined;
      if (refused) throw forbidden(refused.message);
      return view.canAdminister ? connection([])(page) : null;
    },
    isSecurityPolicyEnabled: securityPolicy !== undefined,
    securityPolicyUrl: securityPolicy === undefined ? null : `${url}/security/policy`,
    pullRequestTemplates: pullRequestTemplate === undefined ? [] : [{ filename: pullRequestTemplate.path.split('/').pop(), body: pullRequestTemplate.text }],
    issueTemplates: Object.entries(files).flatMap(([path, body]) => {
      const name = /^\.github\/ISSUE_TEMPLATE\/([^/]+)\.md$/i.exec(path)?.[1];
      return name === undefined ? [] : [{ filename: `${name}.md`, name, about: null, title: null, body: String(body) }];
    }),
    contactLinks: [],
    isBlankIssuesEnabled: true,
    codeOfConduct: conduct === undefined ? null : { key: 'other', name: 'Other', url: `${url}/blob/HEAD/${conduct.path}` },
    contributingGuidelines: contributing === undefined ? null : { body: contributing.text, url: `${url}/blob/HEAD/${contributing.path}` },
    licenseInfo: licence === undefined ? null : { key: 'other', name: 'Licence', spdxId: spdxOf(licence.text) },
    mergeCommitAllowed: settings.merge.mergeCommit,
    squashMergeAllowed: settings.merge.squash,
    rebaseMergeAllowed: settings.merge.rebase,
    autoMergeAllowed: settings.merge.autoMerge,
    allowUpdateBranch: settings.merge.updateBranch,
    deleteBranchOnMerge: settings.merge.deleteBranch,
    mergeCommitTitle: 'MERGE_MESSAGE',
    mergeCommitMessage: 'PR_TITLE',
    squashMergeCommitTitle: settings.merge.squashTitle === 'PR_TITLE' ? 'PR_TITLE' : 'COMMIT_OR_PR_TITLE',
    squashMergeCommitMessage: settings.merge.squashMessage,
    webCommitSignoffRequired: settings.merge.signoff,
    forkingAllowed: true,
    hasIssuesEnabled: true,
    hasDiscussionsEnabled: false,
    hasWikiEnabled: false,
    hasProjectsEnabled: false,
    hasPullRequestsEnabled: true,
    pullRequestCreationPolicy: 'ALL',
    mergeQueue: ({ branch }: { branch?: string }) => mergeQueueFields(view, branch ?? repository.defaultBranch, repository.defaultBranch),
    repositoryTopics: connection(repository.topics.map((name) => ({ topic: { name } }))),
    languages: connection([], { totalSize: 0 }),
    primaryLanguage: null,
    labels: connection(repository.labels),
    deployKeys: (page: object) =>
      connection(shownOrThrow(view.deployKeys).map(({ title, readOnly }) => ({ title, readOnly, verified: true, enabled: true, createdAt: DATE })))(page),
    planFeatures: {
      codeowners: settings.planProtects,
      draftPullRequests: settings.planProtects,
      teamReviewRequests: repository.ownerKind === 'Organization',
      maximumAssignees: 10,
      maximumManualReviewRequests: 15,
    },
  };
}

function refFields(branch: string, scenario: Scenario, store: ObjectStore, view: View): Fields {
  const { defaultBranch } = scenario.repository;
  const head = resolveExpression(store, branch);
  return {
    id: `REF_${branch}`,
    name: branch,
    prefix: 'refs/heads/',
    target: head === null ? null : objectFields(head, store, ''),
    branchProtectionRule: () => {
      const rules = shownOrThrow(view.classicRules);
      const rule = classicRuleFor(rules, branch);
      return rule === undefined ? null : classicRuleFields(rule, rules.indexOf(rule), store);
    },
    refUpdateRule: () => {
      const rule = view.refUpdateRule(branch);
      return rule === undefined ? null : refUpdateFields(rule, view);
    },
    rules: connection(rulesInForce(view.rulesets, branch, defaultBranch).map(({ rule, ruleset }, index) => ruleFields(rule, index, ruleset, scenario, view))),
  };
}

function environmentFields(environment: Environment, index: number): Fields {
  const rule = (type: string, fields: Fields): Fields => ({ type, timeout: 0, preventSelfReview: null, reviewers: connection([]), ...fields });
  const rules: Fields[] = [];
  if (environment.waitMinutes !== undefined) rules.push(rule('WAIT_TIMER', { timeout: environment.waitMinutes }));
  if (environment.reviewers !== undefined) {
    const reviewers = connection(environment.reviewers.map(actorFields));
    rules.push(rule('REQUIRED_REVIEWERS', { reviewers, preventSelfReview: environment.preventSelfReview === true }));
  }
  if (environment.branches !== undefined) rules.push(rule('BRANCH_POLICY', {}));
  return { id: `EN_${index + 1}`, databaseId: index + 1, name: environment.name, protectionRules: connection(rules) };
}
