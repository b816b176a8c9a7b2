import type { AgentSetting } from '../model/agent-settings.ts';
import type {
  EffectiveImport,
  EffectiveInstructions,
  EffectivePart,
  FrontMatterValue,
  InstructionFile,
  Instructions,
  ReadingTime,
  TextPiece,
  UnreadInstructions,
} from '../model/instructions.ts';
import type { Located } from '../model/location.ts';
import { findFrontMatter } from '../parse/front-matter.ts';
import { textPositions } from '../parse/text-position.ts';
import { joinPath, nameOf, parentOf } from '../path/relative.ts';
import { compileGlob, type PathMatcher } from '../pattern/glob.ts';
import { splitGlobList } from '../pattern/scope-globs.ts';
import { type Activation, type FileGroup, type ReadingRule, readingRules } from './reading-rules.ts';

/** Ids of the tools whose way of reading is known. */
export const instructionTools: readonly string[] = readingRules.map((rule) => rule.id);

/**
 * What one tool reads when it works in one directory: the text as the model sees it, with the place of each part, and
 * what it leaves out. Works on the loaded facet; reads no file.
 *
 * @param instructions - The `instructions` facet of a repository.
 * @param tool - One of {@link instructionTools}.
 * @param directory - Repository-relative, where the tool is started or works; empty for the root. It need not exist.
 * @returns Undefined for a tool that is not known, and for a directory outside the repository.
 * @throws Never.
 */
export function effectiveInstructions(instructions: Instructions, tool: string, directory: string): EffectiveInstructions | undefined {
  const rule = readingRules.find((candidate) => candidate.id === tool);
  const at = joinPath('', directory);
  if (!rule || at === undefined) return undefined;
  const settings = settingsFor(rule, instructions.settings, at);
  const { found, unread } = select(rule, instructions, settings, at);
  const { parts, unread: unseen } = readParts(rule, instructions, found, budgetOf(rule, settings), at);
  const linkOf = new Map(instructions.files.map(({ path, linkTarget }) => [path, linkTarget]));
  const seen = new Set(parts.flatMap((part) => part.pieces.flatMap(({ location: { path } }) => [path, linkOf.get(path) ?? path])));
  const budget = budgetOf(rule, settings);
  return {
    tool: rule.id,
    name: rule.name,
    directory: at,
    order: rule.order,
    parts,
    // A file that one way is closed to may be read on another: through an import, by a second group.
    unread: uniqueByPath([...unread, ...unseen].filter(({ path }) => !seen.has(path))),
    byteSize: parts.reduce((sum, part) => sum + (part.time.when === 'always' ? part.byteSize : 0), 0),
    ...(budget === undefined ? {} : { budget }),
    settings,
    unknown: [...remoteInstructions(rule, settings), ...(rule.unknown ?? [])],
    source: rule.source,
  };
}

/**
 * The tools that this repository shows to be in use, and what each reads; where none shows, all tools that find a file.
 *
 * @param directory - As for {@link effectiveInstructions}.
 * @returns In the order of {@link instructionTools}; none for a directory outside the repository.
 * @throws Never.
 */
export function toolsReading(instructions: Instructions, directory: string): readonly EffectiveInstructions[] {
  const inUse = new Set(instructions.agentsInUse.map((agent) => agent.tool));
  const rules = readingRules.filter((rule) => inUse.has(rule.agent ?? rule.id));
  const results = (rules.length > 0 ? rules : readingRules).flatMap((rule) => effectiveInstructions(instructions, rule.id, directory) ?? []);
  return rules.length > 0 ? results : results.filter(({ parts }) => parts.length > 0);
}

/** Tools that always read the same text. */
export interface ReadingGroup {
  readonly tools: readonly string[];
  /** Files that the text comes from; a link or a copy counts as its source. One that is cut is a source of its own. */
  readonly sources: readonly { readonly path: string; readonly cut: boolean }[];
}

/**
 * Groups tools by what they always read: more than one group means that the tools are told different things.
 *
 * @throws Never.
 */
