import { describe, expect, it } from 'vitest';
import { defaultConfiguration } from '../configuration/defaults.ts';
import { memorySource } from '../sources/memory.ts';
import { createRepository } from './repository.ts';

async function guides(...paths: string[]): Promise<string[]> {
  const repo = await createRepository(memorySource(Object.fromEntries(paths.map((path) => [path, 'Bread.\n']))), defaultConfiguration);
  return (await repo.facet('guides')).guides.map(({ kind, path }) => `${kind} ${path}`);
}

describe('loadGuides', () => {
  it('finds guides by name, whatever case, separator and extension', async () => {
    expect(await guides('CONTRIBUTING.rst', '.github/AI_POLICY.md', 'docs/code-review.md', 'MAINTAINERS', 'dco.txt', '.github/dco.yml', 'README.md')).toEqual([
      'ai-policy .github/AI_POLICY.md',
      'dco .github/dco.yml',
      'contributing CONTRIBUTING.rst',
      'maintainers MAINTAINERS',
      'readme README.md',
      'dco dco.txt',
      'review-guide docs/code-review.md',
    ]);
  });

  it('leaves out scripts, code, translations and the README of a folder', async () => {
    expect(await guides('release', 'deploy.sh', 'src/CONTRIBUTING.md', 'CONTRIBUTING.de.md', 'docs/README.md')).toEqual([]);
  });

  it('takes a folder of one kind, up to a cap', async () => {
    const records = Array.from({ length: 30 }, (_, index) => `docs/adr/${String(index).padStart(3, '0')}-yeast.md`);
    const found = await guides(...records, 'runbooks/oven-fire.md');
    expect(found.filter((guide) => guide.startsWith('decision-record'))).toHaveLength(12);
    expect(found).toContain('runbook runbooks/oven-fire.md');
  });

  it('takes a contributing guide among the pages of a site when there is no other', async () => {
    expect(await guides('docs/en/docs/contributing.md', 'docs/de/about/contributing.md')).toEqual(['contributing docs/en/docs/contributing.md']);
    expect(await guides('docs/en/docs/contributing.md', 'CONTRIBUTING.md')).toEqual(['contributing CONTRIBUTING.md']);
  });

  it('parses a document when it is read, plain text included', async () => {
    const repo = await createRepository(memorySource({ 'CONTRIBUTING.rst': 'Bread\n=====\n\nKnead it.\n' }), defaultConfiguration);
    const [guide] = (await repo.facet('guides')).of('contributing');
    expect(guide?.document.sentences.map(({ text }) => text)).toEqual(['Bread', 'Knead it.']);
  });
});
