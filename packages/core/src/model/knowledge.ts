/**
 * A fact that may not be readable. `declared` facts come from a file that describes settings (an exported ruleset,
 * `settings.yml`), `observed` ones from the hosting service itself; the two are never mixed up.
 * Unknown is a value of its own: it is neither a pass nor a failure.
 */
export type Knowledge<Value> =
  | { readonly state: 'known'; readonly value: Value; readonly basis: 'declared' | 'observed'; readonly sources: readonly string[] }
  | { readonly state: 'unknown'; readonly reason: string; readonly reveal: string };
