import { describe, expect, it } from 'vitest';
import type { TextFile } from '../model/file.ts';
import type { Location } from '../model/location.ts';
import { applyFixes } from './apply-fixes.ts';
import { type EditDraft, resolveFix } from './fix-draft.ts';

/** The place of the only occurrence of a part of a text. */
const place = (text: string, part: string): Location => {
  const offset = text.indexOf(part);
  const before = text.slice(0, offset);
  const start = { line: before.split('\n').length, column: offset - before.lastIndexOf('\n'), offset };
  return { path: 'oven.yml', range: { start, end: { ...start, column: start.column + part.length, offset: offset + part.length } } };
};

const file = (text: string): TextFile => ({ state: 'text', path: 'oven.yml', resolvedPath: 'oven.yml', text, byteSize: text.length });

/** What one edit makes of a text. */
const edited = (text: string, edit: EditDraft): string | undefined => {
  const fix = resolveFix(
    { description: 'Bake', edits: [edit] },
    (path) => (path === 'oven.yml' ? file(text) : undefined),
    () => false,
  );
  return fix && applyFixes([fix], () => text).texts.get('oven.yml');
};

describe('resolveFix', () => {
  const text = 'a: 1\n  b: "2" # two\nc: 3';
  it.each<[string, string, EditDraft, string]>([
    ['replaces a place', text, { replace: place(text, '1'), with: 'one' }, 'a: one\n  b: "2" # two\nc: 3'],
    ['keeps the quotes of a scalar', text, { replaceScalar: place(text, '2'), with: '${B:-2}' }, 'a: 1\n  b: "${B:-2}" # two\nc: 3'],
    ['quotes a plain scalar', text, { replaceScalar: place(text, '1'), with: '${A:-1}' }, 'a: "${A:-1}"\n  b: "2" # two\nc: 3'],
    ['puts lines above', text, { linesAbove: place(text, 'b'), lines: ['x: 0', '', 'y: 0'] }, 'a: 1\n  x: 0\n\n  y: 0\n  b: "2" # two\nc: 3'],
    ['puts lines above the first line', text, { linesAbove: place(text, 'a'), lines: ['x: 0'] }, 'x: 0\na: 1\n  b: "2" # two\nc: 3'],
    ['puts lines below, behind the comment', text, { linesBelow: place(text, 'b'), lines: ['x: 0'] }, 'a: 1\n  b: "2" # two\n  x: 0\nc: 3'],
    ['puts lines below a last line without an end', text, { linesBelow: place(text, 'c'), lines: ['x: 0'] }, 'a: 1\n  b: "2" # two\nc: 3\nx: 0'],
    ['appends to a file without a last line end', text, { appendTo: 'oven.yml', lines: ['x', 'y'] }, 'a: 1\n  b: "2" # two\nc: 3\nx\ny'],
    ['appends', 'a\n', { appendTo: 'oven.yml', lines: ['x', 'y'] }, 'a\nx\ny\n'],
    ['appends behind a blank line', 'a\r\n', { appendTo: 'oven.yml', lines: ['x'], apart: true }, 'a\r\n\r\nx\r\n'],
    ['appends behind a blank line to an unended file', 'a', { appendTo: 'oven.yml', lines: ['x'], apart: true }, 'a\n\nx'],
    ['appends behind the blank line that is there', 'a\n \n', { appendTo: 'oven.yml', lines: ['x'], apart: true }, 'a\n \nx\n'],
    ['appends without a blank line at the start', '', { appendTo: 'oven.yml', lines: ['x'], apart: true }, 'x\n'],
    ['appends to an empty file', '', { appendTo: 'oven.yml', lines: ['x'] }, 'x\n'],
    ['ends lines as the file does', 'a\r\nb\r\n', { linesBelow: place('a\r\nb\r\n', 'a'), lines: ['x', 'y'] }, 'a\r\nx\r\ny\r\nb\r\n'],
  ])('%s', (_, before, edit, after) => {
    expect(edited(before, edit)).toBe(after);
  });

  it('makes a file that is not there, and none where one is', () => {
    const create: EditDraft = { create: 'rack.md', lines: ['# Rack'] };
    expect(
      resolveFix(
        { description: 'x', edits: [create] },
        () => undefined,
        () => false,
      )?.edits,
    ).toEqual([{ path: 'rack.md', content: '# Rack\n' }]);
    expect(
      resolveFix(
        { description: 'x', edits: [create] },
        () => undefined,
        () => true,
      ),
    ).toBeUndefined();
    expect(edited('a\n', { create: 'oven.yml', lines: ['x'] })).toBeUndefined();
    expect(
      resolveFix(
        { description: 'x', edits: [{ appendTo: '.gitignore', lines: ['x'] }] },
        () => undefined,
        () => false,
      )?.edits,
    ).toEqual([{ path: '.gitignore', content: 'x\n' }]);
  });

  it('indents lines like the key behind the dash of a list', () => {
    const list = 'a:\n  - b: 1\n';
    expect(edited(list, { linesBelow: place(list, 'b'), lines: ['c:', '  d: 2'] })).toBe('a:\n  - b: 1\n    c:\n      d: 2\n');
  });

  it('leaves comments with what they are about, and those at the top with the file', () => {
    const jobs = '# Ours\non: push\n\n# Bake\n# and sell\njobs:\n';
    const lines = ['permissions:'];
    expect(edited(jobs, { linesAbove: place(jobs, 'jobs'), lines, apart: true })).toBe('# Ours\non: push\n\npermissions:\n\n# Bake\n# and sell\njobs:\n');
    expect(edited(jobs, { linesAbove: place(jobs, 'on'), lines, apart: true })).toBe('# Ours\npermissions:\non: push\n\n# Bake\n# and sell\njobs:\n');
    const close = 'on: push\n  # of a\n# of jobs\njobs:\n';
    expect(edited(close, { linesAbove: place(close, 'jobs:'), lines, apart: true })).toBe('on: push\n  # of a\npermissions:\n# of jobs\njobs:\n');
  });

  it('puts a comment at the end of the line, behind quotes, and nowhere else', () => {
    const replaced = (before: string): string | undefined => edited(before, { replace: place(before, 'x@v1'), with: 'x@abc', comment: 'v1.2' });
    expect(replaced('uses: x@v1\r\nb: 1\r\n')).toBe('uses: x@abc # v1.2\r\nb: 1\r\n');
    expect(replaced('uses: "x@v1"')).toBe('uses: "x@abc" # v1.2');
    expect(replaced('uses: x@v1 # old\n')).toBeUndefined();
    expect(replaced('{ uses: x@v1 }\n')).toBeUndefined();
  });

  it('puts no lines beside what has none of its own', () => {
    const flow = 'a: { b: 1 }\n';
    expect(edited(flow, { linesBelow: place(flow, 'b'), lines: ['c: 2'] })).toBeUndefined();
    expect(edited(flow, { linesAbove: place(flow, 'b'), lines: ['c: 2'] })).toBeUndefined();
    const list = '- a: 1\n';
    expect(edited(list, { linesAbove: place(list, 'a'), lines: ['c: 2'] })).toBeUndefined();
  });

  it('offers nothing through a link, and nothing for a file that is no text', () => {
    const link = { ...file('a\n'), resolvedPath: 'elsewhere.yml' };
    expect(
      resolveFix(
        { description: 'x', edits: [{ appendTo: 'oven.yml', lines: ['x'] }] },
        () => link,
        () => true,
      ),
    ).toBeUndefined();
    expect(
      resolveFix(
        { description: 'x', edits: [{ appendTo: 'oven.yml', lines: ['x'] }] },
        () => undefined,
        () => true,
      ),
    ).toBeUndefined();
  });
});
