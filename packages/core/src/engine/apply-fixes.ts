import type { Edit, Fix, NewFile, TextEdit } from '../model/fix.ts';

/** What fixes make of a set of files. */
export interface FixedFiles {
  /** Path → text, of those that change or are new. */
  readonly texts: ReadonlyMap<string, string>;
  readonly applied: readonly Fix[];
  /** They touch what another fix touches; the next pass may take them. */
  readonly postponed: readonly Fix[];
}

/**
 * Applies fixes, each whole or not at all. Of two that touch the same text the first one wins; the same edit of two fixes
 * is made once.
 *
 * @param textOf - Text of a file as the edits know it; undefined when it is not there.
 */
export function applyFixes(fixes: readonly Fix[], textOf: (path: string) => string | undefined): FixedFiles {
  const taken = new Map<string, Edit[]>();
  const applied: Fix[] = [];
  const postponed: Fix[] = [];
  for (const fix of fixes) {
    const fresh = fix.edits.filter((edit) => !(taken.get(edit.path) ?? []).some((other) => isSame(edit, other)));
    const clashes = fresh.some((edit) => (taken.get(edit.path) ?? []).some((other) => meet(edit, other)) || !fits(edit, textOf(edit.path)));
    if (clashes) {
      postponed.push(fix);
      continue;
    }
    for (const edit of fresh) taken.set(edit.path, [...(taken.get(edit.path) ?? []), edit]);
    applied.push(fix);
  }
  const texts = new Map([...taken].map(([path, edits]) => [path, rewrite(textOf(path) ?? '', edits)]));
  return { texts, applied, postponed };
}

function isText(edit: Edit): edit is TextEdit {
  return 'range' in edit;
}

function isSame(left: Edit, right: Edit): boolean {
  if (!isText(left) || !isText(right)) return !isText(left) && !isText(right) && left.content === right.content;
  // Twice the same insertion is one, too: two findings that want one line.
  return left.range.start.offset === right.range.start.offset && left.range.end.offset === right.range.end.offset && left.replacement === right.replacement;
}

/** Whether two edits of a file touch: what is beside each other is taken for touching, since their order would be a guess. */
function meet(left: Edit, right: Edit): boolean {
  if (!isText(left) || !isText(right)) return true;
  return left.range.start.offset <= right.range.end.offset && right.range.start.offset <= left.range.end.offset;
}

function fits(edit: Edit, text: string | undefined): boolean {
  if (!isText(edit)) return text === undefined;
  const { start, end } = edit.range;
  return text !== undefined && start.offset <= end.offset && end.offset <= text.length;
}

function rewrite(text: string, edits: readonly Edit[]): string {
  const created = edits.find((edit): edit is NewFile => !isText(edit));
  if (created) return created.content;
  const ordered = edits.filter(isText).sort((left, right) => left.range.start.offset - right.range.start.offset);
  let result = '';
  let from = 0;
  for (const { range, replacement } of ordered) {
    result += text.slice(from, range.start.offset) + replacement;
    from = range.end.offset;
  }
  return result + text.slice(from);
}
