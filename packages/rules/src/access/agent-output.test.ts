import { testRule } from '@ten-point/core/testing';
import { describe, it } from 'vitest';
import { agentOutput } from './agent-output.ts';

const workflow = (on: string, steps: string, more = ''): Record<string, string> => ({
  '.github/workflows/triage.yml': `on: ${on}\njobs:\n  triage:\n    runs-on: ubuntu-latest\n    outputs:\n      label: \${{ steps.ask.outputs.response }}\n    steps:\n      - id: ask\n        uses: actions/ai-inference@v2\n${steps}${more}`,
});

testRule({ describe, it }, agentOutput, [
  {
    name: 'reports an answer in a shell script',
    files: workflow('issues', '      - run: gh issue edit 1 --add-label "${{ «steps.ask.outputs.response» }}"\n'),
    findings: [{ id: 'expanded', confidence: 'high' }],
  },
  {
    name: 'reports an answer in github-script',
    files: workflow('issues', '      - uses: actions/github-script@v8\n        with:\n          script: console.log(`${{ «steps.ask.outputs.response» }}`)\n'),
    findings: ['expanded'],
  },
  {
    name: 'follows it into another job',
    files: workflow('issues', '', '  apply:\n    needs: triage\n    runs-on: x\n    steps:\n      - run: echo ${{ «needs.triage.outputs.label» }}\n'),
    findings: ['expanded'],
  },
  {
    name: 'grades it medium where only writers start it',
    files: workflow('workflow_dispatch', '      - run: echo "${{ «steps.ask.outputs.response» }}"\n'),
    findings: [{ id: 'expanded', confidence: 'medium' }],
  },
  ...[
    ['eval', 'eval "«$ANSWER»"'],
    ['a shell', 'bash -c "«${ANSWER}»"'],
    ['the command itself', '«$ANSWER»'],
    ['a pipe into a shell', 'echo "$ANSWER" | «bash»'],
    ['another interpreter', '«node -e "$ANSWER"»'],
  ].map(([way, script]) => ({
    name: `reports an answer that a script runs by ${way}`,
    files: workflow('issues', `      - env:\n          ANSWER: \${{ steps.ask.outputs.response }}\n        run: |\n          ${script}\n`),
    findings: [{ id: 'evaluated', text: 'variable ANSWER', confidence: 'high' as const }],
  })),
  {
    name: 'reports an answer that github-script evaluates (azure-devops-mcp)',
    files: workflow(
      'issues',
      '      - uses: actions/github-script@v8\n        env:\n          ANSWER: ${{ «steps.ask.outputs.response» }}\n        with:\n          script: const labels = eval(process.env.ANSWER)\n',
    ),
    findings: ['evaluated'],
  },
  {
    name: 'accepts a variable that is parsed, or given to a program as data',
    files: workflow(
      'issues',
      '      - env:\n          ANSWER: ${{ steps.ask.outputs.response }}\n        run: |\n          echo "$ANSWER" | jq -r .label\n          node label.js "$ANSWER"\n          node -e "console.log(process.argv[1])" "$ANSWER"\n          eval "$(ssh-agent)"\n',
    ),
    evidence: ['no answer'],
  },
  {
    name: 'accepts an environment variable',
    files: workflow('issues', '      - env:\n          ANSWER: ${{ steps.ask.outputs.response }}\n        run: echo "$ANSWER"\n'),
    evidence: ['no answer'],
  },
  { name: 'accepts a test of the answer', files: workflow('issues', "      - run: echo ${{ steps.ask.outputs.response == 'bug' }}\n") },
  { name: 'accepts how the step ended', files: workflow('issues', '      - run: echo ${{ steps.ask.outcome }}\n') },
  {
    name: 'does not apply without agents',
    files: { '.github/workflows/a.yml': 'on: push\njobs: {a: {runs-on: x, steps: [{run: make}]}}' },
    state: 'not-applicable',
  },
]);
