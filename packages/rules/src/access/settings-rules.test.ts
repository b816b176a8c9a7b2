import { testRule } from '@ten-point/core/testing';
import { describe, it } from 'vitest';
import { copilotSettings } from './copilot-settings.ts';
import { defaultToken } from './default-token.ts';
import { deployApproval } from './deploy-approval.ts';
import { repositoryAccess } from './repository-access.ts';
import { secretScanning } from './secret-scanning.ts';
import { workflowApproval } from './workflow-approval.ts';

const workflow = (text: string): Record<string, string> => ({ '.github/workflows/oven.yml': text });
const job = 'runs-on: x, steps: [{run: make}]';
const forPullRequests = workflow(`on: pull_request\njobs: {a: {${job}}}`);
const publishing = workflow('on: push\njobs: {a: {runs-on: x, environment: «npm», steps: [{run: npm publish}]}}');
const npm = {
  name: 'npm',
  reviewers: ['@baker'],
  preventsSelfReview: true,
  waitTimer: 0,
  branches: 'selected',
  adminsCanBypass: false,
  otherRules: [],
} as const;
const copilot = {
  requiresWorkflowApproval: true,
  firewallEnabled: true,
  firewallAllowList: ['flour.example'],
  automationsEnabled: true,
  automationsNeedWriteAccess: true,
  mcpServers: [],
} as const;

testRule({ describe, it }, defaultToken, [
  {
    name: 'does not know what nobody asked GitHub',
    files: workflow(`on: push\njobs: {a: {${job}}}`),
    state: 'unknown',
    reason: '1 workflows declare no permissions',
  },
  {
    name: 'counts declared permissions as an answer to the first',
    files: workflow(`on: push\npermissions: {}\njobs: {a: {${job}}}`),
    state: 'unknown',
    evidence: ['declares its permissions'],
    reason: 'may approve',
  },
  {
    name: 'passes a token that reads and may not approve',
    files: workflow(`on: push\njobs: {a: {${job}}}`),
    settings: { workflowToken: { defaultPermissions: 'read', canApprovePullRequests: false } },
    evidence: ['read-only', 'may not approve'],
  },
  {
    name: 'names the workflows that a writing default gives rights to',
    files: workflow(`«on»: push\njobs: {a: {${job}}}`),
    settings: { workflowToken: { defaultPermissions: 'write', canApprovePullRequests: false } },
    findings: [{ id: 'write', text: 'oven.yml' }],
  },
  {
    name: 'lets a writing default be where every workflow declares its own',
    files: workflow(`on: push\npermissions: {contents: read}\njobs: {a: {${job}}}`),
    settings: { workflowToken: { defaultPermissions: 'write', canApprovePullRequests: false } },
  },
  {
    name: 'finds that Actions may approve',
    files: workflow(`on: push\npermissions: {}\njobs: {a: {${job}}}`),
    settings: { workflowToken: { defaultPermissions: 'read', canApprovePullRequests: true } },
    findings: ['approves'],
  },
  {
    name: 'says why the token may not see it',
    files: workflow(`on: push\njobs: {a: {${job}}}`),
    settings: { workflowToken: { unknown: 'the token may not read it' } },
    state: 'unknown',
    reason: 'the token may not read it',
  },
  { name: 'does not apply without workflows', files: { 'README.md': '' }, state: 'not-applicable' },
]);

testRule({ describe, it }, workflowApproval, [
  { name: 'does not know what nobody asked GitHub', files: forPullRequests, state: 'unknown', reason: 'wait for approval' },
  { name: 'passes approval for all outsiders', files: forPullRequests, settings: { forkApproval: 'all_external_contributors' }, evidence: ['all external'] },
  {
    name: 'passes approval for first-time contributors',
    files: forPullRequests,
    settings: { forkApproval: 'first_time_contributors' },
    evidence: ['first-time'],
  },
  {
    name: 'finds that only new accounts wait',
    files: workflow(`«on»: pull_request\njobs: {a: {${job}}}`),
    settings: { forkApproval: 'first_time_contributors_new_to_github' },
    findings: ['newcomersOnly'],
  },
  {
    name: 'finds that the cloud agent no longer waits',
    files: forPullRequests,
    settings: { forkApproval: 'all_external_contributors', copilot: { ...copilot, requiresWorkflowApproval: false } },
    findings: ['agentUnapproved'],
  },
  { name: 'does not apply where nothing runs for pull requests', files: workflow(`on: push\njobs: {a: {${job}}}`), state: 'not-applicable' },
]);

