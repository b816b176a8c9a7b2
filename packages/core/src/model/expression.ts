/**
 * An expression of GitHub Actions as a tree. Offsets of references count from the start of the expression text.
 * `and`, `or` hold all operands of a chain, so that a long chain is not a deep tree.
 */
export type Expression =
  | { readonly kind: 'literal'; readonly value: string | number | boolean | null }
  | { readonly kind: 'reference'; readonly path: string; readonly start: number; readonly end: number }
  /** `name` in lower case, as GitHub compares function names. */
  | { readonly kind: 'call'; readonly name: string; readonly arguments: readonly Expression[] }
  /** A part of what a call returned: `fromJSON(needs.plan.outputs.list)[0]`. */
  | { readonly kind: 'part'; readonly of: Expression }
  | { readonly kind: 'and' | 'or'; readonly operands: readonly Expression[] }
  | { readonly kind: 'not'; readonly operand: Expression }
  | { readonly kind: 'comparison'; readonly operator: ComparisonOperator; readonly left: Expression; readonly right: Expression };

export type ComparisonOperator = '==' | '!=' | '<' | '<=' | '>' | '>=';
