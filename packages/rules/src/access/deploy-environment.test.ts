import { testRule } from '@ten-point/core/testing';
import { describe, it } from 'vitest';
import { deployEnvironment } from './deploy-environment.ts';

const workflow = (steps: string, job = '', id = 'release'): Record<string, string> => ({
  '.github/workflows/release.yml': `on: push\njobs:\n  ${id}:\n    runs-on: ubuntu-latest\n${job}    steps:\n${steps}`,
});

testRule({ describe, it }, deployEnvironment, [
  { name: 'accepts an environment', files: workflow('      - run: npm publish\n', '    environment: npm\n'), evidence: ['the environment npm'] },
  {
    name: 'reports a package that is published without one',
    files: workflow('      - run: npm publish\n        env: {NODE_AUTH_TOKEN: "${{ secrets.NPM_TOKEN }}"}\n', '', '«release»'),
    findings: [{ id: 'none', confidence: 'high', text: 'npm publish' }],
  },
  {
    name: 'follows package scripts',
    files: {
      ...workflow('      - run: npm run ship\n', '    permissions: {id-token: write}\n', '«release»'),
      'package.json': '{"scripts": {"ship": "npm publish --access public"}}',
    },
    findings: ['none'],
  },
  {
    name: 'recognises publishing actions',
    files: workflow('      - uses: pypa/gh-action-pypi-publish@release/v1\n', '    permissions: {id-token: write}\n', '«release»'),
    findings: ['none'],
  },
  {
    name: 'grades a job without credentials low',
    files: workflow('      - run: npm publish\n', '', '«release»'),
    findings: [{ id: 'none', confidence: 'low' }],
  },
  {
    name: 'grades a preview low',
    files: workflow('      - run: npx wrangler deploy\n        env: {CLOUDFLARE_API_TOKEN: "${{ secrets.CF }}"}\n', '', '«preview»'),
    findings: [{ id: 'none', confidence: 'low' }],
  },
  {
    name: 'leaves a cluster alone that the job starts for itself',
    files: workflow('      - uses: helm/kind-action@v1\n      - run: kubectl apply -f k8s/\n      - run: helm upgrade --install oven ./chart\n'),
    state: 'not-applicable',
  },
  {
    name: 'leaves one alone that it installs',
    files: workflow('      - run: curl -sfL https://get.k3s.io | sh -\n      - run: kubectl apply -f k8s/\n'),
    state: 'not-applicable',
  },
  {
    name: 'reports a deployment to a cluster elsewhere',
    files: workflow('      - run: kubectl apply -f k8s/\n        env: {KUBECONFIG: "${{ secrets.KUBE }}"}\n', '', '«release»'),
    findings: ['none'],
  },
  { name: 'leaves packaging alone', files: workflow('      - run: npx vsce package --no-dependencies\n'), state: 'not-applicable' },
  { name: 'leaves them alone behind a runner', files: workflow('      - run: bun pkg-pr-new publish --compact\n'), state: 'not-applicable' },
  { name: 'leaves packages of single commits alone', files: workflow('      - run: npx pkg-pr-new publish ./packages/oven\n'), state: 'not-applicable' },
  {
    name: 'leaves a repository in the checkout alone',
    files: workflow('      - run: ./gradlew publish -PdeploymentRepository=$(pwd)/out\n'),
    state: 'not-applicable',
  },
  { name: 'leaves dry runs alone', files: workflow('      - run: npm publish --dry-run\n'), state: 'not-applicable' },
  { name: 'leaves releases on GitHub alone', files: workflow('      - run: gh release create v1\n'), state: 'not-applicable' },
  { name: 'leaves builds and tests alone', files: workflow('      - run: npm test && npm run build\n'), state: 'not-applicable' },
]);
