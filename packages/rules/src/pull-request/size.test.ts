import { testChangeRule } from '@ten-point/core/testing';
import { describe, it } from 'vitest';
import { pullRequestSize } from './size.ts';

const lines = (count: number, word = 'loaf') => Array.from({ length: count }, (_, index) => `${word}(${index});\n`).join('');
const areas = [{ id: 'ovens', title: 'Ovens', paths: ['src/oven/**'] }];

testChangeRule({ describe, it }, pullRequestSize, [
  { name: 'passes a small change', base: { 'src/a.ts': lines(3) }, head: { 'src/a.ts': lines(4) }, evidence: ['1 lines to read, at most 400'] },
  { name: 'reports a large one', example: true, base: {}, head: { 'src/a.ts': lines(401) }, findings: [{ id: 'lines', text: '401 lines', verdict: 'review' }] },
  {
    name: 'asks for smaller changes of what is risky',
    base: {},
    head: { 'src/oven/a.ts': lines(201) },
    riskAreas: areas,
    findings: [{ id: 'lines', text: 'one that touches Ovens' }],
  },
  {
    name: 'counts only what people read',
    example: true,
    base: { '.gitattributes': '*.gen.ts linguist-generated\n', 'old.ts': lines(900) },
    head: {
      'package-lock.json': lines(900),
      'src/a.gen.ts': lines(900),
      'vendor/b.ts': lines(900),
      'README.md': lines(900),
      'old.ts': null,
      'src/a.ts': lines(9, 'bun'),
    },
    evidence: ['9 lines'],
  },
  {
    name: 'does not let the change call its own files generated',
    base: {},
    head: { '.gitattributes': '*.ts linguist-generated\n', 'src/a.ts': lines(500) },
    findings: ['lines'],
  },
  { name: 'counts no line of a file that only moved', base: { 'src/a.ts': lines(900) }, head: { 'src/a.ts': null, 'lib/a.ts': lines(900) } },
  {
    name: 'reports many files',
    base: {},
    head: Object.fromEntries(Array.from({ length: 31 }, (_, index) => [`src/a${index}.ts`, `bake(${index});\n`])),
    findings: [{ id: 'files', text: '31 files' }],
  },
  { name: 'takes limits', base: {}, head: { 'a.ts': lines(11) }, options: { lines: 10 }, findings: ['lines'] },
  { name: 'does not apply to prose', base: {}, head: { 'a.md': 'x\n' }, state: 'not-applicable' },
]);
