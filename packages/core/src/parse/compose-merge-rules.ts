/** How one key of an override joins what the base says. Mappings are merged and lists appended where no rule says otherwise. */
export type MergeRule =
  /** The later one stands alone. */
  | 'replace'
  /** Both become lists of `NAME=value` (or of texts), appended. */
  | 'sequence'
  /** Both become mappings: a list gives keys without values. */
  | 'mapping'
  /** As `mapping`; a list gives `condition: service_started` for each. */
  | 'dependencies'
  /** A text is the `context`. */
  | 'build'
  /** Merged while both name the same driver, replaced otherwise. */
  | 'logging'
  /** Items of the same `subnet` are merged. */
  | 'subnets';

/** What makes an item of a list the same as another; the later one takes the place of the earlier. */
export type UniqueKey =
  /** Text in front of `=`. */
  | 'name'
  /** The whole text. */
  | 'text'
  /** `target`, or in the short form the middle part. */
  | 'mount'
  | 'device'
  /** `target`, or else the source. */
  | 'grant'
  | 'path'
  /** Address, published port, target and protocol. */
  | 'port';

/**
 * Keys with a rule of their own, by path; `*` stands for a name that the author chose.
 *
 * Sources: https://docs.docker.com/reference/compose-file/merge/ and the behaviour of Compose's own loader,
 * https://github.com/compose-spec/compose-go/blob/main/override/merge.go (both November 2026). The loader knows more
 * rules than the page.
 */
export const mergeRules: Readonly<Record<string, MergeRule>> = {
  'networks.*.ipam.config': 'subnets',
  'networks.*.labels': 'sequence',
  'volumes.*.labels': 'sequence',
  'services.*.annotations': 'sequence',
  'services.*.build': 'build',
  'services.*.build.additional_contexts': 'sequence',
  'services.*.build.args': 'sequence',
  'services.*.build.extra_hosts': 'sequence',
  'services.*.build.labels': 'sequence',
  'services.*.command': 'replace',
  'services.*.depends_on': 'dependencies',
  'services.*.deploy.labels': 'sequence',
  'services.*.dns': 'sequence',
  'services.*.dns_opt': 'sequence',
  'services.*.dns_search': 'sequence',
  'services.*.entrypoint': 'replace',
  'services.*.env_file': 'sequence',
  'services.*.environment': 'sequence',
  'services.*.extra_hosts': 'sequence',
  'services.*.healthcheck.test': 'replace',
  'services.*.label_file': 'sequence',
  'services.*.labels': 'sequence',
  'services.*.logging': 'logging',
  'services.*.models': 'mapping',
  'services.*.networks': 'mapping',
  'services.*.sysctls': 'sequence',
  'services.*.tmpfs': 'sequence',
  'services.*.ulimits.*': 'replace',
};

/** Lists in which an item may be there once only; all others keep what is appended. */
export const uniqueKeys: Readonly<Record<string, UniqueKey>> = {
  'networks.*.labels': 'name',
  'services.*.annotations': 'name',
  'services.*.build.additional_contexts': 'name',
  'services.*.build.args': 'name',
  'services.*.build.extra_hosts': 'text',
  'services.*.build.labels': 'name',
  'services.*.build.tags': 'name',
  'services.*.cap_add': 'name',
  'services.*.cap_drop': 'name',
  'services.*.configs': 'grant',
  'services.*.deploy.labels': 'name',
  'services.*.devices': 'device',
  'services.*.dns': 'name',
  'services.*.dns_opt': 'name',
  'services.*.dns_search': 'name',
  'services.*.env_file': 'path',
  'services.*.environment': 'name',
  'services.*.expose': 'text',
  'services.*.extra_hosts': 'text',
  'services.*.labels': 'name',
  'services.*.links': 'name',
  'services.*.networks.*.aliases': 'name',
  'services.*.networks.*.link_local_ips': 'name',
  'services.*.ports': 'port',
  'services.*.profiles': 'name',
  'services.*.secrets': 'grant',
  'services.*.sysctls': 'name',
  'services.*.tmpfs': 'name',
  'services.*.volumes': 'mount',
};

/** Mappings whose keys the author chooses. */
const named: ReadonlySet<string> = new Set(['services', 'networks', 'volumes', 'configs', 'secrets', 'models', 'services.*.networks', 'services.*.ulimits']);

/** The path, as the tables write it, of a key below another. */
export function rulePath(parent: string, key: string): string {
  if (parent === '') return key;
  return named.has(parent) ? `${parent}.*` : `${parent}.${key}`;
}