testRule({ describe, it }, deployApproval, [
  {
    name: 'does not know the rules of an environment that nobody asked for',
    files: workflow('on: push\njobs: {a: {runs-on: x, environment: npm, steps: [{run: npm publish}]}}'),
    state: 'unknown',
    reason: 'environment npm',
  },
  {
    name: 'passes reviewers who may not approve their own run',
    files: workflow('on: push\njobs: {a: {runs-on: x, environment: NPM, steps: [{run: npm publish}]}}'),
    settings: { environments: [npm] },
    evidence: ['@baker'],
  },
  { name: 'finds an environment that asks nobody', files: publishing, settings: { environments: [{ ...npm, reviewers: [] }] }, findings: ['noReviewer'] },
  {
    name: 'takes the gate of an app for a reviewer',
    files: workflow('on: push\njobs: {a: {runs-on: x, environment: npm, steps: [{run: npm publish}]}}'),
    settings: { environments: [{ ...npm, reviewers: [], otherRules: ['oven-gate'] }] },
    evidence: ['oven-gate'],
  },
  { name: 'finds an environment that is only a name', files: publishing, settings: { environments: [] }, findings: ['missing'] },
  {
    name: 'finds self-review and open branches, each on its own',
    files: workflow('on: push\njobs: {a: {runs-on: x, environment: ««npm»», steps: [{run: npm publish}]}}'),
    settings: { environments: [{ ...npm, preventsSelfReview: false, branches: 'any' }] },
    findings: [
      { id: 'selfReview', confidence: 'medium' },
      { id: 'anyBranch', confidence: 'medium' },
    ],
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
  { name: 'does not know the setting otherwise', files: workflow(`on: push\njobs: {a: {${job}}}`), state: 'unknown', reason: 'no scanner is seen in CI' },
  {
    name: 'accepts push protection',
    files: {},
    settings: {
      security: new Map([
        ['secret_scanning', true],
        ['secret_scanning_push_protection', true],
      ]),
    },
    evidence: ['stops secrets'],
  },
  {
    name: 'finds scanning without push protection',
    files: {},
    settings: {
      security: new Map([
        ['secret_scanning', true],
        ['secret_scanning_push_protection', false],
      ]),
    },
    findings: [{ id: 'noPushProtection', confidence: 'medium' }],
  },
  { name: 'finds that nothing scans', files: {}, settings: { security: new Map([['secret_scanning', false]]) }, findings: ['off'] },
  {
    name: 'lets a scanner in CI stand for the setting',
    files: workflow('on: push\njobs: {a: {runs-on: x, steps: [{uses: gitleaks/gitleaks-action@v2}]}}'),
    settings: { security: new Map([['secret_scanning', false]]) },
  },
  { name: 'does not take a switch that the answer leaves out for off', files: {}, settings: { security: new Map() }, state: 'unknown' },
  {
    name: 'takes a comment that names a scanner for none',
    files: workflow('on: push\njobs:\n  a:\n    runs-on: x\n    steps:\n      - run: "make # gitleaks"\n'),
    state: 'unknown',
  },
]);

testRule({ describe, it }, copilotSettings, [
  { name: 'does not apply where nothing shows that the agent is used', files: {}, state: 'not-applicable' },
  {
    name: 'does not know its settings where it is used',
    files: { '.github/copilot-instructions.md': '# Oven\n\nRun `make`.\n' },
    state: 'unknown',
  },
  { name: 'passes a firewall with a short list', files: {}, settings: { copilot }, evidence: ['firewall', 'only writers'] },
  { name: 'finds the firewall off', files: {}, settings: { copilot: { ...copilot, firewallEnabled: false } }, findings: ['firewallOff'] },
  {
    name: 'finds a list that lets everything through',
    files: {},
    settings: { copilot: { ...copilot, firewallAllowList: ['*'] } },
    findings: [{ id: 'openAllowList', text: '*' }],
  },
  { name: 'lets a narrow wildcard be', files: {}, settings: { copilot: { ...copilot, firewallAllowList: ['*.flour.example'] } } },
  {
    name: 'finds automations that outsiders start',
    files: {},
    settings: { copilot: { ...copilot, automationsNeedWriteAccess: false } },
    findings: ['openAutomations'],
  },
  {
    name: 'asks nothing of automations that are off',
    files: {},
    settings: { copilot: { ...copilot, automationsEnabled: false, automationsNeedWriteAccess: false } },
  },
]);

testRule({ describe, it }, repositoryAccess, [
  { name: 'does not know what nobody asked GitHub', files: {}, state: 'unknown' },
  { name: 'passes without keys', files: {}, settings: { deployKeys: [] }, evidence: ['no deploy keys'] },
  { name: 'passes keys that read', files: {}, settings: { deployKeys: [{ title: 'oven', canWrite: false }] }, evidence: ['only read'] },
  {
    name: 'names each key that writes',
    files: {},
    settings: {
      deployKeys: [
        { title: 'oven', canWrite: true },
        { title: 'shop', canWrite: false },
      ],
    },
    findings: [{ id: 'writes', text: '"oven"' }],
  },
]);
