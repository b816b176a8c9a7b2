import type { SettingKind, SettingPair } from '../model/runner-settings.ts';
import type { FoundSetting } from './found-setting.ts';

/** Compares the values of one setting; patterns are compared by their files elsewhere. */
export function compareSettings(kind: SettingKind, before: FoundSetting | undefined, after: FoundSetting | undefined): SettingPair['state'] {
  const [left, right] = [effective(kind, before, after), effective(kind, after, before)];
  if (left === right) return 'as-strict';
  if (left === 'not-readable' || right === 'not-readable') return sameSource(before, after) ? 'as-strict' : 'unclear';
  switch (kind.order) {
    case 'floor':
      return isNumber(left) && !(isNumber(right) && right >= left) ? 'weaker' : 'as-strict';
    case 'ceiling':
      return isNumber(left) && !(isNumber(right) && right <= left) ? 'weaker' : 'as-strict';
    case 'allowance':
      return isNumber(right) && right > (isNumber(left) ? left : 0) ? 'weaker' : 'as-strict';
    case 'strict':
      return left === true && right !== true ? 'weaker' : 'as-strict';
    case 'lax':
      return right === true && left !== true ? 'weaker' : 'as-strict';
    case 'demands':
      return lost(textsOf(left), textsOf(right)).length > 0 ? 'weaker' : 'as-strict';
    case 'exceptions':
      return lost(textsOf(right), textsOf(left)).length > 0 ? 'weaker' : 'as-strict';
    default:
      return 'as-strict';
  }
}

type Value = FoundSetting['value']['value'] | undefined;

/** The value, or what the tool takes without one. */
function effective({ order }: SettingKind, own: FoundSetting | undefined, other: FoundSetting | undefined): Value {
  if (own) return own.value.value;
  const standard = other?.standard;
  if (typeof standard === 'number' || typeof standard === 'boolean') return standard;
  return order === 'demands' || order === 'exceptions' ? [] : undefined;
}

function sameSource(before: FoundSetting | undefined, after: FoundSetting | undefined): boolean {
  return before !== undefined && after !== undefined && before.value.text.replace(/\s+/g, '') === after.value.text.replace(/\s+/g, '');
}

function isNumber(value: Value): value is number {
  return typeof value === 'number';
}

function textsOf(value: Value): readonly string[] {
  return typeof value === 'object' ? value.map((entry) => entry.value) : [];
}

function lost(from: readonly string[], to: readonly string[]): readonly string[] {
  const kept = new Set(to.map((text) => text.trim()));
  return from.filter((text) => !kept.has(text.trim()));
}

/** Whether a setting asks for at least what another one asked for, of any tool. Fractions and percentages are one. */
export function isAtLeastAsStrict(kind: SettingKind, candidate: FoundSetting['value']['value'], wanted: FoundSetting['value']['value']): boolean {
  if (isNumber(candidate) && isNumber(wanted)) {
    const [a, b] = kind.concern.startsWith('coverage') ? [percent(candidate), percent(wanted)] : [candidate, wanted];
    return kind.order === 'floor' ? a >= b : a <= b;
  }
  if (typeof candidate === 'object' && typeof wanted === 'object') return lost(textsOf(wanted), textsOf(candidate)).length === 0;
  return candidate === wanted;
}

function percent(value: number): number {
  return value > 0 && value <= 1 ? value * 100 : value;
}
