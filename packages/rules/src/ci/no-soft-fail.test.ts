import { testRule } from '@ten-point/core/testing';
import { describe, it } from 'vitest';
import { noSoftFail } from './no-soft-fail.ts';

const manifest = { 'package.json': '{"scripts":{"test":"vitest run","lint":"eslint . || true","e2e":"playwright test --pass-with-no-tests"}}' };
const steps = (text: string, job = 'checks', head = ''): Record<string, string> => ({
  ...manifest,
  '.github/workflows/ci.yml': `on: pull_request\njobs:\n  ${job}:\n    runs-on: ubuntu-latest\n${head}    steps:\n${text}`,
});

testRule({ describe, it }, noSoftFail, [
  {
    name: 'passes a job whose checks fail',
    files: steps('      - run: npm test\n'),
    evidence: ['job checks of .github/workflows/ci.yml fails when npm test fails'],
  },
  {
    name: 'reports continue-on-error of a step',
    files: steps('      - run: npm test\n        continue-on-error: «true»\n'),
    findings: [{ id: 'step', confidence: 'high' }],
  },
  {
    name: 'reports continue-on-error of a job once',
    files: steps('      - run: npm run e2e\n      - run: npm test\n', 'checks', '    continue-on-error: «true»\n'),
    findings: [{ id: 'job', confidence: 'high' }],
  },
  { name: 'reports a fallback that always succeeds', files: steps('      - run: «npm test» || true\n'), findings: [{ id: 'fallback', text: '|| true' }] },
  {
    name: 'reports a fallback inside the script that a step runs',
    files: steps('      - run: «npm run lint»\n'),
    findings: [{ id: 'fallback', confidence: 'medium' }],
  },
  { name: 'reports a pipe without pipefail', files: steps('      - run: «npm test» | tee log.txt\n'), findings: ['pipe'] },
  {
    name: 'accepts a pipe in a shell that GitHub starts with pipefail',
    files: steps('      - run: npm test | tee log.txt\n        shell: bash\n'),
    evidence: ['npm test'],
  },
  { name: 'reports set +e', files: steps('      - run: |\n          set +e\n          «npm test»\n          echo done\n'), findings: ['errexit'] },
  {
    name: 'reports a check before && in the middle of a script',
    files: steps('      - run: |\n          «npm test» && echo ok\n          echo done\n'),
    findings: ['list'],
  },
  { name: 'reports a check that is switched off', files: steps('      - run: npm test\n        if: «false»\n'), findings: ['off'] },
  { name: 'notes a runner that is told to pass without tests', files: steps('      - run: «npm run e2e»\n'), findings: [{ id: 'flag', confidence: 'low' }] },
  {
    name: 'grades a job that calls itself experimental low',
    files: steps('      - run: «npm test» || true\n', 'experimental'),
    findings: [{ id: 'fallback', confidence: 'low' }],
  },
  {
    name: 'grades a soft run low when the job repeats the check',
    files: steps('      - run: «npx vitest run --reporter=github» || true\n      - run: npm test\n'),
    findings: [{ id: 'fallback', confidence: 'low' }],
  },
  {
    name: 'accepts a status that the script looks at',
    files: steps(
      '      - run: |\n          set +e\n          npm test\n          code=$?\n          exit $code\n      - run: npm test || exit 1\n      - run: npm test || { echo broken; exit 1; }\n      - run: if ! npm test; then exit 1; fi\n',
    ),
    evidence: ['npm test'],
  },
  {
    name: 'accepts a step whose outcome is read later',
    files: steps(
      "      - id: unit\n        run: npm test\n        continue-on-error: true\n      - if: steps.unit.outcome == 'failure'\n        run: exit 1\n",
    ),
    evidence: ['npm test'],
  },
  {
    name: 'leaves installs, cleanup, greps and uploads alone',
    files: steps(
      '      - run: npm ci || true\n      - run: rm -rf out || true\n      - run: grep -r TODO src | head || true\n      - uses: codecov/codecov-action@v5\n        continue-on-error: true\n      - run: npm test\n',
    ),
    evidence: ['npm test'],
  },
  {
    name: 'accepts a matrix that says which legs may fail',
    files: steps('      - run: npm test\n', 'checks', '    continue-on-error: ${{ matrix.experimental }}\n'),
    evidence: ['npm test'],
  },
  {
    name: 'does not judge workflows that pull requests do not start',
    files: {
      ...manifest,
      '.github/workflows/nightly.yml': 'on: schedule\njobs:\n  t:\n    runs-on: ubuntu-latest\n    steps:\n      - run: npm test || true\n',
    },
    state: 'not-applicable',
  },
  { name: 'does not judge PowerShell', files: steps('      - run: npm test || true\n        shell: pwsh\n'), evidence: ['npm test'] },
]);
