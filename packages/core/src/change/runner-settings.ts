import type { Change, ChangedFile } from '../model/change.ts';
import type { ShellCommand } from '../model/command.ts';
import type { FileContent } from '../model/file.ts';
import type { LeftOutMember, RunnerSettings, SettingPair } from '../model/runner-settings.ts';
import type { Tasks } from '../model/task.ts';
import type { Workflows } from '../model/workflow.ts';
import { parseShell } from '../parse/shell.ts';
import { joinPath, parentOf } from '../path/relative.ts';
import type { Repository } from '../repository/repository.ts';
import { lineRunners } from '../repository/resolve-commands.ts';
import { type CommandHolder, type CommandSettings, commandSettings } from './command-settings.ts';
import { configSettings, holdsRunnerSettings } from './config-settings.ts';
import type { FileSettings, FoundSetting } from './found-setting.ts';
import { patternChange, takesIn } from './pattern-settings.ts';
import { firstChangedLine } from './places.ts';
import { compareSettings, isAtLeastAsStrict } from './setting-order.ts';
import { pairTasks } from './task-checks.ts';

/** Files beside a changed one that are asked whether they hold the same setting. */
const neighbourLimit = 40;

/** Reads how tests are run and how strict they are from the changed files of both sides, and pairs it. */
export async function runnerSettings(change: Change, base: Repository, head: Repository): Promise<RunnerSettings> {
  const [baseTasks, headTasks, baseWorkflows, headWorkflows] = await Promise.all([
    base.facet('tasks'),
    head.facet('tasks'),
    base.facet('workflows'),
    head.facet('workflows'),
  ]);
  const own = change.files.filter(({ role, kind }) => role === 'own' && kind !== 'lockfile' && kind !== 'snapshot');
  const isGone = goneDirectories(base, head);
  const configs = own.filter((file) => holdsRunnerSettings(file.path) || (file.previousPath !== undefined && holdsRunnerSettings(file.previousPath)));
  const read = configs.filter(({ path }) => !isGone(parentOf(path))).map(readBothSides);
  const taskPaths = new Set([...baseTasks.tasks, ...headTasks.tasks].map(({ location }) => location.path));
  const commands = own.flatMap((file) =>
    commandPairs(file, { base: { tasks: baseTasks, workflows: baseWorkflows }, head: { tasks: headTasks, workflows: headWorkflows } }),
  );
  const selections = newSelections(read);
  const pairs = [...read.flatMap((file) => filePairs(change, base, head, file, selections)), ...commands];
  const settings = await withOtherPlaces(pairs, read, head);
  const changedAtBase = new Set(own.flatMap(({ path, previousPath, before }) => (before ? [previousPath ?? path] : [])));
  return {
    settings,
    tasks: pairTasks(
      { tasks: baseTasks, workflows: baseWorkflows },
      { tasks: headTasks, workflows: headWorkflows },
      changedAtBase,
      (path) => change.pathAtHead(path),
      isGone,
      (path) => (base.files.has(path) || base.files.hasDirectory(path)) && change.pathAtHead(path) === undefined && !head.files.hasDirectory(path),
    ),
    leftOutMembers: leftOutMembers(own, baseTasks, headTasks, change),
    notRead: read.flatMap(({ file, before, after }) => notRead(file, before, after)),
    filesCompared:
      read.length + own.filter(({ path, kind }) => taskPaths.has(path) && kind !== 'workflow').length + own.filter(({ kind }) => kind === 'workflow').length,
  };
}

/** A directory that lost its manifest, or all of its files: what it checked, nobody asks any more. */
function goneDirectories(base: Repository, head: Repository): (directory: string) => boolean {
  const manifests = [
    'package.json',
    'pyproject.toml',
    'Cargo.toml',
    'go.mod',
    'pom.xml',
    'build.gradle',
    'build.gradle.kts',
    'composer.json',
    'setup.py',
    'Gemfile',
  ];
  return (directory) => {
    if (directory === '') return false;
    if (!head.files.hasDirectory(directory)) return true;
    const had = manifests.filter((name) => base.files.has(`${directory}/${name}`));
    return had.length > 0 && !manifests.some((name) => head.files.has(`${directory}/${name}`));
  };
}

interface ReadFile {
  readonly file: ChangedFile;
  readonly before?: FileSettings;
  readonly after?: FileSettings;
}

function readBothSides(file: ChangedFile): ReadFile {
  const read = (content: FileContent | undefined, path: string): FileSettings | undefined =>
    content?.state === 'text' ? configSettings(path, content.text) : undefined;
  const before = read(file.before, file.previousPath ?? file.path);
  const after = read(file.after, file.path);
  return { file, ...(before ? { before } : {}), ...(after ? { after } : {}) };
}

