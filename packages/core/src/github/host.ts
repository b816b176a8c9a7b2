import type { HostSettings } from '../model/settings.ts';
import type { Failure } from './failure.ts';
import { type HostProtection, readProtection, unknownProtection } from './protection.ts';
import type { GitHubRepository } from './repository.ts';
import { readSettings, unknownSettings } from './settings.ts';

/** The settings of a repository on the service that hosts it; asked for when a facet wants them, and once. */
export interface Host {
  settings(): Promise<HostSettings>;
  protection(): Promise<HostProtection>;
}

/** The host of a repository on GitHub. */
export function gitHubHost(repository: GitHubRepository): Host {
  let settings: Promise<HostSettings> | undefined;
  let protection: Promise<HostProtection> | undefined;
  return {
    settings() {
      settings ??= readSettings(repository);
      return settings;
    },
    protection() {
      protection ??= readProtection(repository);
      return protection;
    },
  };
}

/** A host that is not asked, and why: every fact is unknown for that reason. */
export function silentHost(failure: Failure): Host {
  return { settings: async () => unknownSettings(failure), protection: async () => unknownProtection(failure) };
}
