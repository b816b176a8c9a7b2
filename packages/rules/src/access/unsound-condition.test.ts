import { testRule } from '@ten-point/core/testing';
import { describe, it } from 'vitest';
import { unsoundCondition } from './unsound-condition.ts';

const path = '.github/workflows/oven.yml';
const withIf = (condition: string, on = 'push'): Record<string, string> => ({
  [path]: `on: ${on}\njobs:\n  bake:\n    if: ${condition}\n    runs-on: x\n    steps:\n      - run: make\n`,
});

testRule({ describe, it }, unsoundCondition, [
  { name: 'reports text behind the braces', files: withIf("«${{ github.event.comment.body == '/bake' }} && env.GO == 'yes'»"), findings: ['alwaysTrue'] },
  { name: 'reports a comparison of two fences', files: withIf("«${{ matrix.oven }} == 'gas'»"), findings: ['alwaysTrue'] },
  {
    name: 'reports the line end of a block',
    files: { [path]: "on: push\njobs:\n  bake:\n    runs-on: x\n    steps:\n      - if: «|\n          ${{ github.ref == 'x' }}\n»        run: make\n" },
    findings: ['alwaysTrue'],
  },
  { name: 'accepts a block without a line end', files: withIf("|-\n      ${{ github.ref == 'x' }}") },
  { name: 'accepts a block without braces', files: withIf("|\n      github.ref == 'x' &&\n      always()") },
  { name: 'accepts one fence around all', files: withIf("${{ github.ref == 'x' && always() }}") },
  { name: 'reports a list of names written as a text', files: withIf("«contains('ann, bert', github.actor)»"), findings: ['substring'] },
  { name: 'accepts a list of names', files: withIf('contains(fromJSON(\'["ann"]\'), github.actor)') },
  { name: 'accepts a search in text that nobody chooses', files: withIf("contains('OWNER,MEMBER', github.event.comment.author_association)") },
  { name: 'accepts a search for a fixed text', files: withIf("contains(github.head_ref, 'release')") },
  {
    name: 'reports trust in the last actor being a bot',
    files: withIf("«github.actor == 'dependabot[bot]'»", 'pull_request_target'),
    findings: [{ id: 'botActor', confidence: 'medium' }],
  },
  { name: 'accepts leaving bots out', files: withIf("github.actor != 'dependabot[bot]'", 'pull_request_target') },
  { name: 'accepts a bot comparison where forks have no secrets', files: withIf("github.actor == 'dependabot[bot]'", 'pull_request') },
  { name: 'accepts a comparison with the author', files: withIf("github.event.pull_request.user.login == 'dependabot[bot]'", 'pull_request_target') },
  { name: 'does not apply without conditions', files: { [path]: 'on: push\njobs: {a: {runs-on: x, steps: [{run: make}]}}' }, state: 'not-applicable' },
]);
