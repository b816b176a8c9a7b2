import { describe, expect, it } from 'vitest';
import { loadDescription } from '../src/openapi.ts';

const github = loadDescription('api.github.com');
const KEYS = '/repos/{owner}/{repo}/keys';

describe('openapi', { timeout: 30_000 }, () => {
  it('finds what is wrong in a part that the answer refers to', () => {
    expect(github.problems(KEYS, 200, [{ id: 'one' }])).toContain('data/0 must have required property');
    expect(
      github.problems('/repos/{owner}/{repo}/branches/{branch}/protection', 200, { enforce_admins: { url: 'https://github.test/', enabled: 'yes' } }),
    ).toBe('data/enforce_admins/enabled must be boolean');
  });

  it('fills in what is required, and leaves out what is not', () => {
    const [key] = [github.complete(KEYS, 200, [{ title: 'display' }])].flat();
    expect(key).toEqual({ title: 'display', id: 0, key: '', url: '', verified: false, created_at: '', read_only: false });
    expect(github.problems(KEYS, 200, [key])).toBe('');
    const repository = github.complete('/repos/{owner}/{repo}', 200, {});
    expect(github.problems('/repos/{owner}/{repo}', 200, repository)).toBe('');
    expect(repository).not.toHaveProperty('allow_squash_merge');
    expect(repository).not.toHaveProperty('security_and_analysis');
  });

  it('does not mend what is there', () => {
    expect(github.problems(KEYS, 200, github.complete(KEYS, 200, [{ title: 5 }]))).toBe('data/0/title must be string');
  });

  it('allows null where the description does', () => {
    const path = '/repos/{owner}/{repo}/code-scanning/default-setup';
    expect(github.problems(path, 200, { runner_type: null, schedule: null })).toBe('');
    expect(github.problems(path, 200, { query_suite: null })).not.toBe('');
  });

  it('knows which paths a version has', () => {
    expect(github.has('/repos/{owner}/{repo}/copilot/cloud-agent/configuration')).toBe(true);
    expect(github.has('/repos/{owner}/{repo}/ovens')).toBe(false);
  });

  it('says nothing about a status without a body', () => {
    expect(github.problems('/repos/{owner}/{repo}/vulnerability-alerts', 204, undefined)).toBe('');
  });
});
