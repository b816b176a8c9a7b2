import { describe, expect, it } from 'vitest';
import { ConfigError } from '../errors.ts';
import { defaultRiskAreas } from './defaults.ts';
import { loadConfiguration } from './load.ts';

const read =
  (files: Readonly<Record<string, string>>) =>
  async (path: string): Promise<string | undefined> =>
    files[path];

const load = (text: string, others: Readonly<Record<string, string>> = {}) =>
  loadConfiguration('agent-readiness.yml', read({ 'agent-readiness.yml': text, ...others }));

describe('loadConfiguration', () => {
  it('gives the defaults without a file', async () => {
    const configuration = await loadConfiguration(undefined, read({}));
    expect(configuration).toMatchObject({ preset: 'recommended', rules: {}, suppressions: [], riskAreas: defaultRiskAreas });
    expect(configuration.path).toBeUndefined();
  });

  it.each(['', '\n', '# nothing\n', '---\n'])('takes an empty file (%j) as the defaults', async (text) => {
    expect(await load(text)).toMatchObject({ preset: 'recommended', rules: {} });
  });

  it('reads every key, in Windows line ends too', async () => {
    const text = [
      'extends: strict',
      'rules:',
      '  runtime/fixed-host-port: off',
      '  instructions/size: { severity: note, options: { lines: 300 } }',
      'overrides:',
      '  - paths: ["legacy/**"]',
      '    rules: { access/pinned-actions: note }',
      'ignorePaths: [old/**]',
      'riskAreas:',
      '  - { id: billing, title: Billing, paths: ["billing/**"] }',
      '  - { id: auth, paths: [] }',
      'suppressions:',
      '  - rule: access/pinned-actions',
      '    paths: [.github/workflows/release.yml]',
      '    kind: accepted-risk',
      '    reason: The vendor publishes no commit ids.',
      '    owner: "@bakery/platform"',
      '    expires: 2027-01-31',
    ].join('\r\n');
    const configuration = await load(text);
    expect(configuration).toMatchObject({
      preset: 'strict',
      rules: { 'runtime/fixed-host-port': { severity: 'off' }, 'instructions/size': { severity: 'note', options: { lines: 300 } } },
      overrides: [{ paths: ['legacy/**'], rules: { 'access/pinned-actions': { severity: 'note' } } }],
      ignoredPaths: ['old/**'],
      suppressions: [
        { rule: 'access/pinned-actions', paths: ['.github/workflows/release.yml'], kind: 'accepted-risk', owner: '@bakery/platform', expires: '2027-01-31' },
      ],
    });
    expect(configuration.riskAreas.map((area) => area.id)).toEqual([...defaultRiskAreas.map((area) => area.id).filter((id) => id !== 'auth'), 'billing']);
    expect(configuration.origins).toMatchObject({ preset: 'agent-readiness.yml:1', 'rules.runtime/fixed-host-port': 'agent-readiness.yml:3' });
    expect(configuration.suppressions[0]?.location.range.start.line).toBe(13);
  });

  it('merges what it extends, own values last; a preset of the caller wins', async () => {
    const files = { 'config/base.yml': 'extends: strict\nrules: { ci/test: note, ci/build: off }\n' };
    const configuration = await load('extends: ./config/base.yml\nrules: { ci/test: error }\n', files);
    expect(configuration).toMatchObject({ preset: 'strict', rules: { 'ci/test': { severity: 'error' }, 'ci/build': { severity: 'off' } } });
    expect(configuration.origins['rules.ci/build']).toBe('config/base.yml:2');
    const asked = await loadConfiguration('agent-readiness.yml', read({ 'agent-readiness.yml': 'extends: strict' }), 'recommended');
    expect(asked.preset).toBe('recommended');
  });

  it.each([
    ['a key that does not exist, with the nearest', 'rules: {}\nsupressions: []\n', 2, 1, /no key "supressions".*Did you mean "suppressions"/],
    ['a nested key', 'overrides:\n  - path: [a]\n    rules: {}\n', 2, 5, /no key "path".*Did you mean "paths"/],
    ['a severity that does not exist', 'rules:\n  ci/test: warn\n', 2, 12, /"warn".*Did you mean "warning"/],
    ['a missing reason', 'suppressions:\n  - rule: ci/test\n    kind: accepted-risk\n', 2, 5, /needs "reason"/],
    ['a reason that says nothing', 'suppressions:\n  - { rule: ci/test, kind: accepted-risk, reason: no }\n', 2, 51, /fewer than 10 characters/],
    ['a date that is none', 'suppressions:\n  - { rule: ci/test, kind: accepted-risk, reason: long enough, expires: 2027-13-99 }\n', 2, 73, /no date/],
    ['a list where a map belongs', '- a\n', 1, 1, /must be object/],
    ['broken YAML', 'rules: [\n', undefined, undefined, /./],
    ['a duplicate key', 'rules: {}\nrules: {}\n', 2, 1, /there twice/],
    ['an unknown preset', 'extends: stric\n', 1, 10, /no preset "stric".*Did you mean "strict"/],
    ['a file out of the repository', 'extends: ../../etc/passwd\n', 1, 10, /leads out of the repository/],
    ['a file that is not there', 'extends: ./other.yml\n', 1, 10, /other.yml cannot be read/],
    ['a file that extends itself', 'extends: ./agent-readiness.yml\n', 1, 10, /extends itself/],
    [
      'an alias bomb',
      `a: &a [x,x,x,x,x,x,x,x,x]\n${'bcdefghij'
        .split('')
        .map((name, index) => `${name}: &${name} [${Array(9).fill(`*${'abcdefghi'[index]}`).join(',')}]`)
        .join('\n')}\n`,
      1,
      1,
      /Aliases expand/,
    ],
  ])('refuses %s at its place', async (_, text, line, column, message) => {
    const error = await load(text).then(
      () => undefined,
      (thrown: unknown) => thrown,
    );
    expect(error).toBeInstanceOf(ConfigError);
    if (!(error instanceof ConfigError)) return;
    expect(error.message).toMatch(message);
    if (line !== undefined) expect(error.location?.range.start).toMatchObject({ line, column });
  });
});
