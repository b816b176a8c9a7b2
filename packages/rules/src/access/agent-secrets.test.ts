import { testRule } from '@ten-point/core/testing';
import { describe, it } from 'vitest';
import { agentSecrets } from './agent-secrets.ts';

const workflow = (on: string, inputs: string, job = ''): Record<string, string> => ({
  '.github/workflows/triage.yml': `on: ${on}\njobs:\n  triage:\n    runs-on: ubuntu-latest\n${job}    steps:\n      - uses: google-github-actions/run-gemini-cli@v0\n${inputs}`,
});

testRule({ describe, it }, agentSecrets, [
  {
    name: 'reports a token of a person in the environment of the agent',
    files: workflow(
      'issues',
      '        env:\n          GH_TOKEN: ${{ «secrets.BOT_PAT» }}\n        with:\n          gemini_api_key: ${{ secrets.GEMINI_API_KEY }}\n',
    ),
    findings: [{ id: 'held', confidence: 'high', text: 'BOT_PAT' }],
  },
  { name: 'reports a secret of the job', files: workflow('issues', '', '    env:\n      NPM_TOKEN: ${{ «secrets.NPM_TOKEN» }}\n'), findings: ['held'] },
  {
    name: 'accepts the model key and the token of the run',
    files: workflow(
      'issues',
      '        env:\n          GH_TOKEN: ${{ secrets.GITHUB_TOKEN }}\n        with:\n          gemini_api_key: ${{ secrets.KEY_FOR_TRIAGE }}\n',
    ),
    evidence: ['no secret beside'],
  },
  { name: 'accepts a test whether a secret is there', files: workflow('issues', "        env:\n          HAS: ${{ secrets.BOT_PAT != '' }}\n") },
  { name: 'accepts it where strangers cannot start the agent', files: workflow('schedule', '        env:\n          GH_TOKEN: ${{ secrets.BOT_PAT }}\n') },
  { name: 'does not apply without agents', files: { 'README.md': '' }, state: 'not-applicable' },
]);
