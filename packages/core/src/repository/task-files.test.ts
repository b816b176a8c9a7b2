import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { taskFileKind, taskFileKinds } from './task-files.ts';

const onePerParser = [...new Map([...taskFileKinds].map(([name, kind]) => [kind.parse, name])).values()];
const paths = [
  ...onePerParser,
  '.cargo/config.toml',
  '.mise/config.toml',
  'requirements-dev.txt',
  'src/App.csproj',
  'App.slnx',
  'app.sln',
  'app.gemspec',
  'libs.versions.toml',
  'rules.mk',
];

/** Pieces of the formats' syntaxes, so that texts get past the first error. */
const piece = fc.constantFrom(
  ...[
    '{',
    '}',
    '[',
    ']',
    '"',
    "'",
    ':',
    ',',
    '=',
    '\n',
    '\t',
    ' ',
    '#',
    '$',
    '$(',
    '${{',
    '{{',
    '}}',
    '\\',
    '@',
    '-',
    'test',
    'tasks',
    'scripts',
    '"scripts":{',
    '[tool.poe.tasks]',
  ],
  ...[
    '\n[testenv:',
    'commands =',
    'include ',
    'define x',
    'target: dep',
    '\n\tcd a && b',
    'alias a := b',
    'task :x => [',
    'gem "a", "1"',
    '<dependency>',
    'é',
    '0',
    '<ItemGroup>',
    '<PackageReference Include="a"/>',
    'include(":a")',
    '.package(url: "a")',
    '{:a, "1"}',
    'use ./a',
    'packages:\n  - a',
    'workspaces',
    'members',
  ],
);

describe('task files', () => {
  it.each(paths)('%s: never throws, and every place lies inside the text', (path) => {
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 60 }), (pieces) => {
        expectPlacesInside(path, pieces.join(''));
      }),
      { numRuns: 25 },
    );
  });

  it.each([
    '{',
    '[',
    '{{',
    '$(',
    'a: [',
    'group:[',
    '<dependency>',
    '\n',
    ' ',
    '{a,',
    '"',
    'tasks ',
    'task',
    '=',
    'a=$(',
    '<a b="c">',
    '<ItemGroup><PackageReference Include="a"/>',
    'include "a",',
    '.package(url: "a", ',
    'deps [{:a, ',
    'use (\n',
    '\\\n',
    'def aliases\n a: [',
    '{:a, "',
  ])('reads many %j in every format, with places inside the text', (unit) => {
    const text = unit.repeat(Math.floor(20_000 / unit.length));
    for (const path of paths) expectPlacesInside(path, text);
  });
});

function expectPlacesInside(path: string, text: string): void {
  const file = taskFileKind(path)?.parse(path, text);
  expect(file).toBeDefined();
  const places = [
    ...(file?.tasks ?? []).flatMap(({ location, command }) => (command ? [location, command.location] : [location])),
    ...[
      ...(file?.manifest?.dependencies ?? []),
      ...(file?.manifest?.toolchain ?? []),
      ...(file?.manifest?.workspaces ?? []),
      ...(file?.workspace?.members ?? []),
      ...(file?.catalogs ?? []).flatMap(({ entries }) => entries),
    ].map(({ location }) => location),
  ];
  expect(places.filter(({ range }) => range.start.offset < 0 || range.end.offset > text.length)).toEqual([]);
}
