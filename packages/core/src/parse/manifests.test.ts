import { describe, expect, it } from 'vitest';
import type { Dependency, Manifest } from '../model/task.ts';
import { parseCargoToml } from './cargo.ts';
import { parseComposer } from './composer.ts';
import { parseDenoJson } from './deno.ts';
import { parseDotnetProject, parseSolution } from './dotnet.ts';
import { parseGoMod, parseGoWork } from './go-mod.ts';
import { parseGradleCatalog, parseGradleSettings, parsePom } from './jvm.ts';
import { parseMise } from './mise.ts';
import { parseMixExs } from './mix.ts';
import { parsePnpmWorkspace, parseYarnrc } from './npm-workspace.ts';
import { parsePackageJson, requirementOf } from './package-json.ts';
import { parsePackageSwift } from './package-swift.ts';
import { parsePipfile } from './pipfile.ts';
import { parsePyproject } from './pyproject.ts';
import { parseRequirements, parseSetupCfg } from './python-config.ts';
import { parseGemfile, parseGemspec } from './ruby.ts';
import type { TaskFile } from './task-file.ts';
import { parseToolVersions } from './tool-version.ts';

function manifestOf({ manifest, diagnostics }: TaskFile): Manifest {
  expect(diagnostics).toEqual([]);
  if (!manifest) throw new Error('no manifest');
  return manifest;
}

const short = ({ name, requirement, group, path }: Dependency): string => [name, requirement, group, ...(path === undefined ? [] : [path])].join(' ');
const dependencies = (file: TaskFile): string[] => manifestOf(file).dependencies.map(short);
const tools = (file: TaskFile): string[] => manifestOf(file).toolchain.map(({ tool, version }) => `${tool} ${version}`);
const members = (file: TaskFile): string[] | undefined => file.workspace?.members?.map(({ value }) => value);

/** Every place of a manifest holds what it is said to hold. */
function expectPlaces(text: string, file: TaskFile): void {
  const cut = ({ range }: Dependency['location']): string => text.slice(range.start.offset, range.end.offset);
  const found = [...(file.manifest?.dependencies ?? []).map(({ name, location }) => [name.split(/[/:]/).at(-1) ?? '', cut(location)])];
  for (const [name = '', place = ''] of found) expect(place).toContain(name);
  for (const { version, location } of file.manifest?.toolchain ?? []) expect(cut(location)).toContain(version);
  for (const { value, location } of [...(file.manifest?.workspaces ?? []), ...(file.workspace?.members ?? [])])
    expect(cut(location).replaceAll('\\', '/').replaceAll(':', '/')).toContain(value.replace(/^!/, ''));
}

