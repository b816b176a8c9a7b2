import type { Location } from '../model/location.ts';

/** One `$NAME` or `${NAME…}` of a Compose file. Offsets are within the text. */
export interface Interpolation {
  readonly name: string;
  /** `:-`, `-`, `:?`, `?`, `:+`, `+`, or empty for a bare reference. */
  readonly operator: '' | ':-' | '-' | ':?' | '?' | ':+' | '+';
  /** Text behind the operator, itself interpolated: a default, an error message, a replacement. */
  readonly operand: string;
  readonly start: number;
  readonly end: number;
  /** How many others it stands in. */
  readonly depth: number;
}

/** Tells the value of a variable; undefined when it is not set. */
export type VariableLookup = (name: string) => string | undefined;

/** Values that env files give to variables, each with its line. */
export interface ComposeValues {
  readonly lookup: VariableLookup;
  location(name: string): Location | undefined;
}

/** No env file at all: defaults only. */
export const noValues: ComposeValues = { lookup: () => undefined, location: () => undefined };

/** Nesting of `${A:-${B:-…}}` that is followed; Compose files have two levels at most. */
const nestingLimit = 20;

/**
 * Finds the variables of a value, those in defaults included: `$NAME`, `${NAME}`, `${NAME:-default}`, `${NAME?error}`,
 * `${NAME:+replacement}`, nested. `$$` is a literal dollar sign; a dollar sign before anything else stays one.
 *
 * Source: https://docs.docker.com/reference/compose-file/interpolation/ (November 2026)
 */
export function interpolationsOf(text: string): readonly Interpolation[] {
  return scan(text).found;
}

/**
 * What Compose refuses as an invalid template: `${` without its `}`, without a name (`${1}`), or with an operator that it
 * does not have (`${NAME/a/b}`, `${NAME%x}`). Offsets are within the text.
 */
export function invalidInterpolations(text: string): readonly { readonly start: number; readonly end: number }[] {
  return scan(text).invalid;
}

interface Scan {
  readonly found: Interpolation[];
  readonly invalid: { start: number; end: number }[];
}

function scan(text: string): Scan {
  const result: Scan = { found: [], invalid: [] };
  if (text.includes('$')) collect(text, 0, result, 0);
  return result;
}

function collect(text: string, base: number, { found, invalid }: Scan, depth: number): void {
  if (depth > nestingLimit) return;
  let index = text.indexOf('$');
  while (index >= 0) {
    const next = text[index + 1] ?? '';
    let end = index + 1;
    if (next === '$') end = index + 2;
    else if (next === '{') {
      const close = closingBrace(text, index + 2);
      if (close < 0) {
        invalid.push({ start: base + index, end: base + text.length });
        return;
      }
      const nameEnd = endOfName(text, index + 2);
      const operator = operatorAt(text, nameEnd);
      if (nameEnd === index + 2 || operator === undefined) invalid.push({ start: base + index, end: base + close + 1 });
      else {
        const operandStart = nameEnd + operator.length;
        const operand = text.slice(operandStart, close);
        found.push({ name: text.slice(index + 2, nameEnd), operator, operand, start: base + index, end: base + close + 1, depth });
        if (operand.includes('$')) collect(operand, base + operandStart, { found, invalid }, depth + 1);
      }
      end = close + 1;
    } else {
      const nameEnd = endOfName(text, index + 1);
      if (nameEnd > index + 1) {
        found.push({ name: text.slice(index + 1, nameEnd), operator: '', operand: '', start: base + index, end: base + nameEnd, depth });
        end = nameEnd;
      }
    }
    index = text.indexOf('$', end);
  }
}

/** Undefined for what is no operator of Compose's; empty at the closing brace. */
function operatorAt(text: string, offset: number): Interpolation['operator'] | undefined {
  const first = text[offset];
  if (first === '}') return '';
  if (first === '-' || first === '?' || first === '+') return first;
  if (first !== ':') return undefined;
  switch (text[offset + 1]) {
    case '-':
      return ':-';
    case '?':
      return ':?';
    case '+':
      return ':+';
    default:
      return undefined;
  }
}

const nothingSet: VariableLookup = () => undefined;

/** What a value is when no variable is set. */
export function defaultValue(text: string): string {
  return interpolate(text, nothingSet);
}

/**
 * Replaces the variables of a value as Compose does: with `:` an empty variable counts as not set. A required variable
 * that is not set (an error in Compose) and a bare one become empty.
 */
export function interpolate(text: string, lookup: VariableLookup, depth = 0): string {
  if (!text.includes('$')) return text;
  let value = '';
  let from = 0;
  for (const interpolation of interpolationsOf(text)) {
    if (interpolation.depth > 0) continue;
    value += unescaped(text, from, interpolation.start) + replacement(interpolation, lookup, depth);
    from = interpolation.end;
  }
  return value + unescaped(text, from, text.length);
}

function unescaped(text: string, start: number, end: number): string {
  return text.slice(start, end).replaceAll('$$', '$');
}

function replacement({ name, operator, operand }: Interpolation, lookup: VariableLookup, depth: number): string {
  const set = lookup(name);
  const given = operator.startsWith(':') && set === '' ? undefined : set;
  const other = (): string => (depth < nestingLimit ? interpolate(operand, lookup, depth + 1) : '');
  switch (operator) {
    case ':-':
    case '-':
      return given ?? other();
    case ':+':
    case '+':
      return given === undefined ? '' : other();
    default:
      return given ?? '';
  }
}

/** The text with every variable blanked out by letters of the same length, so that it can be split by its own separators. */
export function maskInterpolations(text: string): string {
  let masked = '';
  let from = 0;
  for (const { start, end, depth } of interpolationsOf(text)) {
    if (depth > 0) continue;
    masked += text.slice(from, start) + 'v'.repeat(end - start);
    from = end;
  }
  return masked + text.slice(from);
}

function endOfName(text: string, start: number): number {
  if (!/[A-Za-z_]/.test(text[start] ?? '')) return start;
  let end = start + 1;
  while (/[A-Za-z0-9_]/.test(text[end] ?? '')) end++;
  return end;
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
