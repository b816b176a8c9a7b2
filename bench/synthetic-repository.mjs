// Writes a repository of a given size: packages with sources, manifests, instructions, owners, workflows and compose files,
// in the proportions of a large monorepo.
import { execFileSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/**
 * @param {string} root - An empty directory.
 * @param {number} files - How many files, about.
 */
export function writeRepository(root, files) {
  const put = (path, text) => {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  };
  const packages = Math.max(1, Math.round(files / 250));
  const perPackage = Math.floor((files - 80) / packages) - 3;
  put('README.md', '# Bakery\n\nOrders, ovens and deliveries.\n');
  put('CONTRIBUTING.md', '# Contributing\n\nRun `npm test` before you open a pull request.\n');
  put('.gitignore', 'node_modules/\ndist/\n.env\n');
  put(
    'package.json',
    JSON.stringify({ name: 'bakery', private: true, workspaces: ['packages/*'], scripts: { build: 'tsc -b', test: 'vitest run', lint: 'eslint .' } }, null, 2),
  );
  put('package-lock.json', '{"lockfileVersion":3}');
  put('AGENTS.md', instructions('the whole repository', 40));
  put('CLAUDE.md', '@AGENTS.md\n');
  put('compose.yaml', 'services:\n  db:\n    image: postgres:17\n    ports: ["${DB_PORT:-5432}:5432"]\n');
  put('.github/CODEOWNERS', `* @bakery/all\n${Array.from({ length: packages }, (_, index) => `/packages/p${index}/ @bakery/team-${index % 12}`).join('\n')}\n`);
  for (let index = 0; index < 40; index++) put(`.github/workflows/w${index}.yml`, workflow(index));
  for (let p = 0; p < packages; p++) {
    put(`packages/p${p}/package.json`, JSON.stringify({ name: `@bakery/p${p}`, scripts: { build: 'tsc', test: 'vitest run', dev: 'vite' } }, null, 2));
    put(`packages/p${p}/README.md`, `# p${p}\n`);
    if (p % 10 === 0) put(`packages/p${p}/AGENTS.md`, instructions(`package ${p}`, 10));
    for (let f = 0; f < perPackage; f++) {
      const folder = ['src', 'src/orders', 'src/ovens', 'test'][f % 4];
      put(
        `packages/p${p}/${folder}/f${f}.ts`,
        `export const loaf${f} = (oven: number) => oven * ${f} + Number(process.env['OVEN_${f % 7}'] ?? 0);\n`.repeat(8),
      );
    }
  }
  const git = (...args) =>
    execFileSync('git', ['-c', 'user.name=Ada', '-c', 'user.email=ada@bakery.example', '-c', 'commit.gpgsign=false', '-c', 'gc.auto=0', ...args], {
      cwd: root,
    });
  git('init', '-q', '-b', 'main');
  git('add', '-A');
  git('commit', '-qm', 'Bake');
}

function instructions(subject, rules) {
  return `# Working in ${subject}\n\n## Commands\n\n- Build: \`npm run build\`\n- Test: \`npm test\`\n- Lint: \`npm run lint\`\n\n## Rules\n\n${Array.from(
    { length: rules },
    (_, index) => `- Keep recipes of oven ${index} in \`packages/p0/src/ovens\`, and ask before you change \`packages/p0/package.json\`.`,
  ).join('\n')}\n`;
}

function workflow(index) {
  const step =
    '      - uses: actions/checkout@3d3c42e5aac5ba805825da76410c181273ba90b1 # v7.0.1\n      - run: |\n          npm ci\n          npm run build\n          npm test\n          npm run lint\n';
  return `name: W${index}\non:\n  pull_request:\n  push:\n    branches: [main]\npermissions:\n  contents: read\njobs:\n${Array.from(
    { length: 6 },
    (_, job) => `  job${job}:\n    runs-on: ubuntu-latest\n    timeout-minutes: 10\n    steps:\n${step}`,
  ).join('')}`;
}
