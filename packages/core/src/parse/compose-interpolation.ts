/** One `$NAME` or `${NAME…}` of a Compose file. Offsets are within the text. */
export interface Interpolation {
  readonly name: string;
  /** Text that stands when nothing is set, itself interpolated; undefined when there is none. */
  readonly fallback?: string;
  /** `:-`, `-`, `:?`, `?`, `:+`, `+`, or empty for a bare reference. */
  readonly operator: string;
  readonly start: number;
  readonly end: number;
}

/** Nesting of `${A:-${B:-…}}` that is followed; Compose files have two levels at most. */
const nestingLimit = 20;

const nameStart = /[A-Za-z_]/;
const nameCharacter = /[A-Za-z0-9_]/;

/**
 * Finds the variables of a value, those in defaults included: `$NAME`, `${NAME}`, `${NAME:-default}`, `${NAME?error}`,
 * `${NAME:+replacement}`, nested. `$$` is a literal dollar sign.
 *
 * Source: https://docs.docker.com/reference/compose-file/interpolation/
 */
export function interpolationsOf(text: string): readonly Interpolation[] {
  const found: Interpolation[] = [];
  collect(text, 0, found, 0);
  return found;
}

function collect(text: string, base: number, found: Interpolation[], depth: number): void {
  if (depth > nestingLimit) return;
  let index = text.indexOf('$');
  while (index >= 0) {
    const next = text[index + 1] ?? '';
    let end = index + 1;
    if (next === '$') end = index + 2;
    else if (next === '{') {
      const close = closingBrace(text, index + 2);
      if (close < 0) return;
      const body = text.slice(index + 2, close);
      const name = nameAt(body, 0);
      if (name !== '') {
        const operator = /^(?::?[-?+])?/.exec(body.slice(name.length))?.[0] ?? '';
        const fallback = body.slice(name.length + operator.length);
        const isDefault = operator.endsWith('-');
        found.push({ name, operator, start: base + index, end: base + close + 1, ...(isDefault ? { fallback } : {}) });
        if (fallback.includes('$')) collect(fallback, base + index + 2 + name.length + operator.length, found, depth + 1);
      }
      end = close + 1;
    } else if (nameStart.test(next)) {
      const name = nameAt(text, index + 1);
      end = index + 1 + name.length;
      found.push({ name, operator: '', start: base + index, end: base + end });
    }
    index = text.indexOf('$', end);
  }
}

/** What a value is when no variable is set. */
export function defaultValue(text: string, depth = 0): string {
  let value = '';
  let from = 0;
  for (const interpolation of outermost(text)) {
    value += text.slice(from, interpolation.start).replaceAll('$$', '$');
    if (interpolation.fallback !== undefined && depth < nestingLimit) value += defaultValue(interpolation.fallback, depth + 1);
    from = interpolation.end;
  }
  return value + text.slice(from).replaceAll('$$', '$');
}

/** The text with every variable blanked out by letters of the same length, so that it can be split by its own separators. */
export function maskInterpolations(text: string): string {
  let masked = '';
  let from = 0;
  for (const { start, end } of outermost(text)) {
    masked += text.slice(from, start) + 'v'.repeat(end - start);
    from = end;
  }
  return masked + text.slice(from);
}

function outermost(text: string): readonly Interpolation[] {
  const outer: Interpolation[] = [];
  for (const interpolation of interpolationsOf(text)) if (interpolation.start >= (outer.at(-1)?.end ?? 0)) outer.push(interpolation);
  return outer;
}

function nameAt(text: string, start: number): string {
  if (!nameStart.test(text[start] ?? '')) return '';
  let end = start + 1;
  while (nameCharacter.test(text[end] ?? '')) end++;
  return text.slice(start, end);
}

function closingBrace(text: string, start: number): number {
  let depth = 1;
  for (let index = start; index < text.length; index++) {
    if (text[index] === '$' && text[index + 1] === '{') {
      depth++;
      index++;
    } else if (text[index] === '}' && --depth === 0) return index;
  }
  return -1;
}
