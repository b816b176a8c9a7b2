import { testChangeRule } from '@ten-point/core/testing';
import { describe, it } from 'vitest';
import { weakenedTests } from './weakened-tests.ts';

const js = 'test/oven.test.ts';
const py = 'tests/test_oven.py';
const suite = (...cases: readonly string[]) => `import { bake } from '../src/oven';\ndescribe('oven', () => {\n${cases.join('\n')}\n});\n`;
const warm = "  it('is warm', () => {\n    const bread = bake('rye', 7);\n    expect(bread.heat).toBe(180);\n    expect(bread.kind).toEqual('rye');\n  });";
const cold = "  it('cools down', () => {\n    const bread = bake('wheat', 9);\n    expect(bread.cool()).toBe(20);\n  });";
const change = (before: string, after: string | null, others: Record<string, string | null> = {}, path = js) => ({
  base: { [path]: before },
  head: { [path]: after, ...others },
});

testChangeRule({ describe, it }, weakenedTests, [
  {
    name: 'stops a skipped test',
    example: true,
    ...change(suite(warm), suite(warm.replace('it(', 'it.skip('))),
    findings: [{ id: 'skipped', text: 'it.skip', verdict: 'hard-stop', operation: 'B5' }],
  },
  {
    name: 'stops a skipped suite once for each test',
    ...change(suite(warm), suite(warm).replace('describe(', 'describe.skip(')),
    findings: [{ id: 'skipped', text: 'describe.skip' }],
  },
  { name: 'passes a new test that is skipped', ...change(suite(warm), suite(warm, cold.replace('it(', 'it.skip('))), evidence: ['as much as before'] },
  { name: 'passes a skip that is taken away', ...change(suite(warm.replace('it(', 'it.skip(')), suite(warm)), evidence: ['as much as before'] },
  {
    name: 'passes a skip in a comment and in a string',
    ...change(suite(warm), suite(`  // it.skip('later', () => {});\n${warm}`, "  it('says it', () => { expect(say()).toBe(`it.skip('x', () => {})`); });")),
  },
  {
    name: 'looks at a condition',
    ...change(suite(warm), suite(warm.replace('it(', 'it.skipIf(isWindows)('))),
    findings: [{ id: 'conditional', verdict: 'review', operation: 'B6' }],
  },
  {
    name: 'stops a condition that speaks of nothing that the test needs',
    ...change(suite(warm), suite(warm.replace('it(', 'it.skipIf(isMonday)('))),
    findings: [{ id: 'conditional', verdict: 'hard-stop', operation: 'B6' }],
  },
  {
    name: 'stops a test that is skipped where it would hold something up',
    ...change(suite(warm), suite(warm.replace('it(', 'it.skipIf(process.env.CI)('))),
    findings: [{ id: 'conditional', verdict: 'hard-stop', operation: 'B7' }],
  },
  {
    name: 'stops it in a body, too',
    ...change(
      'package oven\n\nimport "testing"\n\nfunc TestBake(t *testing.T) {\n\tif heat() != 180 {\n\t\tt.Fatal("cold")\n\t}\n}\n',
      'package oven\n\nimport "testing"\n\nfunc TestBake(t *testing.T) {\n\tif os.Getenv("GITHUB_ACTIONS") == "true" {\n\t\tt.Skip("flaky")\n\t}\n\tif heat() != 180 {\n\t\tt.Fatal("cold")\n\t}\n}\n',
      {},
      'oven_test.go',
    ),
    findings: [{ id: 'conditional', verdict: 'hard-stop', operation: 'B7' }],
  },
  {
    name: 'looks at one that is skipped everywhere else',
    ...change(suite(warm), suite(warm.replace('it(', 'it.skipIf(!process.env.CI)('))),
    findings: [{ id: 'conditional', verdict: 'review' }],
  },
  {
    name: 'looks at an expectation that holds one more value for another platform',
    ...change(suite(warm), suite(warm.replace("toEqual('rye')", "toEqual(isOven ? 'rye' : 'wheat')"))),
    findings: [{ id: 'expected', verdict: 'review' }],
  },
  {
    name: 'passes two assertions that become one, but for what they say when they fail',
    ...change(
      'package oven\n\nimport "testing"\n\nfunc TestBake(t *testing.T) {\n\tif hot {\n\t\trequire.Equal(t, 180, heat(), "hot")\n\t} else {\n\t\trequire.Equal(t, 180, heat(), "cold")\n\t}\n}\n',
      'package oven\n\nimport "testing"\n\nfunc TestBake(t *testing.T) {\n\trequire.Equal(t, 180, heat(), "always")\n}\n',
      {},
      'oven_test.go',
    ),
  },
  {
    name: 'looks at a test that goes while the source beside it shrinks',
    base: {
      [js]: suite(warm, cold),
      'src/oven.ts': 'export const bake = (kind: string, time: number) => {\n  wait(time);\n  ring();\n  ring();\n  ring();\n  return kind;\n};\n',
    },
    head: { [js]: suite(warm), 'src/oven.ts': 'export const bake = (kind: string, time: number) => {\n  wait(time);\n  return kind;\n};\n' },
    findings: [{ id: 'withFeature', verdict: 'review' }],
  },
  {
    name: 'looks at a test that goes with a setting that it tested',
    base: { [js]: suite(warm, cold.replace('bread.cool()', 'bread.skipCooling')), 'lib/x.ts': 'export const a = { skipCooling: true };\n' },
    head: { [js]: suite(warm), 'lib/x.ts': 'export const a = {};\n' },
    findings: [{ id: 'withFeature', text: 'skipCooling', verdict: 'review' }],
  },
  {
    name: 'passes a value that is polled for',
    ...change(
      suite("  it('heats', async () => {\n    expect(await bakes('rye')).toBe(180);\n    expect(door()).toBe(1);\n    expect(lamp()).toBe(2);\n  });"),
      suite(
        "  it('heats', async () => {\n    await expect.poll(() => bakes('rye')).toBe(180);\n    expect(door()).toBe(1);\n    expect(lamp()).toBe(2);\n  });",
      ),
    ),
    evidence: ['as much as before'],
  },
  {
    name: 'passes an assertion that is waited for',
    ...change(
      suite(warm.replace('expect(bread.heat).toBe(180);', 'expect(bread.heatNow()).toBe(180);')),
      suite(warm.replace('expect(bread.heat).toBe(180);', 'expect(() => bread.heatNow() === 180).toEventually(true);')),
    ),
  },
  {
    name: 'passes a panic that is expected in front of the test instead',
    ...change(
      '#[test]\nfn heats() {\n    assert!(catch_unwind(|| bake(2)).is_err());\n}\n',
      '#[test]\n#[should_panic = "cold"]\nfn heats() {\n    bake(2);\n}\n',
      {},
      'tests/oven.rs',
    ),
    evidence: ['as much as before'],
  },
  {
    name: 'knows the conditions of Ruby',
    ...change(
      'class OvenTest < Minitest::Test\n  def test_heat\n    assert_equal 180, bake\n  end\n\n  def test_cold\n    assert_equal 20, cool\n  end\n\n  def test_off\n    assert_equal 0, off\n  end\nend\n',
      'class OvenTest < Minitest::Test\n  def test_heat\n    skip("no gas") unless supports_gas?\n    assert_equal 180, bake\n  end\n\n  def test_cold\n    if windows?\n      skip "slow"\n    end\n    assert_equal 20, cool\n  end\n\n  def test_off\n    skip "later"\n    assert_equal 0, off\n  end\nend\n',
      {},
      'test/oven_test.rb',
    ),
    findings: [
      { id: 'conditional', text: 'unless supports_gas?', verdict: 'review' },
      { id: 'conditional', text: 'if windows?', verdict: 'review' },
      { id: 'skipped', verdict: 'hard-stop' },
    ],
  },
  {
    name: 'knows the attributes by which .NET repositories set tests aside',
    ...change(
      'public class OvenTests {\n  [Fact]\n  public void Heats() { Assert.Equal(180, Heat()); }\n  [Fact]\n  public void Cools() { Assert.Equal(20, Cool()); }\n}\n',
      'public class OvenTests {\n  [Fact]\n  [ActiveIssue("https://example.com/1")]\n  public void Heats() { Assert.Equal(180, Heat()); }\n  [Fact]\n  [ActiveIssue("https://example.com/1", typeof(PlatformDetection), nameof(PlatformDetection.IsWindows))]\n  public void Cools() { Assert.Equal(20, Cool()); }\n}\n',
      {},
      'tests/OvenTests.cs',
    ),
    findings: [
      { id: 'skipped', verdict: 'hard-stop' },
      { id: 'conditional', verdict: 'review' },
    ],
  },
  {
    name: 'passes a helper that says what "only" is',
    ...change(
      suite(warm),
      `const bakes = (name: string, run: () => void) => it(name, run);\nbakes.only = (name: string, run: () => void) => {\n  it.only(\`\${name} (hot)\`, run);\n};\n${suite(warm)}`,
    ),
  },
  {
    name: 'passes a list of values that becomes a snapshot in place',
    ...change(
      suite(warm.replace("expect(bread.kind).toEqual('rye')", "expect(bread.kinds).toEqual(['rye', 'wheat'])")),
      suite(warm.replace("expect(bread.kind).toEqual('rye')", 'expect(bread.kinds).toMatchInlineSnapshot(`["rye", "wheat"]`)')),
    ),
    evidence: ['as much as before'],
  },
  {
    name: 'passes an assertion in whose place the test looks and panics by itself',
    ...change(
      '#[test]\nfn heats() {\n    assert!(kind() == 2);\n    assert_ok!(oven.close(3).wait());\n}\n',
      '#[test]\nfn heats() {\n    assert!(kind() == 2);\n    match oven.close(3).wait() {\n        Ok(()) => {}\n        Err(e) if e.is_reset() => {}\n        Err(e) => panic!("{e}"),\n    }\n}\n',
      {},
      'tests/oven.rs',
    ),
    evidence: ['as much as before'],
  },
  {
    name: 'passes a page about tests that gets another name',
    ...change('# Tests\n', null, { 'docs/ci.md': '# Tests\n' }, 'docs/tests.md'),
    state: 'not-applicable',
  },
  {
    name: 'stops an expected failure',
    ...change(suite(warm), suite(warm.replace('it(', 'it.fails('))),
    findings: [{ id: 'expectedFailure', operation: 'B10' }],
  },
  {
    name: 'stops a focus, also on a new test',
    ...change(suite(warm), suite(warm, cold.replace('it(', 'it.only('))),
    findings: [{ id: 'focused', operation: 'B9' }],
  },
  { name: 'stops a test that is gone', ...change(suite(warm, cold), suite(warm)), findings: [{ id: 'removed', text: 'cools down', operation: 'B2' }] },
  { name: 'stops a file that is gone', ...change(suite(warm, cold), null), findings: [{ id: 'fileDeleted', text: '2 tests', operation: 'B1' }] },
  { name: 'passes a test that moves to another file', ...change(suite(warm, cold), suite(warm), { 'test/cold.test.ts': suite(cold) }) },
  { name: 'passes a file that moves', ...change(suite(warm, cold), null, { 'test/ovens/heat.test.ts': suite(warm, cold) }) },
  { name: 'passes a test with another name', ...change(suite(warm), suite(warm.replace('is warm', 'stays warm'))) },
  {
    name: 'looks at tests that go with what they tested',
    base: { [js]: suite(warm, cold.replace('bread.cool()', 'chillBread(bread)')), 'src/chill.ts': 'export function chillBread() {}\n' },
    head: { [js]: suite(warm), 'src/chill.ts': null },
    findings: [{ id: 'withFeature', text: 'chillBread', verdict: 'review' }],
  },
  {
    name: 'looks at a test file that goes with the source beside it',
    base: { 'chill/chill_test.go': 'package chill\nfunc TestChill(t *testing.T) {\n\tassert.Equal(t, 1, cool())\n}\n', 'chill/chill.go': 'package chill\n' },
    head: { 'chill/chill_test.go': null, 'chill/chill.go': null },
    findings: [{ id: 'withFeature', text: 'chill/chill.go', verdict: 'review' }],
  },
  {
    name: 'looks at a file that is written anew',
    ...change(
      suite(warm, cold),
      suite(
        "  it.for(recipes)('%s comes out as it should', async (recipe) => {\n    const loaf = await recipe.run(new Kitchen());\n    expect(loaf.weight).toBe(recipe.weight);\n    expect(loaf.crust).toBe(recipe.crust);\n  });",
      ),
    ),
    findings: [{ id: 'replaced', verdict: 'review' }],
  },
  {
    name: 'passes assertions of Go about other things',
    ...change(
      'package a\nfunc TestHeat(t *testing.T) {\n\tassert.Len(t, loaves(), 2)\n}\n',
      'package a\nfunc TestHeat(t *testing.T) {\n\tassert.Contains(t, answer(), "hot")\n\tassert.Len(t, loaves(), 2)\n}\n',
      {},
      'oven_test.go',
    ),
  },
  {
    name: 'looks at tests that become rows',
    ...change(
      suite("  it('bakes rye', () => { expect(bake('rye')).toBe(1); });", "  it('bakes wheat', () => { expect(bake('wheat')).toBe(2); });"),
      suite("  it.each([['rye', 1], ['wheat', 2]])('bakes %s', (kind, count) => { expect(bake(kind)).toBe(count); });"),
    ),
    findings: [{ id: 'folded', verdict: 'review' }],
  },
  {
    name: 'looks at rows that are gone',
    ...change(
      suite("  it.each([1, 2, 3])('bakes %i', (n) => { expect(bake(n)).toBe(n); });"),
      suite("  it.each([1])('bakes %i', (n) => { expect(bake(n)).toBe(n); });"),
    ),
    findings: [{ id: 'rows', verdict: 'review' }],
  },
  { name: 'passes a skipped test that is gone', ...change(suite(warm, cold.replace('it(', 'xit(')), suite(warm)) },
  {
    name: 'stops an assertion that is gone',
    ...change(suite(warm), suite(warm.replace("    expect(bread.kind).toEqual('rye');\n", ''))),
    findings: [{ id: 'assertionRemoved', text: 'bread . kind', operation: 'C1' }],
  },
  {
    name: 'stops one that becomes a comment',
    ...change(suite(warm), suite(warm.replace('    expect(bread.kind)', '    // expect(bread.kind)'))),
    findings: [{ id: 'assertionRemoved' }],
  },
  {
    name: 'stops a test without assertions',
    ...change(suite(cold), suite(cold.replace('expect(bread.cool()).toBe(20)', 'bread.cool()'))),
    findings: [{ id: 'emptied', operation: 'B15' }],
  },
  {
    name: 'stops a looser matcher',
    ...change(suite(warm), suite(warm.replace('.toBe(180)', '.toBeDefined()'))),
    findings: [{ id: 'loosened', operation: 'C3' }],
  },
  {
    name: 'stops a looser argument',
    ...change(suite(warm), suite(warm.replace(".toEqual('rye')", '.toEqual(expect.any(String))'))),
    findings: [{ id: 'loosened', operation: 'C7' }],
  },
  {
    name: 'stops an error without its message',
    ...change(
      suite("  it('burns', () => { expect(() => bake('x')).toThrow('too hot'); });"),
      suite("  it('burns', () => { expect(() => bake('x')).toThrow(); });"),
    ),
    findings: [{ id: 'loosened' }],
  },
  { name: 'passes a stricter matcher', ...change(suite(warm.replace('.toBe(180)', '.toBeDefined()')), suite(warm)) },
  {
    name: 'passes several checks that become one of the whole',
    ...change(suite(warm), suite(warm.replace(/ {4}expect\(bread\.heat[\s\S]*?'rye'\);\n/, "    expect(bread).toEqual({ heat: 180, kind: 'rye' });\n"))),
  },
  {
    name: 'passes an equal assertion twice that becomes one',
    ...change(suite(warm.replace('    expect(bread.kind)', "    expect(bread.kind).toEqual('rye');\n    expect(bread.kind)")), suite(warm)),
  },
  {
    name: 'passes other quotes and line breaks',
    ...change(suite(warm), suite(warm.replaceAll("'rye'", '"rye"').replace('expect(bread.heat).toBe', 'expect(bread.heat)\n      .toBe'))),
  },
  {
    name: 'stops an expectation that is turned round',
    ...change(suite(warm), suite(warm.replace('.toBe(180)', '.not.toBe(180)'))),
    findings: [{ id: 'inverted', operation: 'C10' }],
  },
  {
    name: 'stops another expectation without a source',
    ...change(suite(warm), suite(warm.replace('toBe(180)', 'toBe(170)'))),
    findings: [{ id: 'expected', operation: 'C8', verdict: 'hard-stop' }],
  },
  {
    name: 'looks at one where the input changed as well',
    ...change(suite(warm), suite(warm.replace('toBe(180)', 'toBe(170)').replace("bake('rye', 7)", "bake('rye', 6)"))),
    findings: [{ id: 'expected', verdict: 'review' }],
  },
  {
    name: 'notes another expectation beside a source',
    base: { [js]: suite(warm), 'src/oven.ts': 'export const heat = 180;\n' },
    head: { [js]: suite(warm.replace('toBe(180)', 'toBe(170)')), 'src/oven.ts': 'export const heat = 170;\n' },
    findings: [{ id: 'expectedWithSource', verdict: 'note', operation: 'C9' }],
  },
  {
    name: 'stops a return before the assertions',
    ...change(suite(cold), suite(cold.replace("    const bread = bake('wheat', 9);", "    return;\n    const bread = bake('wheat', 9);"))),
    findings: [{ id: 'returns', operation: 'B15' }],
  },
  {
    name: 'looks at retries',
    ...change(suite(cold), suite(cold.replace("'cools down', ", "'cools down', { retry: 3 }, "))),
    findings: [{ id: 'retries', verdict: 'review', operation: 'B12' }],
  },
  {
    name: 'stops a name under which no runner looks',
    ...change(suite(warm), null, { 'disabled/oven.ts.off': suite(warm) }),
    findings: [{ id: 'hidden', operation: 'B3' }],
  },
  {
    name: 'reads Python',
    ...change(
      'def test_heat():\n    assert oven.heat() == 180\n',
      'import pytest\n\n@pytest.mark.skip\ndef test_heat():\n    assert oven.heat() == 180\n',
      {},
      py,
    ),
    findings: [{ id: 'skipped' }],
  },
  {
    name: 'reads a looser comparison in Python',
    ...change('def test_heat():\n    assert oven.heat() == 180\n', 'def test_heat():\n    assert oven.heat() is not None\n', {}, py),
    findings: [{ id: 'loosened' }],
  },
  {
    name: 'reads Go',
    ...change(
      'package a\nfunc TestHeat(t *testing.T) {\n\tassert.Equal(t, 180, heat())\n}\n',
      'package a\nfunc TestHeat(t *testing.T) {\n\tt.Skip("flaky")\n\tassert.Equal(t, 180, heat())\n}\n',
      {},
      'oven_test.go',
    ),
    findings: [{ id: 'skipped' }],
  },
  {
    name: 'reads Rust beside its code',
    ...change(
      'pub fn heat() -> u32 { 180 }\n#[cfg(test)]\nmod tests {\n    #[test]\n    fn warm() { assert_eq!(heat(), 180); }\n}\n',
      'pub fn heat() -> u32 { 180 }\n#[cfg(test)]\nmod tests {\n    #[test]\n    #[ignore]\n    fn warm() { assert_eq!(heat(), 180); }\n}\n',
      {},
      'src/oven.rs',
    ),
    findings: [{ id: 'skipped' }],
  },
  {
    name: 'stops snapshots that change alone',
    ...change('exports[`bread 1`] = `warm`;\n', 'exports[`bread 1`] = `cold`;\n', {}, 'test/__snapshots__/oven.test.ts.snap'),
    state: 'fail',
    findings: [{ id: 'snapshots', operation: 'C13' }],
  },
  {
    name: 'passes snapshots beside a source',
    base: { 'test/__snapshots__/a.test.ts.snap': 'a\nb\n', 'src/a.ts': '1\n' },
    head: { 'test/__snapshots__/a.test.ts.snap': 'a\nc\n', 'src/a.ts': '2\n' },
    state: 'not-applicable',
  },
  {
    name: 'leaves fixtures of a test runner alone',
    ...change(suite(warm), suite(warm.replace('it(', 'it.only(')), {}, 'test/fixtures/focus.test.ts'),
    state: 'not-applicable',
  },
  { name: 'stops a file that can no longer be read to its end', ...change(suite(warm), suite(warm).replace('});\n', '')), notAnalysed: { [js]: 'stop' } },
  {
    name: 'looks at tests of a language that is not read',
    ...change('test a\n', 'test b\n', {}, 'test/oven_test.exs'),
    notAnalysed: { 'test/oven_test.exs': 'review' },
  },
  { name: 'does not apply to new tests', base: { 'src/a.ts': '1\n' }, head: { [js]: suite(warm) }, state: 'not-applicable' },
]);