describe('package.json', () => {
  const text = JSON.stringify({
    name: '@bakery/shop',
    version: '2.0.0',
    packageManager: 'pnpm@12.21.0+sha512.abc',
    engines: { node: '>=20' },
    devEngines: { runtime: [{ name: 'node', version: '22' }], packageManager: { name: 'pnpm', version: '^12' } },
    volta: { node: '22.1.0' },
    workspaces: { packages: ['packages/*', '!packages/old'], catalog: { flour: '1' }, catalogs: { rye: { flour: '2' } } },
    dependencies: { flour: 'catalog:', oven: 'file:../oven', yeast: 'catalog:rye' },
    peerDependencies: { salt: '*' },
  });
  const file = parsePackageJson('shop/package.json', text);
  it('reads the package, its pins and both kinds of workspaces', () => {
    expect(manifestOf(file)).toMatchObject({ name: '@bakery/shop', version: '2.0.0', directory: 'shop' });
    expect(manifestOf(file).workspaces.map(({ value }) => value)).toEqual(['packages/*', '!packages/old']);
    expect(tools(file)).toEqual(['pnpm 12.21.0+sha512.abc', 'node >=20', 'node 22.1.0', 'node 22', 'pnpm ^12']);
    expect(dependencies(file)).toEqual(['flour catalog: production', 'oven file:../oven production ../oven', 'yeast catalog:rye production', 'salt * peer']);
    expect(manifestOf(parsePackageJson('package.json', '{"workspaces":["a"]}')).workspaces).toMatchObject([{ value: 'a' }]);
    expectPlaces(text, file);
  });
  it('looks catalogs up', () => {
    const [flour, oven, yeast] = manifestOf(file).dependencies;
    const catalogs = file.catalogs ?? [];
    expect([flour, oven, yeast].map((dependency) => dependency && requirementOf(dependency, catalogs))).toEqual(['1', 'file:../oven', undefined]);
    expect(flour && requirementOf({ ...flour, requirement: 'catalog:rye' }, catalogs)).toBe('2');
  });
  it('reads catalogs of pnpm and Yarn, and the members of a pnpm workspace', () => {
    const pnpm = parsePnpmWorkspace(
      'pnpm-workspace.yaml',
      'packages:\n  - packages/*\n  - "!**/old"\ncatalog:\n  flour: ^1.0.0\ncatalogs:\n  next: { flour: ^2 }\n',
    );
    expect(members(pnpm)).toEqual(['packages/*', '!**/old']);
    expect(pnpm.catalogs?.map(({ name, entries }) => `${name} ${entries.map(short).join()}`)).toEqual([
      'default flour ^1.0.0 production',
      'next flour ^2 production',
    ]);
    expect(members(parsePnpmWorkspace('pnpm-workspace.yaml', 'minimumReleaseAge: 10\n'))).toBeUndefined();
    expect(parseYarnrc('.yarnrc.yml', 'nodeLinker: node-modules\ncatalog:\n  flour: 1\n').catalogs).toMatchObject([{ entries: [{ requirement: '1' }] }]);
  });
});

describe('Cargo.toml', () => {
  it('reads targets, renames, optional and path dependencies, members and what is left out', () => {
    const text =
      '[package]\nname = "oven"\nversion = "0.3.0"\nrust-version = "1.85"\n[dependencies]\nheat = { package = "heat-core", version = "1", optional = true }\nlocal = { path = "crates/local" }\n[target.\'cfg(unix)\'.dev-dependencies]\nnix = "0.29"\n[workspace]\nmembers = ["crates/*"]\nexclude = ["crates/old"]\n';
    const file = parseCargoToml('Cargo.toml', text);
    expect(manifestOf(file)).toMatchObject({ name: 'oven', version: '0.3.0' });
    expect(dependencies(file)).toEqual(['heat-core 1 optional', 'local  production crates/local', 'nix 0.29 development']);
    expect(manifestOf(file).workspaces.map(({ value }) => value)).toEqual(['crates/*', '!crates/old']);
    expect(tools(file)).toEqual(['rust 1.85']);
  });
  it('has no version where the workspace gives it', () =>
    expect(manifestOf(parseCargoToml('a/Cargo.toml', '[package]\nname = "a"\nversion.workspace = true\n')).version).toBeUndefined());
});

describe('Go', () => {
  it('reads a go.mod with blocks, comments, quotes and local replacements', () => {
    const text =
      'module bakery.example/oven // ours\r\n\r\ngo 1.25\ntoolchain go1.26.1\nrequire "a.example/x" v1.0.0\nrequire (\n\tb.example/y v2.0.0 // indirect\n\tc.example/z v0.1.0\n)\nreplace c.example/z => ../z\nreplace (\n\ta.example/x v1.0.0 => a.example/fork v1.0.1\n)\n';
    const file = parseGoMod('go.mod', text);
    expect(manifestOf(file).name).toBe('bakery.example/oven');
    expect(dependencies(file)).toEqual(['a.example/x v1.0.0 production', 'b.example/y v2.0.0 indirect', 'c.example/z v0.1.0 production ../z']);
    expect(tools(file)).toEqual(['go 1.25', 'go 1.26.1']);
    expectPlaces(text, file);
  });
  it('reads a go.work', () => {
    const file = parseGoWork('go.work', 'go 1.25\nuse ./tools\nuse (\n\t. // root\n\t./api\n)\n');
    expect(members(file)).toEqual(['./tools', '.', './api']);
    expect(file.workspace?.toolchain).toMatchObject([{ tool: 'go', version: '1.25' }]);
  });
});

