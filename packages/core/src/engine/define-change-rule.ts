import type { Change } from '../model/change.ts';
import type { ChangeFacetName, ChangeFacets } from '../model/change-facets.ts';
import type { Confidence, ItemId, Severity } from '../model/configuration.ts';
import type { Verdict } from '../model/gate-report.ts';
import type { Location } from '../model/location.ts';
import type { FacetName, RepositoryView } from '../model/repository.ts';
import type { MessageData, OptionSchema, OptionValues, Policy, RuleMetadata } from './define-rule.ts';

/** What more a change rule says of a failed place. */
export interface ChangeFailureDetails {
  /** How sure this place is; `high` unless said. Low ones are notes. */
  readonly confidence?: Confidence;
  /** Milder than the rule's verdict, where this place asks for less. It is never stricter. */
  readonly verdict?: Verdict;
  /** The place at the base that it is compared with, and what stood there. */
  readonly before?: Location;
  /** Other places of the head that belong to it. */
  readonly related?: readonly { readonly location: Location; readonly message: string }[];
  /** What recognises the finding: the element that got weaker, e.g. `ci.yml test step "npm test"`; default: the message. */
  readonly subject?: string;
  /** Entry of the catalogue of weakenings, e.g. `A6`. */
  readonly operation?: string;
  /**
   * What stood there and what stands there now, normalised: a lifted hard stop holds for exactly this. Default: the texts of the
   * files at both places.
   */
  readonly content?: { readonly before: string; readonly after: string };
}

/** How a change rule reports. Each call is one subject; a rule must report at least one. */
export interface ChangeOutcomeReporter<Messages extends Record<string, string>> {
  /** A subject that is as it should be. `evidence` is what the rule took as proof. */
  pass(evidence: string, location?: Location): void;
  /** A subject that is not. `location` is a place of the head; for what is gone give `details.before` and no location. */
  fail<Id extends keyof Messages & string>(message: Id, data: MessageData<Messages[Id]>, location?: Location, details?: ChangeFailureDetails): void;
  /** A subject that could not be judged: why, and what would reveal it. Changes no verdict. */
  unknown(reason: string, reveal: string, location?: Location): void;
  /**
   * A file whose content should have been compared and could not be: `stop` when it could be read at the base and cannot at the
   * head, else `review`.
   */
  notAnalysed(path: string, reason: string, wasReadable: boolean): void;
  /** The rule has nothing to judge in this change; `reason` says what was looked for. Must be the only call. */
  notApplicable(reason: string): void;
}

export interface ChangeContext<
  Needs extends readonly FacetName[],
  ChangeNeeds extends readonly ChangeFacetName[],
  Messages extends Record<string, string>,
  Options extends Record<string, OptionSchema>,
> {
  readonly change: Change & { readonly [Name in ChangeNeeds[number]]: () => ChangeFacets[Name] };
  /** The repository at the merge base. */
  readonly base: RepositoryView<Needs[number]>;
  /** The repository at the head. */
  readonly head: RepositoryView<Needs[number]>;
  /** The repository at the tip of the branch that the change goes to: owners, templates and policy are read here. */
  readonly target: RepositoryView<Needs[number]>;
  readonly options: OptionValues<Options>;
  readonly policy: Policy;
  readonly outcome: ChangeOutcomeReporter<Messages>;
}

export interface ChangeRuleDefinition<
  Needs extends readonly FacetName[],
  ChangeNeeds extends readonly ChangeFacetName[],
  Messages extends Record<string, string>,
  Options extends Record<string, OptionSchema>,
> extends RuleMetadata {
  readonly id: `${ItemId}/${string}`;
  readonly scope: 'change';
  /** In which presets it is on. Default `recommended`. */
  readonly preset?: 'recommended' | 'strict';
  /** What its failure means for the change. */
  readonly verdict: Verdict;
  /** Facets of the repository that `check` reads, at base, head or target. */
  readonly needs: Needs;
  /** Facets of the change that `check` reads. */
  readonly changeNeeds?: ChangeNeeds;
  readonly options?: Options;
  readonly messages: Messages;
  check(context: ChangeContext<Needs, ChangeNeeds, Messages, Options>): void;
}

/** A change rule as the engine sees it. */
export interface ChangeRule extends RuleMetadata {
  readonly item: ItemId;
  readonly scope: 'change';
  readonly severity: Severity;
  readonly preset: 'recommended' | 'strict';
  readonly verdict: Verdict;
  readonly needs: readonly FacetName[];
  readonly changeNeeds: readonly ChangeFacetName[];
  readonly options: Readonly<Record<string, OptionSchema>>;
  readonly messages: Readonly<Record<string, string>>;
  readonly check: (context: ChangeContext<readonly FacetName[], readonly ChangeFacetName[], Record<string, string>, Record<string, never>>) => void;
}

/** Defines a rule about changes; the compiler checks the same as for `defineRule`. */
export function defineChangeRule<
  const Needs extends readonly FacetName[],
  const Messages extends Record<string, string>,
  const ChangeNeeds extends readonly ChangeFacetName[] = readonly [],
  const Options extends Record<string, OptionSchema> = Record<never, OptionSchema>,
>(definition: ChangeRuleDefinition<Needs, ChangeNeeds, Messages, Options>): ChangeRule {
  const { check, options, preset, changeNeeds, ...rest } = definition;
  return {
    ...rest,
    item: definition.id.slice(0, definition.id.indexOf('/')) as ItemId,
    preset: preset ?? 'recommended',
    changeNeeds: changeNeeds ?? [],
    options: options ?? {},
    // The one place where the checked types are forgotten: the engine holds rules of many shapes in one list.
    check: check as unknown as ChangeRule['check'],
  };
}
