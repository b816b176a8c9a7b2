import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { audit, type MemoryFile, memorySource, openRepository } from '@ten-point/core';
import { rules } from '@ten-point/rules';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

const fixtures = join(import.meta.dirname, '../../../fixtures');

/** All files of all fixtures: the seeds that the mutations start from. */
const seeds: readonly (readonly [path: string, text: string])[] = readdirSync(fixtures).flatMap((name) =>
  readdirSync(join(fixtures, name), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry): [string, string] => {
      const file = join(entry.parentPath, entry.name);
      return [file.slice(join(fixtures, name).length + 1).replaceAll('\\', '/'), readFileSync(file, 'latin1')];
    }),
);

const nasty = [
  '\u0000',
  '\ufeff',
  '\r',
  '${{',
  '}}',
  '---\n',
  '\t',
  '`',
  '[',
  '{',
  '&a ',
  '*a',
  '"',
  "'",
  '<!--',
  '\u202e',
  '😀',
  '../',
  '**',
  '|',
  '\\',
  '@',
  '#',
  ': ',
  '- ',
  '\ud800',
  '(',
  '$(',
  '<<EOF\n',
  '%',
  '!',
];

type Mutation =
  | { readonly kind: 'cut'; readonly at: number; readonly length: number }
  | { readonly kind: 'insert'; readonly at: number; readonly text: string; readonly times: number }
  | { readonly kind: 'repeat'; readonly times: number };

const mutation: fc.Arbitrary<Mutation> = fc.oneof(
  fc.record({ kind: fc.constant('cut' as const), at: fc.double({ min: 0, max: 1, noNaN: true }), length: fc.integer({ min: 1, max: 200 }) }),
  fc.record({
    kind: fc.constant('insert' as const),
    at: fc.double({ min: 0, max: 1, noNaN: true }),
    text: fc.constantFrom(...nasty),
    times: fc.constantFrom(1, 1, 1, 300),
  }),
  fc.record({ kind: fc.constant('repeat' as const), times: fc.integer({ min: 2, max: 4 }) }),
);

const mutate = (text: string, change: Mutation): string => {
  switch (change.kind) {
    case 'cut': {
      const at = Math.floor(change.at * text.length);
      return text.slice(0, at) + text.slice(at + change.length);
    }
    case 'insert': {
      const at = Math.floor(change.at * text.length);
      return text.slice(0, at) + change.text.repeat(change.times) + text.slice(at);
    }
    case 'repeat':
      return text.repeat(change.times);
    default:
      return change satisfies never;
  }
};

const repository = fc.array(fc.tuple(fc.nat(seeds.length - 1), fc.array(mutation, { maxLength: 3 })), { minLength: 1, maxLength: 12 }).map((chosen) =>
  Object.fromEntries(
    chosen.map(([index, mutations]): [string, MemoryFile] => {
      const [path, text] = seeds[index] ?? ['README.md', ''];
      return [path, mutations.reduce(mutate, text)];
    }),
  ),
);

describe('hostile repositories', () => {
  it('never make a rule fail, and every place lies inside its file', { timeout: 240_000 }, async () => {
    await fc.assert(
      fc.asyncProperty(repository, async (files) => {
        const repo = await openRepository(memorySource(files), { configuration: 'none', preset: 'strict' });
        const report = await audit(repo, { rules });
        expect(report.ruleFailures).toEqual([]);
        const places = [
          ...report.findings.flatMap((finding) => [finding.location, ...finding.related.map(({ location }) => location)]),
          ...report.outcomes.flatMap((outcome) => outcome.evidence.flatMap(({ location }) => (location ? [location] : []))),
          ...report.diagnostics.flatMap(({ path, range }) => (range ? [{ path, range }] : [])),
        ];
        for (const { path, range } of places) {
          const content = (await repo.readTexts([path])).get(path)?.text;
          if (content === undefined) continue;
          expect(range.start.offset).toBeGreaterThanOrEqual(0);
          expect(range.end.offset).toBeGreaterThanOrEqual(range.start.offset);
          expect(range.end.offset).toBeLessThanOrEqual(content.length);
          expect(range.start.line).toBeGreaterThanOrEqual(1);
        }
      }),
      // A fixed seed: a run of CI says something about the change, not about luck. FUZZ_SEED and FUZZ_RUNS look further.
      { numRuns: Number(process.env['FUZZ_RUNS'] ?? 150), seed: Number(process.env['FUZZ_SEED'] ?? 1) },
    );
  });
});
