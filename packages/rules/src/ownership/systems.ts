import type { OwnershipSystem } from '@ten-point/core/rule';

/** Systems of owners by the names that their users know. */
export const systemNames: Readonly<Record<OwnershipSystem, string>> = {
  prow: 'Prow',
  gerrit: 'Gerrit',
  'policy-bot': 'policy-bot',
  'pull-approve': 'PullApprove',
  'codeowners-plus': 'Codeowners Plus',
  triagebot: 'triagebot',
  ruleset: 'a ruleset',
};
