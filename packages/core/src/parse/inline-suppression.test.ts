import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseInlineSuppressions } from './inline-suppression.ts';

const rules = new Set(['access/pinned-flour', 'ci/oven-check', 'reuse/dough']);
const parse = (path: string, ...lines: readonly string[]) => parseInlineSuppressions(path, lines.join('\n'), rules);
const waived = (path: string, ...lines: readonly string[]) => {
  const { suppressions, diagnostics } = parse(path, ...lines);
  expect(diagnostics).toEqual([]);
  return suppressions.map(({ suppression, lines: covered }) => [suppression.rule, suppression.scope === 'file' ? 'file' : covered.join(' ')]);
};

const short = 'agent-readiness-ignore reuse/dough accepted-risk: The dough is a gift.';
const wholeFile = 'agent-readiness-ignore-file reuse/dough accepted-risk: The dough is a gift.';

describe('parseInlineSuppressions', () => {
  it('reads rules, kind, reason, owner and expiry, each with its place', () => {
    const { suppressions, diagnostics } = parse(
      'oven.yml',
      'a: 1',
      '# agent-readiness-ignore access/pinned-flour, ci/oven-check accepted-risk: built by us (see note: 3), reviewed (owner @baker, expires 2027-01-01)',
    );
    expect(diagnostics).toEqual([]);
    expect(suppressions.map(({ suppression: { location, ...rest } }) => ({ ...rest, column: location.range.start.column }))).toEqual([
      {
        rule: 'access/pinned-flour',
        scope: 'line',
        kind: 'accepted-risk',
        reason: 'built by us (see note: 3), reviewed',
        owner: '@baker',
        expires: '2027-01-01',
        column: 26,
      },
      expect.objectContaining({ rule: 'ci/oven-check', column: 47 }),
    ]);
    const [plain] = parse('oven.yml', '# agent-readiness-ignore reuse/dough false-positive: It is bread (not dough)').suppressions;
    expect(plain?.suppression).toMatchObject({ kind: 'false-positive', reason: 'It is bread (not dough)' });
    expect(plain?.suppression).not.toHaveProperty('owner');
  });

  it.each([
    ['oven.yml', `# ${short}`],
    ['oven.toml', `## ${short}`],
    ['bake.sh', `# ${short}`],
    ['.github/CODEOWNERS', `# ${short}`],
    ['Dockerfile', `# ${short}`],
    ['api/Dockerfile.dev', `# ${short}`],
    ['Makefile', `# ${short}`],
    ['.env.example', `#${short}`],
    ['.gitignore', `# ${short}`],
    ['.editorconfig', `; ${short}`],
    ['setup.cfg', `# ${short}`],
    ['Gemfile', `# ${short}`],
    ['bake.py', `# ${short}`],
    ['tsconfig.base.json', `// ${short}`],
    ['.vscode/settings.json', `/* ${short} */`],
    ['.devcontainer/devcontainer.json', `// ${short}`],
    ['oven.jsonc', `// ${short}`],
    ['oven.ts', `/** ${short} */`],
    ['Oven.java', `// ${short}`],
    ['main.go', `/// ${short}`],
    ['AGENTS.md', `<!-- ${short} -->`],
    ['rules.mdc', `<!-- ${short} -->`],
    ['page.mdx', `{/* ${short} */}`],
    ['pom.xml', `<!--${short}-->`],
    ['index.html', `<!-- ${short} -->`],
    ['migrate.sql', `-- ${short}`],
    ['init.lua', `-- ${short}`],
    ['oven.clj', `;; ${short}`],
    ['main.tf', `# ${short}`],
    ['index.php', `// ${short}`],
  ])('knows the comments of %s', (path, line) => {
    expect(waived(path, line)).toEqual([['reuse/dough', '1']]);
  });

  it.each([
    ['JSON', 'package.json', `// ${short}`],
    ['an unknown kind of file', 'dough.bin', `# ${short}`],
    ['a name that only looks like an extension', 'yml', `# ${short}`],
    ['prose', 'oven.yml', `# see agent-readiness-ignore in the documentation`],
    ['a name of its own', 'oven.yml', '# agent-readiness-action runs here'],
    ['quoted text', 'oven.yml', `run: "echo # ${short}"`],
    ['quoted text with escapes', 'oven.ts', `const text = 'it\\'s // ${short}';`],
    ['a word with a sign', 'oven.sh', `echo a#${short}`],
    ['a code span', 'AGENTS.md', `Write \`<!-- ${short} -->\` above it.`],
    ['code', 'AGENTS.md', '```html', `<!-- ${short} -->`, '```'],
    ['longer fences', 'AGENTS.md', '~~~~', '~~~', `<!-- ${short} -->`],
    ['a heading', 'AGENTS.md', `# ${short}`],
  ])('leaves %s alone', (_, path, ...lines) => {
    expect(parse(path, ...lines)).toEqual({ suppressions: [], diagnostics: [] });
  });

  it.each([
    ['at the end of a line', 'oven.yml', [`flour: mill # ${short}`, 'yeast: 1'], '1'],
    ['behind quotes and apostrophes', 'oven.yml', [`name: "the baker's" it's # ${short}`], '1'],
    ['above a line', 'oven.yml', ['a: 1', `  # ${short}`, 'flour: mill'], '2 3'],
    ['above other comments', 'oven.yml', [`# ${short}`, '# The mill is ours.', 'flour: mill'], '1 3'],
    ['above a blank line, which ends it', 'oven.yml', [`# ${short}`, '', 'flour: mill'], '1'],
    ['with CRLF', 'oven.yml', ['a: 1\r', `# ${short}\r`, 'flour: mill\r'], '2 3'],
    ['in a block of comments', 'oven.ts', ['/*', ' * The mill is ours.', ` * ${short}`, ' */', 'flour();'], '3 5'],
    ['before something on its line', 'oven.ts', [`/* ${short} */ flour();`, 'yeast();'], '1'],
    ['after a path with a slash and a star', 'oven.ts', ["glob('src/**/*.ts');", `// ${short}`, 'flour();'], '2 3'],
    ['behind a web address', 'oven.sh', [`curl https://example.com/#flour # ${short}`], '1'],
    ['in Markdown after code', 'AGENTS.md', ['```', 'x', '```', `<!-- ${short} -->`, 'Use the flour.'], '4 5'],
    ['behind a code span', 'AGENTS.md', [`Use \`flour\` and a lone \` <!-- ${short} -->`], '1'],
    ['in front matter', 'rules.mdc', ['---', `# ${short}`, 'globs: "**"', '---', 'Use the flour.'], '2 3'],
  ])('covers lines: %s', (_, path, lines, covered) => {
    expect(waived(path, ...lines)).toEqual([['reuse/dough', covered]]);
  });

  it.each([
    ['oven.yml', ['', `# ${wholeFile}`, 'a: 1']],
    ['oven.yml', ['---', '# The oven.', '', `# ${wholeFile}`, 'a: 1']],
    ['bake.sh', ['#!/bin/sh', `# ${wholeFile}`, 'bake']],
    ['oven.ts', ['/*', ' * The oven.', ` * ${wholeFile}`, ' */', 'bake();']],
    ['oven.js', ['#!/usr/bin/env node', `// ${wholeFile}`]],
    ['pom.xml', ['<?xml version="1.0"?>', `<!-- ${wholeFile} -->`, '<project/>']],
    ['rules.mdc', ['---', 'globs: "**"', '---', `<!-- ${wholeFile} -->`, '# Rules']],
  ])('covers a whole file from the comments at its top: %s', (path, lines) => {
    expect(waived(path, ...lines)).toEqual([['reuse/dough', 'file']]);
  });

  it.each([
    ['no reason', '# agent-readiness-ignore reuse/dough accepted-risk', 'has no reason'],
    ['a short reason', '# agent-readiness-ignore reuse/dough accepted-risk: ok', 'fewer than 10 characters'],
    ['a reason of terms alone', '# agent-readiness-ignore reuse/dough accepted-risk: (owner @baker, expires 2027-01-01)', 'fewer than 10'],
    ['nothing', '# agent-readiness-ignore', 'has no reason'],
    ['no rule', '# agent-readiness-ignore accepted-risk: The dough is a gift.', 'names no rule'],
    ['no rule and no kind', '# agent-readiness-ignore: The dough is a gift.', 'names no rule'],
    ['no kind', '# agent-readiness-ignore «reuse/dough»: The dough is a gift.', 'kind before the colon: false-positive or accepted-risk'],
    ['a mistyped kind', '# agent-readiness-ignore reuse/dough «accept-risk»: The dough is a gift.', 'Did you mean "accepted-risk"?'],
    ['another kind', '# agent-readiness-ignore reuse/dough «later»: The dough is a gift.', '"later" is no kind'],
    ['a mistyped rule', '# agent-readiness-ignore reuse/dough, «ci/oven-chek» accepted-risk: The dough is a gift.', 'Did you mean "ci/oven-check"?'],
    ['an item', '# agent-readiness-ignore «access» accepted-risk: The dough is a gift.', 'There is no rule "access".'],
    ['no comma', '# agent-readiness-ignore reuse/dough «ci/oven-check» accepted-risk: The dough is a gift.', 'separated by commas'],
    ['two commas', '# agent-readiness-ignore reuse/dough,«,» ci/oven-check accepted-risk: The dough is a gift.', 'comma'],
    ['a comma too many', '# agent-readiness-ignore reuse/dough«,» accepted-risk: The dough is a gift.', 'no rule behind this comma'],
    ['no such day', '# agent-readiness-ignore reuse/dough accepted-risk: The dough is a gift. («expires 2027-02-30»)', '"2027-02-30" is no date'],
    ['a date in words', '# agent-readiness-ignore reuse/dough accepted-risk: The dough is a gift. («expires in May»)', 'no date'],
    ['an unknown term', '# agent-readiness-ignore reuse/dough accepted-risk: The dough is a gift. («until 2027-01-01»)', '"until 2027-01-01" is neither'],
    ['a term in another notation', '# agent-readiness-ignore reuse/dough accepted-risk: The dough is a gift. («owner: @baker»)', 'neither'],
    ['a term twice', '# agent-readiness-ignore reuse/dough accepted-risk: The dough is a gift. (owner a, «owner b»)', 'one too many'],
    ['another directive', '# «agent-readiness-ignore-line» reuse/dough accepted-risk: The dough is a gift.', 'Did you mean "agent-readiness-ignore"?'],
    ['a mistyped directive', '# «agent-readiness-ignroe» reuse/dough accepted-risk: The dough is a gift.', 'Did you mean "agent-readiness-ignore"?'],
    ['a file directive further down', `a: 1\n# «agent-readiness-»ignore-file reuse/dough accepted-risk: The dough is a gift.`, 'at the top of the file'],
  ])('refuses %s, with the place', (_, marked, message) => {
    const start = marked.indexOf('«');
    const end = marked.indexOf('»') - 1;
    const { suppressions, diagnostics } = parse('oven.yml', marked.replace(/[«»]/g, ''));
    expect(suppressions).toEqual([]);
    expect(diagnostics).toMatchObject([{ path: 'oven.yml', severity: 'warning', code: 'suppression-malformed', message: expect.stringContaining(message) }]);
    if (start >= 0) expect(diagnostics[0]?.range).toMatchObject({ start: { offset: start }, end: { offset: end } });
  });

  it('says where a comment must have a line of its own', () => {
    expect(parse('.gitignore', `*.crumb # ${short}`)).toMatchObject({
      suppressions: [],
      diagnostics: [{ message: expect.stringContaining('line of its own') }],
    });
    expect(waived('.gitignore', `# ${short}`, '*.crumb')).toEqual([['reuse/dough', '1 2']]);
  });

  it('never throws, and names only places inside the text', () => {
    const piece = fc.oneof(
      fc.constantFrom(
        ...[
          'agent-readiness-ignore',
          'agent-readiness-ignore-file',
          'agent-readiness-',
          ' reuse/dough',
          ' ci/oven',
          ', ',
          ' accepted-risk',
          ': ',
          'a reason of it',
        ],
        ...[
          ' (owner @baker',
          'expires 2027-01-01',
          ')',
          '# ',
          '// ',
          '/*',
          '*/',
          '<!--',
          '-->',
          '-- ',
          '; ',
          '`',
          '```\n',
          '---\n',
          "'",
          '"',
          '\\',
          '\n',
          '\r\n',
          '\r',
        ],
      ),
      fc.string({ maxLength: 5, unit: 'binary' }),
    );
    const paths = ['a.yml', 'a.ts', 'a.md', 'a.mdx', 'a.sql', '.gitignore', '.npmrc', 'a.clj', 'a.xml', 'a.json', 'a'];
    fc.assert(
      fc.property(fc.constantFrom(...paths), fc.array(piece, { maxLength: 40 }), (path, pieces) => {
        const text = pieces.join('');
        const { suppressions, diagnostics } = parseInlineSuppressions(path, text, rules);
        for (const { suppression, lines } of suppressions) {
          const { start, end } = suppression.location.range;
          expect(text.slice(start.offset, end.offset)).toBe(suppression.rule);
          expect(suppression.reason.length).toBeGreaterThanOrEqual(10);
          for (const line of lines) expect(line).toBeGreaterThanOrEqual(start.line);
        }
        for (const { range } of diagnostics) {
          expect(range?.start.offset).toBeGreaterThanOrEqual(0);
          expect(range?.end.offset).toBeLessThanOrEqual(text.length);
          expect(range?.end.offset).toBeGreaterThan(range?.start.offset ?? -1);
        }
      }),
      { numRuns: 300 },
    );
  });
});
