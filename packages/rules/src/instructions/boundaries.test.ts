import { testRule } from '@ten-point/core/testing';
import { describe, it } from 'vitest';
import { boundaries } from './boundaries.ts';

const says = (text: string): Record<string, string> => ({ 'AGENTS.md': `# Bakery\n\n${text}\n` });

testRule({ describe, it }, boundaries, [
  {
    name: 'accepts prohibitions that name secrets',
    files: says('Never edit `vendor/`. Never commit secrets.'),
    evidence: ['Never edit vendor/', 'Never commit secrets'],
  },
  { name: 'accepts a question, and a word on production data', files: says('Ask before you bake for more than ten. Do not use production data in tests.') },
  { name: 'accepts a list of bans', files: says("## Don't\n\n- Edit generated files\n- Commit `.env` files") },
  { name: 'reports that secrets are not named', files: says('Do not edit generated files.'), findings: ['noSecrets'] },
  { name: 'reports that nothing is forbidden', files: says('Bake daily. Only use secrets from the vault.'), findings: ['noLimits'] },
  { name: 'takes negations of other things for no limits', files: says('The oven is not hot. It does not matter.'), findings: ['noLimits', 'noSecrets'] },
  { name: 'does not take the secret of a recipe for a secret', files: says('The secret of good bread is time. Do not delete data.'), findings: ['noSecrets'] },
  {
    name: 'takes tokens of design and grammar, and what cannot be, for no limits',
    files: says('Terms like "token" should not be translated. Prefer design tokens over hardcoded values. Tests cannot run under bun.'),
    findings: ['noLimits', 'noSecrets'],
  },
  { name: 'does not apply without instructions', files: { 'README.md': 'Never commit secrets.' }, state: 'not-applicable' },
  { name: 'survives hostile text', files: says('never '.repeat(40_000)), findings: ['noLimits', 'noSecrets'] },
  {
    name: 'accepts configured phrases, in any language',
    files: says('不要修改生成的文件。\n\n永远不要提交密钥。'),
    options: { limitPhrases: ['不要修改'], secretPhrases: ['提交密钥'] },
    evidence: ['不要修改生成的文件', '永远不要提交密钥'],
  },
  { name: 'knows no other language by itself', files: says('不要修改生成的文件。\n\n永远不要提交密钥。'), findings: ['noLimits', 'noSecrets'] },
]);
