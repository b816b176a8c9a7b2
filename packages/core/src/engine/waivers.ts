import type { Suppression } from '../model/configuration.ts';
import type { Location } from '../model/location.ts';
import { compileGlobs } from '../pattern/glob.ts';
import type { SuppressionComments } from './suppression-comments.ts';

/** Finds what waives a finding of a rule; without a location it is about the repository. */
export type WaiverOf = (rule: string, location: Location | undefined) => Suppression | undefined;

/**
 * Joins the suppressions of configuration and comments; expired ones waive nothing. The one that stands nearest to the finding
 * wins: on its line, in its file, in the configuration.
 *
 * @param today - ISO date; without it none expires.
 */
export function waivers(configured: readonly Suppression[], comments: SuppressionComments, today: string | undefined): WaiverOf {
  const inConfiguration = configured
    .filter((suppression) => !isExpired(suppression, today))
    .map((suppression) => ({ suppression, matches: suppression.paths ? compileGlobs(suppression.paths) : () => true }));
  const inFiles = new Map<string, Suppression>();
  const key = (rule: string, path: string, line: number | 'file'): string => `${rule}\0${path}\0${line}`;
  for (const { suppression, lines } of comments.all) {
    if (isExpired(suppression, today)) continue;
    for (const line of suppression.scope === 'file' ? (['file'] as const) : lines) {
      const place = key(suppression.rule, suppression.location.path, line);
      if (!inFiles.has(place)) inFiles.set(place, suppression);
    }
  }
  return (rule, location) => {
    if (location) {
      const path = comments.fileOf(location);
      const inFile = inFiles.get(key(rule, path, location.range.start.line)) ?? inFiles.get(key(rule, path, 'file'));
      if (inFile) return inFile;
    }
    const waiver = inConfiguration.find(
      ({ suppression, matches }) => suppression.rule === rule && (location ? matches(location.path) : suppression.paths === undefined),
    );
    return waiver?.suppression;
  };
}

/** Whether the last day on which it holds has passed. */
export function isExpired(suppression: Suppression, today: string | undefined): boolean {
  return today !== undefined && suppression.expires !== undefined && suppression.expires < today;
}
