import type { AgentSetting } from '../model/agent-settings.ts';
import type { FileEntry, TextFile } from '../model/file.ts';
import type { InstructionFile, InstructionImport, Instructions } from '../model/instructions.ts';
import type { Location } from '../model/location.ts';
import type { MarkdownDocument } from '../model/markdown.ts';
import type { FileIndex } from '../model/repository.ts';
import { parseFrontMatter } from '../parse/front-matter.ts';
import { findHiddenText } from '../parse/hidden-text.ts';
import { findImports, isMeantAsPath, mayImport } from '../parse/imports.ts';
import { parseMarkdown } from '../parse/markdown.ts';
import { findMentions } from '../parse/mentions.ts';
import { textPositions } from '../parse/text-position.ts';
import { fileStart } from '../path/file-start.ts';
import { joinPath, nameOf, parentOf } from '../path/relative.ts';
import { compileGitignore } from '../pattern/gitignore.ts';
import { compileGlob } from '../pattern/glob.ts';
import { agentsInUse } from './agent-evidence.ts';
import { type InstructionKind, importDepth, instructionKinds } from './agent-tools.ts';
import type { FacetContext, FacetLoader } from './facet.ts';
import { type ReadingRule, readingRules } from './reading-rules.ts';

// A guard: the largest known repositories have a few hundred.
const fileLimit = 2000;
const importLimit = 200;
const chainStepLimit = 5000;

/** Loads every file that tells agents how to work here, and finds out which agents are in use. */
export const loadInstructions: FacetLoader<Instructions> = async (context) => {
  const places = findPlaces(context);
  const ignored = ignoredPaths(context);
  const contents = await context.read(places.map((place) => place.path));
  const texts = await context.readTexts(places.map((place) => place.path));
  const brokenLinks = places.flatMap(({ path }) => {
    const content = contents.get(path);
    const isLink = context.files.get(path)?.kind === 'symlink';
    return isLink && content?.state === 'unreadable' && content.reason !== 'directory' ? [{ path, reason: content.reason }] : [];
  });
  const drafts = places.flatMap((place) => {
    const file = texts.get(place.path);
    return file ? [draftOf(place, file)] : [];
  });
  const settings = (await context.facet('agentSettings')).settings.filter(isReadingSetting);
  drafts.push(...(await configuredDrafts(context, drafts, settings)));
  await followImports(context, drafts);
  tieSameTexts(context.files, drafts);
  const files = drafts.map(instructionFile).sort((left, right) => (left.path < right.path ? -1 : 1));
  // What is cut or skipped in the files that every rule reads is said once; skills are parsed only when asked for.
  for (const file of files) if (file.role === 'instructions' && file.sameTextAs === undefined) reportUnread(context, file);
  const root = files.filter((file) => file.role === 'instructions' && file.directory === '' && file.importedBy === undefined);
  return { files, root, agentsInUse: await agentsInUse(context, files, settings), isIgnored: await ignored, brokenLinks, settings };
};

// A repository has one `.gitignore` for each package at most; generated trees have thousands.
const ignoreFileLimit = 300;

async function ignoredPaths({ files, readTexts }: FacetContext): Promise<(path: string) => boolean> {
  const texts = await readTexts(files.named('.gitignore').slice(0, ignoreFileLimit));
  const compiled = new Map([...texts.values()].map(({ path, text }) => [parentOf(path), once(() => compileGitignore(text))]));
  return (path) => {
    const segments = path.replace(/\/$/, '').split('/');
    // An ignored directory ignores all below it.
    for (let length = 1; length <= segments.length; length++) {
      const isDirectory = length < segments.length || path.endsWith('/');
      // The nearest file that says anything decides.
      for (let above = length - 1; above >= 0; above--) {
        const verdict = compiled.get(segments.slice(0, above).join('/'))?.()(segments.slice(above, length), isDirectory);
        if (verdict === 'ignored') return true;
        if (verdict === 'kept') break;
      }
    }
    return false;
  };
}

function reportUnread({ report }: FacetContext, { path, document }: InstructionFile): void {
  if (document.unread) report([{ path, severity: 'warning', code: 'markdown-unread', message: `A part of the file was not read: ${document.unread}.` }]);
}

interface Place {
  readonly path: string;
  readonly kind: InstructionKind;
  readonly directory: string;
}

