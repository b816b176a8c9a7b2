import { isRecord, textAt } from '../parse/json-value.ts';
import type { Answer, GitHubClient } from './client.ts';
import type { Failure } from './failure.ts';
import { administratorQuery, repositoryQueries } from './queries.ts';

/** The repository that questions are about, on one GitHub. */
export interface GitHubRepository {
  readonly client: GitHubClient;
  readonly owner: string;
  readonly name: string;
  /** What every reader sees, asked for once: the `repository` of the GraphQL answer. */
  profile(): Promise<Profile>;
  /** `GET /repos/{owner}/{name}`, asked once: some of it is for everyone, some for administrators. */
  general(): Promise<Answer>;
  /** What administrators see, asked for once: the whole GraphQL answer. */
  administrator(): Promise<Answer>;
  /** `/repos/{owner}/{name}` and what follows it, each part escaped by the caller. */
  rest(path: string, accept?: string): Promise<Answer>;
}

export type Profile =
  | {
      readonly state: 'known';
      readonly data: unknown;
      /** Fields that are missing from the answer, by their path below `repository`. */
      readonly missing: ReadonlyMap<string, Failure>;
      /** Whether this GitHub knows rulesets and what came with them. */
      readonly isCurrent: boolean;
    }
  | { readonly state: 'failed'; readonly failure: Failure };

/**
 * A repository by its address.
 *
 * @param owner - Login of the account.
 * @param name - Name of the repository.
 */
export function gitHubRepository(client: GitHubClient, owner: string, name: string): GitHubRepository {
  let profile: Promise<Profile> | undefined;
  let general: Promise<Answer> | undefined;
  let administrator: Promise<Answer> | undefined;
  const rest: GitHubRepository['rest'] = (path, accept) => client.rest(`/repos/${encodeURIComponent(owner)}/${encodeURIComponent(name)}${path}`, accept);
  return {
    client,
    owner,
    name,
    profile() {
      profile ??= askProfile(client, owner, name);
      return profile;
    },
    general() {
      general ??= rest('');
      return general;
    },
    administrator() {
      administrator ??= client.graphql(administratorQuery, { owner, name });
      return administrator;
    },
    rest,
  };
}

async function askProfile(client: GitHubClient, owner: string, name: string): Promise<Profile> {
  let answer: Answer = { failure: { kind: 'unsupported', message: '' } };
  let asked = 0;
  for (const query of repositoryQueries) {
    answer = await client.graphql(query, { owner, name });
    asked++;
    if (!isUnsupported(answer)) break;
  }
  if (answer.failure) return { state: 'failed', failure: answer.failure };
  const data = isRecord(answer.data) ? answer.data['repository'] : undefined;
  if (textAt(data, 'nameWithOwner') === undefined) {
    const [first] = answer.errors;
    return { state: 'failed', failure: first?.failure ?? { kind: 'malformed', message: 'the answer holds no repository' } };
  }
  const missing = new Map(answer.errors.map(({ path, failure }) => [path.replace(/^repository\./, ''), failure]));
  return { state: 'known', data, missing, isCurrent: asked === 1 };
}

function isUnsupported({ failure, ...answer }: Answer): boolean {
  return failure ? failure.kind === 'unsupported' : 'errors' in answer && answer.errors.some((error) => error.failure.kind === 'unsupported');
}
