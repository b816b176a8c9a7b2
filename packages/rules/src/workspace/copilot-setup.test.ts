import { testRule } from '@ten-point/core/testing';
import { describe, it } from 'vitest';
import { copilotSetup } from './copilot-setup.ts';

const path = '.github/workflows/copilot-setup-steps.yml';
const workflow = (jobs: string): Record<string, string> => ({ [path]: `on: workflow_dispatch\njobs:\n${jobs}` });
const steps = '    runs-on: ubuntu-latest\n    steps:\n      - uses: actions/checkout@v6\n      - run: npm ci\n';

testRule({ describe, it }, copilotSetup, [
  {
    name: 'accepts one job with the keys that count',
    files: workflow(`  copilot-setup-steps:\n    timeout-minutes: 30\n    permissions: { contents: read }\n${steps}`),
    evidence: ['one job'],
  },
  {
    name: 'reports a near miss of the name',
    files: workflow(`  «copilot-setup-step»:\n${steps}`),
    findings: [{ id: 'wrongName', text: 'copilot-setup-step;' }],
  },
  { name: 'reports a second job', files: workflow(`  copilot-setup-steps:\n${steps}  «lint»:\n${steps}`), findings: ['otherJob'] },
  {
    name: 'reports keys that are ignored, and too long a time',
    files: workflow(`  copilot-setup-steps:\n    name: Set up\n    «container»: node:24\n    «env»: { A: b }\n    timeout-minutes: «90»\n${steps}`),
    findings: ['ignoredKey', 'ignoredKey', 'timeout'],
  },
  {
    name: 'reports a script, an action and a file that are not there',
    files: {
      ...workflow(
        `  copilot-setup-steps:\n    runs-on: x\n    steps:\n      - uses: «./.github/actions/prepare»\n      - run: «./scripts/prepare.sh --quick»\n      - run: cd elsewhere && «./x.sh»\n      - run: cd "$X" && ./y.sh\n`,
      ),
    },
    findings: ['missingAction', 'missingFile', 'missingFile'],
    state: 'fail',
  },
  {
    name: 'accepts files that are there, and programs that steps install',
    files: {
      ...workflow(
        '  copilot-setup-steps:\n    runs-on: x\n    steps:\n      - run: ./build.sh\n      - run: ./.tool/bin/thing install\n      - run: cd sub && ../build.sh\n',
      ),
      'build.sh': 'make',
    },
  },
  { name: 'reports a job without steps', files: workflow('  «copilot-setup-steps»:\n    runs-on: ubuntu-latest\n'), findings: ['noSteps'] },
  {
    name: 'reports the other extension',
    files: { '.github/workflows/copilot-setup-steps.yaml': `on: workflow_dispatch\njobs:\n  «copilot-setup-steps»:\n${steps}` },
    findings: ['extension'],
  },
  { name: 'does not apply without the file', files: { 'README.md': 'x' }, state: 'not-applicable' },
  { name: 'cannot judge what is no workflow', files: { [path]: '- 1\n- 2\n' }, state: 'unknown' },
  {
    name: 'leaves paths that are made at run time or only printed alone',
    files: workflow(
      '  copilot-setup-steps:\n    runs-on: x\n    steps:\n      - run: ./"$TOOL"/prepare.sh\n      - run: echo ./missing.sh\n      - run: "# ./gone.sh"\n',
    ),
  },
]);
