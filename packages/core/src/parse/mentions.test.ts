import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseMarkdown } from './markdown.ts';
import { findMentions } from './mentions.ts';

const commands = (text: string): string[] => findMentions(parseMarkdown('AGENTS.md', text)).commands.map((mention) => mention.text);
const paths = (text: string): string[] => findMentions(parseMarkdown('AGENTS.md', text)).paths.map((mention) => mention.path);

describe('findMentions', () => {
  it('finds commands in inline code, split at operators', () => {
    expect(commands('Run `pnpm install && pnpm run bake`, then `make`.')).toEqual(['pnpm install', 'pnpm run bake', 'make']);
  });

  it('takes names, values and prose in inline code for no commands', () => {
    expect(commands('The `task` field, `just` a word, `test helper`, `git`, `npm`, `React.memo`, `go.mod`, `make = 1`, `python`.')).toEqual([]);
  });

  it('reads shell fences, without comments and prompts, with the directory that cd moves to', () => {
    const text = '```bash\n# bake everything\n$ cd ovens/big   # first\n$ CI=1 npm run heat -- --hot\nHeating…\n```\n';
    const { commands: found } = findMentions(parseMarkdown('AGENTS.md', text));
    expect(found.map((mention) => [mention.text, mention.command.directory])).toEqual([
      ['cd ovens/big', ''],
      ['CI=1 npm run heat -- --hot', 'ovens/big'],
    ]);
    expect(found[1]?.location.range.start).toMatchObject({ line: 4, column: 3 });
  });

  it('skips output in sessions and fences of other languages', () => {
    expect(commands('```console\n$ make bread\nmake: Nothing to be done\n```\n\n```python\nnpm = run("x")\n```\n\n```\nsrc/\n  make bread\n```\n')).toEqual([
      'make bread',
    ]);
    expect(commands('```\nnpm test\nnpm run lint\n```\n')).toEqual(['npm test', 'npm run lint']);
  });

  it('marks placeholders instead of reading redirections', () => {
    const [found] = findMentions(parseMarkdown('AGENTS.md', 'Use `pnpm --filter <package name> test`.')).commands;
    expect(found?.text).toBe('pnpm --filter <package name> test');
    expect(found?.command.args[1]).toMatch(/^\uFFFC+$/);
    expect(found?.command.args[2]).toBe('test');
  });

  it('keeps what Go means by dots', () => {
    expect(findMentions(parseMarkdown('AGENTS.md', '`go test ./...`')).commands[0]?.command.args).toEqual(['test', './...']);
  });

  it('finds paths in code and links, with their sentence', () => {
    const { paths: found } = findMentions(parseMarkdown('AGENTS.md', 'See `./src/oven.ts:12` first. Read [the guide](docs/guide.md#heat) and `ovens/`.\n'));
    expect(found.map(({ path, form, context }) => [path, form, context])).toEqual([
      ['src/oven.ts', 'span', 'See ./src/oven.ts:12 first.'],
      ['docs/guide.md', 'link', 'Read the guide and ovens/.'],
      ['ovens/', 'span', 'Read the guide and ovens/.'],
    ]);
  });

  it('takes globs, placeholders, URLs, packages, homes and routes for no paths', () => {
    const text =
      '`src/**/*.ts` `packages/<name>/x.ts` `https://a.b/c.md` `@scope/pkg` `~/x/y.md` `/api/users` `a.md` `$HOME/x.sh` `x/…/y.ts` [a](https://b.c/d.md) [b](#top) [c](mailto:a@b.c)';
    expect(paths(text)).toEqual([]);
  });

  it('never throws, with ranges inside the text', () => {
    const piece = fc.constantFrom(
      '`',
      'npm run x',
      '```sh\n',
      '```\n',
      '\n',
      '> ',
      '$ ',
      '<a>',
      'src/a.ts',
      '[x](a/b.md)',
      '{',
      '"',
      "'",
      '\\',
      '$(',
      ')',
      ' ',
      '- ',
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 40 }), (pieces) => {
        const text = pieces.join('');
        const found = findMentions(parseMarkdown('a.md', text));
        for (const { location } of [...found.commands, ...found.paths]) {
          expect(location.range.start.offset).toBeGreaterThanOrEqual(0);
          expect(location.range.end.offset).toBeLessThanOrEqual(text.length);
        }
      }),
      { numRuns: 300 },
    );
  });
});
