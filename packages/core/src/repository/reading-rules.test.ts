import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { agentTools } from './agent-tools.ts';
import { type FileGroup, type ReadingRule, readingRules, readingRulesChecked } from './reading-rules.ts';

const page = join(import.meta.dirname, '../../../../docs/parsers/instructions.md');

const where = { root: 'root', chain: 'root to directory', nearest: 'nearest' } as const;
const choices = { 'first-in-directory': 'first in each directory', 'first-of-all': 'first that exists' } as const;

function groupText(group: FileGroup): string {
  const names = group.files.map((file) => `\`${file}\``).join(', ');
  const setting = group.setting ? `${names === '' ? '' : group.setting.use === 'add' ? ' and ' : ', or instead '}what \`${group.setting.keys[0]}\` names` : '';
  const notes = [
    where[group.where],
    ...(group.choose ? [choices[group.choose]] : []),
    ...(group.below ? ['below when touched'] : []),
    ...(group.fallbackFor ? ['only without the others'] : []),
    ...(group.activation ? ['by front matter'] : []),
    ...(group.switch
      ? [`${group.switch.without === 'on' ? 'unless' : 'only if'} \`${group.switch.key}\` is ${group.switch.without === 'on' ? 'false' : 'true'}`]
      : []),
    ...(group.limit ? [`${group.limit.size.toLocaleString('en-US')} ${group.limit.unit}, ${group.limit.effect === 'cut' ? 'then cut' : 'else skipped'}`] : []),
  ];
  return `${names}${setting} (${notes.join('; ')})`;
}

function rowOf({ id, order, groups, imports, budget, basis, source }: ReadingRule): string {
  const extras = [
    { 'root-to-directory': 'root to directory', precedence: 'precedence', unordered: 'not promised' }[order],
    ...(imports ? [`imports ${imports.depth} hops`] : []),
    ...(budget ? [`${budget.bytes.toLocaleString('en-US')} bytes in all`] : []),
  ];
  const files = groups.length === 0 ? '–' : groups.map(groupText).join('<br>');
  return `| \`${id}\` | ${files} | ${extras.join('; ')} | [${basis === 'vendor' ? 'vendor' : 'second hand'}](${source}) |`;
}

describe('the table of tools', () => {
  it('stands in the documentation as it is in the data', () => {
    const table = readingRules.map(rowOf).join('\n');
    const text = readFileSync(page, 'utf8');
    const begin = text.indexOf('| `claude-code`');
    const end = text.indexOf('\n\n', begin);

    expect(text.slice(begin, end)).toBe(table);
    expect(text).toContain(`checked on ${readingRulesChecked}`);
  });

  it('has every tool that can be found in use', () => {
    const known = new Set(readingRules.map((rule) => rule.agent ?? rule.id));
    expect(agentTools.filter((tool) => !known.has(tool.id))).toEqual([]);
  });

  it('names its sources', () => {
    for (const { source } of readingRules) expect(source).toMatch(/^https:\/\//);
  });
});