function notRead({ path }: ChangedFile, before: FileSettings | undefined, after: FileSettings | undefined): RunnerSettings['notRead'] {
  if (!before || before.settings.size === 0 || after?.problem === undefined) return [];
  // What could still be read was compared; a part that broke on both sides is no news.
  return before.problem === undefined ? [{ path, reason: after.problem, wasReadable: true }] : [];
}

/** A pair whose found settings are still at hand. */
interface OpenPair {
  readonly pair: SettingPair;
  readonly found: FoundSetting;
  readonly before?: FoundSetting;
  readonly after?: FoundSetting;
}

function filePairs(
  change: Change,
  base: Repository,
  head: Repository,
  { file, before, after }: ReadFile,
  selections: readonly Selection[],
): readonly OpenPair[] {
  // A file of which nothing can be read is reported as a whole.
  if (after?.problem !== undefined && after.settings.size === 0) return [];
  const ids = new Set([...(before?.settings.keys() ?? []), ...(after?.settings.keys() ?? [])]);
  const directory = parentOf(file.previousPath ?? file.path);
  return [...ids].flatMap((id): OpenPair[] => {
    const [left, right] = [before?.settings.get(id), after?.settings.get(id)];
    const found = right ?? left;
    if (!found) return [];
    // A new file sets what nothing set before: only what leaves out can weaken, and nothing existed to be left out of.
    if (!before && (file.before === undefined || found.kind.order === 'selected'))
      return [{ pair: pairOf(file, found, left, right, 'as-strict'), found, ...(right ? { after: right } : {}) }];
    const isPatterns = found.kind.order === 'selected' || found.kind.order === 'excluded';
    if (isPatterns && isOfNewProject(found, before))
      return [{ pair: pairOf(file, found, left, right, 'as-strict'), found, ...(right ? { after: right } : {}) }];
    const selection = found.kind.order === 'excluded' ? selectionOf(before, found) : undefined;
    const patterns = isPatterns && after ? patternChange(change, { base: base.files, head: head.files }, directory, left, right, selection) : undefined;
    const leftOut = (patterns?.leftOut ?? []).filter(
      (path) => !ofOtherRunner(path, found, base) && !selections.some(({ owner, takes }) => owner !== ownerOf(file, found) && takes(path)),
    );
    const unread = patterns?.unread ?? [];
    const compared = patterns ? patternState(leftOut, unread) : compareSettings(found.kind, left, right);
    const state = compared === 'weaker' && isCovered(found, after) ? 'as-strict' : compared;
    const pair = pairOf(file, found, left, right, state, leftOut, unread, newInheritance(before, after));
    return [{ pair, found, ...(left ? { before: left } : {}), ...(right ? { after: right } : {}) }];
  });
}

/** A list of the head that selects tests, and that the base did not have so. */
interface Selection {
  readonly owner: string;
  takes(path: string): boolean;
}

/** The runner, or the project of one, that a setting belongs to. */
function ownerOf(file: ChangedFile, { kind, key }: FoundSetting): string {
  return `${file.path}\n${kind.tool}\n${key.slice(0, key.lastIndexOf('.') + 1)}`;
}

/** Tests that one project or runner leaves out may be what another one newly takes in. */
function newSelections(read: readonly ReadFile[]): readonly Selection[] {
  return read.flatMap(({ file, before, after }) => {
    const settings = [...(after?.settings ?? [])].filter(([, { kind }]) => kind.subject === 'tests');
    const directory = parentOf(file.path);
    return settings.flatMap(([id, setting]): Selection[] => {
      if (setting.kind.order !== 'selected' || before?.settings.get(id)?.value.text === setting.value.text) return [];
      const owner = ownerOf(file, setting);
      const excluded = settings.filter(([, other]) => other.kind.order === 'excluded' && ownerOf(file, other) === owner);
      return [{ owner, takes: (path) => takesIn(setting, directory, path) && !excluded.some(([, other]) => takesIn(other, directory, path)) }];
    });
  });
}

function patternState(leftOut: readonly string[], unread: SettingPair['unreadPatterns']): SettingPair['state'] {
  if (leftOut.length > 0) return 'weaker';
  return unread.length > 0 ? 'unclear' : 'as-strict';
}

/** Another setting of the head asks for as much. */
function isCovered({ kind, coveredBy }: FoundSetting, after: FileSettings | undefined): boolean {
  return (
    coveredBy !== undefined &&
    [...(after?.settings.values() ?? [])].some((each) => each.kind.tool === kind.tool && coveredBy.test(each.key) && each.value.value === true)
  );
}