describe('Python', () => {
  it('reads PEP 621, groups, uv, PDM and Hatch', () => {
    const text =
      '[project]\nname = "oven"\nversion = "1.0"\nrequires-python = ">=3.12"\ndependencies = ["heat[gas]>=2; python_version > \'3.8\'", "local"]\n[project.optional-dependencies]\nplot = ["chart"]\n[dependency-groups]\ndev = ["pytest", {include-group = "lint"}]\nlint = ["ruff==0.14"]\n[tool.uv.sources]\nlocal = { path = "../local" }\n[tool.uv.workspace]\nmembers = ["packages/*"]\nexclude = ["packages/old"]\n[tool.pdm.dev-dependencies]\ntest = ["cov"]\n[tool.hatch.envs.docs]\ndependencies = ["mkdocs"]\n';
    const file = parsePyproject('pyproject.toml', text);
    expect(dependencies(file)).toEqual([
      'heat >=2 production',
      'local  production ../local',
      'chart  optional',
      'pytest  development',
      'ruff ==0.14 development',
      'cov  development',
      'mkdocs  development',
    ]);
    expect(manifestOf(file)).toMatchObject({ name: 'oven', version: '1.0' });
    expect(manifestOf(file).workspaces.map(({ value }) => value)).toEqual(['packages/*', '!packages/old']);
    expectPlaces(text, file);
  });
  it('reads Poetry', () =>
    expect(
      dependencies(
        parsePyproject(
          'pyproject.toml',
          '[tool.poetry.dependencies]\npython = "^3.12"\nheat = "^1"\nold = { version = "1", optional = true }\nlocal = { path = "../local" }\n[tool.poetry.group.dev.dependencies]\npytest = "*"\n',
        ),
      ),
    ).toEqual(['heat ^1 production', 'old 1 optional', 'local  production ../local', 'pytest * development']));
  it('reads a Pipfile with its scripts', () => {
    const file = parsePipfile(
      'Pipfile',
      '[packages]\nheat = "*"\n[dev-packages]\npytest = {version = ">=8"}\n[docs]\nmkdocs = "*"\n[requires]\npython_version = "3.13"\n[scripts]\ntest = "pytest -q"\nbuild = {cmd = "make"}\n',
    );
    expect(dependencies(file)).toEqual(['heat * production', 'pytest >=8 development', 'mkdocs * optional']);
    expect(tools(file)).toEqual(['python 3.13']);
    expect(file.tasks.map(({ runner, name, command }) => `${runner} ${name} ${command?.value}`)).toEqual(['pipenv test pytest -q', 'pipenv build make']);
  });
  it('reads a setup.cfg, a computed version left out', () => {
    const text =
      '[metadata]\nname = oven\nversion = attr: oven.__version__\n[options]\ninstall_requires =\n    heat>=1\n[options.extras_require]\ntest = pytest\n';
    expect(manifestOf(parseSetupCfg('setup.cfg', text)).version).toBeUndefined();
    expect(dependencies(parseSetupCfg('setup.cfg', text))).toEqual(['heat >=1 production', 'pytest  development']);
  });
  it('reads requirements and what they take in', () => {
    const file = parseRequirements('requirements-dev.txt', '-r base.txt\n--requirement=more.txt # too\n-c constraints.txt\nheat==1.2 --hash=sha256:0\n# no\n');
    expect(file.includes).toEqual(['base.txt', 'more.txt']);
    expect(dependencies(file).map((line) => line.split(' ')[0])).toEqual(['heat']);
  });
});

