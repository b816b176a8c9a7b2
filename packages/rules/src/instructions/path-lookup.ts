import { type FileIndex, type InstructionFile, joinPath, looksLikeFile, type PathMention } from '@ten-point/core/rule';
import { outputDirectories } from './runner-facts.ts';

export type PathVerdict =
  | { readonly state: 'exists'; readonly at: string }
  | { readonly state: 'missing'; readonly suggestion?: string; readonly confidence: 'high' | 'medium' }
  /** Not sure to be meant as a path of this repository, or not to be found in a fresh checkout. */
  | { readonly state: 'undecided' };

/** A sentence that speaks of a path that is yet to be made, is made by a build, is gone, or is one of many. */
const speaksOfOther =
  /\b(?:creat(?:e|es|ed|ing)|add(?:s|ed|ing)?|new|generat(?:e|es|ed|ing|or)|e\.g|for example|examples?|such as|like|outputs?|writ(?:e|es|ten|ing)|produc(?:e|es|ed)|emit(?:s|ted)?|sav(?:e|es|ed)|renam(?:e|es|ed)|mov(?:e|es|ed|ing)|remov(?:e|es|ed|ing)|delet(?:e|es|ed|ing)|replac(?:e|es|ed|ing)|legacy|formerly|previously|old|used to|deprecated|no longer|not exist|doesn't exist|if (?:present|it exists|exists|available|any)|when present|optional(?:ly)?|temporary|temp|instead of|rather than|would|could|might|placeholder|git-?ignored|downloaded|cloned|clone|checked out|(?:that|another|other|separate|their|upstream) repo(?:sitory)?|user-(?:global|level)|submodule|upstream|external|installed|routes?|endpoints?|branch(?:es)?|registry|image|mount(?:s|ed)?|convention|naming|format|pattern|template|hypothetical|equivalent|matching|corresponding|per-\w+)(?!\w)/i;

/** "Search `src/common/` before you write a helper": whatever else the sentence says, the reader is sent to this very place. */
function sendsThere({ context, path }: PathMention): boolean {
  const at = context.indexOf(path);
  if (/\b(?:that|another|other|separate|their|upstream) repo/i.test(context)) return false;
  return at > 0 && /\b(?:search|see|read|look (?:in|at|into|through)|browse|check)\s+(?:in\s+|the\s+)?[`'"]?$/i.test(context.slice(Math.max(0, at - 40), at));
}

/** Segments that stand for any name. */
const placeholderSegment =
  /(?:^|\/)(?:foo|bar|baz|qux|quux|my[-_]?\w*|your[-_]?\w*|some[-_]?\w*|example[\w-]*|path|to|xxx+|name|feature|new[-_]\w*|hello\w*|NNNN?|YYYY.*|[A-Z]+_NAME|slug|x|y|z|a|b|c|\d{4}-\d\d-\d\d.*)(?=\/|\.|$)/i;

/** Looks a named path up from the directories that it may be meant from. */
export function lookUpPath(
  file: InstructionFile,
  mention: PathMention,
  { files, isIgnored }: { readonly files: FileIndex; readonly isIgnored: (path: string) => boolean },
): PathVerdict {
  const isDirectory = mention.path.endsWith('/');
  const written = mention.path.replace(/^\//, '').replace(/\/$/, '');
  const bases = mention.form === 'link' && mention.path.startsWith('/') ? [''] : basesOf(file);
  const candidates = [...new Set(bases.flatMap((base) => joinPath(base, written) ?? []))];
  // `[Name](link)`, and settings of a product that reads them anywhere (`.tool/settings.json`).
  if (!/[./]/.test(written) || /(?:^|\/)\.[\w-]+\/(?:settings|config|mcp)[\w.]*\.\w+$/.test(written)) return { state: 'undecided' };
  // It leads out of the repository, or to its root.
  if (candidates.length === 0 || candidates[0] === '') return { state: 'undecided' };
  const found = candidates.find((path) => files.has(path) || files.hasDirectory(path)) ?? candidates.find((path) => isNearlyThere(files, path));
  if (found !== undefined) return { state: 'exists', at: found };
  const segments = written.split('/').filter((segment) => segment !== '..' && segment !== '.');
  if (candidates.some((path) => isIgnored(path) || isIgnored(`${path}/`)) || segments.some((segment) => outputDirectories.has(segment)))
    return { state: 'undecided' };
  if (placeholderSegment.test(written)) return { state: 'undecided' };
  // Inside a submodule or a nested repository, whose files are not listed.
  if (candidates.some((path) => liesInOtherRepository(files, path))) return { state: 'undecided' };
  const tail = segments.join('/');
  const name = segments.at(-1) ?? '';
  const sameName = files.named(name).filter((path) => files.role(path) !== 'vendored');
  if (segments.length > 1 && (sameName.some((path) => path.endsWith(`/${tail}`)) || files.entries.some(({ path }) => path.includes(`/${tail}/`))))
    return { state: 'undecided' };
  if (mention.form === 'link') return missing(sameName, 'high');
  if (speaksOfOther.test(mention.context) && !sendsThere(mention)) return { state: 'undecided' };
  // Words with a slash between them (`client/server`) are paths only where the first one is a folder here and the whole ends as one.
  const firstKnown = basesOf(file).some((base) => files.hasDirectory(joinPath(base, segments[0] ?? '') || '.'));
  if (!firstKnown) return { state: 'undecided' };
  const parentKnown = candidates.some((path) => path.includes('/') && files.hasDirectory(path.slice(0, path.lastIndexOf('/'))));
  if (looksLikeFile(written)) return missing(sameName, parentKnown ? 'high' : 'medium');
  return isDirectory && segments.length > 1 ? missing([], 'medium') : { state: 'undecided' };
}

function missing(sameName: readonly string[], confidence: 'high' | 'medium'): PathVerdict {
  const [only, ...others] = sameName;
  return { state: 'missing', confidence, ...(only !== undefined && others.length === 0 ? { suggestion: only } : {}) };
}

/** The directory of the file, the one it speaks for, those above, and the root. */
function basesOf(file: InstructionFile): readonly string[] {
  const bases: string[] = [];
  for (let directory = file.path.slice(0, Math.max(0, file.path.lastIndexOf('/'))); directory !== ''; ) {
    bases.push(directory);
    directory = directory.slice(0, Math.max(0, directory.lastIndexOf('/')));
  }
  return [...bases, file.directory, ''];
}

/** The same name in other letters (`PULL_REQUEST_TEMPLATE.md`), `src/oven` for `src/oven.ts`, `src/oven.js` for `src/oven.ts`: imports are written without, or with the built, ending. */
function isNearlyThere(files: FileIndex, path: string): boolean {
  const slash = path.lastIndexOf('/');
  const name = path.slice(slash + 1).toLowerCase();
  const siblings = files.children(path.slice(0, Math.max(0, slash)));
  if (siblings.some((sibling) => sibling.toLowerCase() === name)) return true;
  const stem = path.slice(slash + 1).replace(/\.(?:js|jsx|mjs|cjs)$/, '');
  if (stem === '') return false;
  return siblings.some((sibling) => sibling.startsWith(`${stem}.`) && !/\.(?:js|jsx|mjs|cjs)$/.test(sibling));
}

function liesInOtherRepository(files: FileIndex, path: string): boolean {
  const segments = path.split('/');
  for (let length = 1; length < segments.length; length++) {
    const kind = files.get(segments.slice(0, length).join('/'))?.kind;
    if (kind === 'submodule' || kind === 'nested-repository' || kind === 'symlink') return true;
  }
  return false;
}
