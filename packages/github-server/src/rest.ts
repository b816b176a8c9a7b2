import type { RestDescription } from './openapi.ts';
import type { Budget } from './rate-limit.ts';
import { failure, type Handler, notFound, ok, type RestAnswer, type RestContext, type RestRequest } from './rest-answer.ts';
import { environmentRoutes } from './rest-environments.ts';
import { gitRoutes } from './rest-git.ts';
import { protectionRoutes } from './rest-protection.ts';
import { organizationRoutes, pullRoutes } from './rest-pulls.ts';
import { settingsRoutes } from './rest-settings.ts';

const REPOSITORY = '/repos/{owner}/{repo}';

interface Route {
  readonly template: string;
  readonly pattern: RegExp;
  readonly names: readonly string[];
  readonly handler: Handler;
}

/** These may hold slashes. */
const LONG_PARAMETERS: ReadonlySet<string> = new Set(['path', 'branch', 'ref']);

const routes: readonly Route[] = [
  ...Object.entries({ ...settingsRoutes, ...protectionRoutes, ...environmentRoutes, ...gitRoutes, ...pullRoutes }).map(([below, handler]) =>
    routeOf(REPOSITORY + below, handler),
  ),
  ...Object.entries(organizationRoutes).map(([template, handler]) => routeOf(template, handler)),
]
  // What has more literal words goes first: /branches/{branch}/protection before /branches/{branch}.
  .sort((first, second) => literals(second) - literals(first));

function routeOf(template: string, handler: Handler): Route {
  const names: string[] = [];
  const source = template.replace(/\{(\w+)\}/g, (_, name: string) => {
    names.push(name);
    return LONG_PARAMETERS.has(name) ? '(.+)' : '([^/]+)';
  });
  // The root of `contents` is asked for without a path.
  return { template, pattern: new RegExp(`^${source.replace('/contents/(.+)', '/contents/?(.*)')}$`), names, handler };
}

function literals({ template, names }: Route): number {
  return template.split('/').length - names.length;
}

export interface RestOutcome extends RestAnswer {
  /** What the published description has against the answer, as `template: text`; absent when nothing. */
  readonly invalid?: string;
}

/**
 * Answers a GET request from a scenario.
 *
 * A 2xx answer that the published description does not allow becomes a 599 with the reason: then the fixture is wrong, not the client.
 */
export function answerRest(
  description: RestDescription,
  context: RestContext,
  budget: Budget,
  path: string,
  request: Omit<RestRequest, 'parameters'>,
): RestOutcome {
  const { repository } = context.scenario;
  if (path === '/rate_limit') {
    const rate = rateBody(budget);
    return described(description, path, ok({ resources: { core: rate, search: rate, graphql: rate }, rate }));
  }
  budget.spend(1);
  const byId = path.replace(new RegExp(`^/repositories/${repository.id}(?=/|$)`), `/repos/${repository.owner}/${repository.name}`);
  for (const { template, pattern, names, handler } of routes) {
    const found = pattern.exec(byId);
    if (found === null) continue;
    const parameters = Object.fromEntries(names.map((name, index) => [name, decode(found[index + 1] ?? '')]));
    if (!template.startsWith(REPOSITORY)) return described(description, template, handler(context, { ...request, parameters }));
    const asked = `${parameters['owner']}/${parameters['repo']}`.toLowerCase();
    const exists = description.has(template) && !context.scenario.enterprise?.lacks.includes(template);
    if (!context.view.seesRepository || !exists) return notFound;
    if (repository.formerNames.some((name) => name.toLowerCase() === asked)) return moved(request, byId, repository.id);
    if (asked !== `${repository.owner}/${repository.name}`.toLowerCase()) return notFound;
    return described(description, template, handler(context, { ...request, parameters }));
  }
  return notFound;
}

function described(description: RestDescription, template: string, answer: RestAnswer): RestOutcome {
  if (answer.status >= 300 || answer.body === undefined || Buffer.isBuffer(answer.body)) return answer;
  const body = description.complete(template, answer.status, answer.body);
  const problems = description.problems(
    template,
    answer.status,
    answer.described === undefined ? body : description.complete(template, answer.status, answer.described),
  );
  return problems === '' ? { ...answer, body } : { ...failure(599, problems), invalid: `${template}: ${problems}` };
}

/** A renamed repository is found under its number. */
function moved(request: Omit<RestRequest, 'parameters'>, path: string, id: number): RestAnswer {
  const below = path.split('/').slice(4).join('/');
  const query = request.query.size > 0 ? `?${request.query}` : '';
  const location = `${request.base}/repositories/${id}${below === '' ? '' : `/${below}`}${query}`;
  return { status: 301, headers: { location }, body: { message: 'Moved Permanently', url: location, documentation_url: 'https://docs.github.com/rest' } };
}

function rateBody(budget: Budget): object {
  const { resetAt, ...rate } = budget.state();
  return { ...rate, reset: Date.parse(resetAt) / 1000 };
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
