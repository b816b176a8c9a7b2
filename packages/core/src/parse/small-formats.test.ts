import { describe, expect, it } from 'vitest';
import { ignoresDirectory, parseGitignore } from './gitignore.ts';
import { jsProperties } from './js-properties.ts';

describe('parseGitignore', () => {
  it('lists patterns with their lines', () =>
    expect(parseGitignore('.gitignore', '# x\n\n.env\r\n/.worktrees/ \n').map(({ value, location }) => [value, location.range.start.line])).toEqual([
      ['.env', 3],
      ['/.worktrees/', 4],
    ]));
});

describe('jsProperties', () => {
  const read = (text: string): string[] => jsProperties(text).map(({ path, kind, value }) => `${path.join('.')}=${kind}:${value}`);
  it('reads nested literals, and leaves what is computed as source', () =>
    expect(
      read("export default defineConfig({\n // port: 1\n server: { port: 3000, strictPort: true, host: process.env.HOST ?? 'x' }, re: /a{1}:/ })"),
    ).toEqual([
      'server.port=number:3000',
      'server.strictPort=boolean:true',
      "server.host=expression:process.env.HOST ?? 'x'",
      "server=expression:{ port: 3000, strictPort: true, host: process.env.HOST ?? 'x' }",
      're=expression:/a{1}:/',
    ]));
  it('looks into arrays and calls', () =>
    expect(read('x({ webServer: [{ "url": "http://localhost:1" }] })')[0]).toBe('webServer.url=string:http://localhost:1'));
  it('does not take a ternary or a label for a property', () => expect(read('const a = b ? { c } : d; f: for (;;) {}')).toEqual([]));
  it.each(['=/['.repeat(60_000), '{a:'.repeat(60_000), '`'.repeat(9), '/*', "'".repeat(100_001), '}])'.repeat(1000)])(
    'finds no property in hostile text',
    (text) => expect(read(text)).toEqual([]),
  );
});

describe('ignoresDirectory', () => {
  it.each([
    [['.claude/worktrees/'], true],
    [['/.claude'], true],
    [['worktrees'], true],
    [['.claude/*'], true],
    [['**/worktrees/'], true],
    [['.claude/*.local.json'], false],
    [['.claude', '!.claude'], false],
    [['/worktrees'], false],
    [[], false],
  ])('%j', (patterns, ignored) => expect(ignoresDirectory(patterns, '.claude/worktrees')).toBe(ignored));
});
