import { createHash } from 'node:crypto';
import type { Viewer } from './scenario.ts';

/** The number of an account: another one for each login, an app's `[bot]` included. */
export function accountId(login: string): number {
  return createHash('sha256').update(login.toLowerCase()).digest().readUInt32BE() % 100_000_000;
}

/** Whose comments the viewer writes. */
export function viewerLogin({ kind }: Viewer): string {
  return kind === 'actions' ? 'github-actions[bot]' : kind === 'app' ? 'oven-gate[bot]' : 'baker';
}

/** A `simple-user` with every address that it must have. */
export function userBody(login: string): object {
  const addresses = ['followers', 'following', 'gists', 'starred', 'subscriptions', 'organizations', 'repos', 'events', 'received_events'];
  return {
    login,
    id: accountId(login),
    node_id: `U_${login}`,
    gravatar_id: '',
    avatar_url: 'https://github.test/',
    url: 'https://github.test/',
    html_url: 'https://github.test/',
    ...Object.fromEntries(addresses.map((key) => [`${key}_url`, 'https://github.test/'])),
    type: login.endsWith('[bot]') ? 'Bot' : 'User',
    site_admin: false,
  };
}

/** A `team` with what it must have. */
export function teamBody(slug: string): object {
  return {
    id: 1,
    node_id: `T_${slug}`,
    name: slug,
    slug,
    description: null,
    permission: 'push',
    url: 'https://github.test/',
    html_url: 'https://github.test/',
    members_url: 'https://github.test/',
    repositories_url: 'https://github.test/',
    parent: null,
    type: 'organization',
  };
}
