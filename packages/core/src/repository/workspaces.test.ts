import { describe, expect, it } from 'vitest';
import { defaultConfiguration } from '../configuration/defaults.ts';
import type { Tasks } from '../model/task.ts';
import { memorySource } from '../sources/memory.ts';
import { createRepository } from './repository.ts';

async function tasksOf(files: Record<string, string>): Promise<Tasks> {
  return (await createRepository(memorySource(files), defaultConfiguration)).facet('tasks');
}

const npm = (name: string): string => JSON.stringify({ name, dependencies: { flour: '1' } });
const cargo = (name: string, rest = ''): string => `[package]\nname = "${name}"\n${rest}`;
const project = '<Project><ItemGroup><PackageReference Include="A" Version="1" /></ItemGroup></Project>';

describe('workspaces', () => {
  const cases: readonly { readonly name: string; readonly files: Record<string, string>; readonly expected: readonly string[] }[] = [
    {
      name: 'npm: globs, what is left out, the root',
      files: {
        'package.json': JSON.stringify({ workspaces: ['packages/*', './apps/web/', '!packages/old', 'gone/*'] }),
        'packages/a/package.json': npm('a'),
        'packages/old/package.json': npm('old'),
        'apps/web/package.json': npm('web'),
        'loose/package.json': npm('loose'),
      },
      expected: ['package.json: apps/web/package.json package.json packages/a/package.json; gone/*'],
    },
    {
      name: 'pnpm: its file counts, not the field of package.json',
      files: {
        'pnpm-workspace.yaml': 'packages: ["packages/**"]\n',
        'package.json': '{"workspaces":["loose"]}',
        'packages/a/b/package.json': npm('b'),
        'loose/package.json': npm('loose'),
      },
      expected: ['pnpm-workspace.yaml: package.json packages/a/b/package.json; '],
    },
    {
      name: 'pnpm: a file of settings only leaves the field of package.json',
      files: { 'pnpm-workspace.yaml': 'minimumReleaseAge: 1\n', 'package.json': '{"workspaces":["a"]}', 'a/package.json': npm('a') },
      expected: ['package.json: a/package.json package.json; '],
    },
    {
      name: 'Cargo: members, exclusions, path dependencies',
      files: {
        'Cargo.toml': '[workspace]\nmembers = ["crates/*"]\nexclude = ["crates/old"]\n',
        'crates/a/Cargo.toml': cargo('a', '[dependencies]\nb = { path = "../../lib/b" }\n'),
        'crates/old/Cargo.toml': cargo('old'),
        'lib/b/Cargo.toml': cargo('b'),
        'lib/c/Cargo.toml': cargo('c'),
      },
      expected: ['Cargo.toml: Cargo.toml crates/a/Cargo.toml lib/b/Cargo.toml; '],
    },
    {
      name: 'Go: only what is used',
      files: { 'go.work': 'use (\n\t./a\n\t./gone\n)\n', 'go.mod': 'module r\n', 'a/go.mod': 'module a\n' },
      expected: ['go.work: a/go.mod; ./gone'],
    },
    {
      name: 'uv: pyproject.toml files and no others',
      files: {
        'pyproject.toml': '[project]\nname = "r"\n[tool.uv.workspace]\nmembers = ["packages/*"]\n',
        'packages/a/pyproject.toml': '[project]\nname = "a"\n',
        'packages/a/requirements.txt': 'heat\n',
      },
      expected: ['pyproject.toml: packages/a/pyproject.toml pyproject.toml; '],
    },
    {
      name: 'Maven: modules beside the parent too',
      files: {
        'parent/pom.xml': '<project><artifactId>p</artifactId><modules><module>../api</module><module>web/pom.xml</module></modules></project>',
        'api/pom.xml': '<project/>',
        'parent/web/pom.xml': '<project/>',
      },
      expected: ['parent/pom.xml: api/pom.xml parent/pom.xml parent/web/pom.xml; '],
    },
    {
      name: 'Gradle, .NET, Elixir',
      files: {
        'settings.gradle.kts': 'include(":api:core", ":gone")',
        'build.gradle.kts': '',
        'api/core/build.gradle': '',
        'src/Shop.slnx': '<Solution><Project Path="Oven/Oven.csproj" /></Solution>',
        'src/Oven/Oven.csproj': project,
        'src/Loose.csproj': project,
        'phone/mix.exs': 'def project, do: [apps_path: "apps"]',
        'phone/apps/a/mix.exs': 'def project, do: [app: :a]',
      },
      expected: [
        'phone/mix.exs: phone/apps/a/mix.exs phone/mix.exs; ',
        'settings.gradle.kts: api/core/build.gradle build.gradle.kts; gone',
        'src/Shop.slnx: src/Oven/Oven.csproj; ',
      ],
    },
    {
      name: 'a pattern for examples finds them, though they are no members here',
      files: { 'package.json': '{"workspaces":["examples/*"]}', 'examples/bread/package.json': npm('bread') },
      expected: ['package.json: package.json; '],
    },
    {
      name: 'a pattern that leaves the repository',
      files: { 'package.json': '{"workspaces":["../../x"]}' },
      expected: ['package.json: package.json; ../../x'],
    },
  ];
  it.each(cases)('$name', async ({ files, expected }) => {
    const { workspaces } = await tasksOf(files);
    expect(
      workspaces.map(
        ({ path, members, unmatched }) => `${path}: ${members.map((member) => member.path).join(' ')}; ${unmatched.map(({ value }) => value).join(' ')}`,
      ),
    ).toEqual(expected);
  });
});

describe('lockfilesOf', () => {
  it('takes the file beside a manifest, then that of its workspace, and none that merely stands above', async () => {
    const tasks = await tasksOf({
      'package.json': '{"workspaces":["packages/*"]}',
      'pnpm-lock.yaml': '',
      'packages/a/package.json': npm('a'),
      'packages/b/package.json': npm('b'),
      'packages/b/package-lock.json': '{}',
      'loose/package.json': npm('loose'),
      'pyproject.toml': '[project]\nname = "r"\n',
    });
    expect(
      tasks.manifests.map(
        (manifest) =>
          `${manifest.path}: ${tasks
            .lockfilesOf(manifest)
            .map(({ path }) => path)
            .join()}`,
      ),
    ).toEqual([
      'loose/package.json: ',
      'package.json: pnpm-lock.yaml',
      'packages/a/package.json: pnpm-lock.yaml',
      'packages/b/package.json: packages/b/package-lock.json',
      'pyproject.toml: ',
    ]);
  });
});

describe('toolVersions', () => {
  it('joins manifests and version files', async () => {
    const { toolVersions } = await tasksOf({
      'package.json': '{"engines":{"node":">=22"}}',
      '.nvmrc': '22.1.0\n',
      'go.work': 'go 1.26\n',
      'mise.toml': '[tools]\nuv = "0.9"\n',
    });
    expect(toolVersions.map(({ tool, version }) => `${tool} ${version}`)).toEqual(['go 1.26', 'uv 0.9', 'node >=22', 'node 22.1.0']);
  });
});
