import { describe, expect, it } from 'vitest';
import { defaultConfiguration } from '../configuration/defaults.ts';
import type { Environment } from '../model/environment.ts';
import { memorySource } from '../sources/memory.ts';
import { createRepository } from './repository.ts';

const environmentOf = async (files: Record<string, string>): Promise<Environment> =>
  (await createRepository(memorySource(files), defaultConfiguration)).facet('environment');

describe('loadEnvironment', () => {
  it('is empty for an empty repository', async () => {
    expect(await environmentOf({})).toMatchObject({ envFiles: [], reads: [], search: { files: 0, complete: true }, workspace: [], databases: [] });
  });

  it('tells examples from values', async () => {
    const { envFiles } = await environmentOf({
      '.env.example': 'A=1',
      '.env': 'A=2',
      'api/.env.local.sample': '#B=',
      'dev/test.env': 'C=3',
      'fixtures/.env': 'D=4',
    });
    expect(envFiles.map(({ path, kind, variables }) => `${path} ${kind} ${variables.length}`)).toEqual([
      '.env values 1',
      '.env.example example 1',
      'api/.env.local.sample example 1',
      'dev/test.env values 1',
    ]);
  });

  it('does not search a library', async () => {
    const { search } = await environmentOf({ 'package.json': '{"name":"lib","dependencies":{"pg":"8"}}', 'src/a.ts': 'process.env.A' });
    expect(search.files).toBe(0);
  });

  it('says when the search was cut off, and starts with what is likely', async () => {
    const many = Object.fromEntries(Array.from({ length: 400 }, (_, index) => [`src/part${index}.ts`, 'export {}']));
    const { search, reads } = await environmentOf({ ...many, 'package.json': '{"name":"app"}', '.env': 'A=1', 'src/zz/config.ts': 'a(process.env.FLOUR)' });
    expect(search.complete).toBe(false);
    expect(reads.map(({ name }) => name)).toEqual(['FLOUR']);
  });

  it('finds the port within its script', async () => {
    const { listeningPorts } = await environmentOf({ 'package.json': '{\n  "scripts": { "dev": "next dev -p 3000" }\n}' });
    expect(listeningPorts[0]).toMatchObject({ port: '3000', binding: 'fixed', owner: 'dev', location: { range: { start: { line: 2, column: 33 } } } });
  });

  it('reports a dev container that is broken', async () => {
    const repo = await createRepository(memorySource({ '.devcontainer/devcontainer.json': '{"image": ' }), defaultConfiguration);
    await repo.facet('environment');
    expect(repo.diagnostics().map(({ path }) => path)).toContain('.devcontainer/devcontainer.json');
  });

  it('knows what git ignores', async () => {
    const environment = await environmentOf({ '.gitignore': '.env\n', '.claude/.gitignore': 'worktrees\n' });
    expect([environment.ignoresDirectory('.env'), environment.ignoresDirectory('.claude/worktrees'), environment.ignoresDirectory('src')]).toEqual([
      true,
      true,
      false,
    ]);
  });
});
