import type { Rule } from '../engine/define-rule.ts';
import type { Configuration } from '../model/configuration.ts';

/**
 * The configuration that holds, with where each value comes from: for `--print-config`.
 *
 * @param format - `text` is YAML with a comment behind each value; `json` an object of `{value, origin}`.
 */
export function printConfiguration(configuration: Configuration, rules: readonly Rule[], format: 'text' | 'json'): string {
  const ruleLines = rules.map((rule) => {
    const setting = configuration.rules[rule.id];
    const inPreset = rule.preset === 'recommended' || configuration.preset === 'strict';
    const severity = setting?.severity ?? (inPreset ? rule.severity : 'off');
    const origin = configuration.origins[`rules.${rule.id}`] ?? `preset ${configuration.preset}`;
    return { id: rule.id, severity, options: setting?.options, origin };
  });
  const origin = (key: string): string => configuration.origins[key] ?? 'default';
  if (format === 'json') {
    const value = {
      path: configuration.path ?? null,
      preset: { value: configuration.preset, origin: origin('preset') },
      rules: Object.fromEntries(ruleLines.map(({ id, ...line }) => [id, line])),
      overrides: configuration.overrides,
      ignorePaths: configuration.ignoredPaths,
      riskAreas: configuration.riskAreas.map((area) => ({ ...area, origin: origin(`riskAreas.${area.id}`) })),
      suppressions: configuration.suppressions,
    };
    return `${JSON.stringify(value, undefined, 2)}\n`;
  }
  const lines = [
    `# ${configuration.path ?? 'no configuration file'}`,
    `extends: ${configuration.preset} # ${origin('preset')}`,
    'rules:',
    ...ruleLines.flatMap(({ id, severity, options, origin: from }) =>
      options ? [`  ${id}: # ${from}`, `    severity: ${severity}`, `    options: ${JSON.stringify(options)}`] : [`  ${id}: ${severity} # ${from}`],
    ),
    `overrides: ${JSON.stringify(configuration.overrides)}`,
    `ignorePaths: ${JSON.stringify(configuration.ignoredPaths)}`,
    'riskAreas:',
    ...configuration.riskAreas.flatMap((area) => [
      `  - id: ${area.id} # ${origin(`riskAreas.${area.id}`)}`,
      `    title: ${area.title}`,
      `    paths: ${JSON.stringify(area.paths)}`,
    ]),
    `suppressions: ${JSON.stringify(configuration.suppressions.map(({ location, ...suppression }) => suppression))}`,
  ];
  return `${lines.join('\n')}\n`;
}
