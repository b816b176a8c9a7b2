import type { Suppression } from '../model/configuration.ts';
import type { Diagnostic } from '../model/diagnostic.ts';
import type { TextFile } from '../model/file.ts';
import type { Location } from '../model/location.ts';
import { type InlineSuppression, parseInlineSuppressions } from '../parse/inline-suppression.ts';
import type { Repository } from '../repository/repository.ts';

/** The suppressions that comments in the files hold. */
export interface SuppressionComments {
  readonly all: readonly InlineSuppression[];
  /** Those in the repository's own files: someone else's comment in a vendored file is not theirs to clean up. */
  readonly answeredFor: readonly Suppression[];
  /** About malformed ones, in the repository's own files. */
  readonly diagnostics: readonly Diagnostic[];
  /** The file that a finding is in, where the comments were read: links lead to it. */
  fileOf(location: Location): string;
}

/**
 * Reads the suppressions in the files that were read already, so that they cost no reading.
 *
 * @param repo - With the facets loaded.
 * @param ruleIds - Rules that a comment may name.
 */
export async function readSuppressionComments(repo: Repository, ruleIds: ReadonlySet<string>): Promise<SuppressionComments> {
  const texts = repo.configuration.suppressionComments ? await repo.readTexts(repo.filesRead()) : new Map<string, TextFile>();
  const all: InlineSuppression[] = [];
  const answeredFor: Suppression[] = [];
  const diagnostics: Diagnostic[] = [];
  const seen = new Set<string>();
  for (const { resolvedPath, text } of texts.values()) {
    // A file and the links to it are one text.
    if (seen.has(resolvedPath)) continue;
    seen.add(resolvedPath);
    const found = parseInlineSuppressions(resolvedPath, text, ruleIds);
    all.push(...found.suppressions);
    if (repo.files.role(resolvedPath) !== 'own') continue;
    answeredFor.push(...found.suppressions.map(({ suppression }) => suppression));
    diagnostics.push(...found.diagnostics);
  }
  return { all, answeredFor, diagnostics, fileOf: ({ path }) => texts.get(path)?.resolvedPath ?? path };
}