const projectKey = /^(?:test\.)?projects\.[^.]+\./;

/** Patterns of a project that the base did not have choose for that project alone. */
function isOfNewProject({ key, kind }: FoundSetting, before: FileSettings | undefined): boolean {
  const project = projectKey.exec(key)?.[0];
  return project !== undefined && ![...(before?.settings.values() ?? [])].some((each) => each.kind.tool === kind.tool && each.key.startsWith(project));
}

/** The list that selects tests at the base, or what its tool takes without one. */
function selectionOf(before: FileSettings | undefined, { kind, key }: FoundSetting): FoundSetting | undefined {
  const prefix = key.slice(0, key.lastIndexOf('.') + 1);
  const all = [...(before?.settings.values() ?? [])];
  return all.find(
    (each) =>
      each.kind.order === 'selected' &&
      each.kind.tool === kind.tool &&
      each.kind.subject === kind.subject &&
      each.key.startsWith(prefix) &&
      !each.key.slice(prefix.length).includes('.'),
  );
}

/** End-to-end tests that another runner of the repository runs, which Jest and Vitest only stumble over. */
function ofOtherRunner(path: string, { kind }: FoundSetting, base: Repository): boolean {
  if (kind.subject !== 'tests' || !/^(?:Jest|Vitest)$/.test(kind.tool)) return false;
  if (!/(?:^|\/)(?:e2e|playwright|cypress|end-to-end)(?:[/.-]|$)/i.test(path)) return false;
  return base.files.entries.some((entry) => /(?:^|\/)(?:playwright|cypress)[\w.-]*\.(?:[cm]?[jt]s|json)$/.test(entry.path));
}

function newInheritance(before: FileSettings | undefined, after: FileSettings | undefined): SettingPair['inheritsFrom'] {
  const known = new Set(before?.inherits.map(({ text }) => text));
  const added = after?.inherits.find(({ text }) => !known.has(text));
  return added && { value: added.text, location: added.location };
}

function pairOf(
  file: ChangedFile,
  { kind, key }: FoundSetting,
  before: FoundSetting | undefined,
  after: FoundSetting | undefined,
  state: SettingPair['state'],
  leftOut: readonly string[] = [],
  unreadPatterns: SettingPair['unreadPatterns'] = [],
  inheritsFrom?: SettingPair['inheritsFrom'],
): SettingPair {
  const isInherited = state === 'weaker' && after === undefined && inheritsFrom !== undefined;
  return {
    kind,
    key,
    path: file.path,
    state: isInherited ? 'unclear' : state,
    ...(before ? { before: before.value } : {}),
    ...(after ? { after: after.value } : {}),
    isFileGone: file.after === undefined,
    ...(isInherited ? { inheritsFrom } : {}),
    leftOut,
    unreadPatterns,
  };
}

interface World {
  readonly tasks: Tasks;
  readonly workflows: Workflows;
}

/** Options of the commands of one file, by the task or job that holds them. */
function commandPairs(file: ChangedFile, { base, head }: { readonly base: World; readonly head: World }): readonly OpenPair[] {
  if (!file.before || !file.after) return [];
  const before = unitsOf(file.previousPath ?? file.path, base);
  const after = unitsOf(file.path, head);
  const elsewhere = [...after.values()];
  return [...before].flatMap(([unit, left]): OpenPair[] => {
    const right = after.get(unit);
    if (!right) return [];
    const ids = new Set([...left.settings.keys(), ...right.settings.keys()]);
    return [...ids].flatMap((id): OpenPair[] => {
      const [was, is] = [left.settings.get(id), right.settings.get(id)];
      const found = is ?? was;
      // Where the tool no longer runs, or only runs since now, its options say nothing.
      if (!found || !left.tools.has(found.kind.tool) || !right.tools.has(found.kind.tool)) return [];
      const state = compareSettings(found.kind, was, is);
      const moved = state === 'weaker' && was !== undefined && isElsewhere(was, elsewhere, [...before.values()], id);
      const pair = pairOf(file, { ...found, key: `${unit}: ${found.key}` }, was, is, moved ? 'as-strict' : state);
      return [{ pair, found, ...(was ? { before: was } : {}), ...(is ? { after: is } : {}) }];
    });
  });
}

/** The same option of another task or job of the file, which did not have it. */
function isElsewhere(was: FoundSetting, after: readonly CommandSettings[], before: readonly CommandSettings[], id: string): boolean {
  const count = (units: readonly CommandSettings[]): number =>
    units.filter(({ settings }) => {
      const found = settings.get(id);
      return found !== undefined && isAtLeastAsStrict(found.kind, found.value.value, was.value.value);
    }).length;
  return was.kind.order !== 'exceptions' && was.kind.order !== 'lax' && count(after) >= count(before);
}

