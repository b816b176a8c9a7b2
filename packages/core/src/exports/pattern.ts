export { type ActionsFilter, compileActionsFilter } from '../pattern/actions-filter.ts';
export { compileGitAttributesPattern } from '../pattern/gitattributes-pattern.ts';
export { compileGitignore, type IgnoreFile, ignoresPath } from '../pattern/gitignore.ts';
export { compileGlob, compileGlobs, globLengthLimit } from '../pattern/glob.ts';
export { matchesPath, type PathMatcher, type PathPattern, type PathSegment, type Reach } from '../pattern/path-pattern.ts';
export { compileScopeGlobs, type ScopeReading, splitGlobList } from '../pattern/scope-globs.ts';
export type { CharacterRange, SegmentPattern, SegmentToken } from '../pattern/segment.ts';
