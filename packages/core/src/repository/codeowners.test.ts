import { describe, expect, it } from 'vitest';
import { defaultConfiguration } from '../configuration/defaults.ts';
import type { CodeOwners } from '../model/codeowners.ts';
import { codeOwnersSizeLimit } from '../parse/codeowners.ts';
import { type MemoryFile, memorySource } from '../sources/memory.ts';
import { createRepository, type Repository } from './repository.ts';

async function load(files: Readonly<Record<string, MemoryFile>>): Promise<{ owners: CodeOwners; repo: Repository }> {
  const repo = await createRepository(memorySource(files), defaultConfiguration);
  return { owners: await repo.facet('codeowners'), repo };
}

describe('loadCodeOwners', () => {
  it('takes the first of .github/, root and docs/, and names the others', async () => {
    const { owners } = await load({ CODEOWNERS: '* @root', '.github/CODEOWNERS': '* @first', 'docs/CODEOWNERS': '* @docs' });
    expect(owners.file?.path).toBe('.github/CODEOWNERS');
    expect(owners.shadowed).toEqual([
      { path: 'CODEOWNERS', sameText: false },
      { path: 'docs/CODEOWNERS', sameText: false },
    ]);
  });

  it('sees that another file is only a link to the first', async () => {
    const { owners } = await load({ '.github/CODEOWNERS': '* @first', CODEOWNERS: { link: '.github/CODEOWNERS' } });
    expect(owners.shadowed).toEqual([{ path: 'CODEOWNERS', sameText: true }]);
  });

  it('names files that GitHub does not look at', async () => {
    const { owners } = await load({ codeowners: '* @a', '.gitlab/CODEOWNERS': '* @b', '.github/CODEOWNERS.md': '', 'src/CODEOWNERS': '' });
    expect(owners.file).toBeUndefined();
    expect(owners.misplaced).toEqual(['codeowners', '.github/CODEOWNERS.md', '.gitlab/CODEOWNERS']);
  });

  it('does not use a file of 3 MB', async () => {
    const { owners, repo } = await load({ CODEOWNERS: `# ${'x'.repeat(codeOwnersSizeLimit)}` });
    expect(owners.file).toBeUndefined();
    expect(owners.unreadable?.reason).toContain('3 MB');
    expect(repo.diagnostics().map(({ code }) => code)).toEqual(['codeowners-too-large']);
  });

  it('reports lines that do not count as diagnostics with their place', async () => {
    const { repo } = await load({ CODEOWNERS: '* @a\n*.md nobody\n' });
    expect(repo.diagnostics()).toMatchObject([{ path: 'CODEOWNERS', code: 'codeowners-invalid-owner', range: { start: { line: 2, column: 6 } } }]);
  });

  const systems: readonly [files: Record<string, string>, system: string | undefined][] = [
    [{ OWNERS: 'approvers:\n  - baker\n' }, 'prow'],
    [{ OWNERS: 'set noparent\nbaker@acme.example\n' }, 'gerrit'],
    [{ OWNERS: 'This project is owned by its users.\n' }, undefined],
    [{ '.policy.yml': 'policy:\n  approval:\n    - owners\n' }, 'policy-bot'],
    [{ 'triagebot.toml': '[assign.owners]\n"*" = ["@baker"]\n' }, 'triagebot'],
    [{ 'triagebot.toml': '[relabel]\n' }, undefined],
    [{ '.codeowners': '*.ts @acme/web\n' }, 'codeowners-plus'],
    [{ 'hack/OWNERS': 'approvers: [baker]\n' }, undefined],
  ];
  for (const [files, system] of systems)
    it(`takes ${Object.keys(files).join()} for ${system ?? 'nothing'}`, async () => {
      const { owners } = await load(files);
      expect(owners.other.map((other) => other.system)).toEqual(system ? [system] : []);
    });
});
