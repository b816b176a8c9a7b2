import { describe, expect, it } from 'vitest';
import { redact } from './redact.ts';

// Put together at run time, so that no scanner takes this file for a leak.
const letters = (count: number): string => 'aB3dE6gH9k'.repeat(Math.ceil(count / 10)).slice(0, count);
const hex = (count: number): string => '0a1b2c3d4e'.repeat(Math.ceil(count / 10)).slice(0, count);
const variable = (name: string): string => `\${${name}}`;

describe('redact', () => {
  it.each([
    ['GitHub token', `ghp_${letters(36)}`, 'ghp_…[redacted]'],
    ['GitHub fine-grained token', `github_pat_${letters(60)}`, 'gith…[redacted]'],
    ['GitLab token', `glpat-${letters(20)}`, 'glpa…[redacted]'],
    ['AWS key id', `AKIA${'ABCD2345'.repeat(2)}`, 'AKIA…[redacted]'],
    ['Slack token', `xoxb-${letters(24)}`, 'xoxb…[redacted]'],
    ['model vendor key', `sk-ant-api03-${letters(40)}`, 'sk-a…[redacted]'],
    ['Stripe key', `sk_live_${letters(24)}`, 'sk_l…[redacted]'],
    ['npm token', `npm_${letters(36)}`, 'npm_…[redacted]'],
    ['JSON web token', `eyJ${letters(12)}.eyJ${letters(20)}.${letters(30)}`, 'eyJa…[redacted]'],
    ['webhook', `https://hooks.slack.com/services/T000/B000/${letters(24)}`, 'https://hooks.slack.com/services/[redacted]'],
    ['password in a URL', 'postgres://baker:flour-and-salt@db:5432/bread', 'postgres://baker:[redacted]@db:5432/bread'],
    ['assigned hexadecimal key', `api_key = "${hex(32)}"`, 'api_key = "[redacted]"'],
    ['private key', `-----BEGIN OPENSSH ${'PRIVATE'} KEY-----\n${letters(80)}\n-----END OPENSSH PRIVATE KEY----- after`, '[redacted] after'],
    ['private key that is cut off', `-----BEGIN ${'PRIVATE'} KEY-----\n${letters(80)}`, '[redacted]'],
  ])('hides a %s', (_, text, expected) => {
    expect(redact(`value: ${text}`)).toBe(`value: ${expected}`);
  });

  it.each([
    ['a commit', `actions/checkout@${hex(40)}`],
    ['the name of a secret', `token: ${variable('{ secrets.DEPLOY_TOKEN_PRODUCTION_2 }')}`],
    ['a long name', 'secret: deploy-credentials-of-the-second-oven-2'],
    ['a permission', 'id-token: write'],
    ['a variable in a URL', `https://x-access-token:${variable('GITHUB_TOKEN')}@github.com/octo/bakery`],
    ['a word that starts like a token', 'sk-learn and npm_config_cache and hf_hub'],
    ['a path of hyphenated words', 'docs/sk-translations-of-the-baking-guide.md'],
    ['a scoped package', '@octo/ghp_tools'],
  ])('leaves %s as it is', (_, text) => {
    expect(redact(text)).toBe(text);
  });

  it.each(['eyJ', '://a:', 'token=', 'sk-', 'SG.aaaaaaaaaaaaaaaaaaaa.', 'secret_secret_'])('leaves many %j as they are', (piece) => {
    const text = piece.repeat(40_000);
    // Not toBe: a failure would print both texts.
    expect(redact(text) === text).toBe(true);
  });

  it.each(['eyJaaaaaaaa.', `-----BEGIN ${'PRIVATE'} KEY-----`])('hides many %j', (piece) => {
    // A multiple of three: that many parts make a token.
    expect(redact(piece.repeat(39_999)).includes(piece)).toBe(false);
  });
});
