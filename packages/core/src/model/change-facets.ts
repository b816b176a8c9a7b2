import type { TestChanges } from './test-change.ts';

/** Facets of a change: what both sides hold together, worked out once when a rule asks for it. */
export interface ChangeFacets {
  /** Test cases of both sides, paired. */
  readonly tests: TestChanges;
}

export type ChangeFacetName = keyof ChangeFacets;
