import { type BypassActor, defineRule, type RepositoryRule } from '@ten-point/core/rule';
import { judgeProtection } from '../protection/judge.ts';

export const ciNoBypass: RepositoryRule = defineRule({
  id: 'ci/no-bypass',
  scope: 'repository',
  severity: 'warning',
  needs: ['protection'],
  title: 'Nobody passes by the protection unseen',
  why: 'A bypass list decides whom the rules are for. An app on it merges without checks or review, whatever wrote the change; a role with mode `always` can push straight to the branch; `exempt` leaves no entry in the audit log.',
  howToFix:
    'Take apps and deploy keys off the list. Give people who must be able to break the glass the mode `pull_request`, so that a pull request shows what they did. In classic protection, include administrators.',
  limits:
    'Judged by what GitHub enforces where a token tells it, else by rulesets and settings that files declare. An export by someone who may not edit the ruleset leaves the list out: that is unknown, not empty. A release app that pushes version commits is found too; accept it by a suppression with a reason.',
  effort: 'minutes',
  sources: [
    {
      url: 'https://docs.github.com/en/repositories/configuring-branches-and-merges-in-your-repository/managing-rulesets/creating-rulesets-for-a-repository',
      checked: '2026-11-24',
      note: 'bypass permissions and their modes',
    },
    { url: 'https://docs.github.com/en/rest/repos/rules', checked: '2026-11-24', note: 'actor types, bypass_mode; bypass_actors is hidden from readers' },
  ],
  messages: {
    machine: '{actor} may bypass {source}, so what it merges needs neither checks nor review; take it off the list.',
    always: '{actor} may bypass {source} without a pull request; set bypass_mode to pull_request.',
    exempt: '{actor} is exempt from {source}, which leaves no trace; use bypass_mode pull_request.',
    admins: 'Administrators are not bound by {source}; set enforce_admins to true.',
  },
  check({ repo, outcome }) {
    const judged = judgeProtection(repo.protection(), outcome);
    if (!judged) return;
    const { bypass, unread } = judged.branch;
    if (bypass.length === 0) return outcome.notApplicable('nothing protects the default branch; ci/protected-branch judges that');
    // A list that is hidden says so itself.
    if (unread && bypass.every(({ actors }) => actors.state === 'known')) outcome.unknown(`who may pass by what was not read: ${unread.reason}`, unread.reveal);
    for (const { source, actors, location } of bypass) {
      if (actors.state === 'unknown') {
        outcome.unknown(actors.reason, actors.reveal, location);
        continue;
      }
      const people = actors.value.filter((actor) => problemOf(actor) === undefined).length;
      if (actors.value.length === 0) outcome.pass(`nobody may bypass the ${source}${judged.note}`, location);
      else if (people > 0) outcome.pass(`${people} may bypass the ${source} by pull requests only${judged.note}`, location);
      for (const actor of actors.value) {
        const problem = problemOf(actor);
        const data = { actor: describe(actor), source: `the ${source}` };
        const details = { confidence: judged.confidence, subject: `${source} ${actor.kind} ${actor.id ?? ''}` };
        if (problem === 'admins') outcome.fail('admins', { source: `the ${source}` }, actor.location, details);
        else if (problem) outcome.fail(problem, data, actor.location, details);
      }
    }
  },
});

function problemOf({ kind, mode }: BypassActor): 'machine' | 'always' | 'exempt' | 'admins' | undefined {
  if (kind === 'Admins') return 'admins';
  if (kind === 'Integration' || kind === 'DeployKey') return 'machine';
  if (mode === 'exempt') return 'exempt';
  return mode === 'always' ? 'always' : undefined;
}

// Numbers of the built-in roles, as GitHub's own recipes use them: https://github.com/github/ruleset-recipes
const builtInRoles: ReadonlyMap<number, string> = new Map([
  [2, 'The role Maintain'],
  [4, 'The role Write'],
  [5, 'The role Admin'],
]);

function describe({ kind, id, name }: BypassActor): string {
  const number = name !== undefined ? ` ${name}` : id === undefined ? '' : ` ${id}`;
  switch (kind) {
    case 'Integration':
      return `App${number}`;
    case 'DeployKey':
      return 'A deploy key';
    case 'OrganizationAdmin':
      return 'An administrator of the organisation';
    case 'RepositoryRole':
      return (id !== undefined && builtInRoles.get(id)) || `The role${number}`;
    case 'Team':
      return `Team${number}`;
    case 'User':
      return `User${number}`;
    default:
      return `${kind}${number}`;
  }
}
