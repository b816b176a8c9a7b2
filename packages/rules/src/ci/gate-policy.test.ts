import { testChangeRule } from '@ten-point/core/testing';
import { describe, it } from 'vitest';
import { gatePolicy } from './gate-policy.ts';

const config = 'agent-readiness.yml';
const workflow = (command: string) => `on: pull_request\njobs:\n  gate:\n    runs-on: ubuntu-latest\n    steps:\n      - run: ${command}\n`;
const ci = '.github/workflows/gate.yml';

testChangeRule({ describe, it }, gatePolicy, [
  {
    name: 'stops a rule that is switched off',
    example: true,
    base: { [config]: 'extends: strict\n' },
    head: { [config]: 'extends: strict\nrules:\n  ci/weakened-tests: off\n' },
    findings: [{ id: 'lowered', text: 'ci/weakened-tests becomes off', verdict: 'hard-stop', operation: 'G1' }],
  },
  {
    name: 'stops a lower severity, and looks at one that returns to its default',
    base: { [config]: 'rules:\n  ci/touched: error\n  pull-request/size: error\n' },
    head: { [config]: 'rules:\n  ci/touched: note\n' },
    findings: [
      { id: 'lowered', text: 'ci/touched becomes note, from error', verdict: 'hard-stop' },
      { id: 'changed', text: 'back to its default', verdict: 'review' },
    ],
  },
  {
    name: 'stops paths that are left out, areas that shrink and suppressions',
    base: { [config]: 'riskAreas:\n  - id: ovens\n    title: Ovens\n    paths: [ovens/**, heat/**]\n' },
    head: {
      [config]:
        'ignorePaths: [legacy/**]\nriskAreas:\n  - id: ovens\n    title: Ovens\n    paths: [ovens/**]\nsuppressions:\n  - rule: ci/touched\n    kind: accepted-risk\n    reason: The ovens are old.\n',
    },
    findings: [
      { id: 'lowered', text: 'legacy/** is left out' },
      { id: 'lowered', text: 'loses heat/**' },
      { id: 'lowered', text: 'ci/touched is waived' },
    ],
  },
  {
    name: 'stops a configuration that is taken away',
    base: { [config]: 'extends: strict\n' },
    head: { [config]: null },
    findings: [{ id: 'lowered', text: 'taken away' }],
  },
  {
    name: 'stops a configuration that can no longer be read',
    base: { [config]: 'extends: strict\n' },
    head: { [config]: 'extends: [\n' },
    findings: [{ id: 'unreadable', verdict: 'hard-stop' }],
  },
  {
    name: 'looks at the first configuration',
    base: { 'a.ts': '1\n' },
    head: { [config]: 'rules:\n  ci/touched: off\n' },
    findings: [{ id: 'first', verdict: 'review' }],
  },
  {
    name: 'passes a stricter policy',
    base: { [config]: 'rules:\n  ci/touched: note\n' },
    head: { [config]: 'extends: strict\nrules:\n  ci/touched: error\n' },
    evidence: ['no laxer'],
  },
  {
    name: 'passes a configuration that only moved',
    base: { [config]: 'rules:\n  ci/touched: note\n' },
    head: { [config]: null, '.github/agent-readiness.yml': 'rules:\n  ci/touched: note\n' },
    evidence: ['no laxer'],
  },
  {
    name: 'sees through a file that is extended',
    base: { [config]: 'extends: ./policy/base.yml\n', 'policy/base.yml': 'extends: strict\n' },
    head: { 'policy/base.yml': 'extends: recommended\n' },
    findings: [{ id: 'lowered', text: 'strict to recommended' }],
  },
  {
    name: 'stops a comment that waives a finding',
    base: { 'compose.yml': 'services: {}\n' },
    head: { 'compose.yml': '# agent-readiness-ignore «runtime/fixed-host-port» accepted-risk: One oven only, ever.\nservices: {}\n' },
    findings: [{ id: 'suppressed', text: 'runtime/fixed-host-port', verdict: 'hard-stop' }],
  },
  {
    name: 'lets a comment move with its file',
    base: { 'compose.yml': '# agent-readiness-ignore runtime/fixed-host-port accepted-risk: One oven only, ever.\nservices: {}\n' },
    head: { 'compose.yml': null, 'ovens/compose.yml': '# agent-readiness-ignore runtime/fixed-host-port accepted-risk: One oven only, ever.\nservices: {}\n' },
    state: 'not-applicable',
  },
  {
    name: 'stops a workflow that no longer runs it',
    base: { [ci]: workflow('npx agent-readiness gate') },
    head: { [ci]: workflow('echo fine') },
    findings: [{ id: 'notRun', verdict: 'hard-stop' }],
  },
  {
    name: 'stops flags that judge less',
    base: { [ci]: workflow('npx agent-readiness gate --fail-on review') },
    head: { [ci]: workflow('npx agent-readiness gate --no-config') },
    findings: [{ id: 'flags', verdict: 'hard-stop' }],
  },
  {
    name: 'looks at other flags',
    base: { [ci]: workflow('npx agent-readiness gate') },
    head: { [ci]: workflow('npx agent-readiness gate --format github') },
    findings: [{ id: 'command', verdict: 'review' }],
  },
  {
    name: 'lets the command move to another workflow',
    base: { [ci]: workflow('npx agent-readiness gate') },
    head: { [ci]: null, '.github/workflows/all.yml': workflow('npx agent-readiness gate') },
    evidence: ['still run'],
  },
  { name: 'does not apply to other work', base: { 'a.ts': '1\n' }, head: { 'a.ts': '2\n' }, state: 'not-applicable' },
]);
