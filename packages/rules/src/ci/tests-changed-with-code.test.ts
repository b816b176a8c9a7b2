import { testChangeRule } from '@ten-point/core/testing';
import { describe, it } from 'vitest';
import { testsChangedWithCode } from './tests-changed-with-code.ts';

const lines = (count: number, word = 'bake') => Array.from({ length: count }, (_, index) => `${word}(${index});\n`).join('');
const base = { 'src/oven.ts': '1\n', 'test/oven.test.ts': "it('bakes', () => {});\n" };

testChangeRule({ describe, it }, testsChangedWithCode, [
  {
    name: 'reports sources without tests',
    example: true,
    base,
    head: { 'src/oven.ts': lines(11) },
    findings: [{ id: 'none', text: '11 lines', verdict: 'review' }],
  },
  {
    name: 'passes sources with tests',
    example: true,
    base,
    head: { 'src/oven.ts': lines(11), 'test/oven.test.ts': "it('bakes', () => { expect(1).toBe(1); });\n" },
    evidence: ['test/oven.test.ts'],
  },
  {
    name: 'passes Rust that holds its tests',
    base: { 'src/oven.rs': 'fn a() {}\n', 'tests/a.rs': '\n' },
    head: { 'src/oven.rs': `${lines(11)}#[cfg(test)]\nmod tests {}\n` },
  },
  { name: 'leaves a few lines alone', base, head: { 'src/oven.ts': lines(3) }, state: 'not-applicable' },
  {
    name: 'leaves prose, styles and moves alone',
    base: { ...base, 'src/long.ts': lines(90) },
    head: { 'README.md': lines(90, 'rye'), 'src/oven.css': lines(90, 'bun'), 'src/long.ts': null, 'lib/long.ts': lines(90) },
    state: 'not-applicable',
  },
  { name: 'leaves repositories without tests alone', base: { 'src/oven.ts': '1\n' }, head: { 'src/oven.ts': lines(40) }, state: 'not-applicable' },
  {
    name: 'leaves generated files alone',
    base: { ...base, '.gitattributes': '*.gen.ts linguist-generated\n' },
    head: { 'src/a.gen.ts': lines(40) },
    state: 'not-applicable',
  },
]);
