import { testChangeRule } from '@ten-point/core/testing';
import { describe, it } from 'vitest';
import { duplicatedCode } from './duplicated-code.ts';

/** A function of some length; the names in it can be chosen. */
const parse = ({ name = 'parseHeader', input = 'header', result = 'fields' } = {}) => `export function ${name}(${input}: string): Map<string, string> {
  const ${result} = new Map<string, string>();
  for (const part of ${input}.split(';')) {
    const at = part.indexOf('=');
    if (at < 0) continue;
    const key = part.slice(0, at).trim().toLowerCase();
    const value = decodeURIComponent(part.slice(at + 1).trim());
    if (${result}.has(key)) throw new Error(\`twice: \${key}\`);
    ${result}.set(key, value);
  }
  return ${result};
}
`;

const marked = (text: string): string => `«${text.trimEnd()}»\n`;

const python = (name: string, unit: string) => `def ${name}(readings, limit):
    total = 0
    kept = []
    for reading in readings:
        if reading.value is None or reading.value > limit:
            continue
        total += reading.value * reading.weight
        kept.append(reading)
    if not kept:
        raise ValueError("no reading is below the limit")
    average = total / len(kept)
    spread = max(kept, key=lambda r: r.value).value - min(kept, key=lambda r: r.value).value
    return {"average": average, "spread": spread, "unit": "${unit}"}
`;

