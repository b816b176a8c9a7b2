import { describe, expect, it } from 'vitest';
import { ovens } from '../../src/scenarios.ts';
import { type Files, type Scenario, scenarios } from '../../src/server.ts';
import { checkout } from './checkout.ts';
import { asking, type Report, reportOf, run, serve } from './run.ts';

/** Files whose text could come out otherwise through the API than from a disk. */
const odd: Files = {
  '.github/workflows/release.yml':
    '\ufeffname: release\r\non: push\r\njobs:\r\n  publish:\r\n    runs-on: ubuntu-latest\r\n    steps:\r\n      - run: npm publish\r\n',
  '.github/copilot-instructions.md': Buffer.from('# Backstube\n\nRun `npm run knäcke`.\n', 'latin1'),
  'docs/AGENTS.md': Buffer.from('\ufeff# Docs\n\nRun `npm run nothing`.\n', 'utf16le'),
  'src/AGENTS.md': '# Source\n\nRun `npm run missing`.\n',
  'web/AGENTS.md': { link: '../src/AGENTS.md' },
  'api/AGENTS.md': '# Source\n\nRun `npm run missing`.\n',
  'empty/AGENTS.md': '',
  'loaf.png': Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x00, 0xff]),
  'compose.yaml': 'services:\n  oven:\n    image: postgres:17\n    ports: ["5432:5432"]',
};

async function audit(scenario: Scenario, target: string): Promise<Report> {
  return reportOf(await run(['audit', target, '--format', 'json'], { env: asking(await serve(scenario)) }));
}

describe('files through the API', () => {
  it.each([
    ['odd encodings, links and copies', ovens({ repository: { files: { ...scenarios.admin.repository.files, ...odd } } })],
    ['a hundred workflows', scenarios.hundredWorkflows],
    ['a listing that GitHub cuts off', ovens({ repository: { files: { ...scenarios.admin.repository.files, ...odd }, treeLimit: 15 } })],
  ])('are what a clone of them holds: %s', async (_, scenario) => {
    const local = checkout(scenario.repository.files, 'https://127.0.0.1/bakery/ovens.git');
    const [remote, cloned] = [await audit(scenario, 'bakery/ovens'), await audit(scenario, local)];
    expect(remote.findings).toEqual(cloned.findings);
    expect(remote.outcomes).toEqual(cloned.outcomes);
    expect(remote.diagnostics).toEqual(cloned.diagnostics);
    expect(remote.repository.files).toBe(cloned.repository.files);
  });

  it('are read at another revision', async () => {
    const scenario = ovens({ repository: { branches: { rye: { 'README.md': '# Rye\n' } } } });
    const { status, stdout } = await run(['audit', 'bakery/ovens', '--revision', 'rye', '--format', 'json'], { env: asking(await serve(scenario)) });
    expect(status).toBe(1);
    expect(JSON.parse(stdout).repository.files).toBe(1);
  });
});
