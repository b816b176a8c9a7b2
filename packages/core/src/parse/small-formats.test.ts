import { describe, expect, it } from 'vitest';
import { parseDevcontainer } from './devcontainer.ts';
import { parseEnvFile } from './env-file.ts';
import { ignoresDirectory, parseGitignore } from './gitignore.ts';
import { jsProperties } from './js-properties.ts';
import { parseProcfile } from './procfile.ts';

describe('parseEnvFile', () => {
  const text = '\uFEFF# A bakery\nexport DB_PORT=5432 # ours\r\nNAME="rye # loaf"\n# OVEN_URL=http://x\n# see this: a=b\nbroken\n EMPTY=\n';
  it('reads names, values and places', () => {
    const variables = parseEnvFile('.env.example', text.slice(1), 'with-commented');
    expect(variables.map(({ name, value }) => [name, value])).toEqual([
      ['DB_PORT', '5432'],
      ['NAME', 'rye # loaf'],
      ['OVEN_URL', 'http://x'],
      ['EMPTY', ''],
    ]);
    expect(variables[0]?.location.range.start).toMatchObject({ line: 2, column: 8 });
  });
  it('leaves what is commented out when only values count', () =>
    expect(parseEnvFile('.env', text, 'set-only').map(({ name }) => name)).toEqual(['DB_PORT', 'NAME', 'EMPTY']));
});

describe('parseGitignore', () => {
  it('lists patterns with their lines', () =>
    expect(parseGitignore('.gitignore', '# x\n\n.env\r\n/.worktrees/ \n').map(({ value, location }) => [value, location.range.start.line])).toEqual([
      ['.env', 3],
      ['/.worktrees/', 4],
    ]));
});

describe('parseProcfile', () => {
  it('reads processes', () =>
    expect(parseProcfile('Procfile', '# no\nweb: bin/serve -p $PORT\nbad line\n').map(({ name, command }) => [name, command.value])).toEqual([
      ['web', 'bin/serve -p $PORT'],
    ]));
});

describe('parseDevcontainer', () => {
  it('reads JSON with comments', () => {
    const { devcontainer, diagnostics } = parseDevcontainer(
      '.devcontainer/devcontainer.json',
      '{ // ours\n "dockerComposeFile": ["../compose.yaml", "compose.yaml"], "appPort": [3000, "80:80"], "postCreateCommand": {"a": "npm ci", "b": ["x", "y"]}, }',
    );
    expect(diagnostics).toEqual([]);
    expect(devcontainer.composeFiles).toEqual(['compose.yaml', '.devcontainer/compose.yaml']);
    expect(devcontainer.appPorts.map(({ value }) => value)).toEqual(['3000', '80:80']);
    expect(devcontainer.setupCommands.map(({ value }) => value)).toEqual(['npm ci', 'x y']);
  });
  it('reports what is broken', () => expect(parseDevcontainer('.devcontainer.json', '{"image": ').diagnostics).toHaveLength(1));
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
