import { describe, expect, it } from 'vitest';
import { readLiteralConfig } from './literal-config.ts';
import type { LiteralNode } from './literal-node.ts';

function plain(node: LiteralNode | undefined): unknown {
  switch (node?.kind) {
    case undefined:
      return undefined;
    case 'scalar':
      return node.value;
    case 'sequence':
      return node.items.map(plain);
    case 'opaque':
      return `<${node.isSpread ? '...' : ''}${node.text}>`;
    case 'map': {
      const spreads = node.spreads?.map(plain);
      return { ...Object.fromEntries(node.entries.map(({ key, value }) => [key, plain(value)])), ...(spreads ? { '...': spreads } : {}) };
    }
    default:
      return node satisfies never;
  }
}

const read = (text: string, path = 'oven.config.ts'): unknown => plain(readLiteralConfig(path, text)?.root);

describe('readLiteralConfig', () => {
  it.each([
    ['export default { a: 1, b: [true, null, -2.5, 1_000] }', { a: 1, b: [true, null, -2.5, 1000] }],
    ["import { defineConfig } from 'oven';\nexport default defineConfig({ test: { globals: true } })\n", { test: { globals: true } }],
    ["/** @type {import('x')} */\nmodule.exports = { 'a-b': `c`, d: 'e\\\\f' };", { 'a-b': 'c', d: 'e\\f' }],
    ['const shared = { x: 1 }\nconst config: Oven<{ a: 1 }> = { ...shared, y: 2 }\nexport default config', { x: 1, y: 2 }],
    ['const x = [1, 2] as const;\nexport default { x, y: [...x, ...z], ...other } satisfies Oven', { x: [1, 2], y: [1, 2, '<...z>'], '...': ['<...other>'] }],
    ['export default defineConfig(() => ({ a: 1 }))', { a: 1 }],
    ['export default defineConfig(async ({ mode }): Promise<X> => { const y = 2; return { a: mode, y } })', { a: '<mode>', y: 2 }],
    ['module.exports = function (config) { config.set({ single: true }) }', { single: true }],
    ['export default mergeConfig(base, defineConfig({ test: { a: 1 } }))', { test: { a: 1 } }],
    ['const a = { t: { x: 1 } };\nexport default mergeConfig(a, { t: { y: 2 } })', { t: { x: 1, y: 2 } }],
    [
      'export default { a: process.env.CI ? 2 : 0, b: /x,}/, c() { return 1 }, d: 2 * 3, [e]: 4, f: "g" + h }',
      {
        a: '<process.env.CI ? 2 : 0>',
        b: '</x,}/>',
        c: '<c() { return 1 }>',
        d: '<2 * 3>',
        f: '<"g" + h>',
        '...': ['<[e]: 4>'],
      },
    ],
    ['exports.config = { a: 1 }', { a: 1 }],
    ['export const config: Options = { a: 1 };', { a: 1 }],
    ['export default { a: 1, a: 2 }', { a: 2 }],
    ['export default { a: b }; const b = { c: b }', { a: { c: '<b>' } }],
    ['export default 1', undefined],
    ['', undefined],
  ])('%s', (text, expected) => expect(read(text)).toEqual(expected));

  it('keeps places', () => {
    const text = 'export default { a: { "b": "cd" } }';
    const root = readLiteralConfig('x.js', text)?.root?.get('a');
    const [entry] = root?.kind === 'map' ? root.entries : [];
    const slice = (range = entry?.keyLocation.range): string => text.slice(range?.start.offset, range?.end.offset);
    expect([slice(), slice(entry?.value.location.range)]).toEqual(['b', 'cd']);
  });

  it.each([
    ['a.json', '{"a": [1] /* x */,}', { a: [1] }],
    ['a.json5', "// x\n{ a: 'b', c: [1,], }", { a: 'b', c: [1] }],
    ['.nycrc', '{"a": 1}', { a: 1 }],
    ['.mocharc', 'a: 1\n', { a: 1 }],
    ['a.toml', '[tool.x]\na = 1\n', { tool: { x: { a: 1 } } }],
    ['setup.cfg', '[x]\na = 1\n  2\n[y]\nb: c\n', { x: { a: '1\n2' }, y: { b: 'c' } }],
    ['a.xml', '<p a="1"><q>x</q><r/></p>', { p: { '@a': '1', q: 'x', r: '' } }],
  ])('%s', (path, text, expected) => expect(read(text, path)).toEqual(expected));

  it('ends on hostile text', () => {
    const doubled = Array.from({ length: 60 }, (_, index) => `const a${index} = [a${index + 1}, a${index + 1}];`).join('\n');
    for (const text of [
      `${doubled}\nexport default { a0 }`,
      `export default ${'{a:'.repeat(50_000)}`,
      `export default ${'('.repeat(50_000)}`,
      `export default ${'['.repeat(9000)}${']'.repeat(9000)}`,
      `export default f${'<'.repeat(50_000)}`,
      'const '.repeat(50_000),
      'a=>'.repeat(50_000),
    ])
      expect(() => readLiteralConfig('x.js', text)).not.toThrow();
  });
});
