import { ConfigError } from '../errors.ts';
import type { Configuration, Severity } from '../model/configuration.ts';
import { nearest } from '../nearest.ts';
import type { OptionSchema, Rule } from './define-rule.ts';

/** What holds for one rule in a run. */
export interface RuleSettings {
  readonly runs: boolean;
  readonly severity: Severity;
  readonly options: Readonly<Record<string, unknown>>;
  readonly defaultOptions: Readonly<Record<string, unknown>>;
  readonly optionsChanged: boolean;
  /** Why it does or does not run, for people. */
  readonly origin: string;
}

/**
 * Joins rules with a configuration.
 *
 * @throws {ConfigError} For an unknown rule id, or options that do not fit the rule's schema.
 */
export async function resolveSettings(rules: readonly Rule[], configuration: Configuration): Promise<ReadonlyMap<string, RuleSettings>> {
  const byId = new Map(rules.map((rule) => [rule.id, rule]));
  const named = [
    ...Object.keys(configuration.rules),
    ...configuration.overrides.flatMap((override) => Object.keys(override.rules)),
    ...configuration.suppressions.map((suppression) => suppression.rule),
  ];
  for (const id of named) {
    if (byId.has(id)) continue;
    const suggestion = nearest(id, byId.keys());
    const location = configuration.suppressions.find((suppression) => suppression.rule === id)?.location;
    throw new ConfigError(
      `${configuration.path ?? 'The configuration'} names a rule that does not exist: "${id}".${suggestion ? ` Did you mean "${suggestion}"?` : ''}`,
      location ? { location } : {},
    );
  }
  const settings = new Map<string, RuleSettings>();
  for (const rule of rules) {
    const setting = configuration.rules[rule.id];
    const inPreset = rule.preset === 'recommended' || configuration.preset === 'strict';
    const severity = setting?.severity ?? (inPreset ? rule.severity : 'off');
    const defaultOptions = defaultsOf(rule.options);
    const given = setting?.options ?? {};
    if (Object.keys(given).length > 0) await checkOptions(rule, given, configuration.path);
    settings.set(rule.id, {
      runs: severity !== 'off',
      severity: severity === 'off' ? rule.severity : severity,
      options: { ...defaultOptions, ...given },
      defaultOptions,
      optionsChanged: Object.keys(given).length > 0,
      origin: setting?.severity === 'off' ? 'switched off by the configuration' : inPreset ? `preset ${configuration.preset}` : 'only in preset strict',
    });
  }
  return settings;
}

function defaultsOf(schema: Readonly<Record<string, OptionSchema>>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(schema).map(([name, option]) => [name, option.default]));
}

// ajv takes 37 ms to load, so only a run whose configuration gives options pays for it.
async function checkOptions(rule: Rule, given: Readonly<Record<string, unknown>>, path: string | undefined): Promise<void> {
  const { Ajv } = await import('../configuration/ajv.ts');
  const properties = Object.fromEntries(Object.entries(rule.options).map(([name, { description, ...schema }]) => [name, schema]));
  const validate = new Ajv({ allErrors: true }).compile({ type: 'object', properties, additionalProperties: false });
  if (validate(given)) return;
  const [problem] = validate.errors ?? [];
  const unknownName = problem?.keyword === 'additionalProperties' ? String(problem.params['additionalProperty']) : undefined;
  const suggestion = unknownName ? nearest(unknownName, Object.keys(rule.options)) : undefined;
  const detail = unknownName
    ? `has no option "${unknownName}"${suggestion ? `; did you mean "${suggestion}"?` : ''}`
    : `option ${(problem?.instancePath ?? '').slice(1) || '(root)'} ${problem?.message ?? 'is not valid'}`;
  throw new ConfigError(`${path ?? 'The configuration'}: ${rule.id} ${detail}`);
}
