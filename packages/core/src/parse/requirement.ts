import type { Location } from '../model/location.ts';
import type { Dependency } from '../model/task.ts';

/** Splits `requests[socks]>=2.31; python_version > "3.8"` (PEP 508). */
export function parseRequirement(text: string, group: Dependency['group'], location: Location): Dependency | undefined {
  const match = /^([A-Za-z0-9][\w.-]*)\s*(?:\[[^\]]*\])?\s*([^;#]*)/.exec(text.trim());
  const name = match?.[1];
  return name === undefined ? undefined : { name, requirement: (match?.[2] ?? '').trim(), group, location };
}
