import { defaultConfiguration } from '../configuration/defaults.ts';
import { type AuditOptions, audit } from '../engine/audit.ts';
import { defineRule, type Rule } from '../engine/define-rule.ts';
import type { Configuration } from '../model/configuration.ts';
import type { Location } from '../model/location.ts';
import type { AuditReport } from '../model/report.ts';
import { createRepository } from '../repository/repository.ts';
import { type MemoryFile, memorySource } from '../sources/memory.ts';

/** A place of some characters on one line, where offsets do not matter. */
export function place(path: string, line: number, column: number, length = 4): Location {
  return { path, range: { start: { line, column, offset: column - 1 }, end: { line, column: column + length, offset: column - 1 + length } } };
}

const sources = [{ url: 'https://docs.github.com/en/actions', checked: '2026-11-24' }];

/** A few rules that judge by file names alone, one for each kind of outcome. */
export const bakeryRules: readonly Rule[] = [
  defineRule({
    id: 'runtime/oven-port',
    scope: 'repository',
    severity: 'warning',
    needs: [],
    title: 'Ovens publish no fixed port',
    why: 'Two checkouts cannot bake at once.',
    howToFix: 'Take the port from the environment.',
    effort: 'hours',
    sources,
    messages: { fixed: 'The oven listens on a fixed port; take it from the environment.' },
    check: ({ outcome }) => outcome.notApplicable('no oven in compose.yml'),
  }),
  defineRule({
    id: 'instructions/recipe',
    scope: 'repository',
    severity: 'error',
    needs: [],
    title: 'Bakers find a recipe',
    why: 'Without a recipe every loaf is a guess.',
    howToFix: 'Write AGENTS.md with the commands that build and test.',
    limits: 'Does not taste the bread.',
    effort: 'minutes',
    sources,
    messages: { missing: 'No AGENTS.md was found; write one.' },
    check({ repo, outcome }) {
      if (repo.files.has('AGENTS.md')) outcome.pass('AGENTS.md is there', place('AGENTS.md', 1, 1));
      else outcome.fail('missing', {});
    },
  }),
  defineRule({
    id: 'access/pinned-flour',
    scope: 'repository',
    severity: 'warning',
    needs: [],
    title: 'Flour is ordered by lot number',
    why: 'A brand name can be moved to another mill after review.',
    howToFix: 'Write the lot number, and the brand in a comment.',
    effort: 'minutes',
    securitySeverity: 6.5,
    sources,
    messages: { brand: '{file} orders flour by its brand, which the mill can change; write the lot number.' },
    check({ repo, outcome }) {
      const orders = repo.files.under('orders');
      if (orders.length === 0) return outcome.notApplicable('no orders');
      for (const file of orders)
        outcome.fail('brand', { file }, place(file, 3, 9), { related: [{ location: place('mills.yml', 2, 1), message: 'The mill.' }] });
    },
  }),
  defineRule({
    id: 'access/cellar-key',
    scope: 'repository',
    severity: 'error',
    needs: [],
    title: 'The cellar key is given out by name',
    why: 'Whoever holds the key can change every order.',
    howToFix: 'List who may hold the key in the ruleset.',
    effort: 'hours',
    securitySeverity: 8,
    sources,
    messages: { open: 'The cellar is open; lock it.' },
    check({ repo, outcome }) {
      if (repo.files.has('cellar.lock')) outcome.pass('cellar.lock names the holders');
      else outcome.unknown('Who holds the key is a setting.', 'Give a token with Administration: read.');
    },
  }),
  defineRule({
    id: 'reuse/dough',
    scope: 'repository',
    severity: 'note',
    needs: [],
    title: 'Yesterday’s dough is used first',
    why: 'A second dough goes stale.',
    howToFix: 'Ask for it in the template.',
    effort: 'minutes',
    sources,
    messages: { maybe: '{file} may be a second dough; use the first.' },
    check({ repo, outcome }) {
      const doughs = repo.files.named('dough.txt');
      outcome.pass('the template asks for it');
      for (const file of doughs.slice(1)) outcome.fail('maybe', { file }, place(file, 1, 1), { confidence: 'low' });
    },
  }),
];

/** The files of a bakery that has prepared something. */
export const bakery: Readonly<Record<string, MemoryFile>> = {
  'README.md': '# Bakery\n',
  'AGENTS.md': '# Recipe\n',
  'orders/monday.yml': 'a\nb\nflour: Windmill\n',
  'orders/tuesday.yml': 'a\nb\nflour: Windmill\n',
  'rye/dough.txt': 'dough\n',
  'wheat/dough.txt': 'dough\n',
};

/** Audits a bakery by the rules above. */
export async function auditBakery(
  files: Readonly<Record<string, MemoryFile>> = bakery,
  configuration: Partial<Configuration> = {},
  options: Partial<AuditOptions> = {},
): Promise<AuditReport> {
  const facts = { branch: 'main', commit: '3f2a1c9d0b8e7f6a5c4d3e2f1a0b9c8d7e6f5a4b', origin: { host: 'github.com', owner: 'octo', name: 'bakery' } };
  const repo = await createRepository(memorySource(files, { facts }), { ...defaultConfiguration, ...configuration });
  return audit(repo, { rules: bakeryRules, ...options });
}
