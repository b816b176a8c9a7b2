import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { CodeOwnersFile } from '../model/codeowners.ts';
import { compileCodeOwnersPattern } from '../pattern/codeowners-pattern.ts';
import { codeOwnersRuleLimit, parseCodeOwners } from './codeowners.ts';

function read(text: string): CodeOwnersFile {
  const parsed = parseCodeOwners('CODEOWNERS', text);
  if (parsed.state === 'refused') throw new Error(parsed.reason);
  return parsed.file;
}

const owners = (text: string, path: string): string => {
  const ownership = read(text).ownerOf(path);
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
  });

  it('keeps an escaped blank in a pattern', () => {
    expect(owners('my\\ docs/ @writer', 'my docs/a.md')).toBe('@writer');
  });

  // Kinds and columns of GitHub's own answer where its documentation shows them.
  const problems: readonly [line: string, kind: string, column: number, effect: string][] = [
    ['***/*.rb @baker', 'Invalid pattern', 1, 'line-skipped'],
    ['/ @baker', 'Invalid pattern', 1, 'line-skipped'],
    ['*.txt docs@', 'Invalid owner', 7, 'line-skipped'],
    ['* baker', 'Invalid owner', 3, 'line-skipped'],
    ['* @baker acme/team', 'Invalid owner', 10, 'line-skipped'],
    ['* @acme/team/sub', 'Invalid owner', 3, 'line-skipped'],
    ['* @helper[bot]', 'Invalid owner', 3, 'line-skipped'],
    ['* @baker, @oven', 'Invalid owner', 3, 'line-skipped'],
    ['!docs/ @baker', 'Unsupported syntax', 1, 'line-skipped'],
    ['\\#notes @baker', 'Unsupported syntax', 1, 'line-skipped'],
    ['[Bread Team] @baker', 'Unsupported syntax', 1, 'read-literally'],
    ['^[Optional][2] @baker', 'Unsupported syntax', 1, 'read-literally'],
    ['v[0-9]/ @baker', 'Unsupported syntax', 1, 'read-literally'],
    ['[Mm]akefile @baker', 'Unsupported syntax', 1, 'read-literally'],
    ['@acme/team', 'Unsupported syntax', 1, 'read-literally'],
  ];
  for (const [line, kind, column, effect] of problems)
    it(`reports ${line}`, () => {
      const file = read(`* @fallback\n${line}\n`);
      expect(file.problems.map((problem) => [problem.kind, problem.location.range.start.column, problem.effect])).toEqual([[kind, column, effect]]);
      expect(file.rules.length).toBe(effect === 'line-skipped' || line.includes(' Team') ? 1 : 2);
    });

  for (const line of [
    'app/[locale]/page.tsx @baker',
    'pages/[id].tsx @baker',
    '@scope/pkg @baker',
    '* @octo_acme',
    'a#b @baker',
    '*.ts first.last+x@acme.co.uk',
  ])
    it(`accepts ${line}`, () => {
      expect(read(line).problems).toEqual([]);
    });

  it('says what each line does', () => {
    const usage = read('/a/ @one\n/b/ @two\n/a/x @three\n/a/ @four\n/gone @five\n').usage(['a/x', 'a/y', 'b/z']);
    expect(usage.map(({ rule, matched, overriddenBy }) => [rule.line, matched, overriddenBy?.line])).toEqual([
      [1, 'a/x', 4],
      [2, 'b/z', undefined],
      [3, 'a/x', 4],
      [4, 'a/x', undefined],
      [5, undefined, undefined],
    ]);
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
          for (const problem of file.problems) expect(problem.location.range.end.offset).toBeLessThanOrEqual(text.length);
        },
      ),
      { numRuns: 1000 },
    );
  });

  it('agrees with the last line whose pattern matches alone', () => {
    const pattern = fc.constantFrom('*', 'a', '/a', 'a/', 'a/*', '*.b', '**/b', 'a/**', '/a/b/', '?');
    const row = fc.tuple(pattern, fc.constantFrom('', '@x', '@y @z')).map((parts) => parts.join(' '));
    fc.assert(
      fc.property(fc.array(row, { maxLength: 8 }), fc.constantFrom('a', 'a/b', 'a/b/c', 'x.b', 'x/a/b', 'c'), (rows, path) => {
        const file = read(rows.join('\n'));
        const winner = file.rules.findLast((rule) => compileCodeOwnersPattern(rule.pattern)(path));
        const ownership = file.ownerOf(path);
        expect(ownership.state === 'unmatched' ? undefined : ownership.rule).toBe(winner);
      }),
    );
  });

  it.each([
    ['stars', '*'.repeat(100_000), ['Invalid pattern']],
    ['brackets', `${'['.repeat(100_000)} @a`, []],
    ['at signs', `a ${'@'.repeat(100_000)}`, ['Invalid owner']],
    ['backslashes', '\\'.repeat(100_000), []],
    ['hyphens', `${'a-'.repeat(100_000)}@x`, []],
  ])('reads a line of many %s', (_, text, problems) => {
    const file = read(text);
    expect(file.problems.map(({ kind }) => kind)).toEqual(problems);
    expect(file.rules).toHaveLength(1 - problems.length);
  });
});
