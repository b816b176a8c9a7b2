import type { Location } from '../model/location.ts';

/** The first place of a file: for what is said of the file as a whole. */
export function fileStart(path: string): Location {
  const start = { line: 1, column: 1, offset: 0 };
  return { path, range: { start, end: start } };
}