testChangeRule({ describe, it }, duplicatedCode, [
  {
    name: 'a function was copied from another file',
    example: true,
    base: { 'src/header.ts': parse() },
    head: { 'src/cookie.ts': marked(parse()) },
    findings: [{ id: 'copied', text: 'These 12 lines repeat src/header.ts:1–12; call that code', confidence: 'high', verdict: 'review' }],
  },
  {
    name: 'with its variables renamed',
    base: { 'src/header.ts': parse() },
    head: { 'src/cookie.ts': marked(parse({ name: 'parseCookie', input: 'cookie', result: 'crumbs' })) },
    findings: [{ id: 'renamed', text: 'but for some names and values' }],
  },
  {
    name: 'with other line breaks, comments and quotes',
    base: { 'src/header.ts': parse() },
    head: {
      'src/cookie.ts': marked(parse().replace("split(';'))", "split(\n    ';',\n  ))").replace('    if (at', '    // Without a value.\n    if (at')),
    },
    findings: ['copied'],
  },
  {
    name: 'into a file that was there',
    base: { 'src/header.ts': parse(), 'src/other.ts': 'export const one = 1;\n\nexport const two = 2;\n' },
    head: { 'src/other.ts': `export const one = 1;\n\n${marked(parse())}\nexport const two = 2;\n` },
    findings: ['copied'],
  },
  {
    name: 'within one file',
    base: { 'src/header.ts': parse() },
    head: { 'src/header.ts': `${parse()}\n${marked(parse({ name: 'parseCookie' }))}` },
    findings: ['copied'],
  },
  {
    name: 'the change brings it twice: the later place is told once',
    base: { 'src/a.ts': '' },
    head: { 'src/cookie.ts': parse(), 'src/header.ts': marked(parse()) },
    findings: [{ id: 'twice', text: 'also in src/cookie.ts:1–12' }],
  },
  {
    name: 'a copy of what stands in several places already is told once, with their number',
    base: { 'src/a.ts': parse(), 'src/b.ts': parse(), 'src/c.ts': parse() },
    head: { 'src/d.ts': marked(parse()) },
    findings: [{ id: 'copied', text: 'src/a.ts:1–12 and 2 more places' }],
  },
  {
    name: 'in Python',
    base: { 'app/water.py': python('water_levels', 'm') },
    head: { 'app/heat.py': marked(python('heat_levels', 'K')) },
    findings: ['copied'],
  },
  {
    name: 'code that moved to another file is no copy',
    base: { 'src/header.ts': parse(), 'src/old.ts': `${parse({ name: 'parseOld' })}\nexport const keep = 1;\n` },
    head: { 'src/header.ts': 'export const nothing = 0;\n', 'src/old.ts': 'export const keep = 1;\n', 'src/fresh.ts': parse() },
  },
  {
    name: 'a file that was renamed and edited is none',
    base: { 'src/header.ts': parse() },
    head: { 'src/header.ts': null, 'src/fields.ts': parse({ name: 'parseFields' }) },
  },
  {
    name: 'two halves that were alike before and are edited alike',
    base: { 'src/a.ts': parse(), 'src/b.ts': parse() },
    head: { 'src/a.ts': parse().replace('.trim()', '.trimEnd()'), 'src/b.ts': parse().replace('.trim()', '.trimEnd()') },
  },
  {
    name: 'tests repeat what they set up',
    base: { 'src/header.test.ts': parse(), 'src/a.ts': '' },
    head: { 'src/cookie.test.ts': parse() },
    state: 'not-applicable',
    reason: 'no code outside of tests',
  },
  {
    name: 'a helper of tests is no place to call code from',
    base: { 'test/header.ts': parse() },
    head: { 'src/cookie.ts': parse() },
  },
  {
    name: 'generated code is not compared, whatever the change says of it',
    base: { '.gitattributes': 'gen/** linguist-generated\n', 'gen/header.ts': parse(), 'src/header.ts': parse() },
    head: { '.gitattributes': 'gen/** linguist-generated\nsrc/** linguist-generated\n', 'src/cookie.ts': marked(parse()) },
    findings: [{ id: 'copied', text: 'src/header.ts:1–12; call' }],
  },
  {
    name: 'migrations stand for themselves',
    base: { 'db/migrations/1.ts': parse() },
    head: { 'db/migrations/2.ts': parse() },
    state: 'not-applicable',
  },
  {
    name: 'another language is another program',
    base: { 'app/water.py': python('water_levels', 'm') },
    head: { 'src/cookie.ts': parse() },
    evidence: ['nothing of the added code was found in 1 file'],
  },
  {
    name: 'six lines are said by themselves in many places',
    base: { 'src/header.ts': parse().split('\n').slice(0, 6).join('\n') },
    head: { 'src/cookie.ts': parse().split('\n').slice(0, 6).join('\n') },
  },
  {
    name: 'the same grammar with other words is no copy',
    base: { 'src/header.ts': parse() },
    head: {
      'src/cookie.ts': parse({ name: 'countDays', input: 'calendar', result: 'dates' }).replace(
        /\b(?:part|split|at|indexOf|key|value|slice|trim|toLowerCase|decodeURIComponent|has|set|Map|Error)\b/g,
        (word) => `${[...word].reverse().join('')}x`,
      ),
    },
  },
  {
    name: 'rows of a table are no code',
    base: {
      'src/a.ts': `export const a = [\n${Array.from({ length: 20 }, (_, row) => `  { id: ${row}, name: 'n${row}', size: ${row * 2} },`).join('\n')}\n];\n`,
    },
    head: {
      'src/b.ts': `export const b = [\n${Array.from({ length: 20 }, (_, row) => `  { id: ${row}, name: 'n${row}', size: ${row * 2} },`).join('\n')}\n];\n`,
    },
  },
  {
    name: 'imports are no code',
    base: { 'src/a.ts': `${Array.from({ length: 20 }, (_, row) => `import { a${row}, b${row} } from './m${row}';`).join('\n')}\n` },
    head: { 'src/b.ts': `${Array.from({ length: 20 }, (_, row) => `import { a${row}, b${row} } from './m${row}';`).join('\n')}\n` },
  },
  {
    name: 'pages and data only',
    base: { 'a.md': 'A.\n' },
    head: { 'a.md': 'B.\n', 'b.json': '{}\n' },
    state: 'not-applicable',
  },
  {
    name: 'a language that is not compared',
    base: { 'a.md': 'A.\n' },
    head: { 'src/a.zig': 'const a = 1;\n' },
    state: 'not-applicable',
    reason: 'languages that are not compared',
  },
]);
