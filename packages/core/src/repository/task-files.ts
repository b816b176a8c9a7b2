import type { Ecosystem, Lockfile, TaskRunner } from '../model/task.ts';
import { parseCargoConfig, parseCargoToml } from '../parse/cargo.ts';
import { parseComposer } from '../parse/composer.ts';
import { parseDenoJson } from '../parse/deno.ts';
import { parseDotnetProject, parseSolution } from '../parse/dotnet.ts';
import { parseGoMod, parseGoWork } from '../parse/go-mod.ts';
import { parseJustfile } from '../parse/justfile.ts';
import { parseGradle, parseGradleCatalog, parseGradleSettings, parsePom } from '../parse/jvm.ts';
import { parseMakefile } from '../parse/makefile.ts';
import { parseMise } from '../parse/mise.ts';
import { parseMixExs } from '../parse/mix.ts';
import { parsePnpmWorkspace, parseYarnrc } from '../parse/npm-workspace.ts';
import { parsePackageJson } from '../parse/package-json.ts';
import { parsePackageSwift } from '../parse/package-swift.ts';
import { parsePipfile } from '../parse/pipfile.ts';
import { parseHatch, parsePixi, parsePyproject } from '../parse/pyproject.ts';
import { parseNoxfile, parseRequirements, parseSetupCfg, parseSetupPy } from '../parse/python-config.ts';
import { parseGemfile, parseGemspec, parseRakefile } from '../parse/ruby.ts';
import type { ParseTaskFile, TaskFile } from '../parse/task-file.ts';
import { parseTaskfile } from '../parse/taskfile.ts';
import { parseToxIni, parseToxToml } from '../parse/tox.ts';
import { nameOf, parentOf } from '../path/relative.ts';

/** How a file of tasks or a manifest is read, and whose tasks it holds. */
export interface TaskFileKind {
  readonly runners: readonly TaskRunner[];
  readonly parse: ParseTaskFile;
}

const kind = (parse: ParseTaskFile, ...runners: readonly TaskRunner[]): TaskFileKind => ({ parse, runners });
const make = kind(parseMakefile, 'make');
const just = kind(parseJustfile, 'just');
const taskfile = kind(parseTaskfile, 'task');
const gradle = kind(parseGradle, 'gradle');
const gradleSettings = kind(parseGradleSettings);
const rake = kind(parseRakefile, 'rake');
const mise = kind((path, text) => parseMise(path, text, parentOf(path)), 'mise');

/** Files by name, in the order in which their runner prefers them. */
export const taskFileKinds: ReadonlyMap<string, TaskFileKind> = new Map([
  ['package.json', kind(parsePackageJson, 'npm-script')],
  ['pnpm-workspace.yaml', kind(parsePnpmWorkspace)],
  ['.yarnrc.yml', kind(parseYarnrc)],
  ['deno.json', kind(parseDenoJson, 'deno')],
  ['deno.jsonc', kind(parseDenoJson, 'deno')],
  ['GNUmakefile', make],
  ['makefile', make],
  ['Makefile', make],
  ['justfile', just],
  ['Justfile', just],
  ['.justfile', just],
  ['JUSTFILE', just],
  ['Taskfile.yml', taskfile],
  ['taskfile.yml', taskfile],
  ['Taskfile.yaml', taskfile],
  ['taskfile.yaml', taskfile],
  ['Taskfile.dist.yml', taskfile],
  ['Taskfile.dist.yaml', taskfile],
  ['tox.ini', kind(parseToxIni, 'tox')],
  ['tox.toml', kind(parseToxToml, 'tox')],
  ['pixi.toml', kind(parsePixi, 'pixi')],
  ['pyproject.toml', kind(parsePyproject, 'poe', 'pdm', 'hatch', 'pixi', 'tox')],
  ['hatch.toml', kind(parseHatch, 'hatch')],
  ['Pipfile', kind(parsePipfile, 'pipenv')],
  ['noxfile.py', kind(parseNoxfile, 'nox')],
  ['setup.cfg', kind(parseSetupCfg)],
  ['setup.py', kind(parseSetupPy)],
  ['Cargo.toml', kind(parseCargoToml)],
  ['go.mod', kind(parseGoMod)],
  ['go.work', kind(parseGoWork)],
  ['composer.json', kind(parseComposer, 'composer')],
  ['Gemfile', kind(parseGemfile)],
  ['gems.rb', kind(parseGemfile)],
  ['Rakefile', rake],
  ['rakefile', rake],
  ['Rakefile.rb', rake],
  ['build.gradle', gradle],
  ['build.gradle.kts', gradle],
  ['settings.gradle', gradleSettings],
  ['settings.gradle.kts', gradleSettings],
  ['pom.xml', kind(parsePom, 'maven')],
  ['mix.exs', kind(parseMixExs, 'mix')],
  ['mise.toml', mise],
  ['.mise.toml', mise],
  ['Package.swift', kind(parsePackageSwift)],
]);

const cargoConfig = kind(parseCargoConfig, 'cargo-alias');
const miseConfig = kind((path, text) => parseMise(path, text, parentOf(parentOf(path))), 'mise');
const requirements = kind(parseRequirements);
const dotnetProject = kind(parseDotnetProject);
const solution = kind(parseSolution);
const gradleCatalog = kind(parseGradleCatalog);
const gemspec = kind(parseGemspec);
const makeInclude = make;

