import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { audit, memorySource, openRepository } from '@ten-point/core';
import { rules } from '@ten-point/rules';
import { expect, it } from 'vitest';

const page = readFileSync(join(import.meta.dirname, '../../../docs/configuration.md'), 'utf8');
const configuration = /## Other languages[\s\S]*?```yaml\n([\s\S]*?)```/.exec(page)?.[1] ?? '';
const only = ['instructions/boundaries', 'pull-request/template-sections', 'task/plan-first'];

const bakery = {
  'AGENTS.md':
    '# Bäckerei\n\nImmer erst planen, dann backen. コードを書く前に計画を立ててください。\n\n- Die Rezepte in `rezepte/` nicht ändern.\n- Keine Zugangsdaten ins Repository.\n',
  '.github/pull_request_template.md': '## Aufgabe\n\n## Lösungsweg\n\n## Betroffene Teile\n\n## Wie getestet\n\n## Risiken\n\n## Bewusst weggelassen\n',
};

const statesOf = async (files: Readonly<Record<string, string>>): Promise<readonly string[]> => {
  const repo = await openRepository(memorySource(files));
  const { outcomes } = await audit(repo, { rules, only, today: '2026-11-25' });
  return outcomes.map(({ rule, state }) => `${rule} ${state}`).sort();
};

it('the page’s example for other languages has such a repository judged as an English one', async () => {
  expect(await statesOf(bakery)).toEqual(only.map((rule) => `${rule} fail`));
  expect(await statesOf({ ...bakery, 'agent-readiness.yml': configuration })).toEqual(only.map((rule) => `${rule} pass`));
});
