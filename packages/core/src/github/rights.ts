import type { Knowledge } from '../model/knowledge.ts';
import type { AccountRights, RepositoryRole } from '../model/pull-request.ts';
import { textAt } from '../parse/json-value.ts';
import { unknownBecause } from './failure.ts';
import type { GitHubRepository } from './repository.ts';

const roles: ReadonlySet<string> = new Set(['admin', 'maintain', 'write', 'triage', 'read', 'none']);
/** Names of the older field, which knows no `maintain` and `triage`. */
const oldNames: Readonly<Record<string, RepositoryRole>> = { push: 'write', pull: 'read' };

/** Asks GitHub for roles and memberships, each once. */
export function accountRights({ rest, client }: GitHubRepository): AccountRights {
  const roleOf = new Map<string, Promise<Knowledge<RepositoryRole>>>();
  const memberOf = new Map<string, Promise<Knowledge<boolean>>>();
  return {
    permissionOf(login) {
      const key = login.toLowerCase();
      const asked = roleOf.get(key) ?? askRole(login);
      roleOf.set(key, asked);
      return asked;
    },
    isMember(team, login) {
      const key = `${team} ${login}`.toLowerCase();
      const asked = memberOf.get(key) ?? askMembership(team, login);
      memberOf.set(key, asked);
      return asked;
    },
  };

  async function askRole(login: string): Promise<Knowledge<RepositoryRole>> {
    const answer = await rest(`/collaborators/${encodeURIComponent(login)}/permission`);
    const place = 'Settings → Collaborators and teams';
    // Somebody who has no account here has no role.
    if (answer.failure) return unknownBecause(answer.failure, `The role of @${login}`, 'Metadata: read', place);
    const name = textAt(answer.data, 'role_name') ?? textAt(answer.data, 'permission') ?? '';
    const role = oldNames[name] ?? (roles.has(name) ? (name as RepositoryRole) : undefined);
    // A role of the organization's own has the name that somebody gave it; the older field says what it is built on.
    const basis = textAt(answer.data, 'permission') ?? '';
    const known = role ?? oldNames[basis] ?? (roles.has(basis) ? (basis as RepositoryRole) : undefined);
    return known === undefined
      ? unknownBecause({ kind: 'malformed', message: 'no role' }, `The role of @${login}`, 'Metadata: read', place)
      : { state: 'known', value: known, basis: 'observed', sources: ['GitHub'] };
  }

  async function askMembership(team: string, login: string): Promise<Knowledge<boolean>> {
    const [organization = '', slug = ''] = team.replace(/^@/, '').split('/');
    const path = `/orgs/${encodeURIComponent(organization)}/teams/${encodeURIComponent(slug)}`;
    const because = (failure: Parameters<typeof unknownBecause>[0]) =>
      unknownBecause(failure, `The members of @${organization}/${slug}`, 'Members: read of the organization', 'the page of the team');
    const known = (value: boolean): Knowledge<boolean> => ({ state: 'known', value, basis: 'observed', sources: ['GitHub'] });
    const answer = await client.rest(`${path}/memberships/${encodeURIComponent(login)}`);
    if (!answer.failure) return known(textAt(answer.data, 'state') === 'active');
    if (answer.failure.kind !== 'not-found') return because(answer.failure);
    // "Not found" is also what a team answers that the token cannot see: only of a visible one it means "no member".
    const visible = await client.rest(path);
    return visible.failure ? because(visible.failure) : known(false);
  }
}
