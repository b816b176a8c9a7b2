import { testRule } from '@ten-point/core/testing';
import { describe, it } from 'vitest';
import { requiredCheckSkippable } from './required-check-skippable.ts';

const requires = (...names: readonly string[]): Record<string, string> => ({
  '.github/rulesets/main.json': `{ "name": "main", "target": "branch", "enforcement": "active", "conditions": { "ref_name": { "include": ["~DEFAULT_BRANCH"] } }, "rules": [{ "type": "required_status_checks", "parameters": { "required_status_checks": [${names.map((name) => `{ "context": "${name}" }`).join()}] } }] }`,
});
const unit = (extra = ''): string => `  unit:\n    runs-on: ubuntu-latest\n${extra}    steps:\n      - run: make\n`;
const all = (head: string, run = 'exit 0'): string => `  all:\n    runs-on: ubuntu-latest\n${head}    steps:\n      - run: ${run}\n`;
const workflow = (jobs: string, on = 'pull_request'): Record<string, string> => ({ '.github/workflows/ci.yml': `on: ${on}\njobs:\n${jobs}` });

testRule({ describe, it }, requiredCheckSkippable, [
  {
    name: 'does not apply where no check is required',
    files: workflow(unit()),
    protection: { rules: [{ type: 'deletion' }], bypass: [] },
    state: 'not-applicable',
  },
  { name: 'passes a plain job', files: { ...requires('unit'), ...workflow(unit()) }, evidence: ['"unit" fails or blocks'] },
  {
    name: 'reports an aggregate job that is skipped when what it needs fails',
    files: { ...requires('all'), ...workflow(unit() + all('    needs: [«unit»]\n')) },
    findings: ['needs'],
  },
  {
    name: 'reports an aggregate job that reads no result',
    files: { ...requires('all'), ...workflow(unit() + all('    needs: [unit]\n    if: «always()»\n')) },
    findings: ['resultsUnread'],
  },
  {
    name: 'accepts one that fails by the results',
    files: { ...requires('all'), ...workflow(unit() + all('    needs: [unit]\n    if: always()\n', 'test "${{ needs.unit.result }}" = success')) },
    evidence: ['"all"'],
  },
  {
    name: 'accepts needs that are required themselves',
    files: { ...requires('all', 'unit'), ...workflow(unit() + all('    needs: [unit]\n')) },
    evidence: ['"all"', '"unit"'],
  },
  {
    name: 'reports a condition on a label',
    files: { ...requires('unit'), ...workflow(unit("    if: «${{ !contains(github.event.pull_request.labels.*.name, 'skip') }}»\n")) },
    findings: [{ id: 'condition', text: 'labels' }],
  },
  {
    name: 'reports a draft that skips the job, since nothing runs it when the draft is ready',
    files: { ...requires('unit'), ...workflow(unit('    if: «github.event.pull_request.draft == false»\n')) },
    findings: [{ id: 'condition', text: 'draft state' }],
  },
  {
    name: 'accepts a job that runs when the draft is ready',
    files: {
      ...requires('unit'),
      ...workflow(unit('    if: github.event.pull_request.draft == false\n'), '{ pull_request: { types: [opened, synchronize, ready_for_review] } }'),
    },
  },
  { name: 'reports continue-on-error', files: { ...requires('unit'), ...workflow(unit('    continue-on-error: «true»\n')) }, findings: ['softFail'] },
  {
    name: 'reports a path filter that leaves the check pending',
    files: { ...requires('unit'), ...workflow(unit(), "{ pull_request: { paths: ['«src/**»'] } }") },
    findings: ['paths'],
  },
  { name: 'does not know a check that nothing here reports', files: { ...requires('other'), ...workflow(unit()) }, state: 'unknown' },
  { name: 'does not know what is a setting', files: workflow(unit()), state: 'unknown' },
]);
