import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseCodexRules } from './codex-rules.ts';

const rules = (text: string): string[] =>
  parseCodexRules('.codex/rules/a.rules', text).rules.map(({ pattern, decision }) => `${decision} ${pattern.map((choices) => choices.join('|')).join(' ')}`);

describe('parseCodexRules', () => {
  it('reads rules with alternatives, comments and what they match', () => {
    const text = `# Ovens
prefix_rule(
    pattern = ["gh", "pr", ["view", "list"]],  # reading
    decision = "prompt",
    justification = 'It\\'s "asked" for',
    match = [["gh", "pr", "view", "1"], "gh pr list"],
)
prefix_rule(pattern=["git","push"], decision="forbidden")
x = 1
prefix_rule(pattern=["make"])
`;
    expect(rules(text)).toEqual(['prompt gh pr view|list', 'forbidden git push', 'allow make']);
    const [first] = parseCodexRules('a.rules', text).rules;
    expect(first?.justification).toBe('It\'s "asked" for');
    expect(first?.location.range).toMatchObject({ start: { line: 2, column: 1 }, end: { line: 7, column: 2 } });
  });

  it.each([
    ['no pattern', 'prefix_rule(decision="allow")'],
    ['a pattern that is no list', 'prefix_rule(pattern="git")'],
    ['an empty pattern', 'prefix_rule(pattern=[])'],
    ['another decision', 'prefix_rule(pattern=["a"], decision="maybe")'],
    ['an open call', 'prefix_rule(pattern=["a"'],
    ['an open text', 'prefix_rule(pattern=["a)'],
  ])('reports %s', (_, text) => {
    const result = parseCodexRules('a.rules', text);
    expect(result.rules).toEqual([]);
    expect(result.diagnostics).toEqual([expect.objectContaining({ code: 'codex-rule', path: 'a.rules' })]);
  });

  it('is no match for texts and comments that hold a call', () => {
    expect(rules('# prefix_rule(pattern=["a"])\nx = """prefix_rule(pattern=["b"])"""\r\n')).toEqual([]);
  });

  it('never throws, keeps its places, and survives depth and length', () => {
    const word = fc.constantFrom('prefix_rule', '(', ')', '[', ']', '=', ',', '"', "'", '"""', 'pattern', '"a"', '\\', '#', '\n', 'x');
    fc.assert(
      fc.property(fc.array(word), (words) => {
        const text = words.join('');
        for (const { location } of parseCodexRules('a', text).rules)
          expect(text.slice(location.range.start.offset, location.range.end.offset)).toMatch(/^prefix_rule[\s\S]*\)$/);
      }),
      { numRuns: 300 },
    );
    expect(rules(`prefix_rule(pattern=${'['.repeat(100_000)}`)).toEqual([]);
    expect(rules('prefix_rule(pattern=["a"])\n'.repeat(10_000))).toHaveLength(10_000);
    expect(rules(`${' '.repeat(300_000)}${'"'.repeat(100_001)}`)).toEqual([]);
  });
});
