import { testRule } from '@ten-point/core/testing';
import { describe, it } from 'vitest';
import { workflowValid } from './workflow-valid.ts';

const ci = (text: string): Record<string, string> => ({ '.github/workflows/ci.yml': text });
const job = (extra = ''): string => `    runs-on: ubuntu-latest\n${extra}    steps:\n      - run: make\n`;

testRule({ describe, it }, workflowValid, [
  { name: 'passes a sound workflow', files: ci(`on: push\njobs:\n  a:\n${job()}  b:\n${job('    needs: a\n')}`), evidence: ['its 2 jobs hold together'] },
  {
    name: 'reports a need that is no job',
    files: ci(`on: push\njobs:\n  a:\n${job('    needs: [«bulid»]\n')}  build:\n${job()}`),
    findings: [{ id: 'syntax', text: 'bulid' }],
  },
  { name: 'reports a cycle once', files: ci(`on: push\njobs:\n  «a»:\n${job('    needs: b\n')}  b:\n${job('    needs: a\n')}`), findings: ['syntax'] },
  {
    name: 'reports a local action that is not there',
    files: ci('on: push\njobs:\n  a:\n    runs-on: ubuntu-latest\n    steps:\n      - uses: «./.github/actions/setup»\n'),
    findings: ['missingAction'],
  },
  {
    name: 'reports a reusable workflow that is not there',
    files: ci('on: push\njobs:\n  a:\n    uses: «./.github/workflows/gone.yml»\n'),
    findings: ['missingWorkflow'],
  },
  {
    name: 'reports a called workflow without the trigger',
    files: { ...ci('on: push\njobs:\n  a:\n    uses: «./.github/workflows/b.yml»\n'), '.github/workflows/b.yml': `on: push\njobs:\n  a:\n${job()}` },
    findings: ['notCallable'],
  },
  { name: 'reports a file that is no YAML', files: ci('on: push\njobs: [\n'), findings: [{ id: 'syntax', text: 'GitHub cannot read' }] },
  {
    name: 'accepts an action with a Dockerfile, and one of a checked-out repository',
    files: {
      ...ci(
        'on: push\njobs:\n  a:\n    runs-on: ubuntu-latest\n    steps:\n      - uses: ./tools/lint\n  b:\n    runs-on: ubuntu-latest\n    steps:\n      - uses: actions/checkout@v5\n        with:\n          repository: acme/actions\n          path: shared\n      - uses: ./shared/setup\n',
      ),
      'tools/lint/Dockerfile': 'FROM scratch\n',
    },
    evidence: ['hold together'],
  },
  {
    name: 'does not know an action that an earlier step makes',
    files: ci('on: push\njobs:\n  a:\n    runs-on: ubuntu-latest\n    steps:\n      - run: git clone https://example.org/x tmp/x\n      - uses: ./tmp/x\n'),
    state: 'unknown',
    reason: 'earlier step',
  },
  { name: 'does not apply without workflows', files: { 'README.md': 'x' }, state: 'not-applicable' },
]);
