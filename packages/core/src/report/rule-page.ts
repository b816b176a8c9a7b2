/**
 * The documentation page of a rule, relative to the root of this project's repository.
 *
 * @param ruleId - `item/what-is-wanted`.
 */
export function rulePage(ruleId: string): string {
  return `docs/rules/${ruleId}.md`;
}