describe('Maven and Gradle', () => {
  it('reads a pom with profiles, managed versions and comments', () => {
    const text =
      '<?xml version="1.0"?>\n<!-- <module>no</module> -->\n<project xmlns="http://maven.apache.org/POM/4.0.0">\n<parent><groupId>example.bakery</groupId><version>7</version></parent>\n<artifactId>oven</artifactId>\n<properties><java.version>21</java.version></properties>\n<modules><module>api</module></modules>\n<dependencyManagement><dependencies><dependency><groupId>g</groupId><artifactId>managed</artifactId><version>3</version></dependency></dependencies></dependencyManagement>\n<dependencies>\n<dependency><groupId>g</groupId><artifactId>managed</artifactId></dependency>\n<dependency><groupId>g</groupId><artifactId>t</artifactId><version>${x}</version><scope>test</scope></dependency>\n</dependencies>\n<build><plugins><plugin><dependencies><dependency><groupId>p</groupId><artifactId>no</artifactId></dependency></dependencies></plugin></plugins></build>\n<profiles><profile><modules><module>extra</module></modules></profile></profiles>\n</project>\n';
    const file = parsePom('pom.xml', text);
    expect(manifestOf(file)).toMatchObject({ name: 'example.bakery:oven', version: '7' });
    expect(dependencies(file)).toEqual(['g:managed 3 production', 'g:t ${x} development']);
    expect(manifestOf(file).workspaces.map(({ value }) => value)).toEqual(['api', 'extra']);
    expect(tools(file)).toEqual(['java 21']);
    expect(manifestOf(file).workspaces[0]?.location.range.start.line).toBe(7);
  });
  it.each([
    ['include ":api", ":server:core"\nrootProject.name = "bakery"', ['api', 'server/core']],
    ["rootProject.name = 'bakery'\ninclude(\n  'api',\n  'web' // the shop\n)", ['api', 'web']],
    ['rootProject.name="bakery"\n// include "no"\n/* include "no" */\nincludeBuild("build-logic")\ninclude("a$x")', ['build-logic']],
  ])('reads what a Gradle build includes: %j', (text, expected) => {
    const file = parseGradleSettings('settings.gradle.kts', text);
    expect(members(file)).toEqual(expected);
    expect(file.workspace?.name).toBe('bakery');
    expectPlaces(text, file);
  });
  it('reads a version catalog', () => {
    const text =
      '[versions]\nheat = "2.1"\n[libraries]\nheat = { module = "g:heat", version.ref = "heat" }\nshort = "g:short:1"\nparts = { group = "g", name = "parts", version = "3" }\nbom = { module = "g:bom" }\n';
    expect(parseGradleCatalog('gradle/libs.versions.toml', text).catalogs).toMatchObject([
      {
        name: 'libs',
        entries: [
          { name: 'g:heat', requirement: '2.1' },
          { name: 'g:short', requirement: '1' },
          { name: 'g:parts', requirement: '3' },
          { name: 'g:bom', requirement: '' },
        ],
      },
    ]);
  });
});

describe('Ruby', () => {
  it('reads a Gemfile', () => {
    const text =
      'source "x"\nruby "3.4.1"\ngem "rails", "~> 8.0"\ngroup :test do\n  gem "minitest"\nend\ngem "debug", group: %i[development]\ngem "own", path: "../own", groups: [:test]\n';
    expect(dependencies(parseGemfile('Gemfile', text))).toEqual([
      'rails ~> 8.0 production',
      'minitest  development',
      'debug  production',
      'own  development ../own',
    ]);
    expect(tools(parseGemfile('Gemfile', text))).toEqual(['ruby 3.4.1']);
  });
  it('reads a gemspec', () => {
    const text =
      'Gem::Specification.new do |s|\n  s.name = "oven"\n  s.version = Oven::VERSION\n  s.required_ruby_version = ">= 3.2"\n  s.add_dependency "heat", "~> 1"\n  s.add_development_dependency("rake")\nend\n';
    const file = parseGemspec('oven.gemspec', text);
    expect(manifestOf(file)).toMatchObject({ name: 'oven' });
    expect(manifestOf(file).version).toBeUndefined();
    expect(dependencies(file)).toEqual(['heat ~> 1 production', 'rake  development']);
    expectPlaces(text, file);
  });
});