/** Ends of the names of files that are read and have no fixed name, for a first look at thousands of paths. */
export const variableNames: RegExp = /(?:\.(?:mk|txt|csproj|fsproj|vbproj|props|slnx?|gemspec|versions\.toml)|config(?:\.toml)?|mise\.toml)$/;

/** How a path is read, when it is a file of tasks or a manifest. */
export function taskFileKind(path: string): TaskFileKind | undefined {
  const name = nameOf(path);
  const byName = taskFileKinds.get(name);
  if (byName) return byName;
  if (/(?:^|\/)\.cargo\/config(?:\.toml)?$/.test(path)) return cargoConfig;
  if (/(?:^|\/)(?:\.mise|mise|\.config)\/(?:config|mise)\.toml$/.test(path)) return miseConfig;
  if (/^requirements[\w.-]*\.txt$/.test(name) || /(?:^|\/)requirements\/[\w.-]+\.txt$/.test(path)) return requirements;
  if (/\.(?:cs|fs|vb)proj$/.test(name) || name === 'Directory.Packages.props') return dotnetProject;
  if (/\.slnx?$/.test(name)) return solution;
  if (name.endsWith('.gemspec')) return gemspec;
  if (name.endsWith('.versions.toml')) return gradleCatalog;
  return name.endsWith('.mk') ? makeInclude : undefined;
}

/**
 * Reads a manifest or file of tasks, told by its name: `package.json`, `pyproject.toml`, `Cargo.toml`, `Makefile`, …
 *
 * @param path - Relative to the repository, with forward slashes.
 * @returns Undefined for a file of any other name.
 * @throws Never: what cannot be read is a diagnostic.
 */
export function parseManifest(path: string, text: string): TaskFile | undefined {
  return taskFileKind(path)?.parse(path, text);
}

/** Lockfiles by name, with the package manager that writes each. */
export const lockfileKinds: ReadonlyMap<string, { readonly manager: string; readonly ecosystem: Ecosystem }> = new Map([
  ['package-lock.json', { manager: 'npm', ecosystem: 'npm' }],
  ['npm-shrinkwrap.json', { manager: 'npm', ecosystem: 'npm' }],
  ['pnpm-lock.yaml', { manager: 'pnpm', ecosystem: 'npm' }],
  ['yarn.lock', { manager: 'yarn', ecosystem: 'npm' }],
  ['bun.lock', { manager: 'bun', ecosystem: 'npm' }],
  ['bun.lockb', { manager: 'bun', ecosystem: 'npm' }],
  ['deno.lock', { manager: 'deno', ecosystem: 'deno' }],
  ['uv.lock', { manager: 'uv', ecosystem: 'python' }],
  ['poetry.lock', { manager: 'poetry', ecosystem: 'python' }],
  ['pdm.lock', { manager: 'pdm', ecosystem: 'python' }],
  ['Pipfile.lock', { manager: 'pipenv', ecosystem: 'python' }],
  ['pixi.lock', { manager: 'pixi', ecosystem: 'python' }],
  ['pylock.toml', { manager: 'pip', ecosystem: 'python' }],
  ['conda-lock.yml', { manager: 'conda', ecosystem: 'python' }],
  ['Cargo.lock', { manager: 'cargo', ecosystem: 'rust' }],
  ['go.sum', { manager: 'go', ecosystem: 'go' }],
  ['go.work.sum', { manager: 'go', ecosystem: 'go' }],
  ['composer.lock', { manager: 'composer', ecosystem: 'php' }],
  ['Gemfile.lock', { manager: 'bundler', ecosystem: 'ruby' }],
  ['gems.locked', { manager: 'bundler', ecosystem: 'ruby' }],
  ['gradle.lockfile', { manager: 'gradle', ecosystem: 'jvm' }],
  ['buildscript-gradle.lockfile', { manager: 'gradle', ecosystem: 'jvm' }],
  ['packages.lock.json', { manager: 'nuget', ecosystem: 'dotnet' }],
  ['mix.lock', { manager: 'mix', ecosystem: 'elixir' }],
  ['Package.resolved', { manager: 'swift', ecosystem: 'swift' }],
]);

/** The lockfile at a path, when its name is that of one. */
export function lockfileAt(path: string): Lockfile | undefined {
  const kind = lockfileKinds.get(nameOf(path));
  return kind && { path, directory: parentOf(path), ...kind };
}

/** Files that pin the version of a language or tool. */
export const toolchainFileNames: readonly string[] = [
  ...['.nvmrc', '.node-version', '.tool-versions', 'mise.toml', '.mise.toml', 'rust-toolchain', 'rust-toolchain.toml', '.python-version', '.ruby-version'],
  ...['.go-version', '.java-version', '.sdkmanrc', '.php-version', '.swift-version', '.xcode-version', '.terraform-version', '.bazelversion', 'global.json'],
  ...[
    '.dvmrc',
    '.bun-version',
    '.elixir-version',
    'flake.lock',
    'devbox.lock',
    '.zigversion',
    'gradle-wrapper.properties',
    'maven-wrapper.properties',
    'pixi.lock',
  ],
];