const byName = new Map(instructionKinds.flatMap((kind) => (kind.names ?? []).map((name): [string, InstructionKind] => [name, kind])));
const byPath = new Map(instructionKinds.flatMap((kind) => (kind.paths ?? []).map((path): [string, InstructionKind] => [path, kind])));
const byFolder = instructionKinds.flatMap((kind) => (kind.inside ?? []).map((pattern) => ({ kind, pattern })));
const agentFolder =
  /(?:^|\/)(\.(?:claude|github|cursor|windsurf|devin|clinerules|roo|kilocode|aiassistant|augment|agents?|amazonq|trae|continue|openhands|kiro|gemini|opencode|junie|factory|vibe|pi|codex)\/.+|\.roorules-[^/]+)$/;

function findPlaces({ files }: FacetContext): readonly Place[] {
  const places: Place[] = [];
  for (const entry of files.entries) {
    const place = placeOf(entry);
    if (place && files.role(entry.path) === 'own' && !/(?:^|\/)node_modules\//.test(entry.path)) places.push(place);
    if (places.length >= fileLimit) break;
  }
  return places;
}

function placeOf({ path, kind: entryKind }: FileEntry): Place | undefined {
  if (entryKind === 'submodule' || entryKind === 'nested-repository') return undefined;
  const exact = byPath.get(path);
  if (exact) return { path, kind: exact, directory: '' };
  const named = byName.get(nameOf(path));
  if (named) return { path, kind: named, directory: spokenFor(path) };
  if (!path.includes('.')) return undefined;
  const inside = agentFolder.exec(path)?.[1];
  if (inside === undefined) return undefined;
  const match = byFolder.find(({ pattern }) => pattern.test(inside));
  return match && { path, kind: match.kind, directory: path.slice(0, Math.max(0, path.length - inside.length - 1)) };
}

/** `.claude/CLAUDE.md` speaks for the directory that `.claude` lies in, `.junie/AGENTS.md` likewise. */
function spokenFor(path: string): string {
  const directory = parentOf(path);
  return /^\.(?:claude|junie)$/.test(nameOf(directory)) ? parentOf(directory) : directory;
}

interface Draft {
  readonly place: Place;
  readonly file: TextFile;
  readonly document: () => MarkdownDocument;
  readonly imports: InstructionImport[];
  readonly importedBy?: string;
  same?: { readonly path: string; readonly by: NonNullable<InstructionFile['sameTextBy']> };
}

function draftOf(place: Place, file: TextFile, importedBy?: string): Draft {
  return { place, file, imports: [], document: once(() => parseMarkdown(place.path, file.text)), ...(importedBy === undefined ? {} : { importedBy }) };
}

function once<Value>(make: () => Value): () => Value {
  let made: { readonly value: Value } | undefined;
  return () => {
    made ??= { value: make() };
    return made.value;
  };
}

// A glob of a settings file may cover a whole documentation.
const configuredLimit = 200;

/** Whether a setting says which instruction files a tool reads, how much of them, or whether. */
function isReadingSetting({ tool, key }: AgentSetting): boolean {
  return readingRules.some(
    (rule) =>
      rule.name === tool && (rule.budget?.setting === key || rule.groups.some((group) => group.switch?.key === key || group.setting?.keys.includes(key))),
  );
}

/** Files that only a committed setting makes instructions: names of their own in any directory, or paths and globs. */
async function configuredDrafts({ files, readTexts }: FacetContext, drafts: readonly Draft[], settings: readonly AgentSetting[]): Promise<readonly Draft[]> {
  const known = new Set(drafts.map((draft) => draft.place.path));
  const wanted = new Map<string, { readonly rule: ReadingRule; readonly setting: AgentSetting; readonly directory: string }>();
  const want = (path: string, rule: ReadingRule, setting: AgentSetting, directory: string): void => {
    if (!known.has(path) && isProse(path) && files.role(path) !== 'ignored' && wanted.size < configuredLimit) wanted.set(path, { rule, setting, directory });
  };
  for (const setting of settings) {
    const rule = readingRules.find((candidate) => candidate.name === setting.tool);
    const group = rule?.groups.find((candidate) => candidate.setting?.keys.includes(setting.key));
    if (!rule || !group || setting.value.includes('://')) continue;
    if (group.where !== 'root') for (const path of files.named(setting.value)) want(path, rule, setting, parentOf(path));
    else if (/[*?[{]/.test(setting.value)) {
      const matches = compileGlob(setting.value);
      for (const { path } of files.entries) if (matches(path)) want(path, rule, setting, '');
    } else {
      const path = joinPath('', setting.value);
      if (path !== undefined && files.has(path)) want(path, rule, setting, '');
    }
  }
  const texts = await readTexts(wanted.keys());
  return [...wanted].flatMap(([path, { rule, setting, directory }]) => {
    const file = texts.get(path);
    const kind: InstructionKind = {
      kind: 'configured',
      role: 'instructions',
      tools: [rule.id],
      ...(rule.id === 'gemini-cli' ? { imports: 'gemini-cli' } : {}),
    };
    return file ? [draftOf({ path, kind, directory }, file, setting.path)] : [];
  });
}

/** A document by its ending, or a file without one, as `.goosehints`. */
function isProse(path: string): boolean {
  return /\.(?:md|mdc|mdx|markdown|txt|rst|adoc)$/i.test(path) || !nameOf(path).slice(1).includes('.');
}

/** Resolves `@path` imports, and adds files that only an import makes instructions, hop by hop so that each hop is one read. */
async function followImports(context: FacetContext, drafts: Draft[]): Promise<void> {
  const known = new Map(drafts.map((draft) => [draft.place.path, draft]));
  let wave: readonly Draft[] = drafts;
  for (let added = 0; wave.length > 0 && added <= importLimit; ) {
    const wanted = new Map<string, Draft>();
    for (const draft of wave) {
      if (!draft.place.kind.imports || isLink(draft)) continue;
      const leadsOn = (raw: string): boolean => resolveImport(context.files, draft, raw, fileStart(draft.place.path)) !== undefined;
      if (!mayImport(draft.file.text, leadsOn)) continue;
      for (const { raw, location } of findImports(draft.document())) {
        const found = resolveImport(context.files, draft, raw, location);
        if (!found) continue;
        draft.imports.push(found);
        if (found.state === 'resolved' && found.target !== undefined && !known.has(found.target)) wanted.set(found.target, draft);
      }
    }
    const texts = wanted.size > 0 ? await context.readTexts(wanted.keys()) : new Map<string, TextFile>();
    wave = [...wanted].flatMap(([path, from]) => importedDraft(path, from, texts) ?? []);
    for (const draft of wave) known.set(draft.place.path, draft);
    drafts.push(...wave);
    added += wave.length;
  }
  let steps = 0;
  const mark = (draft: Draft, chain: readonly string[], depth: number): void => {
    draft.imports.forEach((entry, index) => {
      if (entry.state !== 'resolved' || entry.target === undefined || ++steps > chainStepLimit) return;
      if (chain.includes(entry.target)) draft.imports[index] = { ...entry, state: 'cycle' };
      else if (chain.length > depth) draft.imports[index] = { ...entry, state: 'too-deep' };
      else {
        const target = known.get(entry.target);
        if (target) mark(target, [...chain, entry.target], depth);
      }
    });
  };
  for (const draft of known.values()) {
    const tool = draft.place.kind.imports;
    if (tool && draft.importedBy === undefined) mark(draft, [draft.place.path], importDepth[tool]);
  }
}

function isLink({ file, place }: Draft): boolean {
  return file.resolvedPath !== place.path;
}

function importedDraft(path: string, from: Draft, texts: ReadonlyMap<string, TextFile>): Draft | undefined {
  const file = texts.get(path);
  if (!file || !/\.(?:md|mdc|mdx|markdown|txt)$/i.test(path)) return undefined;
  const { kind, directory } = from.place;
  return draftOf({ path, kind: { ...kind, kind: 'imported' }, directory }, file, from.place.path);
}

function resolveImport(files: FileIndex, { place }: Draft, raw: string, location: Location): InstructionImport | undefined {
  if (raw.startsWith('~/')) return { raw, location, target: undefined, state: 'outside-repository' };
  // An absolute path may be a route or an alias (`@/components`).
  if (raw.startsWith('/')) return undefined;
  const target = joinPath(parentOf(place.path), raw);
  if (target === undefined) return isMeantAsPath(raw) ? { raw, location, target, state: 'outside-repository' } : undefined;
  if (files.has(target)) return { raw, location, target, state: target === place.path ? 'cycle' : 'resolved' };
  return files.hasDirectory(target) || !isMeantAsPath(raw) ? undefined : { raw, location, target, state: 'missing' };
}

/** Finds files that are one text under several names. The first family in the table of tools is the source. */
function tieSameTexts(files: FileIndex, drafts: readonly Draft[]): void {
  const rank = new Map(instructionKinds.map((kind, index) => [kind.kind, index]));
  const ordered = [...drafts].sort((left, right) => (rank.get(left.place.kind.kind) ?? 99) - (rank.get(right.place.kind.kind) ?? 99));
  const known = new Map(drafts.map((draft) => [draft.place.path, draft]));
  const firstByText = new Map<string, string>();
  const firstByTarget = new Map<string, string>();
  const tie = (draft: Draft, path: string, by: NonNullable<InstructionFile['sameTextBy']>): void => {
    // Two files that point at each other both say something, if little.
    if (known.get(path)?.same?.path !== draft.place.path) draft.same = { path, by };
  };
  for (const draft of ordered) {
    const { path, directory, kind } = draft.place;
    if (isLink(draft)) {
      // A link to a document that is no instruction file by itself makes it one; a second link to it says the same.
      const target = draft.file.resolvedPath;
      const first = known.has(target) ? target : firstByTarget.get(target);
      if (first === undefined) firstByTarget.set(target, path);
      else tie(draft, first, 'link');
      continue;
    }
    if (kind.role !== 'instructions') continue;
    const imported = loneImport(draft);
    if (imported) {
      tie(draft, imported, 'import');
      continue;
    }
    const pointed = draft.importedBy === undefined ? pointer(files, draft) : undefined;
    if (pointed && known.has(pointed)) {
      tie(draft, pointed, 'pointer');
      continue;
    }
    if (draft.file.text.trim() === '') continue;
    const key = `${directory}\n${draft.file.text.trim()}`;
    const first = firstByText.get(key);
    if (first === undefined) firstByText.set(key, path);
    else tie(draft, first, 'copy');
  }
}

// Longer text beside an import or a pointer says something of its own.
const pointerLength = 260;

/** `@AGENTS.md`, perhaps under a heading and a sentence of introduction. */
function loneImport({ imports, file, document }: Draft): string | undefined {
  const [only, ...others] = imports.filter((entry) => entry.state === 'resolved');
  if (!only || others.length > 0 || file.text.length > 2000) return undefined;
  return proseOf(document()).length <= pointerLength && document().codeBlocks.length === 0 ? only.target : undefined;
}

/** `See AGENTS.md.`, or what is left of a symbolic link on a system without them. */
function pointer(files: FileIndex, { file, place, document }: Draft): string | undefined {
  if (file.text.length > 1200) return undefined;
  const named = [...file.text.matchAll(/(?<![\w-])(?:[\w.-]+\/)*(?:AGENTS|CLAUDE|GEMINI|copilot-instructions)\.md\b/g)];
  const targets = new Set(
    named.flatMap(([raw]) => {
      const target = [joinPath(parentOf(place.path), raw), joinPath('', raw)].find((candidate) => candidate !== undefined && files.has(candidate));
      return target !== undefined && target !== place.path ? [target] : [];
    }),
  );
  const [target] = targets;
  if (target === undefined || targets.size !== 1) return undefined;
  return proseOf(document()).length <= pointerLength && document().codeBlocks.length === 0 ? target : undefined;
}

function proseOf(document: MarkdownDocument): string {
  return document.sentences
    .filter((sentence) => sentence.kind !== 'heading')
    .map((sentence) => sentence.text)
    .join(' ');
}

function instructionFile({ place, file, document, imports, same, importedBy }: Draft): InstructionFile {
  const frontMatter = once(() => parseFrontMatter(place.path, file.text));
  const mentions = once(() => findMentions(document()));
  const hidden = once(() => findHiddenText(file.text, textPositions(place.path, file.text)));
  return {
    path: place.path,
    kind: place.kind.kind,
    tools: place.kind.tools,
    directory: place.directory,
    role: place.kind.role,
    byteSize: file.byteSize,
    source: file.text,
    get document() {
      return document();
    },
    get frontMatter() {
      return frontMatter()?.fields ?? new Map();
    },
    get frontMatterProblem() {
      return frontMatter()?.problem;
    },
    imports,
    get commands() {
      return mentions().commands;
    },
    get paths() {
      return mentions().paths;
    },
    get hidden() {
      return hidden();
    },
    ...(same ? { sameTextAs: same.path, sameTextBy: same.by } : {}),
    ...(importedBy === undefined ? {} : { importedBy }),
    ...(file.resolvedPath === place.path ? {} : { linkTarget: file.resolvedPath }),
  };
}