export function readingGroups(instructions: Instructions, results: readonly EffectiveInstructions[]): readonly ReadingGroup[] {
  const sameAs = new Map(
    instructions.files.flatMap(({ path, sameTextAs, sameTextBy }): [string, string][] =>
      sameTextBy === 'link' || sameTextBy === 'copy' ? [[path, sameTextAs ?? path]] : [],
    ),
  );
  const groups = new Map<string, { readonly tools: string[]; readonly sources: ReadingGroup['sources'] }>();
  for (const { tool, parts } of results) {
    const sources = new Map<string, ReadingGroup['sources'][number]>();
    for (const { path: own, pieces, time, cut } of parts) {
      if (time.when !== 'always') continue;
      for (const { value, location } of pieces) {
        const path = sameAs.get(location.path) ?? location.path;
        // The line break behind an import is no text of its own.
        if (value.trim() !== '') sources.set(path, { path, cut: cut !== undefined && location.path === own });
      }
    }
    const sorted = [...sources.values()].sort((left, right) => (left.path < right.path ? -1 : 1));
    const key = JSON.stringify(sorted);
    const group = groups.get(key);
    if (group) group.tools.push(tool);
    else groups.set(key, { tools: [tool], sources: sorted });
  }
  return [...groups.values()];
}

/** The root, and each directory on the way to this one. */
function chainTo(directory: string): readonly string[] {
  if (directory === '') return [''];
  const segments = directory.split('/');
  return ['', ...segments.map((_, index) => segments.slice(0, index + 1).join('/'))];
}

function isBelow(path: string, directory: string): boolean {
  return directory === '' ? path !== '' : path.startsWith(`${directory}/`);
}

function isAtOrAbove(directory: string, other: string): boolean {
  return directory === '' || directory === other || other.startsWith(`${directory}/`);
}

/* Settings */

/** The settings that this result rests on: of each key those of the file closest to the directory. */
function settingsFor(rule: ReadingRule, settings: readonly AgentSetting[], directory: string): readonly AgentSetting[] {
  const keys = new Set(rule.groups.flatMap((group) => [...(group.setting?.keys ?? []), ...(group.switch ? [group.switch.key] : [])]));
  if (rule.budget) keys.add(rule.budget.setting);
  const chain = new Set(chainTo(directory));
  const own = settings.filter(
    ({ tool, key, effect, path }) => tool === (rule.settingsOf ?? rule.name) && keys.has(key) && effect !== 'ignored' && chain.has(settingsDirectory(path)),
  );
  const closest = new Map<string, string>();
  for (const { key, path } of own) {
    const before = closest.get(key);
    if (before === undefined || settingsDirectory(path).length >= settingsDirectory(before).length) closest.set(key, path);
  }
  return own.filter(({ key, path }) => closest.get(key) === path);
}

/** The directory that a settings file lies in, or that its dot-directory lies in. */
function settingsDirectory(path: string): string {
  const directory = parentOf(path);
  return nameOf(directory).startsWith('.') ? parentOf(directory) : directory;
}

function valuesOf(settings: readonly AgentSetting[], keys: readonly string[]): readonly string[] {
  return settings.filter(({ key }) => keys.includes(key)).map(({ value }) => value);
}

function budgetOf({ budget }: ReadingRule, settings: readonly AgentSetting[]): number | undefined {
  if (!budget) return undefined;
  const [stated] = valuesOf(settings, [budget.setting]);
  return stated !== undefined && /^\d{1,12}$/.test(stated) ? Number(stated) : budget.bytes;
}

function remoteInstructions({ groups }: ReadingRule, settings: readonly AgentSetting[]): readonly string[] {
  const named = groups.flatMap((group) => valuesOf(settings, group.setting?.keys ?? []));
  return named.filter((value) => value.includes('://')).map((value) => `what ${value} answers: it is fetched when a session starts`);
}

/* Which files */

interface Found {
  readonly file: InstructionFile;
  readonly group: FileGroup;
  readonly time: ReadingTime;
}

interface Candidate {
  readonly file: InstructionFile;
  /** Index of the first of the group's names or globs that it matches. */
  readonly rank: number;
}

