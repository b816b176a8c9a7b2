import type { Confidence, ItemId, RiskArea, Severity } from '../model/configuration.ts';
import type { Location } from '../model/location.ts';
import type { FacetName, RepositoryView } from '../model/repository.ts';
import type { ChangeRule } from './define-change-rule.ts';
import type { FixDraft } from './fix-draft.ts';

/** `"{a} and {b}"` → `"a" | "b"`. */
export type Placeholder<Text extends string> = Text extends `${string}{${infer Name}}${infer Rest}` ? Name | Placeholder<Rest> : never;

/** Values for a message: exactly its placeholders. */
export type MessageData<Text extends string> = { readonly [Name in Placeholder<Text>]: string | number };

export interface FailureDetails {
  /** How sure this place is; `high` unless said. Low ones never fail a run. */
  readonly confidence?: Confidence;
  /** Other places that belong to it, e.g. the definition that a mention disagrees with. */
  readonly related?: readonly { readonly location: Location; readonly message: string }[];
  /** What recognises the finding across edits, e.g. `compose.yml web 8080`; default: the message. */
  readonly subject?: string;
  /** Edits that mend this place, where they are sure to change nothing else that matters. */
  readonly fix?: FixDraft;
}

/** How a rule reports. Each call is one subject; a rule must report at least one. */
export interface OutcomeReporter<Messages extends Record<string, string>> {
  /** A subject that is as it should be. `evidence` is what the rule took as proof, quoted in reports. */
  pass(evidence: string, location?: Location): void;
  /** A subject that is not. Without a location the finding is about the repository as a whole. */
  fail<Id extends keyof Messages & string>(message: Id, data: MessageData<Messages[Id]>, location?: Location, details?: FailureDetails): void;
  /** A subject that could not be judged: why, and what would reveal it (a sentence for the user). */
  unknown(reason: string, reveal: string, location?: Location): void;
  /** The rule has nothing to judge here; `reason` says what was looked for. Must be the only call. */
  notApplicable(reason: string): void;
}

export type OptionSchema =
  | { readonly type: 'string'; readonly default: string; readonly description: string; readonly enum?: readonly string[] }
  | { readonly type: 'number'; readonly default: number; readonly description: string; readonly minimum?: number; readonly maximum?: number }
  | { readonly type: 'boolean'; readonly default: boolean; readonly description: string }
  | { readonly type: 'array'; readonly items: { readonly type: 'string' }; readonly default: readonly string[]; readonly description: string };

export type OptionValues<Options extends Record<string, OptionSchema>> = {
  readonly [Name in keyof Options]: Options[Name] extends { readonly type: 'array' }
    ? readonly string[]
    : Options[Name] extends { readonly type: 'number' }
      ? number
      : Options[Name] extends { readonly type: 'boolean' }
        ? boolean
        : string;
};

/** What every rule may know of the run beside the repository. */
export interface Policy {
  /** Kinds of risky work with their paths: configured ones, or the defaults. */
  readonly riskAreas: readonly RiskArea[];
}

/** Where a fact that the rule relies on is written, and when that was last checked. */
export interface FactSource {
  readonly url: string;
  /** ISO date. */
  readonly checked: string;
  /** What it backs, and tool versions it holds for. */
  readonly note?: string;
}

/** What every rule says of itself: `explain`, its page and the help of its alerts are made from it. */
export interface RuleMetadata {
  /** `item/what-is-wanted`, stable for ever. */
  readonly id: string;
  readonly severity: Severity;
  /** One line, what holds when it passes. */
  readonly title: string;
  /** Markdown: why it matters, with the incident or study behind it. */
  readonly why: string;
  /** Markdown: what to do. */
  readonly howToFix: string;
  /** Markdown: how it can be wrong, and what it does not look at. */
  readonly limits?: string;
  /** Effort to fix, for the list of what raises the score most. */
  readonly effort: 'minutes' | 'hours' | 'days';
  /** CVSS-like, only for rules about security: SARIF `security-severity`. */
  readonly securitySeverity?: number;
  readonly sources: readonly FactSource[];
}

export interface RuleDefinition<Needs extends readonly FacetName[], Messages extends Record<string, string>, Options extends Record<string, OptionSchema>>
  extends RuleMetadata {
  readonly id: `${ItemId}/${string}`;
  readonly scope: 'repository';
  /** In which presets it is on; `strict` holds everything that `recommended` does. Default `recommended`. */
  readonly preset?: 'recommended' | 'strict';
  /** Facets that `check` reads. */
  readonly needs: Needs;
  /** Markdown, for a rule with fixes: what `agent-readiness fix` changes, and when it leaves the place alone. */
  readonly fixes?: string;
  readonly options?: Options;
  readonly messages: Messages;
  check(context: {
    readonly repo: RepositoryView<Needs[number]>;
    readonly options: OptionValues<Options>;
    readonly policy: Policy;
    readonly outcome: OutcomeReporter<Messages>;
  }): void;
}

/** A rule about repositories as the engine sees it: its metadata, and a check whose types were verified where it was defined. */
export interface RepositoryRule extends RuleMetadata {
  readonly item: ItemId;
  readonly scope: 'repository';
  readonly preset: 'recommended' | 'strict';
  readonly needs: readonly FacetName[];
  readonly fixes?: string;
  readonly options: Readonly<Record<string, OptionSchema>>;
  readonly messages: Readonly<Record<string, string>>;
  readonly check: (context: {
    readonly repo: RepositoryView<FacetName>;
    readonly options: Readonly<Record<string, unknown>>;
    readonly policy: Policy;
    readonly outcome: OutcomeReporter<Record<string, string>>;
  }) => void;
}

/** A rule of either scope. A rule package is an array of them. */
export type Rule = RepositoryRule | ChangeRule;

/**
 * Defines a rule. The compiler checks that `check` asks only for facets in `needs`, that every message is called with
 * exactly its placeholders, and that options have the types of their schema.
 */
export function defineRule<
  const Needs extends readonly FacetName[],
  const Messages extends Record<string, string>,
  const Options extends Record<string, OptionSchema> = Record<never, OptionSchema>,
>(definition: RuleDefinition<Needs, Messages, Options>): RepositoryRule {
  const { check, options, preset, ...rest } = definition;
  return {
    ...rest,
    item: definition.id.slice(0, definition.id.indexOf('/')) as ItemId,
    preset: preset ?? 'recommended',
    options: options ?? {},
    // The one place where the checked types are forgotten: the engine holds rules of many shapes in one list.
    check: check as unknown as RepositoryRule['check'],
  };
}
