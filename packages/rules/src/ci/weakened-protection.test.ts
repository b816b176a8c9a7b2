import { testChangeRule } from '@ten-point/core/testing';
import { describe, it } from 'vitest';
import { weakenedProtection } from './weakened-protection.ts';

const owners = '.github/CODEOWNERS';
const files = { 'src/oven.ts': '1\n', 'src/till.ts': '1\n', '.github/workflows/ci.yml': 'on: push\njobs: {}\n' };
const ruleset = (rules: readonly object[], bypass: readonly object[] = []) =>
  JSON.stringify({
    name: 'main',
    target: 'branch',
    enforcement: 'active',
    conditions: { ref_name: { include: ['~DEFAULT_BRANCH'], exclude: [] } },
    bypass_actors: bypass,
    rules,
  });
const review = (count: number, ownersToo = true) => ({
  type: 'pull_request',
  parameters: {
    required_approving_review_count: count,
    require_code_owner_review: ownersToo,
    dismiss_stale_reviews_on_push: true,
    require_last_push_approval: true,
    required_review_thread_resolution: false,
  },
});
const checks = (...names: readonly string[]) => ({
  type: 'required_status_checks',
  parameters: { strict_required_status_checks_policy: true, required_status_checks: names.map((context) => ({ context })) },
});
const path = '.github/rulesets/main.json';

testChangeRule({ describe, it }, weakenedProtection, [
  {
    name: 'stops a risky path that loses its owner',
    example: true,
    base: { ...files, [owners]: '* @bakery/all\n«/.github/» @bakery/ops\n' },
    head: { [owners]: '/src/ @bakery/all\n' },
    findings: [{ id: 'unOwned', text: '@bakery/ops', verdict: 'hard-stop', operation: 'F1' }],
  },
  {
    name: 'looks at other files that lose theirs',
    base: { ...files, [owners]: '/src/ @bakery/all\n' },
    head: { [owners]: '/src/ @bakery/all\n/src/till.ts\n' },
    findings: [{ id: 'unOwned', text: 'src/till.ts', verdict: 'review' }],
  },
  {
    name: 'looks at files that go to others',
    base: { ...files, [owners]: '/src/ @ada\n' },
    head: { [owners]: '/src/ @grace\n' },
    findings: [{ id: 'otherOwners', text: 'from @ada to @grace', verdict: 'review' }],
  },
  {
    name: 'passes further owners and other spellings',
    base: { ...files, [owners]: '/src/ @Ada\n' },
    head: { [owners]: '# ovens\n/src/** @ada @grace\n' },
    evidence: ['keeps its owners'],
  },
  {
    name: 'passes a file that moved with its lines',
    base: { ...files, [owners]: '/src/ @ada\n' },
    head: { [owners]: null, CODEOWNERS: '/src/ @ada\n' },
    evidence: ['keeps its owners'],
  },
  {
    name: 'passes lines of files that are gone',
    base: { ...files, [owners]: '/src/oven.ts @ada\n' },
    head: { [owners]: '# none\n', 'src/oven.ts': null },
    evidence: ['keeps its owners'],
  },
  {
    name: 'stops a file that is gone',
    base: { ...files, [owners]: '/src/ @ada\n' },
    head: { [owners]: null },
    findings: [{ id: 'ownersGone', verdict: 'hard-stop', operation: 'F2' }],
  },
  {
    name: 'looks at a file that moves away from its owner',
    base: { ...files, [owners]: '/src/ @ada\n' },
    head: { 'src/oven.ts': null, 'lib/oven.ts': '1\n' },
    findings: [{ id: 'movedAway', text: '@ada', verdict: 'review' }],
  },
  {
    name: 'stops a review that is no longer required',
    base: { [path]: ruleset([review(2), checks('test', 'lint')]) },
    head: { [path]: ruleset([review(1, false), checks('test')]) },
    findings: [
      { id: 'lowered', text: 'the check lint is no longer required', operation: 'F3' },
      { id: 'lowered', text: 'from 2 to 1' },
      { id: 'lowered', text: 'code owners' },
    ],
  },
  {
    name: 'passes stricter rules',
    base: { [path]: ruleset([review(1), checks('test')]) },
    head: { [path]: ruleset([review(2), checks('test', 'lint')]) },
    evidence: ['no weaker'],
  },
  {
    name: 'stops somebody who may bypass them',
    base: { [path]: ruleset([review(1)]) },
    head: { [path]: ruleset([review(1)], [{ actor_id: 7, actor_type: 'Integration', bypass_mode: 'always' }]) },
    findings: [{ id: 'lowered', text: 'may bypass', operation: 'F7' }],
  },
  {
    name: 'stops a declaration that is gone',
    base: { [path]: ruleset([review(1)]) },
    head: { [path]: null },
    findings: [{ id: 'undeclared', verdict: 'hard-stop' }],
  },
  {
    name: 'looks at an update bot that stops looking',
    base: { '.github/dependabot.yml': 'version: 2\nupdates:\n  - package-ecosystem: npm\n    directory: /\n    schedule: {interval: weekly}\n' },
    head: { '.github/dependabot.yml': 'version: 2\nupdates: []\n' },
    findings: [{ id: 'updatesGone', text: 'npm', verdict: 'review', operation: 'F4' }],
  },
  {
    name: 'looks at a template and instructions that are gone',
    base: { '.github/PULL_REQUEST_TEMPLATE.md': '## Task\n', 'AGENTS.md': 'Bake bread.\n' },
    head: { '.github/PULL_REQUEST_TEMPLATE.md': null, 'AGENTS.md': null },
    findings: ['templateGone', 'instructionsGone'],
  },
  {
    name: 'passes instructions that moved to another name',
    base: { 'CLAUDE.md': 'Bake bread.\n' },
    head: { 'CLAUDE.md': null, 'AGENTS.md': 'Bake bread.\n' },
    state: 'not-applicable',
  },
  { name: 'does not apply to other work', base: files, head: { 'src/oven.ts': '2\n' }, state: 'not-applicable' },
]);