function select(
  rule: ReadingRule,
  instructions: Instructions,
  settings: readonly AgentSetting[],
  directory: string,
): { readonly found: readonly Found[]; readonly unread: readonly UnreadInstructions[] } {
  const chain = chainTo(directory);
  const depthOf = new Map(chain.map((path, depth) => [path, depth]));
  const files = instructions.files.filter(isCandidate);
  const unread: UnreadInstructions[] = [];
  const found: { readonly entry: Found; readonly order: readonly [number, number, number] }[] = [];
  const known = new Set<string>();
  rule.groups.forEach((group, groupIndex) => {
    const names = namesOf(group, settings);
    const match = matcherOf(names);
    const candidates: Candidate[] = [];
    for (const file of files) {
      const rank = match(group.where === 'root' ? file.path : withoutDirectory(file));
      if (rank !== undefined) candidates.push({ file, rank });
      else if (group.where === 'root' && file.directory !== '' && match(withoutDirectory(file)) !== undefined) {
        if (depthOf.has(file.directory) || isBelow(file.directory, directory)) {
          known.add(file.path);
          unread.push({ path: file.path, code: 'not-nested', reason: 'the tool looks for it at the root only' });
        }
      }
    }
    for (const { path, reason } of instructions.brokenLinks) {
      if (match(path) !== undefined || (group.where !== 'root' && match(nameOf(path)) !== undefined && depthOf.has(parentOf(path))))
        unread.push({ path, code: 'broken-link', reason: `the symbolic link leads nowhere that can be read (${reason})` });
    }
    const isOn = switchOf(group, settings);
    const { kept, left } = isOn === 'on' ? choose(group, candidates, depthOf, directory, instructions) : switchedOff(candidates, isOn, depthOf, directory);
    unread.push(...left);
    for (const candidate of candidates) known.add(candidate.file.path);
    for (const { file, rank } of kept) {
      const time = timeOf(rule, group, file, directory);
      if ('code' in time) unread.push(time);
      else found.push({ entry: { file, group, time }, order: [depthOf.get(file.directory) ?? chain.length, groupIndex, rank] });
    }
  });
  // A file of another tool is worth a word only where the reader could expect it to count.
  for (const file of files)
    if (file.role === 'instructions' && file.importedBy === undefined && depthOf.has(file.directory) && !known.has(file.path))
      unread.push({ path: file.path, code: 'other-tool', reason: 'the tool does not look for it' });
  return { found: inOrder(rule, found), unread };
}

function isCandidate({ role }: InstructionFile): boolean {
  return role === 'instructions' || role === 'scoped-rule';
}

function withoutDirectory({ path, directory }: InstructionFile): string {
  return directory === '' ? path : path.slice(directory.length + 1);
}

function uniqueByPath(unread: readonly UnreadInstructions[]): readonly UnreadInstructions[] {
  const byPath = new Map<string, UnreadInstructions>();
  for (const entry of unread) if (!byPath.has(entry.path)) byPath.set(entry.path, entry);
  return [...byPath.values()].sort((left, right) => (left.path < right.path ? -1 : 1));
}

/** Directory by directory where the tool reads so, else group by group; a file that two groups name counts once. */
function inOrder({ order }: ReadingRule, found: readonly { readonly entry: Found; readonly order: readonly [number, number, number] }[]): readonly Found[] {
  const sorted = [...found].sort((left, right) => {
    const [leftDepth, leftGroup, leftRank] = left.order;
    const [rightDepth, rightGroup, rightRank] = right.order;
    const first = order === 'root-to-directory' ? leftDepth - rightDepth || leftGroup - rightGroup : leftGroup - rightGroup || leftDepth - rightDepth;
    return first || leftRank - rightRank || (left.entry.file.path < right.entry.file.path ? -1 : 1);
  });
  const seen = new Set<string>();
  return sorted.flatMap(({ entry }) => {
    if (seen.has(entry.file.path)) return [];
    seen.add(entry.file.path);
    return [entry];
  });
}

function namesOf({ files, setting }: FileGroup, settings: readonly AgentSetting[]): readonly string[] {
  if (!setting) return files;
  const named = valuesOf(settings, setting.keys);
  if (named.length === 0) return files;
  return setting.use === 'add' ? [...files, ...named] : named;
}

