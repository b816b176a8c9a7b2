import type { Location } from '../model/location.ts';
import type { SettingKind, SettingValue } from '../model/runner-settings.ts';
import { closingBrackets, type SourceSyntax, type SourceToken, sourceTokens } from '../parse/source-tokens.ts';
import { type TextPositions, textPositions } from '../parse/text-position.ts';
import { nameOf } from '../path/relative.ts';
import { booleanOf, type FoundSetting, numberOf, withMetric } from './found-setting.ts';

const gradleSyntax: SourceSyntax = { lineComment: '//', blockComments: true, quotes: '"\'', interpolation: ['$'] };
const scriptSyntax: SourceSyntax = { lineComment: '#', blockComments: false, quotes: '"\'', interpolation: ['#{'] };

interface BuildFile {
  readonly names: RegExp;
  read(path: string, text: string): readonly FoundSetting[];
}

/** Files whose settings are code, read by their words. */
const buildFiles: readonly BuildFile[] = [
  { names: /\.gradle(?:\.kts)?$/, read: gradleSettings },
  { names: /^\.simplecov$|^(?:spec_helper|rails_helper|test_helper|simplecov\w*|coverage\w*)\.rb$/, read: simplecovSettings },
  { names: /^conftest\.py$/, read: conftestSettings },
  { names: /^(?:[\w.-]+\.)?(?:Dockerfile|Containerfile)(?:\.[\w.-]+)?$/i, read: dockerSettings },
  { names: /^mix\.exs$/, read: mixSettings },
];

export function isBuildFile(path: string): boolean {
  return buildFiles.some(({ names }) => names.test(nameOf(path)));
}

/** Reads settings of test runners in build scripts and test helpers. Never throws; time is linear in the text. */
export function buildFileSettings(path: string, text: string): readonly FoundSetting[] {
  return buildFiles.find(({ names }) => names.test(nameOf(path)))?.read(path, text) ?? [];
}

/** How a word of a Gradle script is read. */
interface GradleRule extends Omit<SettingKind, 'tool'> {
  readonly words: readonly string[];
  /** A block around it must have such a name. */
  readonly within?: RegExp;
  readonly standard?: number | boolean;
}

const gradleRules: readonly GradleRule[] = [
  { words: ['minimum'], within: /limit|rule/i, order: 'floor', operation: 'D1', concern: 'coverage' },
  { words: ['minBound', 'minValue'], order: 'floor', operation: 'D1', concern: 'coverage' },
  { words: ['isFailOnViolation', 'failOnViolation'], order: 'strict', operation: 'D1', concern: 'coverage check', standard: true },
  { words: ['mutationThreshold', 'testStrengthThreshold'], order: 'floor', operation: 'D13', concern: 'mutation score' },
  { words: ['ignoreFailures', 'isIgnoreFailures'], within: /test/i, order: 'lax', operation: 'D6', concern: 'D6 ignoreFailures', standard: false },
  { words: ['failOnNoMatchingTests', 'isFailOnNoMatchingTests'], order: 'strict', operation: 'D6', concern: 'D6 noMatchingTests', standard: true },
  { words: ['enabled', 'isEnabled'], within: /test|jacoco\w*verif|koververify/i, order: 'strict', operation: 'D8', concern: 'D8 enabled', standard: true },
  { words: ['maxRetries'], order: 'allowance', operation: 'B12', concern: 'retries', standard: 0 },
  { words: ['excludeTags', 'excludeTestsMatching', 'excludeGroups'], order: 'exceptions', operation: 'D5', concern: 'D5 excluded tests' },
  { words: ['exclude'], within: /^(?:tasks\.)?(?:test|named\(test\)|\w*Test)$/, order: 'exceptions', operation: 'D5', concern: 'D5 excluded tests' },
];

function gradleSettings(path: string, text: string): readonly FoundSetting[] {
  const tokens = sourceTokens(text, gradleSyntax);
  const positions = textPositions(path, text);
  const blocks: string[] = [];
  const found: FoundSetting[] = [];
  const counts = new Map<string, number>();
  let statement: string[] = [];
  tokens.forEach((token, index) => {
    if (token.kind === 'mark' && token.value === '{') {
      blocks.push(statement.join('').slice(0, 100));
      statement = [];
      return;
    }
    if (token.kind === 'mark' && (token.value === '}' || token.value === ';')) {
      if (token.value === '}') blocks.pop();
      statement = [];
      return;
    }
    const before = tokens[index - 1];
    if (before && text.slice(before.end, token.start).includes('\n')) statement = [];
    statement.push(token.value);
    if (token.kind !== 'word' || before?.value === '.') return;
    const rule = gradleRules.find(({ words, within }) => words.includes(token.value) && (!within || blocks.some((block) => within.test(block))));
    const value = rule && gradleValue(tokens, index, rule, text, positions);
    if (!rule || !value) return;
    const { words: _, within: __, standard, ...kind } = rule;
    const written = [...blocks.slice(-3), token.value].join(' ');
    const count = (counts.get(written) ?? 0) + 1;
    counts.set(written, count);
    found.push({
      kind: withMetric({ ...kind, tool: 'Gradle' }, written),
      key: count > 1 ? `${written} (${count})` : written,
      value,
      ...(standard === undefined ? {} : { standard }),
    });
  });
  return [...found, ...verificationLinks(tokens, positions)];
}

