import { expect, it } from 'vitest';
import { parseWorkflow } from './workflow.ts';

it('does what its page in docs/parsers says', () => {
  const { workflow, diagnostics } = parseWorkflow(
    '.github/workflows/oven.yml',
    `on: push
jobs:
  bake:
    strategy: { matrix: { node: [22, 24.10] } }
    runs-on: ubuntu-latest
    steps:
      - run: echo "\${{ github.actor }}"
      - run: make
        shel: bash
`,
  );
  expect(workflow.jobs[0]?.checkNames).toEqual(['bake (22)', 'bake (24.1)']);
  expect(workflow.jobs[0]?.steps[0]?.references[0]?.path).toBe('github.actor');
  expect(diagnostics).toMatchObject([{ code: 'workflow-unknown-key', severity: 'error', range: { start: { line: 9, column: 9 } } }]);
});