function unitsOf(path: string, { tasks, workflows }: World): ReadonlyMap<string, CommandSettings> {
  const units = new Map<string, { readonly commands: ShellCommand[]; readonly holder: CommandHolder }>();
  const add = (unit: string, commands: readonly ShellCommand[], holder: CommandHolder): void => {
    const known = units.get(unit);
    if (known) known.commands.push(...commands);
    else units.set(unit, { commands: [...commands], holder });
  };
  for (const { name, runner, command, location } of tasks.tasks) {
    if (location.path !== path || !command) continue;
    add(name, parseShell(command.value, () => command.location, { errexit: lineRunners.has(runner) }).commands, 'task');
  }
  const workflow = workflows.workflows.find((candidate) => candidate.path === path);
  for (const job of workflow?.jobs ?? []) for (const step of job.steps) add(job.id, step.script?.commands ?? [], 'workflow');
  return new Map([...units].map(([unit, { commands, holder }]) => [unit, commandSettings(commands, holder)]));
}

/** Looks for what became weaker in other places: those that gained it in this change, and unchanged files beside it. */
async function withOtherPlaces(open: readonly OpenPair[], read: readonly ReadFile[], head: Repository): Promise<readonly SettingPair[]> {
  const weaker = open.filter(({ pair }) => pair.state === 'weaker');
  if (weaker.length === 0) return open.map(({ pair }) => pair);
  const gained = open.filter(({ after, before }) => after && (!before || compareSettings(after.kind, after, before) === 'weaker'));
  const neighbours = await neighbourSettings(weaker, read, head);
  return open.map(({ pair, before }) => {
    if (pair.state !== 'weaker' || !before || !movable.has(pair.kind.order)) return pair;
    const matches = (candidate: FoundSetting): boolean =>
      candidate.kind.concern === pair.kind.concern &&
      candidate.kind.order === pair.kind.order &&
      isAtLeastAsStrict(pair.kind, candidate.value.value, before.value.value);
    const found =
      gained.find(({ pair: other, after }) => other !== pair && after !== undefined && matches(after))?.after ??
      neighbours.get(parentOf(pair.path))?.find(matches);
    return found ? { ...pair, elsewhere: { tool: found.kind.tool, key: found.key, value: found.value } } : pair;
  });
}

/** What can stand in another file as well: where patterns leave out more, another list does not put it right. */
const movable: ReadonlySet<SettingPair['kind']['order']> = new Set(['floor', 'ceiling', 'strict', 'demands']);

async function neighbourSettings(
  weaker: readonly OpenPair[],
  read: readonly ReadFile[],
  head: Repository,
): Promise<ReadonlyMap<string, readonly FoundSetting[]>> {
  const changed = new Set(read.map(({ file }) => file.path));
  const directories = new Set(weaker.filter(({ pair }) => pair.after === undefined).map(({ pair }) => parentOf(pair.path)));
  const settings = new Map<string, readonly FoundSetting[]>();
  for (const directory of directories) {
    const paths = head.files
      .children(directory)
      .map((name) => joinPath(directory, name) ?? name)
      .filter((path) => head.files.has(path) && !changed.has(path) && holdsRunnerSettings(path))
      .slice(0, neighbourLimit);
    const texts = await head.readTexts(paths);
    settings.set(
      directory,
      [...texts].flatMap(([path, { text }]) => [...configSettings(path, text).settings.values()]),
    );
  }
  return settings;
}

function leftOutMembers(files: readonly ChangedFile[], base: Tasks, head: Tasks, change: Change): readonly LeftOutMember[] {
  const members = new Set(head.workspaces.flatMap((workspace) => workspace.members.map(({ directory }) => directory)));
  const manifests = new Set(head.manifests.map(({ path }) => path));
  const tested = new Set(base.tasks.filter(({ name }) => /^(?:test|check|lint)/.test(name)).map(({ directory }) => directory));
  return base.workspaces.flatMap((workspace) => {
    const file = files.find(({ path, previousPath, before }) => before && (previousPath ?? path) === workspace.path);
    const before = file && firstChangedLine(file, 'before');
    if (!file || !before || !file.after) return [];
    return workspace.members.flatMap(({ path, directory }): LeftOutMember[] => {
      const now = change.pathAtHead(path) ?? path;
      if (directory === workspace.directory || !manifests.has(now) || !tested.has(directory)) return [];
      return members.has(parentOf(now)) ? [] : [{ workspace: file.path, before, directory: parentOf(now) }];
    });
  });
}
