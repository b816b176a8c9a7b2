import type { Change, ChangedFile } from '../model/change.ts';
import type { CodeLanguage } from '../model/code-language.ts';
import type { CodeClone, CodeDeclaration, CodeReuse, NamedFile, ParallelName } from '../model/code-reuse.ts';
import type { Knowledge } from '../model/knowledge.ts';
import { codeLanguageOf } from '../parse/code-languages.ts';
import { type CodeShape, hashOf, keepShape, nameShape, shapeReader } from '../parse/code-shape.ts';
import { declarationsIn } from '../parse/declarations.ts';
import { type TextPositions, textPositions } from '../parse/text-position.ts';
import { nameOf } from '../path/relative.ts';
import type { Repository } from '../repository/repository.ts';
import { changeKind } from './change-kind.ts';
import { cloneFinder, type Match, type Subject } from './clone-finder.ts';

/** A longer file is generated or data. */
const longestFile = 400_000;

/**
 * Compares the added code with all source files of the head in the same languages. What was removed elsewhere is not at the head,
 * so that moved code repeats nothing.
 */
export async function codeReuse(change: Change, head: Repository, target: Repository): Promise<Knowledge<CodeReuse>> {
  const known = (value: CodeReuse): Knowledge<CodeReuse> => ({ state: 'known', value, basis: 'observed', sources: ['files of the head'] });
  const changed = change.files.filter(isHandWritten);
  const added = changed.filter(({ addedLines, path }) => addedLines > 0 && codeLanguageOf(path) !== undefined);
  const notCompared = changed.filter(({ addedLines, path }) => addedLines > 0 && isProgram(path) && codeLanguageOf(path) === undefined).map(({ path }) => path);
  const addedFiles = added.map(({ path }) => path);
  if (added.length === 0) return known({ clones: [], parallelNames: [], addedFiles, filesCompared: 0, notCompared });
  if (head.facts.kind === 'remote')
    return { state: 'unknown', reason: 'the files that are not changed are not here', reveal: 'Run in a clone that has the head commit.' };

  const subjects = added.flatMap(subjectOf);
  const declarations = added.flatMap(addedDeclarations);
  const languages = new Set(subjects.map(({ shape }) => shape.language));
  const paths = comparedPaths(head, target, languages);
  const clones = cloneFinder(subjects);
  const wanted = new Map<number, CodeDeclaration[]>();
  for (const declaration of declarations) {
    const hash = hashOf(declaration.name, 0, declaration.name.length);
    wanted.set(hash, [...(wanted.get(hash) ?? []), declaration]);
  }
  const read = shapeReader();
  const matches: Match[] = [];
  const namesakes = new Map<CodeDeclaration, CodeDeclaration[]>();
  const positionsOf = new Map<string, TextPositions>();
  // Without a run of code that is long enough and without a new name there is nothing to look for.
  const visited = clones.isEmpty && wanted.size === 0 ? [] : paths;
  await head.visitTexts(visited, ({ path, text }) => {
    if (text.length > longestFile) return;
    const shape = read(path, text);
    if (!shape) return;
    const found = clones.find(path, shape);
    if (found.length > 0) {
      matches.push(...found);
      positionsOf.set(path, textPositions(path, text));
    }
    if (wanted.size === 0 || !names(shape, wanted)) return;
    for (const existing of declarationsIn(path, text)) {
      for (const declaration of wanted.get(hashOf(existing.name, 0, existing.name.length)) ?? []) {
        if (declaration.name !== existing.name || declaration.path === path || languageOf(declaration.path) !== shape.language) continue;
        namesakes.set(declaration, [...(namesakes.get(declaration) ?? []), existing]);
      }
    }
  });
  return known({
    clones: clonesOf(matches, positionsOf),
    parallelNames: [...[...namesakes].map(([declaration, existing]): ParallelName => ({ added: declaration, existing })), ...parallelFiles(added, paths)],
    addedFiles,
    filesCompared: paths.length,
    notCompared,
  });
}

/** Migrations stand for themselves: a later change of common code would change what was done. */
const migration = /(?:^|\/)_?migrations?\/|(?:^|\/)(?:alembic\/versions|db\/migrate)\//i;

/** Of sources people write and others call: what is found in tests, fixtures and examples is no part of the program. */
function isHandWritten({ kind, status, role, entry, path }: ChangedFile): boolean {
  return kind === 'source' && status !== 'deleted' && role === 'own' && entry !== 'symlink' && !migration.test(path);
}

/** Endings of programs in languages that are not cut into tokens; pages, styles and data are none. */
function isProgram(path: string): boolean {
  return /\.(?:vue|svelte|astro|scala|fs|vb|mm?|cc?|cpp|cxx|hh?|hpp|dart|exs?|erl|cljs?|hs|mli?|lua|jl|p[lm]|zig|nim)$/i.test(path);
}

