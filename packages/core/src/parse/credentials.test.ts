import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { findCredentials } from './credentials.ts';

// Put together here, so that scanners do not take this file for a leak.
const random = 'q8Zr2Lw9Xk4Vn7Bt5Ym3Hs6Jd1Fg0PcQeRuTo';
const token = `ghp_${random.slice(0, 36)}`;

describe('findCredentials', () => {
  it('finds a token at its place and keeps none of it', () => {
    const [found] = findCredentials('AGENTS.md', `Use ${token} for pushes.`);
    expect(found).toMatchObject({ kind: 'a GitHub token', redacted: 'ghp_…', location: { range: { start: { column: 5 }, end: { column: 45 } } } });
    expect(JSON.stringify(found)).not.toContain(random.slice(4, 12));
  });

  it.each([
    ['an AWS access key', `AKIA${'QZRL2WXK4VN7BTYM'}`],
    ['an npm token', `npm_${random.slice(0, 36)}`],
    ['a private key', `-----BEGIN OPENSSH PRIVATE KEY-----\n${random}${random}\n`],
    ['an Anthropic key', `sk-ant-api03-${random}${random}${random}`],
    ['a Slack token', `xox${'b-1029384756-5647382910-'}${random}`],
  ])('finds %s', (kind, text) => {
    expect(findCredentials('a', `KEY="${text}"`).map((found) => found.kind)).toEqual([kind]);
  });

  it.each([
    ['a form without text', 'ghp_xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx'],
    ['an example key', `AKIA${'IOSFODNN7EXAMPLE'}`],
    ['a counted-up text', 'npm_abcdefghijklmnopqrstuvwxyz0123456789'],
    ['a longer word', `x${token}`],
    ['a shorter token', token.slice(0, 30)],
    ['a public key', '-----BEGIN PUBLIC KEY-----\nAAAA'],
    ['a header of a private key alone', 'starts with -----BEGIN RSA PRIVATE KEY-----'],
    ['an expression', '${{ secrets.GHP_TOKEN }}'],
  ])('leaves out %s', (_, text) => {
    expect(findCredentials('a', text)).toEqual([]);
  });

  it('never throws', () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        findCredentials('a', text);
      }),
    );
  });

  it.each(['-----BEGIN ', 'ghp_'])('takes many %j for no credential', (piece) => {
    expect(findCredentials('a', piece.repeat(100_000))).toEqual([]);
  });
});
