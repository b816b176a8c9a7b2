import { audit, memorySource, openRepository } from '@ten-point/core';
import { rules } from '@ten-point/rules';
import { describe, expect, it } from 'vitest';

/**
 * What the studies say of instruction files (more text costs more and helps less, exact commands and boundaries help), as an
 * order of scores: the same project, with other instructions.
 */
const project = {
  'README.md': '# Bakery\n\nBakes bread for the harbour.\n',
  'package.json': JSON.stringify({
    name: 'bakery',
    packageManager: 'npm@11.0.0',
    scripts: { build: 'tsc -b', test: 'vitest run', lint: 'eslint .' },
    devDependencies: { vitest: '4.0.0' },
  }),
  'package-lock.json': '{ "lockfileVersion": 3, "packages": {} }',
  'src/shared/dough.ts': 'export const dough = 1;\n',
  'migrations/001-ovens.sql': 'create table ovens (id int);\n',
  '.github/pull_request_template.md': '## Task\n\n## Approach\n',
  '.github/workflows/ci.yml':
    'on: pull_request\npermissions:\n  contents: read\njobs:\n  check:\n    runs-on: ubuntu-latest\n    steps:\n      - uses: actions/checkout@v4\n      - run: npm ci\n      - run: npm run build\n      - run: npm test\n      - run: npm run lint\n',
};

const short = `# Bakery

- Set up with \`npm ci\`, build with \`npm run build\`.
- Before you open a pull request run \`npm test\` and \`npm run lint\`; CI runs the same.
- Fill in every section of \`.github/pull_request_template.md\`.
- Search \`src/shared/\` before you write a new helper.

## Ask first

- Before you add a dependency.
- Before you change \`migrations/\` or \`.github/workflows/\`.

## Never

- Never read, print or commit secrets or production data.
- Never edit \`package-lock.json\` by hand.
`;

const advice = [
  'Always write clean, readable and maintainable code that follows best practices.',
  'Use meaningful names for variables, functions, classes and modules.',
  'Remember that quality matters and that every line should have a purpose.',
  'Consider edge cases, performance, accessibility and security at all times.',
  'Follow the principles of SOLID, DRY, KISS and YAGNI wherever they apply.',
];
const long = `# Project overview\n\nThis is a modern, well-structured project.\n\n${Array.from({ length: 120 }, (_, index) => `## Guideline ${index + 1}\n\n${advice.join('\n')}\n`).join('\n')}`;
const untrue = short.replaceAll('npm test', 'npm run test:all').replaceAll('src/shared/', 'src/common/');

const itemOf = async (instructions: Readonly<Record<string, string>>): Promise<number> => {
  const repo = await openRepository(memorySource({ ...project, ...instructions }), { configuration: 'none' });
  const report = await audit(repo, { rules });
  return report.items.find((item) => item.id === 'instructions')?.value?.low ?? 0;
};

describe('the item "repository instructions"', () => {
  it('puts a short, true file with commands and boundaries first', async () => {
    const values = { short: await itemOf({ 'AGENTS.md': short }), untrue: await itemOf({ 'AGENTS.md': untrue }), long: await itemOf({ 'AGENTS.md': long }) };
    expect(values.short).toBeGreaterThan(0.95);
    expect(values.untrue).toBeLessThan(values.short - 0.1);
    expect(values.long).toBeLessThan(values.untrue);
  });

  it('gives little for a file that is only there', async () => {
    const values = { none: await itemOf({}), bare: await itemOf({ 'AGENTS.md': '# Bakery\n\nThis project bakes bread. Be careful and write good code.\n' }) };
    expect(values.none).toBe(0);
    expect(values.bare).toBeLessThan(0.5);
    expect(values.bare).toBeGreaterThan(values.none);
  });

  it('gives nothing more for the same text under more names', async () => {
    const one = await itemOf({ 'AGENTS.md': short });
    expect(await itemOf({ 'AGENTS.md': short, 'CLAUDE.md': '@AGENTS.md\n' })).toBeCloseTo(one, 1);
    expect(await itemOf({ 'AGENTS.md': short, 'CLAUDE.md': long })).toBeLessThan(one);
  });
});