function languageOf(path: string): CodeLanguage | undefined {
  return codeLanguageOf(path)?.language;
}

function comparedPaths(head: Repository, target: Repository, languages: ReadonlySet<CodeLanguage>): readonly string[] {
  return head.files.entries.flatMap(({ path, kind }) => {
    if (kind !== 'file' && kind !== 'executable') return [];
    const language = languageOf(path);
    if (language === undefined || !languages.has(language)) return [];
    // Roles are those of the target: a change cannot take files out of the comparison.
    const role = target.files.has(path) ? target.files.role(path) : head.files.role(path);
    return role === 'own' && changeKind(path, role, undefined) === 'source' && !migration.test(path) ? [path] : [];
  });
}

function subjectOf(file: ChangedFile): readonly Subject[] {
  const { path, hunks } = file;
  const text = textOf(file);
  const read = shapeReader()(path, text);
  if (!read) return [];
  const shape = keepShape(read);
  const positions = textPositions(path, text);
  const lines = shape.starts.map((start) => positions.position(start).line);
  const isAdded = addedLines(hunks, positions.lineCount);
  return [{ path, shape, lines, added: Uint8Array.from(lines, (line) => isAdded[line] ?? 0), positions }];
}

function addedLines(hunks: ChangedFile['hunks'], lineCount: number): Uint8Array {
  const added = new Uint8Array(lineCount + 2);
  for (const { after } of hunks) added.fill(1, after.start, after.start + after.count);
  return added;
}

function textOf({ after }: ChangedFile): string {
  return after?.state === 'text' ? after.text : '';
}

/** What the file offers now and did not before. */
function addedDeclarations(file: ChangedFile): readonly CodeDeclaration[] {
  const before = file.before?.state === 'text' ? new Set(declarationsIn(file.previousPath ?? file.path, file.before.text).map(({ name }) => name)) : new Set();
  return declarationsIn(file.path, textOf(file)).filter(({ name }) => !before.has(name));
}

function names({ length, shapes, texts }: CodeShape, wanted: ReadonlyMap<number, unknown>): boolean {
  for (let at = 0; at < length; at++) if (shapes[at] === nameShape && wanted.has(texts[at] ?? 0)) return true;
  return false;
}

/** The longest first; what lies for the greater part in one that was told already is a further place of it. */
function clonesOf(matches: readonly Match[], positionsOf: ReadonlyMap<string, TextPositions>): readonly CodeClone[] {
  const sorted = [...matches].sort(
    (left, right) =>
      right.end - right.start - (left.end - left.start) ||
      right.sameNames - left.sameNames ||
      (left.subject.path < right.subject.path ? -1 : left.subject.path > right.subject.path ? 1 : left.start - right.start) ||
      (left.path < right.path ? -1 : 1),
  );
  const told: { readonly match: Match; others: number }[] = [];
  for (const match of sorted) {
    const around = told.find(
      ({ match: { subject, start, end } }) =>
        subject === match.subject && (Math.min(end, match.end) - Math.max(start, match.start)) * 2 > match.end - match.start,
    );
    if (around) around.others++;
    else told.push({ match, others: 0 });
  }
  return told.flatMap(({ match, others }): CodeClone[] => {
    const { subject, start, end, path, existingStart, existingEnd, sameNames, isRenamed, isInsideChange } = match;
    const existing = positionsOf.get(path)?.location(existingStart, existingEnd);
    if (!existing) return [];
    const { shape, positions } = subject;
    const added = positions.location(shape.starts[start] ?? 0, shape.ends[end - 1] ?? 0);
    const lines = added.range.end.line - added.range.start.line + 1;
    return [{ added, existing, lines, tokens: end - start, sameNames, isRenamed, isInsideChange, otherPlaces: others }];
  });
}

/** Files that were added beside one whose name has the same words, e.g. `format-date.ts` and `lib/formatDate.ts`. */
function parallelFiles(added: readonly ChangedFile[], paths: readonly string[]): readonly ParallelName[] {
  const fresh = added.filter(({ status }) => status === 'added').map(({ path }) => namedFile(path));
  if (fresh.length === 0) return [];
  const wanted = new Map(fresh.map((file): [string, NamedFile[]] => [wordsOf(file), []]));
  for (const path of paths) {
    const file = namedFile(path);
    wanted.get(wordsOf(file))?.push(file);
  }
  return fresh.flatMap((file) => {
    const existing = (wanted.get(wordsOf(file)) ?? []).filter(({ path }) => path !== file.path);
    return existing.length > 0 ? [{ added: file, existing }] : [];
  });
}

function namedFile(path: string): NamedFile {
  return { path, kind: 'file', name: nameOf(path).replace(/\.[^.]+$/, '') };
}

function wordsOf({ path, name }: NamedFile): string {
  return `${languageOf(path)} ${name.toLowerCase().replace(/[^\p{L}\p{N}]/gu, '')}`;
}
