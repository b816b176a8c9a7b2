import type { SettingKind, SettingValue } from '../model/runner-settings.ts';
import type { PatternLanguage } from '../pattern/runner-patterns.ts';

/** A setting as one side writes it. */
export interface FoundSetting {
  readonly kind: SettingKind;
  readonly key: string;
  readonly value: SettingValue;
  readonly standard?: number | boolean | readonly string[];
  /** Keys that, when true, ask for as much: `strict` of pytest, `100` of coverage tools. */
  readonly coveredBy?: RegExp;
  readonly language?: PatternLanguage;
  /** Which files its patterns choose from. */
  readonly candidates?: RegExp;
}

/** What one file holds on one side. */
export interface FileSettings {
  /** By tool and key. */
  readonly settings: ReadonlyMap<string, FoundSetting>;
  /** Where it takes over what it does not say itself. */
  readonly inherits: readonly SettingValue[];
  /** Why it could not be read. */
  readonly problem?: string;
}

const metrics: readonly (readonly [RegExp, string])[] = [
  [/branch/i, 'branches'],
  [/func|method/i, 'functions'],
];

/** A concern that tells metrics of coverage apart: those that count lines in some way are one. */
export function withMetric(kind: SettingKind, key: string): SettingKind {
  if (kind.concern !== 'coverage') return kind;
  const metric = metrics.find(([pattern]) => pattern.test(key))?.[1] ?? 'lines';
  return { ...kind, concern: `coverage ${metric}` };
}

/** A number as files write one: `80`, `80.5%`, `"0.80"`, `10 kB`; the smallest of a list. */
export function numberOf(text: string): number | undefined {
  const parts = text
    .trim()
    .split(/\s*,\s*/)
    .slice(0, 10)
    .map(oneNumber);
  const numbers = parts.filter((part): part is number => part !== undefined);
  return numbers.length === 0 || numbers.length < parts.length ? undefined : Math.min(...numbers);
}

const units: Readonly<Record<string, number>> = { '': 1, '%': 1, b: 1, kb: 1e3, mb: 1e6, kib: 1024, mib: 1024 ** 2, ms: 1, s: 1000 };

function oneNumber(text: string): number | undefined {
  const [, digits, unit = ''] = /^(-?\d{1,15}(?:\.\d{1,15})?)\s?([a-zA-Z%]{0,3})$/.exec(text) ?? [];
  const factor = units[unit.toLowerCase()];
  return digits === undefined || factor === undefined ? undefined : Number(digits) * factor;
}

/** A switch as files write one. */
export function booleanOf(text: string): boolean | undefined {
  if (/^(?:true|yes|on|1|always)$/i.test(text)) return true;
  return /^(?:false|no|off|0|never)$/i.test(text) ? false : undefined;
}

export function settingId({ kind, key }: Pick<FoundSetting, 'kind' | 'key'>): string {
  return `${kind.tool}\n${kind.operation}\n${kind.order}\n${key}`;
}

/** Keeps one of each: of two of the same key the later one, as the tools do. */
export function settingsById(found: readonly FoundSetting[]): ReadonlyMap<string, FoundSetting> {
  return new Map(found.map((each) => [settingId(each), each]));
}
