export type {
  CodeOwnersCoverage,
  CodeOwnersFile,
  CodeOwnersMatch,
  CodeOwnersProblem,
  CodeOwnersRule,
  CodeOwnersUsage,
  Owner,
  OwnerKind,
  Ownership,
  OwnershipCounts,
} from '../model/codeowners.ts';
export type { Location, Position, Range } from '../model/location.ts';
export { codeOwnersLocations, codeOwnersSizeLimit, type ParsedCodeOwners, parseCodeOwners } from '../parse/codeowners.ts';
