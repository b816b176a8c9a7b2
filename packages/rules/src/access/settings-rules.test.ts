import { testRule } from '@ten-point/core/testing';
import { describe, it } from 'vitest';
import { defaultToken } from './default-token.ts';
import { deployApproval } from './deploy-approval.ts';
import { secretScanning } from './secret-scanning.ts';
import { workflowApproval } from './workflow-approval.ts';

const workflow = (text: string): Record<string, string> => ({ '.github/workflows/oven.yml': text });
const job = 'runs-on: x, steps: [{run: make}]';

testRule({ describe, it }, defaultToken, [
  { name: 'does not know the settings', files: workflow(`on: push\njobs: {a: {${job}}}`), state: 'unknown', reason: 'is a setting' },
  {
    name: 'counts declared permissions as an answer to the first',
    files: workflow(`on: push\npermissions: {}\njobs: {a: {${job}}}`),
    state: 'unknown',
    evidence: ['declares its permissions'],
    reason: 'may approve',
  },
  { name: 'does not apply without workflows', files: { 'README.md': '' }, state: 'not-applicable' },
]);

testRule({ describe, it }, workflowApproval, [
  { name: 'does not know the settings', files: workflow(`on: pull_request\njobs: {a: {${job}}}`), state: 'unknown', reason: 'wait for approval' },
  { name: 'does not apply where nothing runs for pull requests', files: workflow(`on: push\njobs: {a: {${job}}}`), state: 'not-applicable' },
]);

testRule({ describe, it }, deployApproval, [
  {
    name: 'does not know the rules of an environment',
    files: workflow('on: push\njobs: {a: {runs-on: x, environment: npm, steps: [{run: npm publish}]}}'),
    state: 'unknown',
    reason: 'environment npm',
  },
  { name: 'does not apply without an environment', files: workflow('on: push\njobs: {a: {runs-on: x, steps: [{run: npm publish}]}}'), state: 'not-applicable' },
]);

testRule({ describe, it }, secretScanning, [
  {
    name: 'accepts a scanner action',
    files: workflow('on: push\njobs: {a: {runs-on: x, steps: [{uses: gitleaks/gitleaks-action@v2}]}}'),
    evidence: ['gitleaks runs in CI'],
  },
  {
    name: 'accepts a scanner program',
    files: workflow('on: push\njobs: {a: {runs-on: x, steps: [{run: trufflehog git file://.}]}}'),
    evidence: ['trufflehog'],
  },
  { name: 'accepts the configuration of a scanner', files: { '.gitleaks.toml': '' }, evidence: ['.gitleaks.toml'] },
  { name: 'does not know the setting otherwise', files: workflow(`on: push\njobs: {a: {${job}}}`), state: 'unknown', reason: 'is a setting' },
  {
    name: 'takes a comment that names a scanner for none',
    files: workflow('on: push\njobs:\n  a:\n    runs-on: x\n    steps:\n      - run: "make # gitleaks"\n'),
    state: 'unknown',
  },
]);
