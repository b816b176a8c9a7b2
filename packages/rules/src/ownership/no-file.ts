import type { CodeOwners } from '@ten-point/core/rule';

/** Why the lines of CODEOWNERS cannot be judged; that there is no file at all is the business of `ownership/codeowners`. */
export function noFileReason({ unreadable, other }: CodeOwners): string {
  if (unreadable) return `${unreadable.path} is not used by GitHub: ${unreadable.reason}`;
  const [system] = other;
  return system ? `owners stand in ${system.path} (${system.system.replaceAll('-', ' ')}), which is not judged path by path` : 'no CODEOWNERS file';
}
