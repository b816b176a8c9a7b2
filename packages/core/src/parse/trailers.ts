import type { Trailer } from '../model/change.ts';

/** The trailers of a commit message, by git's rules. */
export function parseTrailers(_message: string): readonly Trailer[] {
  return [];
}
