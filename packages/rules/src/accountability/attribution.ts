import { attributionsOf, type ChangeRule, defineChangeRule, type Guides, type Instructions } from '@ten-point/core/rule';
import { guideDocuments, instructionDocuments } from '../prose/documents.ts';
import { findStatements, type Idea } from '../prose/statements.ts';

export const attribution: ChangeRule = defineChangeRule({
  id: 'accountability/attribution',
  scope: 'change',
  severity: 'note',
  verdict: 'note',
  needs: ['instructions', 'guides'],
  title: 'Commits that an agent made say so',
  why: 'A description is gone when the branch is merged; the commit stays. Who looks for the cause of a defect a year later learns from its trailers that an agent wrote the line, and which one.',
  howToFix:
    'Let the agent write its trailer, or add `Assisted-by: Name of the agent` as the last paragraph of the commit message (`git commit --amend`). Where a guide of the repository asks for a trailer of its own, use that one.',
  limits:
    'Judged are changes of which something else tells that an agent made them: the account that opened the pull request, the branch, a remark in the description, another commit. Which trailer is asked for is read from sentences of instructions and guides that name it.',
  effort: 'minutes',
  sources: [
    { url: 'https://docs.kernel.org/process/coding-assistants.html', checked: '2026-11-24', note: '`Assisted-by`.' },
    { url: 'https://git-scm.com/docs/git-interpret-trailers', checked: '2026-11-24' },
  ],
  messages: {
    missing: 'The commit {commit} does not say that {agent} had a part in it; add `{trailer}: {agent}`.',
    other: 'The commit {commit} names the agent by {keys}; {path} asks for `{trailer}`.',
  },
  check({ change, target, outcome }) {
    const { provenance, commits, commitsUnknown } = change;
    if (provenance.level !== 'agent-authored' && provenance.level !== 'agent-assisted')
      return outcome.notApplicable('nothing tells that an agent had a part in it');
    if (commits.length === 0)
      return commitsUnknown === undefined
        ? outcome.notApplicable('nothing is committed yet')
        : outcome.unknown(`the commits are not all known: ${commitsUnknown}`, 'Fetch the whole history.');
    const asked = askedTrailers(target.instructions(), target.guides());
    if (asked.isBanned) return outcome.notApplicable('a guide of the repository asks to leave such trailers out');
    const agent = provenance.agents[0] ?? 'the agent';
    for (const commit of commits) {
      const id = commit.id.slice(0, 10);
      const keys = attributionsOf(commit);
      const [wanted] = asked.trailers;
      if (keys.length === 0) {
        // One commit by a person within an agent's change is theirs.
        if (provenance.level === 'agent-authored' || commits.length === 1)
          outcome.fail('missing', { commit: id, agent, trailer: wanted?.name ?? 'Assisted-by' }, undefined, { subject: commit.id });
      } else if (wanted && !asked.trailers.some(({ name }) => keys.includes(name.toLowerCase())))
        outcome.fail('other', { commit: id, keys: keys.join(', '), path: wanted.path, trailer: wanted.name }, undefined, { subject: commit.id });
      else outcome.pass(`${id} names the agent (${keys.join(', ')})`);
    }
  },
});

interface AskedTrailers {
  readonly trailers: readonly { readonly name: string; readonly path: string }[];
  /** They are named only to say that they are not wanted. */
  readonly isBanned: boolean;
}

const names: readonly string[] = ['Assisted-by', 'Co-authored-by', 'Generated-by', 'Co-developed-by', 'AI-assisted-by'];

function askedTrailers(instructions: Instructions, guides: Guides): AskedTrailers {
  const documents = [...instructionDocuments(instructions), ...guideDocuments(guides, ['contributing', 'ai-policy', 'dco'])];
  const trailers: { name: string; path: string }[] = [];
  let banned = 0;
  for (const document of documents) {
    for (const name of names) {
      const idea: Idea = { says: [asking, [name.toLowerCase()]] };
      for (const { negated, sentence, location } of findStatements(document, idea)) {
        // Words are compared without hyphens: what is assisted by somebody is no trailer.
        if (!sentence.text.toLowerCase().includes(name.toLowerCase())) continue;
        if (negated) banned++;
        else trailers.push({ name, path: location.path });
      }
    }
  }
  return { trailers, isBanned: banned > 0 && trailers.length === 0 };
}

const asking: readonly string[] = 'add use include carry must should need needs require requires required append put have has'.split(' ');
