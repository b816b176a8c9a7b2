import { compileGitAttributesPattern } from '../pattern/gitattributes-pattern.ts';
import { anyPath, matchesPath, type PathPattern } from '../pattern/path-pattern.ts';

/** What attributes say of a path; undefined where they say nothing. */
export interface LinguistAttributes {
  readonly generated?: boolean;
  readonly vendored?: boolean;
}

/** Attribute lines that are read of one file. */
const linguistLineLimit: number = 2000;

interface Setting {
  readonly pattern: PathPattern;
  readonly attribute: keyof LinguistAttributes;
  /** Undefined takes an earlier line back. */
  readonly value: boolean | undefined;
}

/**
 * Reads `linguist-generated` and `linguist-vendored` of a `.gitattributes` file. For each attribute the last matching
 * line decides; every value but `false` means yes.
 *
 * Source: https://github.com/github-linguist/linguist/blob/main/docs/overrides.md
 */
export function linguistAttributes(text: string): (path: string) => LinguistAttributes {
  const settings: Setting[] = [];
  for (const line of text.split(/\r\n|\n|\r/)) {
    if (settings.length >= linguistLineLimit) break;
    if (!line.includes('linguist-')) continue;
    const { pattern: written, attributes } = splitLine(line.trim());
    const pattern = compileGitAttributesPattern(written);
    if (!pattern) continue;
    for (const text of attributes) {
      const setting = readAttribute(text);
      if (setting) settings.push({ pattern, ...setting });
    }
  }
  const settingOf = (attribute: keyof LinguistAttributes, segments: readonly string[]): LinguistAttributes => {
    const value = settings.findLast((setting) => setting.attribute === attribute && matchesPath(setting.pattern, segments))?.value;
    return value === undefined ? {} : { [attribute]: value };
  };
  if (settings.length === 0) return () => ({});
  const isMentioned = anyPath(settings.map(({ pattern }) => pattern));
  return (path) => {
    if (!isMentioned(path)) return {};
    const segments = path.split('/');
    return { ...settingOf('generated', segments), ...settingOf('vendored', segments) };
  };
}

/** A pattern with blanks stands in double quotes. Comments and macro definitions have no pattern. */
function splitLine(line: string): { pattern: string; attributes: readonly string[] } {
  if (line.startsWith('#') || line.startsWith('[attr]')) return { pattern: '', attributes: [] };
  const quoted = /^"((?:[^"\\]|\\.)*)"/.exec(line);
  if (quoted) return { pattern: (quoted[1] ?? '').replace(/\\(["\\])/g, '$1'), attributes: line.slice(quoted[0].length).trim().split(/\s+/) };
  const [pattern = '', ...attributes] = line.split(/\s+/);
  return { pattern, attributes };
}

function readAttribute(text: string): Pick<Setting, 'attribute' | 'value'> | undefined {
  const [, sign = '', name, value] = /^([-!]?)linguist-(generated|vendored)(?:=(.*))?$/.exec(text) ?? [];
  if (name !== 'generated' && name !== 'vendored') return undefined;
  return { attribute: name, value: sign === '!' ? undefined : sign === '' && value !== 'false' };
}
