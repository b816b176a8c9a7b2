import { testChangeRule } from '@ten-point/core/testing';
import { describe, it } from 'vitest';
import { weakenedAnalysis } from './weakened-analysis.ts';

const sources = { 'src/oven.ts': 'export const heat = bake(180);\n', 'legacy/till.ts': 'ring();\n' };
const change = (path: string, before: string, after: string | null) => ({ base: { ...sources, [path]: before }, head: { [path]: after } });
const eslint = (rules: object, more: object = {}) => JSON.stringify({ rules, ...more }, undefined, 2);

testChangeRule({ describe, it }, weakenedAnalysis, [
  {
    name: 'stops a rule that reports less',
    example: true,
    ...change('.eslintrc.json', eslint({ 'no-console': 'error' }), eslint({ 'no-console': 'off' })),
    findings: [{ id: 'level', text: 'no-console goes from error to off', verdict: 'hard-stop', operation: 'E1' }],
  },
  {
    name: 'reads levels in numbers and with options',
    ...change('.eslintrc.json', eslint({ 'max-len': [2, { code: 80 }] }), eslint({ 'max-len': [1, { code: 80 }] })),
    findings: [{ id: 'level', operation: 'E1' }],
  },
  {
    name: 'reads a flat configuration',
    ...change('eslint.config.js', "export default [{ rules: { 'no-console': 'error' } }];\n", "export default [{ rules: { 'no-console': 'warn' } }];\n"),
    findings: ['level'],
  },
  {
    name: 'stops a rule of a preset that is switched off for all files',
    ...change('.eslintrc.json', eslint({ a: 'error' }), eslint({ a: 'error', 'no-var': 'off' })),
    findings: [{ id: 'level', verdict: 'hard-stop' }],
  },
  {
    name: 'looks at one that is switched off together with new packages, which may have brought it',
    base: { ...sources, 'package.json': '{}\n', '.eslintrc.json': eslint({ a: 'error' }) },
    head: { 'package.json': '{"devDependencies":{"eslint":"10.0.0"}}\n', '.eslintrc.json': eslint({ a: 'error', 'no-var': 'off' }) },
    findings: [{ id: 'level', verdict: 'review' }],
  },
  {
    name: 'looks at one that is switched off for some files',
    ...change(
      '.eslintrc.json',
      eslint({ a: 'error' }, { overrides: [{ files: ['*.ts'], rules: { a: 'error' } }] }),
      eslint({ a: 'error' }, { overrides: [{ files: ['*.ts'], rules: { a: 'error', 'no-var': 'off' } }] }),
    ),
    findings: [{ id: 'level', verdict: 'review' }],
  },
  {
    name: 'tells the overrides of one file apart',
    ...change(
      '.oxlintrc.json',
      eslint(
        {},
        {
          overrides: [
            { files: ['*.ts'], rules: { a: 'warn' } },
            { files: ['*.js'], rules: { a: 'off' } },
          ],
        },
      ),
      eslint(
        {},
        {
          overrides: [
            { files: ['*.ts'], rules: { a: 'off' } },
            { files: ['*.js'], rules: { a: 'off' } },
          ],
        },
      ),
    ),
    findings: [{ id: 'level', text: 'goes from warn to off', verdict: 'hard-stop' }],
  },
  {
    name: 'stops a linter that is taken out of those that run',
    ...change('.golangci.yml', 'linters:\n  enable:\n    - errcheck\n    - gosec\n', 'linters:\n  enable:\n    - errcheck\n'),
    findings: [{ id: 'selection', text: 'gosec', verdict: 'hard-stop', operation: 'E3' }],
  },
  {
    name: 'looks at one in whose place another stands',
    ...change('.golangci.yml', 'linters:\n  enable:\n    - goerr\n', 'linters:\n  enable:\n    - err\n'),
    findings: [{ id: 'selection', verdict: 'review' }],
  },
  {
    name: 'looks at one that the tool took out',
    ...change('.golangci.yml', 'linters:\n  enable:\n    - errcheck\n    - deadcode\n', 'linters:\n  enable:\n    - errcheck\n'),
    findings: [{ id: 'selection', verdict: 'review' }],
  },
  {
    name: 'stops a linter that is switched off where all run',
    ...change('.golangci.yml', 'linters:\n  enable-all: true\n  disable:\n    - lll\n', 'linters:\n  enable-all: true\n  disable:\n    - lll\n    - gosec\n'),
    findings: [{ id: 'exclusion', text: 'gosec', verdict: 'hard-stop' }],
  },
  {
    name: 'stops texts of reports that are passed over',
    ...change('.golangci.yml', 'run:\n  timeout: 5m\n', 'run:\n  timeout: 5m\nissues:\n  exclude:\n    - "should have a comment"\n'),
    findings: [{ id: 'exclusion', verdict: 'hard-stop' }],
  },
  {
    name: 'notes that a formatter leaves something out',
    ...change(
      '.pre-commit-config.yaml',
      'repos:\n  - repo: https://example.com/ruff\n    hooks:\n      - id: ruff-format\n',
      'repos:\n  - repo: https://example.com/ruff\n    hooks:\n      - id: ruff-format\n        exclude: legacy/till.ts\n',
    ),
    findings: [{ id: 'exclusion', verdict: 'note', operation: 'E12' }],
  },
  {
    name: 'passes settings of Ruff that move to where they belong now',
    ...change(
      'pyproject.toml',
      '[tool.ruff]\nextend-select = ["I"]\n[tool.ruff.per-file-ignores]\n"legacy/*" = ["E402"]\n',
      '[tool.ruff.lint]\nextend-select = ["I"]\n[tool.ruff.lint.per-file-ignores]\n"legacy/*" = ["E402"]\n',
    ),
    evidence: ['pyproject.toml'],
  },
  { name: 'passes a stricter rule', ...change('.eslintrc.json', eslint({ a: 'warn' }), eslint({ a: 'error', b: 'warn' })), evidence: ['.eslintrc.json'] },
  {
    name: 'passes a configuration that moves',
    base: { ...sources, '.eslintrc.json': eslint({ 'no-console': 'error' }) },
    head: { '.eslintrc.json': null, 'eslint.config.js': "export default [{ rules: { 'no-console': 'error' } }];\n" },
    evidence: ['.eslintrc.json'],
  },
  {
    name: 'stops files that are left out',
    ...change('.eslintrc.json', eslint({}, { ignorePatterns: ['dist/**'] }), eslint({}, { ignorePatterns: ['dist/**', 'legacy/**'] })),
    findings: [{ id: 'exclusion', text: 'legacy/**', verdict: 'hard-stop', operation: 'E2' }],
  },
  {
    name: 'notes a pattern for files that are not there',
    ...change('.eslintrc.json', eslint({}, { ignorePatterns: ['dist/**'] }), eslint({}, { ignorePatterns: ['dist/**', 'coverage/**'] })),
    findings: [{ id: 'exclusion', verdict: 'note' }],
  },
  {
    name: 'stops a code that is ignored',
    ...change('ruff.toml', 'ignore = ["E501"]\n', 'ignore = ["E501", "F401"]\n'),
    findings: [{ id: 'exclusion', text: 'F401', verdict: 'hard-stop' }],
  },
  {
    name: 'stops rules that are no longer selected',
    ...change('ruff.toml', 'select = ["E", "F"]\n', 'select = ["E"]\n'),
    findings: [{ id: 'selection', verdict: 'hard-stop', operation: 'E3' }],
  },
  { name: 'passes a group that holds them', ...change('ruff.toml', 'select = ["E501", "E7"]\n', 'select = ["E"]\n') },
  {
    name: 'stops a type checker that is less strict',
    ...change('tsconfig.json', '{"compilerOptions": {"strict": true}}', '{"compilerOptions": {"strict": false}}'),
    findings: [{ id: 'switch', text: 'strict goes from true to false', operation: 'E6' }],
  },
  {
    name: 'passes options that `strict` holds',
    ...change('tsconfig.json', '{"compilerOptions": {"strict": false, "noImplicitAny": true}}', '{"compilerOptions": {"strict": true}}'),
  },
  {
    name: 'passes a comment in a tsconfig',
    ...change('tsconfig.json', '{"compilerOptions": {"strict": true}}', '{\n  // "strict": false\n  "compilerOptions": {"strict": true}\n}'),
  },
  {
    name: 'stops a comment that switches all off on an old line',
    ...change('src/oven.ts', 'export const heat = bake(180);\n', '// eslint-disable-next-line\nexport const heat = bake(180);\n'),
    findings: [{ id: 'blanket', operation: 'E5', verdict: 'hard-stop' }],
  },
  {
    name: 'stops one for a whole file',
    ...change('src/oven.ts', 'export const heat = bake(180);\n', '// @ts-nocheck\nexport const heat = bake(180);\n'),
    findings: [{ id: 'blanket' }],
  },
  {
    name: 'looks at one that names the rule',
    ...change('src/oven.ts', 'export const heat = bake(180);\n', 'export const heat = bake(180); // eslint-disable-line no-magic-numbers -- it is the oven\n'),
    findings: [{ id: 'comment', verdict: 'review', operation: 'E4' }],
  },
  {
    name: 'notes one on a new line',
    ...change('src/oven.ts', 'export const heat = bake(180);\n', 'export const heat = bake(180);\n// eslint-disable-next-line\nexport const cold = cool();\n'),
    findings: [{ id: 'newLine', verdict: 'note' }],
  },
  {
    name: 'passes one that moves with its line',
    base: { 'src/a.ts': '// eslint-disable-next-line\nbake(1);\nbake(2);\n', 'src/b.ts': 'cool(1);\n' },
    head: { 'src/a.ts': 'bake(2);\n', 'src/b.ts': 'cool(1);\n// eslint-disable-next-line\nbake(1);\n' },
    state: 'not-applicable',
  },
  {
    name: 'passes one whose line is edited',
    ...change('src/oven.ts', '// eslint-disable-next-line\nexport const heat = bake(180);\n', '// eslint-disable-next-line\nexport const heat = bake(190);\n'),
    state: 'not-applicable',
  },
  {
    name: 'takes a string for no comment',
    ...change('src/oven.ts', 'export const heat = bake(180);\n', "export const heat = bake(180);\nconst text = '// eslint-disable-next-line';\n"),
    state: 'not-applicable',
  },
  {
    name: 'reads Python',
    ...change('src/oven.py', 'heat = bake(180)\n', 'heat = bake(180)  # type: ignore\n'),
    findings: [{ id: 'blanket', text: 'type: ignore' }],
  },
  {
    name: 'looks at lines that coverage leaves out',
    ...change('src/oven.py', 'def bake():\n    return 1\n', 'def bake():  # pragma: no cover\n    return 1\n'),
    findings: [{ id: 'coverage', verdict: 'review', operation: 'D4' }],
  },
  {
    name: 'stops a scanner that passes an advisory over',
    ...change('.trivyignore', '# none\n', '# none\nCVE-2026-12345\n'),
    findings: [{ id: 'exclusion', verdict: 'hard-stop' }],
  },
  { name: 'stops a baseline that grows', ...change('phpstan-baseline.neon', 'count: 1\n', 'count: 3\n'), findings: [{ id: 'baseline', operation: 'E8' }] },
  { name: 'passes one that shrinks', ...change('phpstan-baseline.neon', 'count: 3\n', 'count: 1\n'), state: 'not-applicable' },
  {
    name: 'looks at a hook that is gone',
    ...change(
      '.pre-commit-config.yaml',
      'repos:\n  - repo: a\n    hooks:\n      - id: ruff\n      - id: mypy\n',
      'repos:\n  - repo: a\n    hooks:\n      - id: ruff\n',
    ),
    findings: [{ id: 'selection', text: 'mypy', verdict: 'review', operation: 'E11' }],
  },
  {
    name: 'stops a configuration that can no longer be read',
    ...change('.eslintrc.json', eslint({ a: 'error' }), '{"rules": '),
    notAnalysed: { '.eslintrc.json': 'stop' },
  },
  {
    name: 'does not apply to other work',
    ...change('src/oven.ts', 'export const heat = bake(180);\n', 'export const heat = bake(190);\n'),
    state: 'not-applicable',
  },
]);
