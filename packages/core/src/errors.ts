import type { Location } from './model/location.ts';

/** Configuration or arguments are wrong: the caller's mistake. The command line exits with 2. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError';
  readonly location: Location | undefined;
  constructor(message: string, options: ErrorOptions & { readonly location?: Location } = {}) {
    super(message, options);
    this.location = options.location;
  }
}

/** The repository (or the host that holds it) cannot be read. The command line exits with 3. */
export class SourceError extends Error {
  override readonly name = 'SourceError';
}

/** A rule failed with an exception, or broke the contract between rules and engine: a bug in the rule. */
export class RuleError extends Error {
  override readonly name = 'RuleError';
  readonly rule: string;
  constructor(rule: string, message: string, options?: ErrorOptions) {
    super(message, options);
    this.rule = rule;
  }
}
