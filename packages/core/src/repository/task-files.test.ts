import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { taskFileKind, taskFileKinds } from './task-files.ts';

const onePerParser = [...new Map([...taskFileKinds].map(([name, kind]) => [kind.parse, name])).values()];
const paths = [...onePerParser, '.cargo/config.toml', '.mise/config.toml', 'requirements-dev.txt', 'src/App.csproj', 'rules.mk'];

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
  ],
);

describe('task files', () => {
  it.each(paths)('%s: never throws, and every place lies inside the text', (path) => {
    const kind = taskFileKind(path);
    expect(kind).toBeDefined();
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 60 }), (pieces) => {
        const text = pieces.join('');
        const file = kind?.parse(path, text);
        for (const { location, command } of file?.tasks ?? []) {
          for (const place of [location, ...(command ? [command.location] : [])]) {
            expect(place.range.start.offset).toBeGreaterThanOrEqual(0);
            expect(place.range.end.offset).toBeLessThanOrEqual(text.length);
          }
        }
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
    '\\\n',
    'def aliases\n a: [',
    '{:a, "',
  ])('stays quick on many %j', (unit) => {
    const text = unit.repeat(Math.floor(20_000 / unit.length));
    const start = performance.now();
    for (const path of paths) taskFileKind(path)?.parse(path, text);
    expect(performance.now() - start).toBeLessThan(6_000);
  });
});
