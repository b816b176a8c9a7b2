import { attributionsOf, type Change, type ChangeCommit, type ChangeRule, defineChangeRule, isAgentIdentity } from '@ten-point/core/rule';
import { askedTrailers } from './asked-trailers.ts';

export const attribution: ChangeRule = defineChangeRule({
  id: 'accountability/attribution',
  scope: 'change',
  severity: 'note',
  verdict: 'note',
  needs: ['instructions', 'guides'],
  title: 'Commits that an agent made say so',
  why: 'The pull request is gone from sight when it is merged; the commit stays. Who looks for the cause of a defect a year later learns from its trailers that an agent wrote the line, and which one.',
  howToFix:
    'Let the agent write its trailer, or add `Assisted-by: Name of the agent` as the last paragraph of the commit message (`git commit --amend`). Where a guide of the repository asks for another trailer, use that one.',
  limits:
    'Judged are changes of which something else tells that an agent had a part: the account that opened the pull request, the branch, a remark in the description, who committed. As long as one commit names the agent, the others count as those of people. Which trailer is asked for is read in English, from sentences that name it; where guides keep agents out of trailers, nothing is asked for.',
  effort: 'minutes',
  sources: [
    { url: 'https://docs.kernel.org/process/coding-assistants.html', checked: '2026-11-24', note: '`Assisted-by`.' },
    { url: 'https://git-scm.com/docs/git-interpret-trailers', checked: '2026-11-24' },
  ],
  messages: {
    missing: '{commits} that {agent} had a part in it, as the pull request does ({evidence}); add the trailer `{trailer}: {agent}`.',
    committed: 'The commit {commit} was committed by {agent}, and neither its author nor a trailer says so; add the trailer `{trailer}: {agent}`.',
    other: 'The commit {commit} names the agent ({ways}); {path} asks for the trailer `{trailer}`, so add that one.',
  },
  check({ change, target, outcome }) {
    const { provenance, commitsUnknown } = change;
    if (provenance.level !== 'agent-authored' && provenance.level !== 'agent-assisted')
      return outcome.notApplicable('nothing tells that an agent had a part in it');
    // A merge brings what others made.
    const commits = change.commits.filter(({ parents }) => parents.length < 2);
    if (commits.length === 0) {
      if (commitsUnknown === undefined) return outcome.notApplicable('the change has no commits of its own yet');
      return outcome.unknown(`the commits are not all known: ${commitsUnknown}`, 'Fetch the whole history.');
    }
    const { wanted, isRefused } = askedTrailers(target.instructions(), target.guides());
    if (isRefused) return outcome.notApplicable('a guide of the repository keeps agents out of trailers');

    const asked = new Set(wanted.map(({ name }) => name.toLowerCase()));
    const suits = (keys: readonly string[]): boolean => asked.size === 0 || keys.some((key) => asked.has(key));
    const [first] = wanted;
    const trailer = first?.name ?? 'Assisted-by';
    const agent = provenance.agents[0] ?? 'the agent';

    // It becomes the message of the one commit that a squash leaves.
    const inBody = trailersOfBody(change, asked);
    if (inBody.length > 0) return outcome.pass(`the description carries ${inBody.join(', ')}`);

    const silent: ChangeCommit[] = [];
    for (const commit of commits) {
      const ways = waysOf(commit, change, asked);
      const id = commit.id.slice(0, 10);
      if (ways.length === 0) silent.push(commit);
      else if (suits(ways) || !first) outcome.pass(`${id} names the agent (${ways.join(', ')})`);
      else outcome.fail('other', { commit: id, ways: ways.join(', '), path: first.path, trailer }, undefined, { subject: commit.id });
    }
    const committed = silent.filter(({ committer }) => isAgentIdentity(committer.name, committer.email));
    for (const { id, committer } of committed)
      outcome.fail('committed', { commit: id.slice(0, 10), agent: committer.name, trailer }, undefined, { subject: id });
    const others = silent.length - committed.length;
    if (others === 0) return;
    // Beside commits that name the agent, those that do not are likely a person's: nobody who says so shall be asked for more.
    if (silent.length < commits.length || committed.length > 0)
      outcome.pass(`of ${commits.length} commits ${others} name no agent: nothing tells that one made them`);
    else if (commitsUnknown !== undefined) outcome.unknown(`the commits are not all known: ${commitsUnknown}`, 'Fetch the whole history.');
    else {
      const [only] = commits;
      const says = commits.length === 1 && only ? `The commit ${only.id.slice(0, 10)} does not say` : `None of the ${commits.length} commits says`;
      outcome.fail('missing', { commits: says, agent, evidence: provenance.evidence[0]?.text ?? '', trailer }, undefined, {
        subject: change.head ?? only?.id ?? 'commits',
        confidence: provenance.confidence,
      });
    }
  },
});

/** How a commit names the agent: trailers by their keys, or as {@link attributionsOf} says. */
function waysOf(commit: ChangeCommit, { provenance }: Change, asked: ReadonlySet<string>): readonly string[] {
  const named = commit.trailers
    .map(({ key, value }) => ({ key: key.toLowerCase(), value }))
    .filter(({ key, value }) => (isCoAuthor(key) ? namesAgent(value, provenance) : asked.has(key)))
    .map(({ key }) => key);
  return [...new Set([...attributionsOf(commit), ...named])];
}

/** It stands for people, too, and counts when it names the agent. */
function isCoAuthor(key: string): boolean {
  return key === 'co-authored-by' || key === 'co-developed-by';
}

/** Agents change their addresses, and models go by names of their own: `Claude Opus <…>` is Claude Code's. */
function namesAgent(value: string, { agents }: Change['provenance']): boolean {
  const name = value.toLowerCase();
  return agents.some((agent) => name.startsWith(agent.toLowerCase().split(' ')[0] ?? agent.toLowerCase()));
}

function trailersOfBody({ pullRequest, provenance }: Change, asked: ReadonlySet<string>): readonly string[] {
  if (pullRequest.body.state !== 'known') return [];
  return [...pullRequest.body.value.matchAll(/^([a-z][a-z-]*-(?:by|with)):[ \t]*(\S.*)$/gim)]
    .map(([, key = '', value = '']) => ({ key: key.toLowerCase(), value }))
    .filter(({ key, value }) => {
      const isWanted = asked.size === 0 || asked.has(key);
      return isWanted && (namesAgent(value, provenance) || (asked.has(key) && !isCoAuthor(key)));
    })
    .map(({ key }) => key);
}
