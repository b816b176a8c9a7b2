/** Reads values out of parsed JSON that is untrusted, such as an answer: whatever has another shape than described is `undefined`. */

export function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The value at a path of keys. */
export function at(value: unknown, ...path: readonly string[]): unknown {
  let current = value;
  for (const key of path) current = isRecord(current) && Object.hasOwn(current, key) ? current[key] : undefined;
  return current;
}

export function textAt(value: unknown, ...path: readonly string[]): string | undefined {
  const found = at(value, ...path);
  return typeof found === 'string' ? found : undefined;
}

export function numberAt(value: unknown, ...path: readonly string[]): number | undefined {
  const found = at(value, ...path);
  return typeof found === 'number' ? found : undefined;
}

export function booleanAt(value: unknown, ...path: readonly string[]): boolean | undefined {
  const found = at(value, ...path);
  return typeof found === 'boolean' ? found : undefined;
}

/** The entries of a list, or of the `nodes` of a GraphQL connection; `undefined` when there is neither. */
export function listAt(value: unknown, ...path: readonly string[]): readonly unknown[] | undefined {
  const found = at(value, ...path);
  if (Array.isArray(found)) return found;
  const nodes = at(found, 'nodes');
  return Array.isArray(nodes) ? nodes : undefined;
}

export function textsAt(value: unknown, ...path: readonly string[]): readonly string[] {
  return (listAt(value, ...path) ?? []).filter((entry) => typeof entry === 'string');
}
