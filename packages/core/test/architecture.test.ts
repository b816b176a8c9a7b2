import { readdirSync, readFileSync } from 'node:fs';
import { join, posix } from 'node:path';
import { describe, expect, it } from 'vitest';

const packages = join(import.meta.dirname, '../..');

/** What each folder of core may import, beside itself: data flows from left to right and never back. */
const layers: Readonly<Record<string, readonly string[]>> = {
  model: [],
  path: ['model'],
  pattern: [],
  'nearest.ts': [],
  'errors.ts': ['model'],
  sources: ['model', 'path', 'pattern', 'errors.ts'],
  parse: ['model', 'path', 'pattern', 'nearest.ts'],
  'redact.ts': [],
  github: ['model', 'path', 'errors.ts', 'redact.ts', 'sources', 'parse'],
  configuration: ['model', 'path', 'pattern', 'parse', 'nearest.ts', 'errors.ts'],
  repository: ['model', 'path', 'pattern', 'nearest.ts', 'sources', 'parse', 'github'],
  change: ['model', 'path', 'pattern', 'errors.ts', 'sources', 'parse', 'configuration', 'repository'],
  engine: ['model', 'configuration', 'pattern', 'nearest.ts', 'errors.ts', 'parse', 'repository', 'change'],
  exports: ['model', 'path', 'pattern', 'parse', 'repository'],
  report: ['model', 'engine', 'nearest.ts', 'errors.ts', 'redact.ts', 'repository', 'github'],
};

const packageImports: Readonly<Record<string, readonly string[]>> = {
  core: [],
  rules: ['@ten-point/core'],
  cli: ['@ten-point/core', '@ten-point/rules'],
};

function sources(directory: string): { path: string; imports: string[] }[] {
  return readdirSync(directory, { recursive: true, encoding: 'utf8' })
    .map((path) => path.replaceAll('\\', '/'))
    .filter((path) => path.endsWith('.ts') && !path.endsWith('.test.ts') && !path.endsWith('.test-data.ts'))
    .map((path) => ({
      path,
      imports: [...readFileSync(join(directory, path), 'utf8').matchAll(/(?:from|import\()\s*'([^']+)'/g)].map((match) => match[1] ?? ''),
    }));
}

describe('architecture', () => {
  it.each(Object.entries(packageImports))('%s imports only packages below it', (name, allowed) => {
    const wrong = sources(join(packages, name, 'src')).flatMap(({ path, imports }) =>
      imports
        .filter((target) => target.startsWith('@ten-point/') && !allowed.some((door) => target === door || target.startsWith(`${door}/`)))
        .map((target) => `${path} → ${target}`),
    );
    expect(wrong).toEqual([]);
  });

  it.each(Object.entries(layers))('core/%s imports only what comes before it', (layer, allowed) => {
    const wrong = sources(join(packages, 'core/src'))
      .filter(({ path }) => path === layer || path.startsWith(`${layer}/`))
      .flatMap(({ path, imports }) =>
        imports
          .filter((target) => target.startsWith('.'))
          .map((target) => posix.join(posix.dirname(path), target))
          .filter((target) => ![layer, ...allowed].some((door) => target === door || target.startsWith(`${door}/`)))
          .map((target) => `${path} → ${target}`),
      );
    expect(wrong).toEqual([]);
  });

  it('every folder of core has a place in the order', () => {
    const folders = readdirSync(join(packages, 'core/src'), { withFileTypes: true })
      .filter((entry) => entry.isDirectory())
      .map((entry) => entry.name);
    expect(folders.filter((folder) => folder !== 'testing' && !(folder in layers))).toEqual([]);
  });
});
