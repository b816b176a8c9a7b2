import { compileGlobs, type PathMatcher } from './glob.ts';

/**
 * How a tool reads the globs of an instruction file's front matter.
 *
 * - `from-root`: from the root of the repository, so that `*.ts` means files at the root. GitHub Copilot (`applyTo`) and
 *   Claude Code (`paths`) document this.
 * - `vscode`: a glob that begins neither with `/` nor with `**`+`/` is found at any depth, `*` alone means every file, case
 *   does not count, and a glob with a leading `/` is compared with absolute paths, so that it matches no file of the
 *   repository.
 *
 * Cursor documents no reading of `globs`: what is right under either of them can be relied on.
 *
 * Sources: https://docs.github.com/en/copilot/how-tos/configure-custom-instructions/add-repository-instructions,
 * https://code.claude.com/docs/en/memory, and the instructions matcher in https://github.com/microsoft/vscode
 * (`matchesAttachedFiles`), checked 2026-11-25
 */
export type ScopeReading = 'from-root' | 'vscode';

/** Splits a list such as `src/**,*.{ts,tsx}` at the commas outside braces; blanks and quotes around a glob go. */
export function splitGlobList(text: string): string[] {
  const globs: string[] = [];
  let depth = 0;
  let from = 0;
  const push = (until: number): void => {
    const glob = text.slice(from, until).trim();
    const quote = glob[0];
    const isQuoted = glob.length > 1 && (quote === '"' || quote === "'") && glob.endsWith(quote);
    const bare = isQuoted ? glob.slice(1, -1) : glob;
    if (bare !== '') globs.push(bare);
    from = until + 1;
  };
  for (let index = 0; index < text.length; index++) {
    if (text[index] === '{') depth++;
    else if (text[index] === '}') depth = Math.max(0, depth - 1);
    else if (text[index] === ',' && depth === 0) push(index);
  }
  push(text.length);
  return globs;
}

/**
 * Compiles the globs of one instruction file: which paths is it given for?
 *
 * @param globs - Each one glob, as {@link splitGlobList} gives them.
 */
export function compileScopeGlobs(globs: readonly string[], reading: ScopeReading): PathMatcher {
  if (reading === 'from-root') return compileGlobs(globs);
  const everywhere = globs.flatMap((glob) => {
    const lower = glob.toLowerCase();
    if (lower === '*') return ['**'];
    if (lower.startsWith('/')) return [];
    return [lower.startsWith('**/') || lower === '**' ? lower : `**/${lower}`];
  });
  const matches = compileGlobs(everywhere);
  return (path) => matches(path.toLowerCase());
}