describe('PHP and Deno', () => {
  it('reads a composer.json', () => {
    const file = parseComposer(
      'composer.json',
      '{"name":"bakery/oven","version":"1.0","require":{"php":"^8.3","ext-json":"*","a/b":"^1"},"require-dev":{"c/d":"2"},"config":{"platform":{"php":"8.3.1"}}}',
    );
    expect(dependencies(file)).toEqual(['a/b ^1 production', 'c/d 2 development']);
    expect(tools(file)).toEqual(['php ^8.3', 'php 8.3.1']);
  });
  it.each(['{"workspace":["./a"],"version":"1"}', '{"workspace":{"members":["./a"]},"version":"1"}'])('reads a deno.json: %s', (text) =>
    expect(manifestOf(parseDenoJson('deno.json', text))).toMatchObject({ version: '1', workspaces: [{ value: './a' }] }),
  );
});

describe('.NET', () => {
  it('reads a project', () => {
    const text =
      '\uFEFF<Project Sdk="Microsoft.NET.Sdk">\r\n<PropertyGroup><TargetFrameworks>net8.0; net9.0</TargetFrameworks><Version>1.2</Version></PropertyGroup>\r\n<ItemGroup>\r\n<PackageReference Version="1.0" Include="A" />\r\n<PackageReference Include="B"><Version>2.0</Version><PrivateAssets>all</PrivateAssets></PackageReference>\r\n<ProjectReference Include="..\\Heat\\Heat.csproj" />\r\n<!-- <PackageReference Include="No" /> -->\r\n</ItemGroup></Project>';
    const file = parseDotnetProject('src/Oven/Oven.csproj', text);
    expect(manifestOf(file)).toMatchObject({ name: 'Oven', version: '1.2' });
    expect(dependencies(file)).toEqual(['A 1.0 production', 'B 2.0 development', 'Heat  production ../Heat']);
    expect(tools(file)).toEqual(['dotnet net8.0', 'dotnet net9.0']);
    expectPlaces(text, file);
  });
  it.each([
    ['Bakery.slnx', '<Solution><Folder Name="/src/"><Project Path="src\\Oven\\Oven.csproj" /></Folder><Project Path="Shop.fsproj" /></Solution>'],
    [
      'Bakery.sln',
      'Microsoft Visual Studio Solution File\r\nProject("{FAE0}") = "Oven", "src\\Oven\\Oven.csproj", "{1}"\r\nEndProject\r\nProject("{2150}") = "docs", "docs", "{2}"\r\nEndProject\r\nProject("{F}") = "Shop", "Shop.fsproj", "{3}"\r\n',
    ],
  ])('reads the projects of %s', (path, text) => {
    const file = parseSolution(path, text);
    expect(members(file)).toEqual(['src/Oven/Oven.csproj', 'Shop.fsproj']);
    expectPlaces(text, file);
  });
});

