import type { TextFile } from '../model/file.ts';
import type { Edit, Fix, TextEdit } from '../model/fix.ts';
import type { Location, Position } from '../model/location.ts';

/** A fix as a rule states it, by places of the model: the rule sees no text of files. Lines are joined and ended as in the file. */
export interface FixDraft {
  /** What it does, as an imperative without a full stop. */
  readonly description: string;
  readonly edits: readonly EditDraft[];
}

export type EditDraft =
  /** Other text for a place. A `comment` goes to the end of its line, where nothing but a closing quote may follow the place. */
  | { readonly replace: Location; readonly with: string; readonly comment?: string }
  /** Another value for a YAML scalar, in the quotes that it has, or in double ones. */
  | { readonly replaceScalar: Location; readonly with: string }
  /**
   * Whole lines above a place, indented like it. It must be the first of its line: what stands in `{…}` has no lines of its
   * own. Comments above it (`#`) stay with it, unless they begin the file. With `apart`, a blank line follows where one
   * stands above.
   */
  | { readonly linesAbove: Location; readonly lines: readonly string[]; readonly apart?: true }
  /** Whole lines below the line on which a place ends, indented like it. It must be the first of its line, or follow the dash of a list. */
  | { readonly linesBelow: Location; readonly lines: readonly string[] }
  /** Lines at the end of a file, which is made when it is not there. With `apart`, a blank line stands between, unless the file ends in one. */
  | { readonly appendTo: string; readonly lines: readonly string[]; readonly apart?: true }
  /** A new file. The fix falls away when there is one by now. */
  | { readonly create: string; readonly lines: readonly string[] };

/** Paths whose text the edits need. */
export function draftPaths({ edits }: FixDraft): readonly string[] {
  return edits.map((edit) => pathOf(edit));
}

/**
 * Puts a draft into terms of text.
 *
 * @param textOf - The file as read; undefined when it is not there.
 * @param isListed - Whether the repository has this path at all, readable or not.
 * @returns Undefined when the draft does not fit the files: one is no text, is reached through a link, or is there already.
 */
export function resolveFix(draft: FixDraft, textOf: (path: string) => TextFile | undefined, isListed: (path: string) => boolean): Fix | undefined {
  const edits: Edit[] = [];
  for (const edit of draft.edits) {
    const path = pathOf(edit);
    const file = textOf(path);
    // What a link leads to is changed under its own name, or not at all.
    if (file ? file.resolvedPath !== path : isListed(path)) return undefined;
    const resolved = file ? editOf(edit, path, file.text) : creationOf(edit, path);
    if (!resolved) return undefined;
    edits.push(resolved);
  }
  return { description: draft.description, edits };
}

function pathOf(edit: EditDraft): string {
  if ('replace' in edit) return edit.replace.path;
  if ('replaceScalar' in edit) return edit.replaceScalar.path;
  if ('linesAbove' in edit) return edit.linesAbove.path;
  if ('linesBelow' in edit) return edit.linesBelow.path;
  return 'appendTo' in edit ? edit.appendTo : edit.create;
}

function creationOf(edit: EditDraft, path: string): Edit | undefined {
  return 'appendTo' in edit || 'create' in edit ? { path, content: `${edit.lines.join('\n')}\n` } : undefined;
}

function editOf(edit: EditDraft, path: string, text: string): TextEdit | undefined {
  const ending = lineEnding(text);
  if ('create' in edit) return undefined;
  if ('replace' in edit) {
    const replacement = edit.with.replaceAll('\n', ending);
    return edit.comment === undefined
      ? { path, range: edit.replace.range, replacement }
      : withComment(text, { path, range: edit.replace.range, replacement }, edit.comment);
  }
  if ('replaceScalar' in edit) {
    const quoted = /["']/.test(text[edit.replaceScalar.range.start.offset - 1] ?? '');
    return { path, range: edit.replaceScalar.range, replacement: quoted ? edit.with : JSON.stringify(edit.with) };
  }
  const place = 'linesAbove' in edit ? edit.linesAbove : 'linesBelow' in edit ? edit.linesBelow : undefined;
  const start = place ? lineStart(text, place.range.start.offset) : 0;
  const before = place ? text.slice(start, place.range.start.offset) : '';
  if (!('linesAbove' in edit ? /^ *$/ : /^ *(?:- +)*$/).test(before)) return undefined;
  const block = edit.lines.map((line) => (line === '' ? '' : `${' '.repeat(before.length)}${line}`)).join(ending);
  if ('linesAbove' in edit) {
    const above = aboveComments(text, start, before);
    const gap = edit.apart && above > 0 && text.slice(lineStart(text, above - 1), above).trim() === '' ? ending : '';
    return insertion(path, text, above, `${block}${ending}${gap}`);
  }
  const end = place ? nextLine(text, place.range.end.offset) : text.length;
  const unended = end === text.length && text !== '' && !text.endsWith('\n');
  const gap = 'appendTo' in edit && edit.apart && !endsBlank(text) ? ending : '';
  return insertion(path, text, end, unended ? `${ending}${gap}${block}` : `${gap}${block}${ending}`);
}

/** Whether the last line is blank, or there is none. */
function endsBlank(text: string): boolean {
  const end = text.endsWith('\n') ? text.length - 1 : text.length;
  return text.slice(lineStart(text, end), end).trim() === '';
}

function withComment(text: string, { path, range, replacement }: TextEdit, comment: string): TextEdit | undefined {
  const { start, end } = range;
  const before = text[start.offset - 1];
  const quote = (before === '"' || before === "'") && text[end.offset] === before ? before : '';
  if (text.slice(end.offset + quote.length, nextLine(text, end.offset)).trim() !== '') return undefined;
  const last = { ...end, column: end.column + quote.length, offset: end.offset + quote.length };
  return { path, range: { start, end: last }, replacement: `${replacement}${quote} # ${comment}` };
}

/** Where the comments begin that stand right above a line and are indented like it. Those at the top are about the file. */
function aboveComments(text: string, start: number, indent: string): number {
  let above = start;
  while (above > 0) {
    const previous = lineStart(text, above - 1);
    if (previous === above || !text.startsWith(`${indent}#`, previous)) break;
    above = previous;
  }
  return above === 0 ? start : above;
}

function insertion(path: string, text: string, offset: number, replacement: string): TextEdit {
  const position = positionAt(text, offset);
  return { path, range: { start: position, end: position }, replacement };
}

function lineStart(text: string, offset: number): number {
  return text.lastIndexOf('\n', offset - 1) + 1;
}

/** Start of the line after the one that holds `offset`, or the end of the text. */
function nextLine(text: string, offset: number): number {
  const end = text.indexOf('\n', offset);
  return end < 0 ? text.length : end + 1;
}

function positionAt(text: string, offset: number): Position {
  let line = 1;
  let start = 0;
  for (let end = text.indexOf('\n'); end >= 0 && end < offset; end = text.indexOf('\n', start)) {
    line++;
    start = end + 1;
  }
  return { line, column: offset - start + 1, offset };
}

/** The ending of the first line; a file with none gets `\n`. */
function lineEnding(text: string): '\n' | '\r\n' {
  const end = text.indexOf('\n');
  return end > 0 && text[end - 1] === '\r' ? '\r\n' : '\n';
}
