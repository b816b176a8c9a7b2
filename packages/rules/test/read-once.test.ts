import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { audit, memorySource, openRepository } from '@ten-point/core';
import { rules } from '@ten-point/rules';
import { beforeEach, describe, expect, it, vi } from 'vitest';

/** How often each parser got each text, by `parser path text`. */
const parsed = vi.hoisted(() => new Map<string, number>());

/** Wraps the exported parsers of a module, those that take a path and a text, into ones that count. */
const counted = vi.hoisted(
  () =>
    async (load: () => Promise<Readonly<Record<string, unknown>>>): Promise<Record<string, unknown>> =>
      Object.fromEntries(
        Object.entries(await load()).map(([name, value]) => {
          if (typeof value !== 'function' || !/^parse[A-Z]/.test(name)) return [name, value];
          const counting = (...given: readonly unknown[]): unknown => {
            const key = [name, ...given.filter((argument) => typeof argument === 'string')].join(' ');
            parsed.set(key, (parsed.get(key) ?? 0) + 1);
            return value(...given);
          };
          return [name, counting];
        }),
      ),
);

vi.mock('../../core/src/parse/codeowners.ts', counted);
vi.mock('../../core/src/parse/compose.ts', counted);
vi.mock('../../core/src/parse/front-matter.ts', counted);
vi.mock('../../core/src/parse/json.ts', counted);
vi.mock('../../core/src/parse/makefile.ts', counted);
vi.mock('../../core/src/parse/markdown.ts', counted);
vi.mock('../../core/src/parse/package-json.ts', counted);
vi.mock('../../core/src/parse/plain-text.ts', counted);
vi.mock('../../core/src/parse/toml.ts', counted);
vi.mock('../../core/src/parse/workflow.ts', counted);
vi.mock('../../core/src/parse/yaml.ts', counted);

const fixtures = join(import.meta.dirname, '../../../fixtures');

function filesOf(name: string): Record<string, string> {
  const root = join(fixtures, name);
  return Object.fromEntries(
    readdirSync(root, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name))
      .map((file) => [file.slice(root.length + 1).replaceAll('\\', '/'), readFileSync(file, 'utf8')]),
  );
}

describe('one audit', () => {
  beforeEach(() => parsed.clear());

  it.each(readdirSync(fixtures))('reads no file twice and parses no text twice: %s', async (name) => {
    const source = memorySource(filesOf(name));
    const reads: string[] = [];
    const counting: typeof source = {
      ...source,
      read(paths: readonly string[]) {
        reads.push(...paths);
        return source.read(paths);
      },
    };
    const repo = await openRepository(counting, { configuration: 'none', preset: 'strict' });
    await audit(repo, { rules });
    expect(reads.filter((path, index) => reads.indexOf(path) !== index)).toEqual([]);
    // The form of Copilot's set-up is read from its keys, which the model of a workflow does not keep.
    const again = [...parsed].filter(([key, times]) => times > 1 && !key.startsWith('parseYaml .github/workflows/copilot-setup-steps.yml '));
    expect(again.map(([key, times]) => `${times} × ${key.slice(0, 120)}`)).toEqual([]);
    expect(parsed.size).toBeGreaterThan(0);
  });
});
