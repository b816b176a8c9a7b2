import { testRule } from '@ten-point/core/testing';
import { describe, it } from 'vitest';
import { cacheBridge } from './cache-bridge.ts';

const triage = {
  '.github/workflows/triage.yml':
    "on: issues\njobs:\n  triage:\n    runs-on: x\n    permissions: {contents: read, issues: write}\n    steps:\n      - uses: anthropics/claude-code-action@v1\n        with:\n          allowed_non_write_users: '*'\n",
};
const release = (steps: string): Record<string, string> => ({
  '.github/workflows/release.yml': `on: schedule\njobs:\n  publish:\n    runs-on: x\n    steps:\n${steps}      - run: npm publish\n`,
});

testRule({ describe, it }, cacheBridge, [
  {
    name: 'reports a cache between a triage agent and a release (Clinejection)',
    files: { ...triage, ...release('      - uses: «actions/cache@v4»\n') },
    findings: [{ id: 'bridge', confidence: 'medium' }],
  },
  {
    name: 'reports the cache of a setup action',
    files: { ...triage, ...release('      - uses: actions/setup-node@v6\n        with:\n          cache: «npm»\n') },
    findings: ['bridge'],
  },
  { name: 'accepts a release without a cache', files: { ...triage, ...release('      - uses: actions/setup-node@v6\n') }, evidence: ['no cache is restored'] },
  { name: 'accepts caches where no stranger runs code', files: release('      - uses: actions/cache@v4\n'), evidence: ['no job lets strangers'] },
  { name: 'accepts a step that only saves', files: { ...triage, ...release('      - uses: actions/cache/save@v4\n') } },
  { name: 'does not apply without a release', files: triage, state: 'not-applicable' },
]);
