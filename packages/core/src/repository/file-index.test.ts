import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { comparePaths } from '../sources/source.ts';
import { fileIndex } from './file-index.ts';

const index = (paths: readonly string[]) => fileIndex(paths.map((path) => ({ path, kind: 'file' as const, tracked: true })).sort(comparePaths), () => 'own');

describe('fileIndex', () => {
  it('finds files, directories, children and names', () => {
    const files = index(['README.md', 'src/oven/door.ts', 'src/oven.ts', 'src/oven/README.md', 'src-old/a.ts']);
    expect(files.has('src/oven.ts')).toBe(true);
    expect(files.has('src/oven')).toBe(false);
    expect(files.hasDirectory('src/oven')).toBe(true);
    expect(files.hasDirectory('')).toBe(true);
    expect(files.hasDirectory('src/oven.ts')).toBe(false);
    expect(files.children('')).toEqual(['README.md', 'src', 'src-old']);
    expect(files.children('src')).toEqual(['oven', 'oven.ts']);
    expect(files.named('README.md')).toEqual(['README.md', 'src/oven/README.md']);
    expect(files.under('src')).toEqual(['src/oven.ts', 'src/oven/README.md', 'src/oven/door.ts']);
    expect(files.under('nowhere')).toEqual([]);
  });

  it('lists under a directory exactly what begins with it', () => {
    const path = fc.stringMatching(/^[ab.-]{1,2}(\/[ab.-]{1,2}){0,3}$/);
    fc.assert(
      fc.property(fc.uniqueArray(path), path, (paths, directory) => {
        expect([...index(paths).under(directory)].sort()).toEqual(paths.filter((each) => each.startsWith(`${directory}/`)).sort());
      }),
    );
  });
});
