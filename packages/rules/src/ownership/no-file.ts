import type { CodeOwners, CodeOwnersFile } from '@ten-point/core/rule';
import { systemNames } from './systems.ts';

/** The file that counts, when some valid line of it names an owner. Whether there is one is the business of `ownership/codeowners`. */
export function owningFile({ file }: CodeOwners): CodeOwnersFile | undefined {
  return file?.rules.some((rule) => rule.owners.length > 0) ? file : undefined;
}

/** Why there is no {@link owningFile}. */
export function noFileReason({ file, unreadable, other }: CodeOwners): string {
  if (file) return `${file.path} names no owner in any valid line`;
  if (unreadable) return `${unreadable.path} is not used by GitHub: ${unreadable.reason}`;
  const [system] = other;
  return system ? `owners stand in ${system.path} for ${systemNames[system.system]}, which is not judged path by path` : 'no CODEOWNERS file';
}

/** Another system that approves in the owners' place once they have: what CODEOWNERS says is then only how it gets its say. */
export function standInReason({ other }: CodeOwners): string | undefined {
  const standIn = other.find(({ system }) => system === 'codeowners-plus');
  return standIn && `${standIn.path} says who must approve, and ${systemNames[standIn.system]} sees to it`;
}
