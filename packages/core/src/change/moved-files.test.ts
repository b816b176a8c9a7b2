import { describe, expect, it } from 'vitest';
import type { FileContent } from '../model/file.ts';
import { pairMoved } from './moved-files.ts';

const contents = (files: Readonly<Record<string, string>>): ReadonlyMap<string, FileContent> =>
  new Map(Object.entries(files).map(([path, text]) => [path, { state: 'text', path, resolvedPath: path, text, byteSize: text.length }]));
const lines = (word: string, count = 9): string => Array.from({ length: count }, (_, index) => `${word} ${index};\n`).join('');

describe('moved files', () => {
  it.each<[string, Record<string, string>, Record<string, string>, Record<string, string>]>([
    ['of equal text', { 'a.ts': lines('bake') }, { 'b.ts': lines('bake') }, { 'b.ts': 'a.ts' }],
    ['of much the same text', { 'a.ts': lines('bake') }, { 'b.ts': `${lines('bake')}more();\n` }, { 'b.ts': 'a.ts' }],
    ['never two to one', { 'a.ts': lines('bake') }, { 'b.ts': lines('bake'), 'c.ts': lines('bake') }, { 'b.ts': 'a.ts' }],
    [
      'with the same name first',
      { 'x/a.ts': lines('bake'), 'x/b.ts': lines('bake') },
      { 'y/b.ts': lines('bake'), 'y/a.ts': lines('bake') },
      { 'y/b.ts': 'x/b.ts', 'y/a.ts': 'x/a.ts' },
    ],
    ['not of other text', { 'a.ts': lines('bake') }, { 'b.ts': lines('cool') }, {}],
    ['not of empty text', { 'a.ts': '' }, { 'b.ts': '' }, {}],
    ['not of brackets alone', { 'a.ts': '}\n}\n)\n' }, { 'b.ts': '}\n}\n)\nx();\ny();\n' }, {}],
  ])('are paired %s', (_, deleted, added, moves) => {
    expect(Object.fromEntries(pairMoved(contents(deleted), contents(added)))).toEqual(moves);
  });
});
