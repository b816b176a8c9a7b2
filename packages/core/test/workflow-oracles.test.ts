import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { beforeAll, describe, expect, it } from 'vitest';
import { parseWorkflow } from '../src/parse/workflow.ts';
import { workflowCases } from './workflow-cases.test-data.ts';
import { conformancePage } from './workflow-conformance.ts';
import { type Disagreement, disagreements } from './workflow-disagreements.test-data.ts';
import { disagreementOf, type ImportSources, type OracleProblem, type WorkflowOracle, workflowOracles } from './workflow-oracles.ts';

const core = join(import.meta.dirname, '..');
const root = join(core, '../..');

function problemsOf(text: string): readonly OracleProblem[] {
  return parseWorkflow('.github/workflows/case.yml', text).diagnostics.map(({ range, message }) => ({ line: range?.start.line ?? 0, message }));
}

/** `oracle kind case`, for each case on which an oracle and the parser differ. */
type Found = `${WorkflowOracle['name']} ${Disagreement['kind']} ${string}`;

describe('parseWorkflow beside other validators', () => {
  let found: readonly Found[] = [];

  beforeAll(async () => {
    const { importSources }: { importSources: ImportSources } = await import(pathToFileURL(join(root, 'scripts/import-sources.mjs')).href);
    const oracles = await workflowOracles(core, importSources);
    const all: Found[] = [];
    for (const { name, text } of workflowCases) {
      const own = problemsOf(text);
      for (const oracle of oracles) {
        const kind = disagreementOf(own, await oracle.validate(text));
        if (kind) all.push(`${oracle.name} ${kind} ${name}`);
      }
    }
    found = all;
  }, 120_000);

  it.each(workflowCases.map(({ name, text, valid }): [string, string, boolean] => [name, text, valid]))('judges as GitHub does: %s', (_, text, valid) => {
    expect(problemsOf(text).length === 0).toBe(valid);
  });

  it('has each case once', () => {
    expect(new Set(workflowCases.map(({ name }) => name)).size).toBe(workflowCases.length);
  });

  it('differs from the others exactly where the table says so', () => {
    const explained = disagreements.flatMap(({ oracle, kind, cases }) => cases.map((name): Found => `${oracle} ${kind} ${name}`));
    expect([...found].sort()).toEqual([...explained].sort());
  });

  it('is documented with those differences', async () => {
    await expect(conformancePage(workflowCases.length, disagreements, versionOf)).toMatchFileSnapshot(join(root, 'docs/parsers/workflow-conformance.md'));
  });
});

function versionOf(dependency: string): string {
  const manifest: unknown = JSON.parse(readFileSync(join(core, 'node_modules', dependency, 'package.json'), 'utf8'));
  return typeof manifest === 'object' && manifest && 'version' in manifest ? String(manifest.version) : 'unknown';
}
