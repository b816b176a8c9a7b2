import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseTestFile } from './test-file.ts';

/** `suite > name state(focus) [assertions]`, as one line a case. */
function told(path: string, text: string): readonly string[] {
  const file = parseTestFile(path, text);
  return (file?.cases ?? []).map(({ name, state, focused, rows, retries, assertions, returnsEarly }) =>
    [
      name.join(' > '),
      `${state}${focused ? ' focused' : ''}${rows === undefined ? '' : ` ${rows} rows`}${retries === undefined ? '' : ` ${retries} retries`}${returnsEarly ? ' returns' : ''}`,
      ...assertions.map(({ subject, matcher, expected, strength, negated }) =>
        `${negated ? 'not ' : ''}${subject} ${matcher} ${expected}`.trim().concat(` (${strength})`),
      ),
    ].join(' | '),
  );
}

describe('test files', () => {
  it('of JavaScript', () => {
    const text = `
import { bake } from './oven';
describe('oven', () => {
  it('bakes', async () => {
    // it.skip('no code', () => {});
    const bread = await bake(\`a \${'b'} c\`);
    expect(bread.warm).toBe(true);
    expect(bread).not.toEqual({ burnt: true });
    await expect(bake(/it\\('x/)).rejects.toThrow('cold');
    assert.equal(bread.kind, 'rye');
    expect(bread)
      .toMatchObject({ kind: 'rye' });
  });
  it.skip('cools', () => { expect(1).toBeDefined(); });
  describe.skip('at night', () => { test('sleeps', function () { expect(0).toBe(0); }); });
  it.each([[1, 2], [3, 4]])('adds %i', (a, b) => expect(a).toBeLessThan(b));
  test.only('alone', () => {});
  it.todo('rises');
  it.skipIf(isWindows)('opens', () => { expect(1).toBe(1); });
  it('retries', { retry: 3 }, () => { return; expect(1).toBe(1); });
});
test('skips itself', (t) => { t.skip(); t.is(1, 1); });
xit('old', () => {});
`;
    expect(told('a.test.ts', text)).toEqual([
      'oven > bakes | run | bread . warm toBe true (exact) | not bread toEqual { burnt : true } (exact) | bake ( /it\\(\'x/ ) toThrow "cold" (exact) | bread . kind assert.equal "rye" (exact) | bread toMatchObject { kind : "rye" } (partial)',
      'oven > cools | skipped | 1 toBeDefined (truthy)',
      'oven > at night > sleeps | skipped | 0 toBe 0 (exact)',
      'oven > adds %i | run 2 rows | a toBeLessThan b (truthy)',
      'oven > alone | run focused',
      'oven > rises | todo',
      'oven > opens | conditional | 1 toBe 1 (exact)',
      'oven > retries | run 3 retries returns | 1 toBe 1 (exact)',
      'skips itself | skipped | 1 is 1 (exact)',
      'old | skipped',
    ]);
  });

  it('of Python', () => {
    const text = `
import pytest

class TestOven:
    @pytest.mark.skip(reason="cold")
    def test_cold(self):
        assert oven.heat == 0

    @pytest.mark.parametrize("a,b", [(1, 2), (3, 4), (5, 6)])
    def test_rows(self, a, b):
        """def test_inside(): assert 1"""
        assert a < b, "order"
        with pytest.raises(ValueError, match="cold"):
            bake(a)

@pytest.mark.xfail
async def test_fails():
    self.assertEqual(bake(), "rye")
    assert bread is not None
    mock.assert_called_once_with(1)

@pytest.mark.skipif(sys.platform == "win32", reason="x")
def test_linux():
    assert "rye" in breads

def helper():
    assert True

def test_body_skip():
    pytest.skip("later")
`;
    expect(told('test_oven.py', text)).toEqual([
      'TestOven > test_cold | skipped | oven . heat == 0 (exact)',
      'TestOven > test_rows | run 3 rows | a < b (truthy) | ValueError raises match = "cold" (exact)',
      'test_fails | expected-failure | bake ( ) assertEqual "rye" (exact) | not bread isnot None (exact) | 1 assert_called_once_with (exact)',
      'test_linux | conditional | "rye" in breads (partial)',
      'test_body_skip | skipped',
    ]);
  });

  it.each([
    [
      'Go',
      'oven_test.go',
      `package oven
func TestBake(t *testing.T) {
	if testing.Short() { t.Skip("slow") }
	if got := Bake(); got != "rye" { t.Errorf("got %q", got) }
	assert.Equal(t, 1, 1)
}
func TestOff(t *testing.T) { t.Skip("later") }
func helper(t *testing.T) {}
`,
      ['TestBake | conditional | "got %q" Errorf got (exact) | 1 assert.Equal 1 (exact)', 'TestOff | skipped'],
    ],
    [
      'Java',
      'OvenTest.java',
      `class OvenTest {
  @Test void bakes() { assertThat(bread.kind()).isEqualTo("rye"); assertEquals(1, 1); verify(oven, times(2)).heat(); }
  @Disabled("slow") @Test
  public void cools() throws Exception { assertTrue(cold); }
  @ParameterizedTest @CsvSource({"1,2", "3,4"}) void rows(int a, int b) { assertNotEquals(a, b); }
  private void helper() { assertTrue(true); }
}
@Disabled class Off { @Test void off() {} }
`,
      [
        'OvenTest > bakes | run | bread . kind ( ) isEqualTo "rye" (exact) | 1 assertEquals 1 (exact) | oven, times ( 2 ) heat (exact)',
        'OvenTest > cools | skipped | cold assertTrue (truthy)',
        'OvenTest > rows | run 2 rows | not a assertNotEquals b (exact)',
        'Off > off | skipped',
      ],
    ],
    [
      'Kotlin',
      'OvenTest.kt',
      'class OvenTest {\n  @Test\n  fun `bakes bread`() {\n    bread shouldBe "rye"\n    assertEquals(1, 1)\n  }\n  @Ignore @Test fun cools() { assertTrue(x) }\n}\n',
      ['OvenTest > bakes bread | run | bread shouldBe "rye" (exact) | 1 assertEquals 1 (exact)', 'OvenTest > cools | skipped | x assertTrue (truthy)'],
    ],
    [
      'Rust',
      'oven.rs',
      'mod tests {\n    #[test]\n    fn bakes<\'a>() {\n        assert_eq!(bake(), "rye");\n        assert!(matches!(x, Some(_)));\n    }\n    #[test]\n    #[ignore = "slow"]\n    fn cools() { assert!(r#"it\'s " cold"#.len() > 1); }\n    fn helper() {}\n}\n',
      [
        'tests > bakes | run | bake ( ) assert_eq! "rye" (exact) | matches! ( x , Some ( _ ) ) assert! (truthy)',
        'tests > cools | skipped | r#"it\'s " cold"# . len ( ) > 1 (truthy)',
      ],
    ],
    [
      'Ruby',
      'oven_spec.rb',
      "RSpec.describe Oven do\n  it 'bakes' do\n    expect(bread).to eq('rye')\n    expect { bake }.not_to raise_error\n  end\n  xit 'cools' do\n    expect(1).to be_truthy\n  end\n  context 'cold', skip: true do\n    it('sleeps') { expect(0).to eq 0 }\n  end\nend\n",
      [
        'Oven > bakes | run | bread eq "rye" (exact) | not { bake } raise_error (exact)',
        'Oven > cools | skipped | 1 be_truthy (truthy)',
        'Oven > cold > sleeps | skipped | 0 eq 0 (exact)',
      ],
    ],
    [
      'minitest',
      'oven_test.rb',
      "class OvenTest < Minitest::Test\n  def test_bakes\n    assert_equal 'rye', bread\n    refute_nil bread\n  end\n\n  def test_cools\n    skip 'later'\n  end\nend\n",
      ['OvenTest > test_bakes | run | "rye" assert_equal bread (exact) | not bread refute_nil (truthy)', 'OvenTest > test_cools | skipped'],
    ],
    [
      'C#',
      'OvenTests.cs',
      'public class OvenTests {\n  [Fact] public void Bakes() { Assert.Equal("rye", bread); bread.Should().Be("rye"); }\n  [Fact(Skip = "slow")] public async Task Cools() { Assert.True(x); }\n  [Theory, InlineData(1)]\n  [InlineData(2)]\n  public void Rows(int a) { Assert.NotNull(@"a ""b"""); }\n}\n',
      [
        'OvenTests > Bakes | run | "rye" Assert.Equal bread (exact) | bread Be "rye" (exact)',
        'OvenTests > Cools | skipped | x Assert.True (truthy)',
        'OvenTests > Rows | run 1 rows | not @"a ""b""" Assert.NotNull (truthy)',
      ],
    ],
    [
      'PHP',
      'OvenTest.php',
      '<?php\nclass OvenTest extends TestCase {\n  public function testBakes(): void { $this->assertSame("rye", $bread); # comment\n  }\n  #[Test]\n  public function cools() { $this->markTestSkipped("later"); }\n  private function helper() {}\n}\n',
      ['OvenTest > testBakes | run | "rye" assertSame $bread (exact)', 'OvenTest > cools | skipped'],
    ],
    [
      'Pest',
      'OvenPest.php',
      "<?php\nit('bakes', function () { expect($bread)->toBe('rye'); });\nit('cools', function () {})->skip();\n",
      ['bakes | run | $bread toBe "rye" (exact)', 'cools | run'],
    ],
    [
      'Swift',
      'OvenTests.swift',
      'final class OvenTests: XCTestCase {\n  func testBakes() throws { XCTAssertEqual(bread, "rye") }\n  func testCools() throws { throw XCTSkip("later") }\n  @Test(.disabled("slow")) func rises() { #expect(bread == "rye") }\n}\n',
      [
        'OvenTests > testBakes | run | bread XCTAssertEqual "rye" (exact)',
        'OvenTests > testCools | skipped',
        'OvenTests > rises | skipped | bread == "rye" (exact)',
      ],
    ],
  ])('of %s', (_, path, text, cases) => {
    expect(told(path, text)).toEqual(cases);
  });

  it('that are broken give what can be told of them', () => {
    const file = parseTestFile('a.test.js', "it('bakes', () => { expect(1).toBe(1); });\nit('half', () => { expect(2");
    expect(file?.cases.map(({ name }) => name)).toEqual([['bakes']]);
    expect(file?.problem).toBe('a bracket is not closed');
    expect(parseTestFile('a.feature', 'Scenario: x')).toBeUndefined();
  });

  it('of any text are read without an exception, with places inside the text', () => {
    const piece = fc.constantFrom(
      "it('a', () => {",
      '});',
      'expect(x)',
      '.toBe(1);\n',
      'def test_a():\n',
      '    assert a == b\n',
      '@Test',
      'void a() {',
      '}',
      '#[test]\nfn a() {',
      "'",
      '"',
      '`${',
      '/*',
      '//',
      '<<~A\n',
      'describe(',
      ')',
      '\n',
      'it.each`',
      'class A',
      ' end\n',
      'if (',
      '[Fact]',
      'r#"',
    );
    fc.assert(
      fc.property(
        fc.array(piece, { maxLength: 40 }),
        fc.constantFrom('a.test.ts', 'test_a.py', 'a_test.go', 'ATest.java', 'ATest.kt', 'a.rs', 'a_spec.rb', 'ATests.cs', 'ATest.php', 'ATests.swift'),
        (pieces, path) => {
          const text = pieces.join('');
          for (const { location, assertions } of parseTestFile(path, text)?.cases ?? [])
            for (const { range } of [location, ...assertions.map((assertion) => assertion.location)]) {
              expect(range.start.offset).toBeLessThanOrEqual(range.end.offset);
              expect(range.end.offset).toBeLessThanOrEqual(text.length);
            }
        },
      ),
      { numRuns: 1500 },
    );
  });
});
