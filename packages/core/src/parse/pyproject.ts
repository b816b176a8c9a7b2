import type { Located } from '../model/location.ts';
import type { Dependency, Task, TaskRunner } from '../model/task.ts';
import { parentOf } from '../path/relative.ts';
import { booleanAt, type DataEntry, type DataMap, type DataNode, entriesAt, nodeAt, textAt, textsOf } from './data-node.ts';
import { parseRequirement } from './requirement.ts';
import { type TaskFile, unreadTaskFile } from './task-file.ts';
import { parseToml } from './toml.ts';
import { toolVersions } from './tool-version.ts';
import { toxIniTasks, toxTask } from './tox.ts';

/**
 * Reads a `pyproject.toml`: the package (PEP 621, PEP 735, Poetry), and the tasks of Poe, PDM, Hatch, Pixi and tox.
 * Facts: https://packaging.python.org/en/latest/specifications/pyproject-toml/
 *
 * @throws Never.
 */
export function parsePyproject(path: string, text: string): TaskFile {
  const { root, diagnostics } = parseToml(path, text);
  if (!root) return unreadTaskFile(diagnostics);
  const directory = parentOf(path);
  const tool = nodeAt(root, 'tool');
  const name = textAt(root, 'project', 'name') ?? textAt(tool, 'poetry', 'name');
  const version = textAt(root, 'project', 'version') ?? textAt(tool, 'poetry', 'version');
  const isPackage = ['project', 'build-system', 'dependency-groups'].some((key) => root.get(key)) || nodeAt(tool, 'poetry') !== undefined;
  return {
    ...(isPackage
      ? {
          manifest: {
            ecosystem: 'python',
            path,
            directory,
            ...(name ? { name: name.value } : {}),
            ...(version ? { version: version.value } : {}),
            dependencies: dependenciesOf(root, tool),
            // https://docs.astral.sh/uv/concepts/projects/workspaces/
            workspaces: [
              ...textsOf(nodeAt(tool, 'uv', 'workspace', 'members')),
              ...textsOf(nodeAt(tool, 'uv', 'workspace', 'exclude')).map(({ value, location }) => ({ value: `!${value}`, location })),
            ],
            toolchain: toolVersions('python', textAt(root, 'project', 'requires-python'), textAt(tool, 'poetry', 'dependencies', 'python')),
          },
        }
      : {}),
    tasks: [
      ...poeTasks(tool, directory),
      ...entriesAt(tool, 'pdm', 'scripts').flatMap((entry) => (entry.key.startsWith('_') ? [] : [taskOf('pdm', entry, directory)])),
      ...hatchTasks(nodeAt(tool, 'hatch'), directory),
      ...pixiTasks(nodeAt(tool, 'pixi'), directory),
      ...toxTasks(path, tool, directory),
    ],
    diagnostics,
    ...(nodeAt(tool, 'poe', 'include') ? { open: 'it includes other files of tasks' } : {}),
  };
}

/** Reads a `hatch.toml`: what else stands under `[tool.hatch]`. Never throws. */
export function parseHatch(path: string, text: string): TaskFile {
  const { root, diagnostics } = parseToml(path, text);
  return root ? { tasks: hatchTasks(root, parentOf(path)), diagnostics } : unreadTaskFile(diagnostics);
}

/** Reads a `pixi.toml`. Never throws. */
export function parsePixi(path: string, text: string): TaskFile {
  const { root, diagnostics } = parseToml(path, text);
  return root ? { tasks: pixiTasks(root, parentOf(path)), diagnostics } : unreadTaskFile(diagnostics);
}

function requirements(list: readonly Located<string>[], group: Dependency['group']): readonly Dependency[] {
  return list.flatMap(({ value, location }) => parseRequirement(value, group, location) ?? []);
}

const developmentGroup = /dev|test|lint|doc|typ|check|format|ci/i;

