import { testRule } from '@ten-point/core/testing';
import { describe, it } from 'vitest';
import { policy } from './policy.ts';

const guide = (text: string): Record<string, string> => ({ 'CONTRIBUTING.md': `# Contributing\n\n${text}\n` });

testRule({ describe, it }, policy, [
  {
    name: 'accepts a sentence in the contributing guide',
    files: guide('You are responsible for all code you submit, also where an AI wrote it.'),
    evidence: ['You are responsible'],
  },
  { name: 'takes the subject from the heading', files: guide('## AI usage\n\nFully understand every line of your pull request.') },
  { name: 'accepts a policy of its own', files: { 'AI_POLICY.md': 'All AI-generated contributions need a human in the loop.\n' } },
  { name: 'accepts instructions', files: { 'AGENTS.md': 'Every change of an agent is reviewed by a human before merge.\n' } },
  {
    name: 'accepts a check box of the template',
    files: { '.github/pull_request_template.md': '- [ ] Any AI generated code has been reviewed by the human author, who stands by it.\n' },
  },
  {
    name: 'accepts that work without a person behind it is turned away',
    files: guide('**Low-quality AI contributions:** pull requests that lack human oversight will be closed without explanation.'),
    evidence: ['lack human oversight'],
  },
  { name: 'accepts a refusal', files: guide('We do not accept AI-generated pull requests.'), evidence: ['are not taken'] },
  {
    name: 'cannot know a policy that is kept elsewhere',
    files: guide('Follow our [AI Policy](https://bakery.example/ai_policy.md).'),
    state: 'unknown',
    reason: 'outside of this repository',
  },
  { name: 'reports that nothing says so', files: guide('Run the tests.'), findings: [{ id: 'none', confidence: 'medium' }] },
  { name: 'reports a policy without a human', files: { 'AI_POLICY.md': '«We love AI.»\n' }, findings: ['notHuman'] },
  { name: 'does not take responsible AI for responsibility', files: guide('Content that violates responsible AI principles is removed.'), findings: ['none'] },
  {
    name: 'does not take a product with agents for a policy',
    files: { 'AGENTS.md': 'The agent loop calls the model; the human in the loop tool approval lives in `src/approve.ts`.\n' },
    findings: ['none'],
  },
  { name: 'does not take human-readable output for a human', files: guide('LLM output must be human-readable code.'), findings: ['none'] },
  {
    name: 'does not take the welcome to contribute for a refusal',
    files: guide('We do not only accept code: AI models are welcome as well.'),
    findings: ['none'],
  },
  { name: 'survives hostile text', files: guide('AI human '.repeat(20_000)), findings: ['none'] },
  {
    name: 'accepts a configured phrase, in any language',
    files: guide("Chi invia il codice ne risponde, anche se l'ha scritto una macchina."),
    options: { phrases: ['ne risponde'] },
    evidence: ['ne risponde'],
  },
  {
    name: 'accepts a refusal by a configured phrase',
    files: guide('Non accettiamo codice scritto da macchine.'),
    options: { refusalPhrases: ['non accettiamo codice'] },
    evidence: ['are not taken: "Non accettiamo'],
  },
  {
    name: 'knows no other language by itself',
    files: guide("Chi invia il codice ne risponde, anche se l'ha scritto una macchina.\n\nNon accettiamo codice scritto da macchine."),
    findings: ['none'],
  },
]);
