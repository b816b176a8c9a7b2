import type { OptionSchema, Rule } from '../engine/define-rule.ts';
import { checklistItems } from '../model/configuration.ts';

/** The documentation of a rule, as Markdown: generated from its metadata alone. */
export function ruleDocumentation(rule: Rule): string {
  const item = checklistItems.find((candidate) => candidate.id === rule.item);
  const number = checklistItems.findIndex((candidate) => candidate.id === rule.item) + 1;
  const facts = [
    `Item ${number}: ${item?.title ?? rule.item}`,
    ...(rule.scope === 'change' ? [`gate: ${rule.verdict}`] : []),
    `severity ${rule.severity}`,
    rule.preset === 'strict' ? 'preset strict only' : 'on by default',
    `effort to fix: ${rule.effort}`,
    ...(rule.securitySeverity === undefined ? [] : [`security severity ${rule.securitySeverity.toFixed(1)}`]),
  ];
  const sections = [
    `# ${rule.id}`,
    `${rule.title}.`,
    `*${facts.join(' · ')}*`,
    `## Why\n\n${rule.why}`,
    `## How to fix\n\n${rule.howToFix}`,
    ...('fixes' in rule && rule.fixes ? [`## What \`agent-readiness fix\` does\n\n${rule.fixes}`] : []),
    ...(Object.keys(rule.messages).length > 0 ? [`## What it reports\n\n${messageList(rule)}`] : []),
    ...(rule.limits ? [`## How it can be wrong\n\n${rule.limits}`] : []),
    ...(Object.keys(rule.options).length > 0 ? [`## Options\n\n${optionTable(rule.options)}`] : []),
    ...(rule.sources.length > 0
      ? [`## Sources\n\n${rule.sources.map(({ url, checked, note }) => `- <${url}>${note ? `: ${note}` : ''} (checked ${checked})`).join('\n')}`]
      : []),
  ];
  return `${sections.join('\n\n')}\n`;
}

function messageList({ messages }: Rule): string {
  return Object.values(messages)
    .map((message) => `- ${message.replace(/\{(\w+)\}/g, '‹$1›')}`)
    .join('\n');
}

function optionTable(options: Readonly<Record<string, OptionSchema>>): string {
  const rows = Object.entries(options).map(
    ([name, option]) =>
      `| \`${name}\` | ${option.type === 'array' ? 'list of strings' : option.type} | \`${JSON.stringify(option.default)}\` | ${option.description.replaceAll('|', '\\|')} |`,
  );
  return ['| option | type | default | meaning |', '| --- | --- | --- | --- |', ...rows].join('\n');
}