function dependenciesOf(root: DataMap, tool: DataNode | undefined): readonly Dependency[] {
  const poetry = (group: Dependency['group'], ...keys: readonly string[]): readonly Dependency[] =>
    entriesAt(tool, 'poetry', ...keys).flatMap((entry) =>
      entry.key === 'python' ? [] : [tomlDependency(entry, booleanAt(entry.value, 'optional')?.value ? 'optional' : group)],
    );
  // Where uv takes a package of the same repository from: https://docs.astral.sh/uv/concepts/projects/dependencies/
  const sources = new Map(
    entriesAt(tool, 'uv', 'sources').flatMap(({ key, value }) => (textAt(value, 'path') ? [[key, textAt(value, 'path')?.value] as const] : [])),
  );
  const standard = [
    ...requirements(textsOf(nodeAt(root, 'project', 'dependencies')), 'production'),
    ...entriesAt(root, 'project', 'optional-dependencies').flatMap((entry) =>
      requirements(textsOf(entry.value), developmentGroup.test(entry.key) ? 'development' : 'optional'),
    ),
    ...entriesAt(root, 'dependency-groups').flatMap((entry) => requirements(textsOf(entry.value), 'development')),
    ...requirements(textsOf(nodeAt(root, 'build-system', 'requires')), 'build'),
    ...requirements(textsOf(nodeAt(tool, 'uv', 'dev-dependencies')), 'development'),
    ...entriesAt(tool, 'pdm', 'dev-dependencies').flatMap((entry) => requirements(textsOf(entry.value), 'development')),
    ...entriesAt(tool, 'hatch', 'envs').flatMap(({ value }) =>
      ['dependencies', 'extra-dependencies'].flatMap((key) => requirements(textsOf(nodeAt(value, key)), 'development')),
    ),
  ].map((dependency): Dependency => {
    const path = sources.get(dependency.name);
    return path === undefined ? dependency : { ...dependency, path };
  });
  return [
    ...standard,
    ...poetry('production', 'dependencies'),
    ...poetry('development', 'dev-dependencies'),
    ...entriesAt(tool, 'poetry', 'group').flatMap((entry) => poetry('development', 'group', entry.key, 'dependencies')),
  ];
}

/** A dependency of a table whose keys are names: `flour = "^1.2"`, `flour = { version = "^1.2", path = "../flour" }`. */
export function tomlDependency(entry: DataEntry, group: Dependency['group']): Dependency {
  const path = textAt(entry.value, 'path');
  return {
    name: entry.key,
    requirement: (textAt(entry.value) ?? textAt(entry.value, 'version'))?.value ?? '',
    group,
    ...(path ? { path: path.value } : {}),
    location: entry.keyLocation,
  };
}

/** A task written as a string, a list of steps, or a table with `cmd`, `shell`, `sequence`, `composite` or `depends-on`. */
function taskOf(runner: TaskRunner, entry: DataEntry, directory: string, name: string = entry.key): Task {
  const { value } = entry;
  const commands: string[] = [];
  const dependencies: string[] = [];
  const steps = (node: DataNode | undefined, references: boolean): void => {
    for (const item of node?.kind === 'sequence' ? node.items : []) {
      if (item.kind === 'scalar') (references ? dependencies : commands).push(item.text);
      else if (item.kind === 'map') {
        commands.push(...['cmd', 'shell'].flatMap((key) => textAt(item, key)?.value ?? []));
        dependencies.push(...['ref', 'task'].flatMap((key) => textAt(item, key)?.value ?? []));
      }
    }
  };
  if (value.kind === 'scalar') commands.push(value.text);
  else if (value.kind === 'sequence') steps(value, runner === 'poe');
  else {
    for (const key of ['cmd', 'shell']) {
      const node = value.get(key);
      if (node?.kind === 'sequence')
        commands.push(
          textsOf(node)
            .map((word) => word.value)
            .join(' '),
        );
      else if (node?.kind === 'scalar') commands.push(node.text);
    }
    steps(value.get('sequence'), true);
    steps(value.get('composite'), false);
    for (const key of ['deps', 'depends-on', 'depends_on', 'ref']) {
      const node = value.get(key);
      if (node?.kind === 'scalar') dependencies.push(node.text);
      else steps(node, true);
    }
  }
  return {
    runner,
    name,
    ...(commands.length === 0 ? {} : { command: { value: commands.join('\n'), location: value.location } }),
    dependencies,
    directory,
    location: entry.keyLocation,
  };
}

function poeTasks(tool: DataNode | undefined, directory: string): readonly Task[] {
  return entriesAt(tool, 'poe', 'tasks').map((entry) => taskOf('poe', entry, directory));
}

/** Scripts of the default environment go by their bare name, those of others by `environment:script`. */
function hatchTasks(hatch: DataNode | undefined, directory: string): readonly Task[] {
  return entriesAt(hatch, 'envs').flatMap((environment) =>
    entriesAt(environment.value, 'scripts').map((entry) =>
      taskOf('hatch', entry, directory, environment.key === 'default' ? entry.key : `${environment.key}:${entry.key}`),
    ),
  );
}

function pixiTasks(pixi: DataNode | undefined, directory: string): readonly Task[] {
  return [
    ...entriesAt(pixi, 'tasks').map((entry) => taskOf('pixi', entry, directory)),
    ...entriesAt(pixi, 'feature').flatMap((feature) => entriesAt(feature.value, 'tasks').map((entry) => taskOf('pixi', entry, directory))),
  ];
}

function toxTasks(path: string, tool: DataNode | undefined, directory: string): readonly Task[] {
  const legacy = textAt(tool, 'tox', 'legacy_tox_ini');
  if (legacy) return toxIniTasks(path, legacy.value, directory).map((task) => ({ ...task, location: legacy.location }));
  return entriesAt(tool, 'tox', 'env').map((entry) => toxTask(entry, directory));
}
