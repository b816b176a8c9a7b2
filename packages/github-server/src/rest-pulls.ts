import { teamBody, userBody } from './account.ts';
import { DATE } from './date.ts';
import { type Handler, notFound, ok, page, type RestAnswer, type RestContext, type RestRequest, refused } from './rest-answer.ts';
import type { PullRequest } from './scenario.ts';

/** A handler for one pull request that the viewer may read. */
const ofPull =
  (answer: (pull: PullRequest, context: RestContext, request: RestRequest) => RestAnswer): Handler =>
  (context, request) => {
    const refusal = context.view.refusal('pull_requests');
    if (refusal) return refused(refusal);
    const pull = context.scenario.pulls.find(({ number }) => `${number}` === request.parameters['pull_number']);
    return pull === undefined ? notFound : answer(pull, context, request);
  };

const labelBody = (name: string): object => ({ id: 1, node_id: 'LA_1', url: 'https://github.test/', name, color: 'ededed', default: false, description: null });

const getPull = ofPull((pull, { store, scenario: { repository } }) => {
  const side = (branch: string): object => ({
    label: `${repository.owner}:${branch}`,
    ref: branch,
    sha: store.branches.get(branch) ?? '',
    user: userBody(repository.owner),
    repo: {
      name: repository.name,
      full_name: `${repository.owner}/${repository.name}`,
      default_branch: repository.defaultBranch,
      private: repository.visibility !== 'public',
    },
  });
  const total = (key: 'additions' | 'deletions'): number => pull.files.reduce((sum, file) => sum + file[key], 0);
  return ok({
    id: pull.number,
    number: pull.number,
    title: pull.title,
    body: pull.body,
    state: 'open',
    draft: pull.draft,
    user: userBody(pull.author),
    labels: pull.labels.map(labelBody),
    assignees: [],
    requested_reviewers: [],
    requested_teams: [],
    base: side(pull.base),
    head: side(pull.head),
    author_association: 'CONTRIBUTOR',
    additions: total('additions'),
    deletions: total('deletions'),
    changed_files: pull.files.length,
    commits: pull.commits.length,
    created_at: DATE,
    updated_at: DATE,
  });
});

const listFiles = ofPull((pull, _, request) =>
  page(
    request,
    pull.files.map(({ path, status, additions, deletions }) => ({ filename: path, status, additions, deletions, changes: additions + deletions, sha: null })),
  ),
);

const listReviews = ofPull((pull, { store }, request) =>
  page(
    request,
    pull.reviews.map(({ author, state }, index) => ({
      id: index + 1,
      user: userBody(author),
      state,
      body: '',
      commit_id: store.branches.get(pull.head) ?? null,
      submitted_at: DATE,
      author_association: 'MEMBER',
    })),
  ),
);

const listCommits = ofPull((pull, _, request) =>
  page(
    request,
    pull.commits.map(({ message, author }, index) => ({
      sha: `${index + 1}`.padStart(40, '0'),
      commit: { message, author: { name: author, email: `${author}@users.noreply.github.com`, date: DATE }, committer: { name: author, date: DATE } },
      author: userBody(author),
      committer: userBody(author),
      parents: [],
    })),
  ),
);

/** A pull request is an issue as well, and says so. */
const getIssue: Handler = ({ scenario, view }, { parameters, base }) => {
  const refusal = view.refusal('issues');
  if (refusal) return refused(refusal);
  const number = parameters['issue_number'];
  const pull = scenario.pulls.find((one) => `${one.number}` === number);
  const issue = pull === undefined ? scenario.issues.find((one) => `${one.number}` === number) : { ...pull, state: 'open' };
  if (issue === undefined) return notFound;
  const url = `${base}/repos/${scenario.repository.owner}/${scenario.repository.name}/pulls/${number}`;
  return ok({
    id: issue.number,
    number: issue.number,
    title: issue.title,
    body: issue.body,
    state: issue.state,
    user: userBody(issue.author),
    labels: issue.labels.map(labelBody),
    author_association: 'CONTRIBUTOR',
    ...(pull === undefined ? {} : { draft: pull.draft, pull_request: { url, html_url: url, diff_url: url, patch_url: url, merged_at: null } }),
  });
};

/** Pushes to the branch of a pull request. */
const listActivity: Handler = ({ scenario, store, view }, request) => {
  const refusal = view.refusal('contents');
  if (refusal) return refused(refusal);
  const branch = request.query.get('ref')?.replace('refs/heads/', '');
  const pull = scenario.pulls.find(({ head }) => head === branch);
  const after = pull?.activityIsBehind ? '0'.repeat(40) : (store.branches.get(branch ?? '') ?? '');
  const pushes = (pull?.pushers ?? (pull ? [pull.author] : [])).map((login, index) => ({
    id: index + 1,
    node_id: `PSH_${index + 1}`,
    before: '0'.repeat(40),
    after,
    ref: `refs/heads/${branch}`,
    timestamp: DATE,
    activity_type: 'push',
    actor: userBody(login),
  }));
  return page(request, pushes);
};

/** Each branch is one commit here: the base of a comparison is the base branch itself. */
const compare: Handler = ({ scenario, store, view }, { parameters }) => {
  const refusal = view.refusal('contents');
  if (refusal) return refused(refusal);
  const [base = '', head = ''] = (parameters['basehead'] ?? '').split('...');
  if (!store.objects.has(base) || !store.objects.has(head)) return notFound;
  const pull = scenario.pulls.find((one) => store.branches.get(one.head) === head);
  const commits = (pull?.commits ?? []).map(({ message, author }, index) => commitBody(`${index + 1}`.padStart(40, '0'), message, author));
  return ok({
    status: 'ahead',
    ahead_by: commits.length,
    behind_by: 0,
    total_commits: commits.length,
    base_commit: commitBody(base, 'Base', 'baker'),
    merge_base_commit: commitBody(base, 'Base', 'baker'),
    commits,
    files: [],
  });
};

const commitBody = (sha: string, message: string, author: string): object => {
  const who = { name: author, email: `${author}@users.noreply.github.com`, date: DATE };
  return { sha, commit: { message, author: who, committer: who }, author: userBody(author), committer: userBody(author), parents: [] };
};

const teamOf: Handler = ({ scenario: { settings, repository }, view }, { parameters }) => {
  const team = settings.teams.find(({ slug }) => slug === parameters['team_slug']);
  if (parameters['org'] !== repository.owner || !team || (team.secret && !view.canAdminister)) return notFound;
  return ok(teamBody(team.slug));
};

const getMembership: Handler = (context, request) => {
  const visible = teamOf(context, request);
  if (visible.status !== 200) return visible;
  const { members = [] } = context.scenario.settings.teams.find(({ slug }) => slug === request.parameters['team_slug']) ?? {};
  if (!members.includes(request.parameters['username'] ?? '')) return notFound;
  return ok({ url: request.url, role: 'member', state: 'active' });
};

/** Paths that belong to no repository. */
export const organizationRoutes: Readonly<Record<string, Handler>> = {
  '/orgs/{org}/teams/{team_slug}': teamOf,
  '/orgs/{org}/teams/{team_slug}/memberships/{username}': getMembership,
};

/** Paths below `/repos/{owner}/{repo}`. */
export const pullRoutes: Readonly<Record<string, Handler>> = {
  '/pulls/{pull_number}': getPull,
  '/pulls/{pull_number}/files': listFiles,
  '/pulls/{pull_number}/reviews': listReviews,
  '/pulls/{pull_number}/commits': listCommits,
  '/issues/{issue_number}': getIssue,
  '/activity': listActivity,
  '/compare/{basehead}': compare,
};