describe('Elixir and Swift', () => {
  it('reads a mix.exs', () => {
    const text =
      'defmodule Oven.MixProject do\n  use Mix.Project\n  @version "0.4.0"\n  def project do\n    [app: :oven, version: @version, elixir: "~> 1.18", apps_path: "apps", aliases: aliases(), deps: deps()]\n  end\n  # defp deps, do: [{:no, "1"}]\n  defp deps do\n    [\n      {:heat, "~> 1.0"},\n      {:credo, "~> 1.7", only: [:dev, :test], runtime: false},\n      {:local, path: "../local"},\n      {:maybe, ">= 0.0.0", optional: true, only: :prod}\n    ]\n  end\n  defp aliases do\n    [setup: ["deps.get", &seed/1, "ecto.setup"], "assets.build": "esbuild web", test: &test/1]\n  end\nend\n';
    const file = parseMixExs('mix.exs', text);
    expect(manifestOf(file)).toMatchObject({ name: 'oven', version: '0.4.0', workspaces: [{ value: 'apps/*' }] });
    expect(dependencies(file)).toEqual(['heat ~> 1.0 production', 'credo ~> 1.7 development', 'local  production ../local', 'maybe >= 0.0.0 optional']);
    expect(tools(file)).toEqual(['elixir ~> 1.18']);
    expect(file.tasks.map(({ name, command }) => `${name}: ${command?.value ?? ''}`)).toEqual([
      'setup: mix deps.get\nmix ecto.setup',
      'assets.build: mix esbuild web',
      'test: ',
    ]);
  });
  it('reads a Package.swift', () => {
    const text =
      '// swift-tools-version: 6.1\nimport PackageDescription\nlet package = Package(\n  name: "Oven",\n  dependencies: [\n    .package(url: "https://bakery.example/heat.git", from: "1.2.0"),\n    .package(url: "https://bakery.example/r", "1.0.0"..<"2.0.0"),\n    .package(url: "https://bakery.example/n", .upToNextMinor(from: "3.0.0")),\n    // .package(url: "https://no.example", from: "1"),\n    .package(path: "../Local"),\n  ],\n  targets: [.target(name: "Oven")]\n)\n';
    const file = parsePackageSwift('Package.swift', text);
    expect(manifestOf(file).name).toBe('Oven');
    expect(dependencies(file)).toEqual([
      'https://bakery.example/heat.git 1.2.0 production',
      'https://bakery.example/r 1.0.0 production',
      'https://bakery.example/n 3.0.0 production',
      '../Local  production ../Local',
    ]);
    expect(tools(file)).toEqual(['swift 6.1']);
    expectPlaces(text, file);
  });
});

describe('parseToolVersions', () => {
  it.each([
    ['.nvmrc', 'v22.11.0\n', ['node v22.11.0']],
    ['.node-version', '\uFEFF22\r\n', ['node 22']],
    ['.python-version', '3.13.1\n3.12\n# no\n', ['python 3.13.1', 'python 3.12']],
    ['.ruby-version', 'ruby-3.4.1', ['ruby 3.4.1']],
    ['.tool-versions', '# ours\nnodejs 22.1.0 20.0.0\npython 3.13 # new\n', ['node 22.1.0 20.0.0', 'python 3.13']],
    ['.sdkmanrc', '# x\njava=21.0.5-tem\n', ['java 21.0.5-tem']],
    ['rust-toolchain', 'stable\n', ['rust stable']],
    ['rust-toolchain.toml', '[toolchain]\nchannel = "1.91"\n', ['rust 1.91']],
    ['global.json', '{ "sdk": { "version": "10.0.100" } }', ['dotnet 10.0.100']],
    ['gradle/wrapper/gradle-wrapper.properties', 'distributionUrl=https\\://services.gradle.org/distributions/gradle-8.14-bin.zip\n', ['gradle 8.14']],
    ['.mvn/wrapper/maven-wrapper.properties', 'distributionUrl=https://x.example/apache-maven-3.9.9-bin.zip', ['maven 3.9.9']],
    ['.nvmrc', '', []],
    ['README.md', '1', []],
  ])('%s %j', (path, text, expected) => {
    const read = parseToolVersions(path, text);
    expect(read.tools.map(({ tool, version }) => `${tool} ${version}`)).toEqual(expected);
    for (const { version, location } of read.tools) expect(text.slice(location.range.start.offset, location.range.end.offset)).toContain(version);
  });
  it('reads the tools of a mise.toml with its tasks', () =>
    expect(
      parseMise('mise.toml', '[tools]\nnode = "22"\nruby = ["3.4", "3.3"]\nuv = { version = "0.9" }\n', '').toolVersions?.map(
        ({ tool, version }) => `${tool} ${version}`,
      ),
    ).toEqual(['node 22', 'ruby 3.4', 'ruby 3.3', 'uv 0.9']));
});
