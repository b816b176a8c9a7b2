import { defineRule, type Owner, type RepositoryRule } from '@ten-point/core/rule';
import { machineAccounts, machineNameHint } from './machine-accounts.ts';
import { noFileReason, owningFile, standInReason } from './no-file.ts';

export const ownershipHumanOwners: RepositoryRule = defineRule({
  id: 'ownership/human-owners',
  scope: 'repository',
  severity: 'warning',
  needs: ['codeowners'],
  title: 'Owners are people or teams',
  why: 'Any one owner’s approval satisfies a required review from code owners. An account that a machine runs can own code like a person can, and its approval then counts as the human review that the rule was meant to ask for.',
  howToFix: 'Name the people or the team who answer for the code; let review bots comment by their own configuration instead.',
  limits:
    'Accounts are judged by name: known apps and agents with high confidence, names that only look like a machine’s with low. Members of teams are not seen.',
  effort: 'minutes',
  sources: [
    {
      url: 'https://docs.github.com/en/repositories/managing-your-repositorys-settings-and-features/customizing-your-repository/about-code-owners',
      checked: '2026-11-24',
      note: 'any one owner is enough',
    },
  ],
  messages: {
    machine: '{owner} is an account of a machine, whose approval would count as the owner’s; name a person or a team.',
    maybeMachine: '{owner} looks like an account of a machine by its name; if it is one, name a person or a team.',
  },
  check({ repo, outcome }) {
    const codeOwners = repo.codeowners();
    const file = owningFile(codeOwners);
    if (!file) return outcome.notApplicable(noFileReason(codeOwners));
    const standIn = standInReason(codeOwners);
    if (standIn) return outcome.notApplicable(standIn);
    const owners = new Map<string, Owner>();
    for (const rule of file.rules) for (const owner of rule.owners) if (!owners.has(owner.name.toLowerCase())) owners.set(owner.name.toLowerCase(), owner);
    let people = 0;
    for (const owner of owners.values()) {
      const machine = machineOf(owner);
      if (machine === 'no') people++;
      else if (machine === 'known') outcome.fail('machine', { owner: owner.name }, owner.location, { subject: owner.name });
      else outcome.fail('maybeMachine', { owner: owner.name }, owner.location, { subject: owner.name, confidence: 'low' });
    }
    if (people > 0) outcome.pass(`${people} of ${owners.size} owners are people or teams by their names`);
    return undefined;
  },
});

function machineOf({ kind, name }: Owner): 'known' | 'maybe' | 'no' {
  if (kind !== 'user') return 'no';
  const login = name.slice(1).toLowerCase();
  if (machineAccounts.has(login)) return 'known';
  return machineNameHint.test(login) ? 'maybe' : 'no';
}
