import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { findExpressions, parseExpression } from './expression.ts';

const paths = (text: string): readonly string[] => parseExpression(text).references.map((reference) => reference.path);
const flowing = (text: string): readonly string[] =>
  parseExpression(text)
    .references.filter((reference) => reference.flows)
    .map((reference) => reference.path);

describe('findExpressions', () => {
  it('finds each, with its body', () => {
    const text = 'a ${{ x }}${{y}} $ {{ z }}';
    expect(findExpressions(text).map(({ start, end, body }) => [text.slice(start, end), body])).toEqual([
      ['${{ x }}', ' x '],
      ['${{y}}', 'y'],
    ]);
  });

  it('does not end at braces inside a string', () => {
    expect(findExpressions("${{ format('{0}}', x) }} ${{ 'it''s }}' }}").map((found) => found.body)).toEqual([" format('{0}}', x) ", " 'it''s }}' "]);
  });

  it('leaves out what is not closed', () => {
    expect(findExpressions('${{ a }} ${{ b')).toHaveLength(1);
    expect(findExpressions('${{'.repeat(100_000))).toEqual([]);
  });
});

describe('parseExpression', () => {
  it.each([
    ['github.event.issue.title', ['github.event.issue.title']],
    ["github.event['issue'].Title", ['github.event.issue.title']],
    ['GitHub.Head_Ref', ['github.head_ref']],
    ['github.event.commits.*.message', ['github.event.commits.*.message']],
    ['github.event.commits[0].message', ['github.event.commits.*.message']],
    ['steps.Meta.Outputs.Tags', ['steps.Meta.outputs.Tags']],
    ['secrets[matrix.name]', ['secrets.*', 'matrix.name']],
    ["!cancelled() && (needs.plan.outputs.run == 'true' || env.FORCE)", ['needs.plan.outputs.run', 'env.FORCE']],
    ['fromJSON(needs.a.outputs.list)[0].name', ['needs.a.outputs.list']],
    ['contains(fromJSON(\'["a"]\'), github.actor)', ['github.actor']],
    ['true && null != -1.5e3', []],
  ])('reads %s', (text, expected) => {
    const parsed = parseExpression(text);
    expect(parsed.tree).toBeDefined();
    expect(paths(text)).toEqual(expected);
  });

  it.each([
    ['github.event.issue.title || inputs.title', ['github.event.issue.title', 'inputs.title']],
    ["github.event.issue.title && 'yes' || 'no'", []],
    ["format('{0}', github.head_ref)", ['github.head_ref']],
    ["contains(github.event.comment.body, '/run')", []],
    ["github.head_ref == 'main'", []],
    ['env[github.head_ref]', ['env.*']],
    ['toJSON(github.event)', ['github.event']],
  ])('knows what of %s can be its value', (text, expected) => {
    expect(flowing(text)).toEqual(expected);
  });

  it.each(['', 'a b', "'open", 'a.', 'f(', ')', 'a ==', 'a = b', '"double"', `${'('.repeat(60)}a${')'.repeat(60)}`, '!'.repeat(5000), 'a'.repeat(21_001)])(
    'has no tree for %s',
    (text) => {
      expect(parseExpression(text).tree).toBeUndefined();
    },
  );

  it('still names what a broken expression refers to', () => {
    expect(paths('github.event.issue.title +')).toEqual(['github.event.issue.title']);
  });

  it('reads long chains without a deep tree', () => {
    const { tree, references } = parseExpression(Array.from({ length: 2000 }, () => 'env.A').join(' || '));
    expect(tree).toMatchObject({ kind: 'or' });
    expect(references).toHaveLength(2000);
  });

  it('never throws, and slicing a place gives the reference', () => {
    const token = fc.stringMatching(/^[a-z.'()[\]*!&|=<>,0-9 -]{0,20}$/);
    fc.assert(
      fc.property(token, fc.string(), (left, right) => {
        for (const text of [left, right, `${left}github.head_ref${right}`])
          for (const { start, end } of parseExpression(text).references) expect(text.slice(start, end)).toMatch(/^[A-Za-z_]/);
      }),
    );
  });
});
