import { parseMarkdown } from '@ten-point/core/testing';
import { describe, expect, it } from 'vitest';
import { findStatements, type Idea, isOtherScript, mayState, quote, statementIn } from './statements.ts';

const skipsHooks: Idea = {
  says: [
    ['skip', 'bypass', 'disable', '--no-verify'],
    ['hook', 'check', '--no-verify'],
  ],
};
const asksBeforeDependency: Idea = {
  says: [['add', 'new', 'install']],
  about: [
    ['ask', 'approval'],
    ['dependency', 'package'],
  ],
};

const verdicts = (markdown: string, idea: Idea): string[] =>
  findStatements(parseMarkdown('AGENTS.md', markdown), idea).map(({ sentence, negated }) => `${negated ? 'not ' : ''}${sentence.text}`);

describe('findStatements', () => {
  it('gives the sentence with its place', () => {
    const [statement] = findStatements(parseMarkdown('AGENTS.md', 'Bake first. You may skip the hooks. Then serve.\n'), skipsHooks);
    expect(statement?.location.range).toMatchObject({ start: { line: 1, column: 13 }, end: { line: 1, column: 36 } });
    expect(statement?.negated).toBe(false);
  });

  it.each([
    ['Skip the hooks.', false],
    ['Never skip hooks.', true],
    ["Don't ever bypass the pre-commit hooks!", true],
    ['Do **not** use `--no-verify`.', true],
    ['`--no-verify` must never be used.', true],
    ['Skipping hooks is not allowed.', true],
    ['Disabling a check is strictly forbidden.', true],
    ['Skipped hooks should be avoided.', true],
    ['Never commit, push or skip hooks.', true],
    ['Never: skip hooks', true],
    ['Do not worry, just skip the hooks.', false],
    ['If it is not urgent, you skip the hooks.', false],
    ['Do not commit unless you skip hooks.', false],
    ['Do not run the tests but skip the hooks instead.', false],
    ['Not only may you skip hooks, it is quicker.', false],
    ['You may (not that we like it) skip hooks.', false],
    ['Never commit without skipping hooks.', false],
    ['Do not push to main and do not skip hooks.', true],
    ['Do not commit if you did not skip hooks.', false],
    ['Do not forget to skip hooks.', false],
    ['Avoid skipping hooks.', true],
  ])('hears the negation in its own clause: %s', (sentence, negated) => {
    expect(statementIn(sentence, skipsHooks)).toEqual({ negated });
  });

  it('meets inflections and hyphens, not parts of words', () => {
    expect(statementIn('It bypassed all checks', skipsHooks)).toBeDefined();
    expect(statementIn('skipped pre-push-hooks', skipsHooks)).toBeDefined();
    expect(statementIn('Skipper checkouts', skipsHooks)).toBeUndefined();
    expect(statementIn('deployments ship', { says: [['deploy*']] })).toBeDefined();
    expect(statementIn('I tested it', { says: [['=tested']] })).toBeDefined();
    expect(statementIn('I added tests', { says: [['=tested']] })).toBeUndefined();
  });

  it('takes what a sentence is about from its heading or from the lead-in of its list', () => {
    expect(verdicts('## Ask first\n\n- Adding a package\n- Painting\n', asksBeforeDependency)).toEqual(['Adding a package']);
    expect(verdicts('Get approval before:\n\n- new dependencies\n\nAnd later: new dependencies.\n', asksBeforeDependency)).toEqual(['new dependencies']);
  });

  it('turns list items under a ban round, unless they say no themselves', () => {
    expect(verdicts("### Don'ts\n\n- Skip hooks\n- Do not skip hooks\n", skipsHooks)).toEqual(['not Skip hooks', 'not Do not skip hooks']);
    expect(verdicts('You must not:\n\n- skip hooks\n', skipsHooks)).toEqual(['not skip hooks']);
    expect(verdicts('## Avoid slow builds\n\n- Skip hooks\n', skipsHooks)).toEqual(['Skip hooks']);
  });

  it('keeps code fences and comments apart', () => {
    expect(verdicts('```sh\nskip hook\n```\n\n<!-- skip hooks -->\n', skipsHooks)).toEqual([]);
  });

  it('is not satisfied by words far apart, nor across an excluding term', () => {
    expect(statementIn(`skip ${'flour '.repeat(40)} hook`, skipsHooks)).toBeUndefined();
    expect(statementIn('skip the React hook', { ...skipsHooks, unless: ['react'] })).toBeUndefined();
  });

  it.each(['not, skip -- ', "a'", '-', '('])('hears nothing in many %j', (unit) => {
    expect(statementIn(`${unit.repeat(40_000)}x`, skipsHooks)).toBeUndefined();
  });
});

describe('mayState', () => {
  it.each([
    ['Knead.\n\nYou may **skip**\nthe [hooks](https://bakery.test "Hooks").\n', true],
    ['Use `--no-verify`.', true],
    ['> <b>skip</b>\n> hooks', true],
    ['Skip the queue.\n\nThe hooks are quick.\n', false],
    ['', false],
  ])('looks for all words of an idea between blank lines: %j', (source, expected) => {
    expect(mayState(source, [asksBeforeDependency, skipsHooks])).toBe(expected);
  });

  it.each(['](', '](a ', '<a', '\n ', '\n>', '_', '*', '](" '])('finds no words in many %j', (unit) => {
    expect(mayState(unit.repeat(100_000), [skipsHooks])).toBe(false);
  });
});

describe('isOtherScript', () => {
  it('tells Latin letters from others', () => {
    expect(isOtherScript('Größe and café')).toBe(false);
    expect(isOtherScript('Hãy viết kế hoạch')).toBe(false);
    expect(isOtherScript('パン for you')).toBe(false);
    expect(isOtherScript('焼きたてのパン')).toBe(true);
    expect(isOtherScript('')).toBe(false);
  });
});

describe('quote', () => {
  it('cuts a long sentence', () => {
    expect(quote('Bread.')).toBe('"Bread."');
    expect(quote('x'.repeat(300))).toHaveLength(142);
  });
});
