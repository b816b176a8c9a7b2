import type { ChangeCommit, Provenance } from '../model/change.ts';
import type { Confidence } from '../model/configuration.ts';
import type { PullRequest } from '../model/pull-request.ts';
import { type AgentIdentity, agentIdentities, disclosureTrailers, identityOf, identityOfLogin } from '../parse/agent-identities.ts';

interface Trace {
  readonly level: 'agent-authored' | 'agent-assisted' | 'automation';
  readonly agent: string;
  readonly text: string;
  readonly confidence: Confidence;
}

const ranks: Readonly<Record<Confidence, number>> = { high: 0, medium: 1, low: 2 };
const levels: Readonly<Record<Trace['level'], number>> = { 'agent-authored': 0, automation: 1, 'agent-assisted': 2 };

/**
 * Says how a change was made, by the traces that agents leave: accounts, authors, trailers, branches, remarks in the description.
 * That there are none says nothing. Judged are the pull request and its commits; a squash keeps neither.
 */
export function provenanceOf(commits: readonly ChangeCommit[], pullRequest: PullRequest): Provenance {
  const traces = [...pullRequestTraces(pullRequest), ...commits.flatMap(commitTraces)];
  // One commit by an agent among those of a person is help.
  const authored = new Set(commits.filter((commit) => commitTraces(commit).some(({ level }) => level === 'agent-authored')));
  const byPeople = commits.some((commit) => !authored.has(commit) && !identityOf(commit.author.name, commit.author.email));
  const isOpenedByProgram =
    pullRequest.author.state === 'known' && identityOfLogin(pullRequest.author.value.login) !== undefined && pullRequest.author.value.kind !== 'human';
  const judged = traces.map((trace) =>
    trace.level === 'agent-authored' && byPeople && !isOpenedByProgram ? { ...trace, level: 'agent-assisted' as const } : trace,
  );
  const sorted = [...judged].sort((left, right) => ranks[left.confidence] - ranks[right.confidence] || levels[left.level] - levels[right.level]);
  const [best] = sorted;
  if (!best) return { level: 'unknown', agents: [], confidence: 'low', evidence: [] };
  return {
    level: best.level,
    agents: [...new Set(sorted.filter(({ level }) => level === best.level || best.level !== 'automation').map(({ agent }) => agent))],
    confidence: best.confidence,
    evidence: distinct(sorted.map(({ text, confidence }) => ({ text, confidence }))),
  };
}

function pullRequestTraces({ author, headBranch, body }: PullRequest): readonly Trace[] {
  const traces: Trace[] = [];
  if (author.state === 'known' && author.value.kind !== 'human') {
    const identity = identityOfLogin(author.value.login);
    if (identity) traces.push(trace(identity, `opened by @${author.value.login}`, 'high'));
  }
  if (headBranch.state === 'known') {
    const branch = headBranch.value.toLowerCase();
    const identity = agentIdentities.find(({ branches = [] }) => branches.some((prefix) => branch.startsWith(prefix)));
    // Anybody may call a branch so.
    if (identity) traces.push(trace(identity, `branch ${headBranch.value}`, 'medium'));
  }
  if (body.state === 'known') {
    for (const { agent, remark } of remarksIn(body.value))
      traces.push({ level: 'agent-assisted', agent, text: `the description says "${remark}"`, confidence: 'high' });
  }
  return traces;
}

/**
 * How a commit itself says that an agent had a part in it: lower-case keys of its trailers, `author` when an agent is its author,
 * `message` when its text holds the remark that an agent writes.
 */
export function attributionsOf(commit: ChangeCommit): readonly string[] {
  const isAgents = (traces: readonly Trace[]): boolean => traces.some(({ level }) => level !== 'automation');
  const keys = commit.trailers
    .filter((trailer) => isAgents(commitTraces({ ...commit, author: nobody, trailers: [trailer] })))
    .map(({ key }) => key.toLowerCase());
  return [
    ...(isAgents(commitTraces({ ...commit, trailers: [] })) ? ['author'] : []),
    ...keys,
    ...(keys.length === 0 && remarksIn(commit.message).length > 0 ? ['message'] : []),
  ];
}

const nobody: ChangeCommit['author'] = { name: '', email: '' };

function commitTraces({ id, author, trailers }: ChangeCommit): readonly Trace[] {
  const short = id.slice(0, 10);
  const traces: Trace[] = [];
  const identity = identityOf(author.name, author.email);
  if (identity) traces.push(trace(identity, `${short} has the author ${author.name} <${author.email}>`, 'high'));
  for (const { key, value } of trailers) {
    const name = key.toLowerCase();
    const [, person = value, address = ''] = /^(.*?)\s*<([^<>]*)>/.exec(value) ?? [];
    const text = `${short} has the trailer ${key}: ${value}`;
    const known = identityOf(person, address);
    if (name === 'co-authored-by' || name === 'co-developed-by') {
      if (known && !known.isAutomation) traces.push({ level: 'agent-assisted', agent: known.name, text, confidence: known.asCoAuthor ?? 'high' });
    } else if (disclosureTrailers.has(name))
      traces.push({ level: 'agent-assisted', agent: known?.name ?? person.split(/[\s:]/)[0] ?? person, text, confidence: 'high' });
    else {
      const writer = agentIdentities.find(({ trailers: keys = [] }) => keys.includes(name));
      if (writer) traces.push({ level: 'agent-assisted', agent: writer.name, text, confidence: 'high' });
    }
  }
  return traces;
}

function trace({ name, isAutomation }: AgentIdentity, text: string, confidence: Confidence): Trace {
  return { level: isAutomation ? 'automation' : 'agent-authored', agent: name, text, confidence };
}

function remarksIn(text: string): readonly { readonly agent: string; readonly remark: string }[] {
  const words = ownWords(text);
  return agentIdentities.flatMap(({ name, remarks = [] }) => remarks.filter((remark) => words.includes(remark)).map((remark) => ({ agent: name, remark })));
}

/** The description without code blocks and quotes, lower case: a quoted footer is somebody else's. */
function ownWords(body: string): string {
  let fence: string | undefined;
  return body
    .toLowerCase()
    .split('\n')
    .filter((line) => {
      const mark = /^\s{0,3}(`{3,}|~{3,})/.exec(line)?.[1];
      if (mark !== undefined && fence === undefined) fence = mark;
      else if (mark !== undefined && fence !== undefined && mark.startsWith(fence)) {
        fence = undefined;
        return false;
      }
      return fence === undefined && !/^\s*>/.test(line);
    })
    .join('\n')
    .replace(/[[\]*]/g, '');
}

function distinct(evidence: readonly { readonly text: string; readonly confidence: Confidence }[]): Provenance['evidence'] {
  const seen = new Set<string>();
  return evidence.filter(({ text }) => !seen.has(text) && seen.add(text));
}
