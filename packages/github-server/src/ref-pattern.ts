/** Whether a pattern with `*` (no slash), `**` and `?` covers a name. Fixtures are trusted: this need not stand hostile patterns. */
export function matchesPattern(pattern: string, name: string): boolean {
  const source = pattern.replace(/\*\*\/?|[*?]|[.+^${}()|[\]\\]/g, (part) =>
    part.startsWith('**') ? '.*' : part === '*' ? '[^/]*' : part === '?' ? '[^/]' : `\\${part}`,
  );
  return new RegExp(`^${source}$`, 's').test(name);
}

/** Whether a ruleset's ref condition covers a branch. */
export function coversBranch(
  refs: { readonly include: readonly string[]; readonly exclude: readonly string[] },
  branch: string,
  defaultBranch: string,
): boolean {
  const covers = (pattern: string): boolean =>
    pattern === '~ALL' || (pattern === '~DEFAULT_BRANCH' ? branch === defaultBranch : matchesPattern(pattern, `refs/heads/${branch}`));
  const included = refs.include.length === 0 ? refs.exclude.length > 0 : refs.include.some(covers);
  return included && !refs.exclude.some(covers);
}