/** Finds the first of several names or globs that a path matches. */
function matcherOf(names: readonly string[]): (path: string) => number | undefined {
  const exact = new Map<string, number>();
  const globs: { readonly match: PathMatcher; readonly rank: number }[] = [];
  names.forEach((name, rank) => {
    if (/[*?[\]{}\\]/.test(name)) globs.push({ match: compileGlob(name), rank });
    else {
      const path = name.replace(/^\.\//, '');
      if (!exact.has(path)) exact.set(path, rank);
    }
  });
  return (path) => {
    const rank = exact.get(path);
    const glob = globs.find(({ match }) => match(path))?.rank;
    return rank === undefined ? glob : glob === undefined ? rank : Math.min(rank, glob);
  };
}

function switchOf(group: FileGroup, settings: readonly AgentSetting[]): 'on' | string {
  if (!group.switch) return 'on';
  const { key, without } = group.switch;
  const [value] = valuesOf(settings, [key]);
  if (value === 'true') return 'on';
  if (value === undefined) return without === 'on' ? 'on' : `it is read only where ${key} is switched on`;
  return `${key} switches it off`;
}

interface Choice {
  readonly kept: readonly Candidate[];
  readonly left: readonly UnreadInstructions[];
}

function switchedOff(candidates: readonly Candidate[], reason: string, depthOf: ReadonlyMap<string, number>, directory: string): Choice {
  const near = candidates.filter(({ file }) => depthOf.has(file.directory) || isBelow(file.directory, directory));
  return { kept: [], left: near.map(({ file }) => ({ path: file.path, code: 'switched-off', reason })) };
}

function choose(
  group: FileGroup,
  candidates: readonly Candidate[],
  depthOf: ReadonlyMap<string, number>,
  directory: string,
  instructions: Instructions,
): Choice {
  const left: UnreadInstructions[] = [];
  const hide = ({ file }: Candidate, by: string, reason: string): void => void left.push({ path: file.path, code: 'hidden', by, reason });
  const inChain = group.where === 'root' ? candidates : candidates.filter(({ file }) => depthOf.has(file.directory));
  const below = group.where === 'root' ? [] : candidates.filter(({ file }) => isBelow(file.directory, directory));
  let kept = inChain;
  if (group.choose === 'first-in-directory') kept = firstInEach(inChain, hide);
  else if (group.choose === 'first-of-all') kept = firstOf(inChain, hide);
  if (group.where === 'nearest') {
    const depth = ({ file }: Candidate): number => depthOf.get(file.directory) ?? 0;
    const nearest = kept.reduce((deepest, candidate) => Math.max(deepest, depth(candidate)), 0);
    const closest = kept.filter((candidate) => depth(candidate) === nearest);
    const [by] = closest;
    for (const candidate of kept) {
      if (by && depth(candidate) < nearest)
        left.push({ path: candidate.file.path, code: 'farther', by: by.file.path, reason: `${by.file.path} is closer and takes precedence` });
    }
    kept = closest;
  }
  if (group.below) kept = [...kept, ...(group.choose === 'first-in-directory' ? firstInEach(below, hide) : below)];
  else
    for (const { file } of below)
      left.push({ path: file.path, code: 'below', reason: `it is read only when the tool is started in ${file.directory} or below` });
  if (group.fallbackFor) {
    const marks = matcherOf(group.fallbackFor);
    const own = instructions.files.filter((file) => marks(withoutDirectory(file)) !== undefined);
    kept = kept.filter((candidate) => {
      const by = own.find((file) => isAtOrAbove(file.directory, directory) || isAtOrAbove(file.directory, candidate.file.directory))?.path;
      if (by !== undefined) hide(candidate, by, `it is read only where there is no ${by} in the working directory or above`);
      return by === undefined;
    });
  }
  return { kept, left };
}

type Hide = (candidate: Candidate, by: string, reason: string) => void;

function firstInEach(candidates: readonly Candidate[], hide: Hide): readonly Candidate[] {
  const byDirectory = new Map<string, Candidate[]>();
  for (const candidate of candidates) {
    const { directory } = candidate.file;
    const list = byDirectory.get(directory);
    if (list) list.push(candidate);
    else byDirectory.set(directory, [candidate]);
  }
  return [...byDirectory.values()].flatMap((list) => firstOf(list, hide));
}

/** All that match the first name that any of them matches. */
function firstOf(candidates: readonly Candidate[], hide: Hide): readonly Candidate[] {
  const rank = candidates.reduce((lowest, candidate) => Math.min(lowest, candidate.rank), Number.POSITIVE_INFINITY);
  const first = candidates.filter((candidate) => candidate.rank === rank);
  const by = first[0]?.file;
  for (const candidate of candidates)
    if (by && candidate.rank > rank)
      hide(candidate, by.path, `${by.path} comes first in the order in which the tool looks${isBlank(by) ? ', though it is empty' : ''}`);
  return first;
}

function isBlank({ source }: InstructionFile): boolean {
  return source.trim() === '';
}

/* When */

function timeOf(rule: ReadingRule, group: FileGroup, file: InstructionFile, directory: string): ReadingTime | UnreadInstructions {
  const isFurtherDown = group.where !== 'root' && isBelow(file.directory, directory);
  const isScoped = group.scopedToDirectory === true && file.directory !== '';
  const touched: ReadingTime = { when: 'touched', directory: file.directory };
  if (!group.activation) return isFurtherDown || isScoped ? touched : { when: 'always' };
  const excluded = file.frontMatter.get('excludeAgent')?.value;
  if (rule.excludedAs !== undefined && excluded === rule.excludedAs)
    return { path: file.path, code: 'excluded', reason: `its front matter says excludeAgent: ${excluded}` };
  const time = activated(group.activation, file);
  return time.when === 'always' && isFurtherDown ? touched : time;
}

function activated(activation: Activation, file: InstructionFile): ReadingTime {
  const field = (name: string): FrontMatterValue | undefined => file.frontMatter.get(name)?.value;
  const matching = (list: readonly string[]): ReadingTime => ({ when: 'matching', globs: list, directory: file.directory });
  const always: ReadingTime = { when: 'always' };
  const byName: ReadingTime = { when: 'requested', how: 'somebody names it' };
  const byModel: ReadingTime = { when: 'requested', how: 'the model finds its description fitting' };
  switch (activation) {
    case 'claude-paths': {
      // Front matter that is no YAML leaves the rule without a scope.
      const list = file.frontMatterProblem ? [] : globList(field('paths'));
      return list.length > 0 ? matching(list) : always;
    }
    case 'cline-paths': {
      const list = globList(field('paths'));
      return list.length > 0 ? matching(list) : always;
    }
    case 'copilot-apply-to': {
      const list = globList(field('applyTo'));
      return list.length > 0 ? matching(list) : { when: 'requested', how: 'somebody attaches it: it has no applyTo' };
    }
    case 'cursor': {
      const list = globList(field('globs'));
      if (field('alwaysApply') === true) return always;
      if (list.length > 0) return matching(list);
      return hasText(field('description')) ? byModel : byName;
    }
    case 'windsurf-trigger': {
      const trigger = field('trigger');
      if (trigger === 'always_on') return always;
      if (trigger === 'glob') return matching(globList(field('globs')));
      if (trigger === 'model_decision') return byModel;
      return trigger === 'manual' ? byName : { when: 'unknown', reason: 'it has no trigger that the tool documents' };
    }
    case 'kiro-inclusion': {
      const inclusion = field('inclusion');
      if (inclusion === undefined || inclusion === 'always') return always;
      if (inclusion === 'fileMatch') return matching(globList(field('fileMatchPattern')));
      if (inclusion === 'auto') return byModel;
      return inclusion === 'manual' ? byName : { when: 'unknown', reason: 'it has no inclusion that the tool documents' };
    }
    case 'continue': {
      const list = globList(field('globs'));
      if (field('alwaysApply') === true) return always;
      if (list.length > 0) return matching(list);
      return field('alwaysApply') === false ? byModel : always;
    }
    case 'augment-type': {
      const type = field('type');
      if (type === 'always_apply') return always;
      if (type === 'agent_requested') return byModel;
      return type === 'manual' ? byName : { when: 'unknown', reason: 'it has no type that the tool documents' };
    }
    case 'openhands-triggers': {
      const triggers = field('triggers');
      return hasText(triggers) ? { when: 'requested', how: `the prompt has one of its triggers` } : always;
    }
    case 'roo-mode': {
      const mode = /rules-([^/]+)/.exec(file.path)?.[1] ?? '';
      return { when: 'requested', how: `the tool works in the mode ${mode}` };
    }
    case 'not-in-the-file':
      return { when: 'unknown', reason: 'the tool keeps elsewhere when it reads the file' };
    default:
      return activation satisfies never;
  }
}

function hasText(value: FrontMatterValue | undefined): boolean {
  return typeof value === 'string' ? value.trim() !== '' : Array.isArray(value) && value.length > 0;
}

/**
 * Globs of a front matter field: a list, or one text that separates them by commas.
 *
 * @throws Never.
 */
export function globList(value: FrontMatterValue | undefined): readonly string[] {
  if (typeof value === 'boolean' || value === undefined) return [];
  if (typeof value !== 'string') return value.flatMap((entry) => globList(entry));
  return splitGlobList(value);
}

/* What text */

function readParts(
  rule: ReadingRule,
  instructions: Instructions,
  found: readonly Found[],
  budget: number | undefined,
  directory: string,
): { readonly parts: readonly EffectivePart[]; readonly unread: readonly UnreadInstructions[] } {
  const byPath = new Map(instructions.files.map((file) => [file.path, file]));
  const parts: EffectivePart[] = [];
  const unread: UnreadInstructions[] = [];
  let left = budget;
  for (const { file, group, time } of found) {
    const refused = refusal(rule, group, file, left, budget, directory);
    if (refused) {
      unread.push(refused);
      continue;
    }
    const cutAt = Math.min(left === undefined ? file.source.length : offsetOfByte(file, left), characterLimit(group, file));
    const part = partOf(rule, group, file, time, byPath, directory, cutAt, left !== undefined && cutAt < file.source.length ? budget : undefined);
    if (left !== undefined) left -= Math.min(left, file.byteSize);
    parts.push(part);
  }
  return { parts, unread };
}

function refusal(
  { imports }: ReadingRule,
  { limit }: FileGroup,
  file: InstructionFile,
  left: number | undefined,
  budget: number | undefined,
  directory: string,
): UnreadInstructions | undefined {
  const { path } = file;
  if (isBlank(file)) return { path, code: 'empty', reason: 'it is empty' };
  if (limit?.effect === 'skip' && file.byteSize > limit.size)
    return { path, code: 'too-large', reason: `it has ${file.byteSize} bytes; the tool skips files of more than ${limit.size}` };
  if (budget === 0) return { path, code: 'switched-off', reason: 'project_doc_max_bytes is 0' };
  if (left === 0) return { path, code: 'over-budget', reason: `the files before it use up the ${budget} bytes that the tool reads` };
  if (imports?.onlyInsideDirectory && file.linkTarget !== undefined && isInside(path, directory) && !isInside(file.linkTarget, directory))
    return {
      path,
      code: 'needs-approval',
      by: file.linkTarget,
      reason: `it is a link to ${file.linkTarget}, outside the working directory: the user is asked once`,
    };
  return undefined;
}

function isInside(path: string, directory: string): boolean {
  return directory === '' || path.startsWith(`${directory}/`);
}

function characterLimit({ limit }: FileGroup, { source }: InstructionFile): number {
  return limit?.effect === 'cut' && limit.unit === 'characters' ? Math.min(limit.size, source.length) : source.length;
}

/** The offset up to which a number of bytes reaches; a character that the cut falls into is not counted. */
function offsetOfByte({ source, byteSize }: InstructionFile, bytes: number): number {
  if (byteSize <= bytes) return source.length;
  // A byte order mark is read as well, though it is no part of the text.
  let rest = bytes - Math.max(0, byteSize - Buffer.byteLength(source));
  let offset = 0;
  while (offset < source.length) {
    const point = source.codePointAt(offset) ?? 0;
    const size = point < 0x80 ? 1 : point < 0x800 ? 2 : point < 0x10000 ? 3 : 4;
    if (size > rest) break;
    rest -= size;
    offset += point > 0xffff ? 2 : 1;
  }
  return offset;
}

function partOf(
  rule: ReadingRule,
  group: FileGroup,
  file: InstructionFile,
  time: ReadingTime,
  byPath: ReadonlyMap<string, InstructionFile>,
  directory: string,
  cutAt: number,
  budget: number | undefined,
): EffectivePart {
  const expansion: Expansion = { rule, byPath, directory, chain: [], seen: new Set(), pieces: [], imports: [] };
  expand(expansion, file, group.activation ? (findFrontMatter(file.source)?.bodyStart ?? 0) : 0, cutAt);
  const text = expansion.pieces.map((piece) => piece.value).join('');
  const reason =
    budget === undefined ? `the tool reads ${group.limit?.size ?? 0} characters of the file` : `the tool reads ${budget} bytes of all files together`;
  return {
    path: file.path,
    ...(file.linkTarget === undefined ? {} : { linkTarget: file.linkTarget }),
    time,
    pieces: expansion.pieces,
    text,
    byteSize: Buffer.byteLength(text),
    imports: expansion.imports,
    ...(cutAt < file.source.length
      ? {
          cut: {
            location: textPositions(file.path, file.source).location(cutAt, file.source.length),
            byteSize: Buffer.byteLength(file.source.slice(cutAt)),
            reason,
          },
        }
      : {}),
  };
}

interface Expansion {
  readonly rule: ReadingRule;
  readonly byPath: ReadonlyMap<string, InstructionFile>;
  readonly directory: string;
  /** Files that are being expanded, outermost first. */
  chain: readonly string[];
  /** Files whose text stands in the part already: each is given once, so that the text stays as long as its sources. */
  readonly seen: Set<string>;
  readonly pieces: TextPiece[];
  readonly imports: EffectiveImport[];
}

/** Adds the text of a file to an expansion, from one offset to another, with what its imports lead to. */
function expand(expansion: Expansion, file: InstructionFile, from: number, to: number): void {
  const { rule, pieces, imports } = expansion;
  const positions = textPositions(file.path, file.source);
  let cursor = from;
  const push = (until: number): void => {
    if (until > cursor) pieces.push({ value: file.source.slice(cursor, until), location: positions.location(cursor, until) });
  };
  expansion.seen.add(file.path);
  const outer = expansion.chain;
  expansion.chain = [...outer, file.path];
  const comments = rule.stripsComments ? blockComments(file).map((comment) => ({ ...comment.location.range, entry: undefined })) : [];
  const tokens = rule.imports ? importsOf(file, expansion.byPath).map((entry) => ({ ...entry.location.range, entry })) : [];
  for (const { start, end, entry } of [...comments, ...tokens].sort((left, right) => left.start.offset - right.start.offset)) {
    if (start.offset < cursor || end.offset > to) continue;
    const target = entry?.target === undefined ? undefined : expansion.byPath.get(entry.target);
    if (entry) {
      const state = importState(expansion, entry, target);
      imports.push({ raw: entry.raw, location: positions.location(start.offset, end.offset), target: entry.target, state });
      // What is not expanded stays as it was written.
      if (state !== 'expanded') continue;
    }
    push(start.offset);
    cursor = end.offset;
    if (target) expand(expansion, target, 0, target.source.length);
  }
  push(to);
  expansion.chain = outer;
}

function importState(
  { rule, chain, seen, directory }: Expansion,
  entry: InstructionFile['imports'][number],
  target: InstructionFile | undefined,
): EffectiveImport['state'] {
  if (entry.state === 'missing' || entry.state === 'outside-repository' || entry.target === undefined)
    return entry.state === 'missing' ? 'missing' : 'outside-repository';
  if (chain.includes(entry.target)) return 'cycle';
  if (chain.length > (rule.imports?.depth ?? 0)) return 'too-deep';
  if (!target) return 'not-loaded';
  if (rule.imports?.onlyInsideDirectory && !isInside(entry.target, directory)) return 'needs-approval';
  return seen.has(entry.target) ? 'repeated' : 'expanded';
}

/** The imports of a link are those of the file that it leads to. */
function importsOf(file: InstructionFile, byPath: ReadonlyMap<string, InstructionFile>): InstructionFile['imports'] {
  return file.linkTarget === undefined ? file.imports : (byPath.get(file.linkTarget)?.imports ?? []);
}

/** Comments that begin a line: only these are blocks of their own. Such in code are none. */
function blockComments({ source, document }: InstructionFile): readonly Located<string>[] {
  if (!source.includes('<!--')) return [];
  return document.comments.filter(({ location }) => {
    const { offset, column } = location.range.start;
    return /^[ \t>]*$/.test(source.slice(offset - column + 1, offset));
  });
}
