import { type ChangeRule, defineChangeRule, isAgentIdentity } from '@ten-point/core/rule';

export const agentSignedOff: ChangeRule = defineChangeRule({
  id: 'accountability/agent-signed-off',
  scope: 'change',
  severity: 'error',
  verdict: 'stop',
  needs: [],
  title: 'No agent signs off',
  why: 'A `Signed-off-by` is the statement of a person that the work may be contributed. An agent cannot make it, and one that adds the line in the name of a person has the person state what they never read.',
  howToFix: 'Take the line out of the commit message (`git commit --amend`, `git rebase -i`), read the change, and sign it off yourself.',
  limits:
    'Agents are known by their addresses. A sign-off by a person on a commit of which an agent is the only author is reported with less confidence: a person may have added it afterwards.',
  effort: 'minutes',
  sources: [
    { url: 'https://developercertificate.org/', checked: '2026-11-24' },
    { url: 'https://docs.kernel.org/process/coding-assistants.html', checked: '2026-11-24', note: 'Agents must not add Signed-off-by.' },
  ],
  messages: {
    agent: 'The commit {commit} is signed off by {who}, an agent; a person has to do that.',
    onBehalf: 'The commit {commit} was made by {agent} and is signed off by {who}; {who} must have read it and do that.',
  },
  check({ change, outcome }) {
    const { commits, commitsUnknown } = change;
    let signed = 0;
    for (const { id, author, committer, trailers } of commits) {
      for (const { key, value } of trailers) {
        if (key.toLowerCase() !== 'signed-off-by') continue;
        signed++;
        const [, name = value, email = ''] = /^(.*?)\s*<([^<>]*)>/.exec(value) ?? [];
        const commit = id.slice(0, 10);
        if (isAgentIdentity(name, email)) outcome.fail('agent', { commit, who: name }, undefined, { subject: `${id} ${email}` });
        else if (isAgentIdentity(author.name, author.email) && isAgentIdentity(committer.name, committer.email))
          outcome.fail('onBehalf', { commit, agent: author.name, who: name }, undefined, { subject: `${id} ${email}`, confidence: 'medium' });
        else outcome.pass(`${commit} is signed off by ${name}`);
      }
    }
    if (signed > 0) return;
    if (commitsUnknown !== undefined) outcome.unknown(`the commits are not all known: ${commitsUnknown}`, 'Fetch the whole history.');
    else outcome.notApplicable('no commit is signed off');
  },
});