/** `name = 1`, `name(1)`, `name.set(1)`, `name 'a', 'b'`. */
function gradleValue(tokens: readonly SourceToken[], index: number, rule: GradleRule, text: string, positions: TextPositions): SettingValue | undefined {
  let at = index + 1;
  if (tokens[at]?.value === '.' && /^(?:set|add|addAll)$/.test(tokens[at + 1]?.value ?? '')) at += 2;
  while (['=', '(', '+'].includes(tokens[at]?.value ?? '') && tokens[at]?.kind === 'mark') at++;
  const first = tokens[at];
  if (!first || first.kind === 'mark') return undefined;
  const location = positions.location(first.start, first.end);
  if (rule.order === 'exceptions') {
    const values: { value: string; location: Location }[] = [];
    for (let next = at; tokens[next]?.kind === 'string'; next += tokens[next + 1]?.value === ',' ? 2 : 1)
      values.push({ value: tokens[next]?.value ?? '', location: positions.location(tokens[next]?.start ?? 0, tokens[next]?.end ?? 0) });
    return values.length === 0 ? undefined : { value: values, text: values.map(({ value }) => value).join(', '), location };
  }
  if (rule.order === 'strict' || rule.order === 'lax') {
    const value = booleanOf(first.value);
    return value === undefined ? { value: 'not-readable', text: first.value, location } : { value, text: first.value, location };
  }
  if (first.kind === 'string') return numberValue(first.value, location);
  const digits = /^\d{1,9}(?:\.\d{1,9})?/.exec(text.slice(first.start, first.start + 24))?.[0];
  return digits === undefined ? numberValue(first.value, location) : numberValue(digits, positions.location(first.start, first.start + digits.length));
}

function numberValue(text: string, location: Location): SettingValue {
  return { value: numberOf(text) ?? 'not-readable', text, location };
}

/** Tasks that check the coverage only do so where something depends on them. */
function verificationLinks(tokens: readonly SourceToken[], positions: TextPositions): readonly FoundSetting[] {
  return tokens.flatMap((token, index): FoundSetting[] => {
    if (!/^(?:jacocoTestCoverageVerification|koverVerify)$/.test(token.value)) return [];
    if (!tokens.slice(Math.max(0, index - 8), index).some(({ value }) => value === 'dependsOn' || value === 'finalizedBy')) return [];
    const location = positions.location(token.start, token.end);
    return [
      {
        kind: { tool: 'Gradle', order: 'strict', operation: 'D1', concern: 'coverage check' },
        key: `dependsOn ${token.value}`,
        value: { value: true, text: token.value, location },
        standard: false,
      },
    ];
  });
}

function simplecovSettings(path: string, text: string): readonly FoundSetting[] {
  if (!/minimum_coverage|add_filter|refuse_coverage_drop|maximum_coverage_drop/.test(text)) return [];
  const tokens = sourceTokens(text, scriptSyntax);
  const positions = textPositions(path, text);
  const found: FoundSetting[] = [];
  const filters: { value: string; location: Location }[] = [];
  tokens.forEach((token, index) => {
    if (token.kind !== 'word') return;
    if (token.value === 'minimum_coverage' || token.value === 'minimum_coverage_by_file') {
      for (const { name, value } of rubyNumbers(tokens, index, text, positions)) {
        const key = [token.value, name].filter(Boolean).join(' ');
        found.push({ kind: withMetric({ tool: 'SimpleCov', order: 'floor', operation: 'D1', concern: 'coverage' }, name), key, value });
      }
    } else if (token.value === 'maximum_coverage_drop') {
      for (const { value } of rubyNumbers(tokens, index, text, positions))
        found.push({ kind: { tool: 'SimpleCov', order: 'ceiling', operation: 'D1', concern: 'coverage drop' }, key: token.value, value });
    } else if (token.value === 'refuse_coverage_drop') {
      const value: SettingValue = { value: true, text: token.value, location: positions.location(token.start, token.end) };
      found.push({ kind: { tool: 'SimpleCov', order: 'strict', operation: 'D1', concern: 'coverage drop' }, key: token.value, value, standard: false });
    } else if (token.value === 'add_filter') {
      const next = tokens[index + 1]?.value === '(' ? tokens[index + 2] : tokens[index + 1];
      if (next?.kind === 'string') filters.push({ value: `*${next.value}*`, location: positions.location(next.start, next.end) });
    }
  });
  const [first] = filters;
  if (first)
    found.push({
      kind: { tool: 'SimpleCov', order: 'excluded', operation: 'D2', concern: 'D2 add_filter', subject: 'sources' },
      key: 'add_filter',
      value: { value: filters, text: filters.map(({ value }) => value).join(', '), location: first.location },
      language: 'fnmatch',
      candidates: /\.rb$/,
    });
  return found;
}

