import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { CodeOwnersFile } from '../model/codeowners.ts';
import { compileCodeOwnersPattern } from '../pattern/codeowners-pattern.ts';
import { codeOwnersRuleLimit, codeOwnersSizeLimit, parseCodeOwners } from './codeowners.ts';

function read(text: string): CodeOwnersFile {
  const parsed = parseCodeOwners('CODEOWNERS', text);
  if (parsed.state === 'refused') throw new Error(parsed.reason);
  return parsed.file;
}

const owners = (text: string, path: string): string => {
  const ownership = read(text).ownersOf(path);
  return ownership.state === 'owned' ? ownership.owners.map(({ name }) => name).join(' ') : ownership.state;
};

describe('parseCodeOwners', () => {
  it('lets the last matching line decide, without adding owners up', () => {
    expect(owners('* @baker\n*.ts @oven\n', 'src/a.ts')).toBe('@oven');
    expect(owners('*.ts @oven\n* @baker\n', 'src/a.ts')).toBe('@baker');
    expect(owners('/a @one\n/a @two\n', 'a')).toBe('@two');
  });

  it('tells un-owned from unmatched', () => {
    const text = '/apps/ @baker\n/apps/legacy/\n';
    expect(owners(text, 'apps/web/a.ts')).toBe('@baker');
    expect(owners(text, 'apps/legacy/a.ts')).toBe('un-owned');
    expect(owners(text, 'README.md')).toBe('unmatched');
  });

  it('stops at a line without owners, though an earlier one has some', () => {
    expect(owners('* @baker\n/ovens/ @oven\n/ovens/\n', 'ovens/a')).toBe('un-owned');
  });

  it('skips an invalid line alone: the line before it decides', () => {
    expect(owners('/a @one\n/a two\n/b @three\n', 'a')).toBe('@one');
    expect(owners('/a @one\n/a two\n/b @three\n', 'b')).toBe('@three');
  });

  it('is case-sensitive in paths, whatever the machine', () => {
    expect(owners('/Docs/ @writer\n', 'docs/a.md')).toBe('unmatched');
    expect(owners('*.MD @writer\n', 'a.md')).toBe('unmatched');
  });

  it('reads users, teams and e-mail addresses, tabs, CRLF and comments after owners', () => {
    const file = read('*\t@baker @acme/bread-team  bread@acme.example # not @this\r\n  docs/   @writer\r\n# all comment\r\n\r\n');
    expect(file.problems).toEqual([]);
    expect(file.rules.map(({ pattern, line }) => [pattern, line])).toEqual([
      ['*', 1],
      ['docs/', 2],
    ]);
    expect(file.rules[0]?.owners.map(({ name, kind }) => [name, kind])).toEqual([
      ['@baker', 'user'],
      ['@acme/bread-team', 'team'],
      ['bread@acme.example', 'email'],
    ]);
    expect(file.rules[0]?.owners[1]?.location.range.start).toEqual({ line: 1, column: 10, offset: 9 });
  });

  it('un-owns by a pattern whose owners are commented out', () => {
    expect(owners('/a/ # @baker', 'a/b')).toBe('un-owned');
    expect(owners('/a/ #@baker', 'a/b')).toBe('un-owned');
  });

  it.each([
    ['my\\ docs/ @writer', 'my docs/a.md'],
    ['/trailing\\ \t@writer', 'trailing '],
    ['/app/\\[id\\]/ @writer', 'app/[id]/page.tsx'],
    ['/a#b @writer', 'a#b'],
    ['/{a,b} @writer', '{a,b}'],
    ['/(group)/@slot/ @writer', '(group)/@slot/page.tsx'],
    ['/Ofen/Größe.md @writer', 'Ofen/Größe.md'],
    ['/a @writer   \t', 'a'],
    ['\ufeff/a @writer', 'a'],
    ['/a @writer\r', 'a'],
  ])('reads %j', (line, path) => {
    expect(read(line).problems).toEqual([]);
    expect(owners(line, path)).toBe('@writer');
  });

  it.each(['', '\n\n', '\ufeff', '# nothing\n', '  \t\r\n', '#', '\r'])('reads %j as a file without lines', (text) => {
    expect(read(text)).toMatchObject({ rules: [], problems: [] });
  });

  // Kinds and columns of GitHub's own answer where its documentation or its users show them.
  const problems: readonly [line: string, kind: string, column: number, effect: string][] = [
    ['***/*.rb @baker', 'Invalid pattern', 1, 'line-skipped'],
    ['  /a/***/b @baker', 'Invalid pattern', 3, 'line-skipped'],
    ['/ @baker', 'Invalid pattern', 1, 'line-skipped'],
    ['// @baker', 'Invalid pattern', 1, 'line-skipped'],
    ['!docs/ @baker', 'Invalid pattern', 1, 'line-skipped'],
    ['! docs/ @baker', 'Invalid pattern', 1, 'line-skipped'],
    ['app/[locale]/page.tsx @baker', 'Invalid pattern', 1, 'line-skipped'],
    ['pages/[id\\].tsx @baker', 'Invalid pattern', 1, 'line-skipped'],
    ['v[0-9]/ @baker', 'Invalid pattern', 1, 'line-skipped'],
    ['[Mm]akefile @baker', 'Invalid pattern', 1, 'line-skipped'],
    ['*.txt docs@', 'Invalid owner', 7, 'line-skipped'],
    ['* baker', 'Invalid owner', 3, 'line-skipped'],
    ['* @baker acme/team', 'Invalid owner', 10, 'line-skipped'],
    ['* @acme/team/sub', 'Invalid owner', 3, 'line-skipped'],
    ['* @acme/', 'Invalid owner', 3, 'line-skipped'],
    ['* @', 'Invalid owner', 3, 'line-skipped'],
    ['* @@maintainer', 'Invalid owner', 3, 'line-skipped'],
    ['* @helper[bot]', 'Invalid owner', 3, 'line-skipped'],
    ['* @baker, @oven', 'Invalid owner', 3, 'line-skipped'],
    ['*\t@baker\tbread@acme', 'Invalid owner', 10, 'line-skipped'],
    ['my docs/ @baker', 'Invalid owner', 4, 'line-skipped'],
    ['\\#notes @baker', 'Unsupported syntax', 1, 'line-skipped'],
    ['[Bread] @baker', 'GitLab section', 1, 'line-skipped'],
    ['[Bread Team] @baker', 'GitLab section', 1, 'line-skipped'],
    ['[Bread Team]', 'GitLab section', 1, 'line-skipped'],
    ['^[Optional]', 'GitLab section', 1, 'line-skipped'],
    ['^[Optional][2] @baker', 'GitLab section', 1, 'line-skipped'],
    ['[Bread & Cake][10] @baker @oven # both', 'GitLab section', 1, 'line-skipped'],
    ['@acme/team', 'Unsupported syntax', 1, 'read-literally'],
  ];
  for (const [line, kind, column, effect] of problems)
    it(`reports ${line}`, () => {
      const file = read(`* @fallback\n${line}\n`);
      expect(file.problems.map((problem) => [problem.kind, problem.location.range.start.column, problem.effect])).toEqual([[kind, column, effect]]);
      expect(file.problems[0]?.suggestion).toBeTruthy();
      expect(file.rules.length).toBe(effect === 'line-skipped' ? 1 : 2);
    });

  it('says how to escape the brackets of a path, and that they give no range', () => {
    const suggestions = read('pages/[org]/\\[repo]/x @a\nv[0-9] @a\n').problems.map(({ suggestion }) => suggestion);
    expect(suggestions).toEqual(['write pages/\\[org\\]/\\[repo\\]/x', 'write one line for each name, or use ? or *']);
  });

  it('marks a section header to its last bracket, and no path with brackets', () => {
    const text = '^[Bread Team][2] @baker\n';
    const [problem] = read(text).problems;
    expect(text.slice(problem?.location.range.start.offset, problem?.location.range.end.offset)).toBe('^[Bread Team][2]');
    expect(read('[id].tsx @a\n[a]/[b] @a\n[a][b] @a\n[ ] @a\n').problems.map(({ kind }) => kind)).toEqual(Array(4).fill('Invalid pattern'));
  });

  for (const line of ['@scope/pkg @baker', '* @octo_acme', 'a#b @baker', '*.ts first.last+x@acme.co.uk', '/Documentation~/ @baker', '/a:b|c^d/ @baker'])
    it(`accepts ${line}`, () => {
      expect(read(line).problems).toEqual([]);
    });

  it('finds the line that decides and all that lose, equal and other spellings too', () => {
    const file = read('* @a\n/x/ @b\nbad owner\n/x/ @c\n/x/y @d\n/x/** @e\nz @f\n');
    const lines = (path: string): unknown => {
      const { winner, losers } = file.match(path);
      return [winner?.line, losers.map(({ line }) => line)];
    };
    expect(lines('x/y')).toEqual([6, [1, 2, 4, 5]]);
    expect(lines('other')).toEqual([1, []]);
    expect(read('/x/ @a').match('other')).toEqual({ losers: [] });
  });

  it('counts owned, un-owned and unmatched paths, also by directory', () => {
    const coverage = read('/a/ @one\n/a/x/\n').coverage(['a/1', 'a/x/2', 'a/x/y/3', 'b/4', '5']);
    expect(coverage).toMatchObject({ owned: 1, unOwned: 2, unmatched: 2 });
    expect(Object.fromEntries(coverage.directories)).toEqual({
      '': { owned: 1, unOwned: 2, unmatched: 2 },
      a: { owned: 1, unOwned: 2, unmatched: 0 },
      'a/x': { owned: 0, unOwned: 2, unmatched: 0 },
      'a/x/y': { owned: 0, unOwned: 1, unmatched: 0 },
      b: { owned: 0, unOwned: 0, unmatched: 1 },
    });
    expect(read('* @a').coverage([])).toMatchObject({ owned: 0, unOwned: 0, unmatched: 0 });
  });

  it('says what each line does, and explains it', () => {
    const usage = read('/a/ @one\n/b/ @two\n/a/x @three\n/a/ @four\n/gone @five\n').usage(['a/x', 'a/y', 'b/z']);
    expect(usage.map((line) => [line.rule.line, line.state, line.state === 'shadowed' ? line.by.map((by) => by.line) : undefined])).toEqual([
      [1, 'shadowed', [4]],
      [2, 'decides', undefined],
      [3, 'shadowed', [4]],
      [4, 'decides', undefined],
      [5, 'dead', undefined],
    ]);
    expect(usage.map(({ explanation }) => explanation)).toEqual([
      '/a/ decides over none of 2 paths that it matches, such as a/x: the last match decides, which is line 4 (/a/).',
      '/b/ decides over 1 of 1 path that it matches, such as b/z.',
      '/a/x decides over none of 1 path that it matches, such as a/x: the last match decides, which is line 4 (/a/).',
      '/a/ decides over 2 of 2 paths that it matches, such as a/x.',
      '/gone matches none of the 3 paths.',
    ]);
  });

  it('names every line that shadows another, the one for the example first', () => {
    const [first] = read('/a/ @one\n/a/y @two\n/a/x @three\n').usage(['a/x', 'a/y']);
    expect(first).toMatchObject({ state: 'shadowed', matched: 2, example: 'a/x', by: [{ line: 3 }, { line: 2 }] });
  });

  it('names twenty of many lines that shadow another', () => {
    const paths = Array.from({ length: 30 }, (_, n) => `a/${n}`);
    const [first] = read(`/a/ @one\n${paths.map((path) => `/${path} @two\n`).join('')}`).usage(paths);
    expect(first).toMatchObject({ state: 'shadowed', matched: 30 });
    expect(first?.state === 'shadowed' ? first.by.length : 0).toBe(20);
    expect(first?.explanation).toMatch(/ and others\.$/);
  });

  it('refuses a file that GitHub does not load', () => {
    const comment = '# x\n'.repeat(codeOwnersSizeLimit / 4);
    expect(parseCodeOwners('CODEOWNERS', comment)).toMatchObject({ state: 'refused', code: 'codeowners-too-large' });
    expect(parseCodeOwners('CODEOWNERS', comment.slice(1)).state).toBe('read');
    expect(parseCodeOwners('CODEOWNERS', `#${'ü'.repeat(codeOwnersSizeLimit / 2)}`).state).toBe('refused');
  });

  it('refuses a file of endless lines', () => {
    expect(parseCodeOwners('CODEOWNERS', 'a @b\n'.repeat(codeOwnersRuleLimit + 1)).state).toBe('refused');
  });

  it('never throws, and keeps every place inside the text', () => {
    const line = fc.array(fc.constantFrom('*', '/', 'a', '@', ' ', '\\', '#', '[', ']', '!', '\t', '\r', '\n', '.', '-', '😀', '^'), { maxLength: 40 });
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          line.map((parts) => parts.join('')),
        ),
        (text) => {
          const file = read(text);
          for (const rule of file.rules) {
            const { start, end } = rule.location.range;
            expect(text.slice(start.offset, end.offset)).toBe(rule.pattern);
            for (const owner of rule.owners) expect(text.slice(owner.location.range.start.offset, owner.location.range.end.offset)).toBe(owner.name);
          }
          for (const { location, message } of file.problems) {
            const marked = text.slice(location.range.start.offset, location.range.end.offset);
            expect(marked).not.toBe('');
            expect(message).toContain(marked);
          }
        },
      ),
      { numRuns: 500 },
    );
  });

  it('agrees with itself: the line of ownersOf wins in match, and usage and coverage count it', () => {
    const pattern = fc.constantFrom('*', 'a', '/a', 'a/', 'a/*', '*.b', '**/b', 'a/**', '/a/b/', '?', '/a/**', '**/a/**/b', '!a', '[a]');
    const row = fc.tuple(pattern, fc.constantFrom('', '@x', '@y @z', 'x')).map((parts) => parts.join(' '));
    const somePaths = fc.uniqueArray(fc.constantFrom('a', 'a/b', 'a/b/c', 'x.b', 'x/a/b', 'c', 'x/a/y/b'), { minLength: 1 });
    fc.assert(
      fc.property(fc.array(row, { maxLength: 8 }), somePaths, (rows, paths) => {
        const file = read(rows.join('\n'));
        const winners = paths.map((path) => {
          const matching = file.rules.filter((rule) => compileCodeOwnersPattern(rule.pattern)(path));
          const { winner, losers } = file.match(path);
          expect([...losers, ...(winner ? [winner] : [])]).toEqual(matching);
          const ownership = file.ownersOf(path);
          expect(ownership.state === 'unmatched' ? undefined : ownership.rule).toBe(winner);
          return { path, matching, winner };
        });
        for (const line of file.usage(paths)) {
          const matched = winners.filter(({ matching }) => matching.includes(line.rule));
          const decided = matched.filter(({ winner }) => winner === line.rule);
          expect(line.state).toBe(decided.length > 0 ? 'decides' : matched.length > 0 ? 'shadowed' : 'dead');
          if (line.state !== 'dead') expect([line.matched, line.example]).toEqual([matched.length, matched[0]?.path]);
          if (line.state === 'decides') expect(line.decided).toBe(decided.length);
          if (line.state === 'shadowed') expect(line.by).toEqual([...new Set(matched.map(({ winner }) => winner))]);
        }
        const { owned, unOwned, unmatched } = file.coverage(paths);
        const states = paths.map((path) => file.ownersOf(path).state);
        expect([owned, unOwned, unmatched]).toEqual(
          ['owned', 'un-owned', 'unmatched'].map((state) => states.filter((candidate) => candidate === state).length),
        );
      }),
      { numRuns: 150 },
    );
  });

  it.each([
    ['stars', '*'.repeat(100_000), ['Invalid pattern']],
    ['brackets', `${'['.repeat(100_000)} @a`, ['Invalid pattern']],
    ['open sections', `[${' a'.repeat(100_000)}`, ['Invalid pattern']],
    ['at signs', `a ${'@'.repeat(100_000)}`, ['Invalid owner']],
    ['backslashes', '\\'.repeat(100_000), []],
    ['hyphens', `${'a-'.repeat(100_000)}@x`, []],
  ])('reads a line of many %s', (_, text, problems) => {
    const file = read(text);
    expect(file.problems.map(({ kind }) => kind)).toEqual(problems);
    expect(file.rules).toHaveLength(1 - problems.length);
  });
});
