import { describe, expect, it } from 'vitest';
import { dependencyPurposes, requiredBeside } from './dependency-purposes.ts';

const lists = dependencyPurposes.flatMap(({ purpose, alternatives }) =>
  Object.entries(alternatives).map(([ecosystem, families]) => ({ title: `${purpose} (${ecosystem})`, ecosystem, families })),
);

describe('packages by purpose', () => {
  it.each(lists)('$title has alternatives, each once', ({ families }) => {
    const names = families.flat();
    expect(families.length).toBeGreaterThan(1);
    expect(names.filter((name) => name === '' || /\s/.test(name))).toEqual([]);
    expect(new Set(names).size).toBe(names.length);
  });

  it('has no package that goes together with an alternative', () => {
    const together = [
      ['npm', 'eslint', 'prettier'],
      ['npm', 'eslint', 'oxlint'],
      ['npm', 'jest', '@testing-library/react'],
      ['npm', 'zod', 'zod-to-json-schema'],
      ['npm', '@playwright/test', 'vitest'],
      ['npm', 'knex', 'objection'],
      ['python', 'pytest', 'hypothesis'],
      ['python', 'ruff', 'pylint'],
      ['rust', 'anyhow', 'thiserror'],
      ['go', 'github.com/spf13/cobra', 'github.com/spf13/viper'],
    ];
    for (const [ecosystem, one = '', other = ''] of together)
      expect(lists.filter((list) => list.ecosystem === ecosystem && list.families.flat().includes(one) && list.families.flat().includes(other))).toEqual([]);
  });

  it('names nothing as required that no list has', () => {
    for (const [ecosystem, required] of Object.entries(requiredBeside))
      for (const name of Object.keys(required))
        expect(
          lists.some((list) => list.ecosystem === ecosystem && list.families.flat().includes(name)),
          name,
        ).toBe(true);
  });
});