/** `90`, `(90)`, `line: 90, branch: 80`. */
function rubyNumbers(
  tokens: readonly SourceToken[],
  index: number,
  text: string,
  positions: TextPositions,
): readonly { readonly name: string; readonly value: SettingValue }[] {
  const found: { name: string; value: SettingValue }[] = [];
  let name = '';
  const line = text.indexOf('\n', tokens[index]?.start ?? 0);
  for (let at = index + 1; at < index + 30; at++) {
    const token = tokens[at];
    if (!token || (line >= 0 && token.start > line) || token.value === ')' || token.value === '}') break;
    if (/^\d/.test(token.value) && token.kind === 'word') {
      const digits = /^\d{1,9}(?:\.\d{1,9})?/.exec(text.slice(token.start, token.start + 24))?.[0] ?? '';
      if (tokens[at - 1]?.value !== '.') found.push({ name, value: numberValue(digits, positions.location(token.start, token.start + digits.length)) });
    } else if (token.kind === 'word') name = token.value;
  }
  return found;
}

/** `collect_ignore = ["setup.py"]` and `collect_ignore.append("…")` of pytest. */
function conftestSettings(path: string, text: string): readonly FoundSetting[] {
  if (!text.includes('collect_ignore')) return [];
  const tokens = sourceTokens(text, scriptSyntax);
  const positions = textPositions(path, text);
  const closing = closingBrackets(tokens);
  return ['collect_ignore', 'collect_ignore_glob'].flatMap((name): FoundSetting[] => {
    const values: { value: string; location: Location }[] = [];
    tokens.forEach((token, index) => {
      if (token.value !== name || token.kind !== 'word') return;
      const open = [1, 2, 3, 4].map((step) => index + step).find((at) => '[('.includes(tokens[at]?.value ?? ' '));
      const close = open === undefined ? undefined : closing.get(open);
      if (open === undefined || close === undefined) return;
      for (const item of tokens.slice(open + 1, close))
        if (item.kind === 'string') values.push({ value: item.value, location: positions.location(item.start + 1, item.end - 1) });
    });
    const [first] = values;
    if (!first) return [];
    return [
      {
        kind: { tool: 'pytest', order: 'excluded', operation: 'B21', concern: `B21 ${name}`, subject: 'tests' },
        key: name,
        value: { value: values, text: values.map(({ value }) => value).join(', '), location: first.location },
        language: name === 'collect_ignore' ? 'path' : 'glob',
        candidates: /\.py$/,
      },
    ];
  });
}

/** `HEALTHCHECK` of a Dockerfile: the last one counts, and `NONE` takes it away. */
function dockerSettings(path: string, text: string): readonly FoundSetting[] {
  const positions = textPositions(path, text);
  let offset = 0;
  let found: SettingValue | undefined;
  for (const line of text.split('\n')) {
    const instruction = /^\s{0,20}HEALTHCHECK\s+(.*)/i.exec(line)?.[1]?.trim();
    if (instruction !== undefined) {
      const location = positions.location(offset, offset + line.trimEnd().length);
      found = /^NONE$/i.test(instruction) ? undefined : { value: true, text: 'HEALTHCHECK', location };
    }
    offset += line.length + 1;
  }
  const kind: SettingKind = { tool: 'Docker', order: 'strict', operation: 'D11', concern: 'health check', verdict: 'review' };
  return found ? [{ kind, key: 'HEALTHCHECK', value: found, standard: false }] : [];
}

/** `test_coverage: [summary: [threshold: 90]]` of Mix. */
function mixSettings(path: string, text: string): readonly FoundSetting[] {
  if (!text.includes('threshold')) return [];
  const tokens = sourceTokens(text, scriptSyntax);
  const positions = textPositions(path, text);
  return tokens.flatMap((token, index): FoundSetting[] => {
    const number = tokens[index + 2];
    if (token.value !== 'threshold' || tokens[index + 1]?.value !== ':' || !number) return [];
    return [
      {
        kind: withMetric({ tool: 'Mix', order: 'floor', operation: 'D1', concern: 'coverage' }, ''),
        key: 'test_coverage threshold',
        value: numberValue(number.value, positions.location(number.start, number.end)),
      },
    ];
  });
}
