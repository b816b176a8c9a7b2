import type { FileRole } from '../model/file.ts';
import { compileGlob, type PathMatcher } from '../pattern/glob.ts';

/**
 * Reads `linguist-generated`, `linguist-vendored` and `linguist-documentation` of a `.gitattributes` file.
 * Patterns without a slash match at any depth; a later line wins.
 *
 * Source: https://github.com/github-linguist/linguist/blob/main/docs/overrides.md
 */
export function linguistRoles(text: string): readonly { readonly matches: PathMatcher; readonly role: FileRole }[] {
  const roles: { matches: PathMatcher; role: FileRole }[] = [];
  for (const line of text.split(/\r\n|\n|\r/)) {
    const [pattern, ...attributes] = line.trim().split(/\s+/);
    if (!pattern || pattern.startsWith('#') || pattern.startsWith('[attr]')) continue;
    let role: FileRole | undefined;
    for (const attribute of attributes) {
      const match = /^(-?)linguist-(generated|vendored)(?:=(true|false))?$/.exec(attribute);
      if (match) role = match[1] === '-' || match[3] === 'false' ? 'own' : match[2] === 'generated' ? 'generated' : 'vendored';
    }
    if (!role) continue;
    const anchored = pattern.replace(/\/$/, '').includes('/');
    const glob = anchored ? pattern : `**/${pattern}`;
    roles.push({ matches: compileGlob(glob.replace(/\/$/, '/**')), role });
  }
  return roles;
}
