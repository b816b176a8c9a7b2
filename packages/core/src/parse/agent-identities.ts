import type { Confidence } from '../model/configuration.ts';

/** How an agent, or another program that makes changes, is known. Lower case throughout. */
export interface AgentIdentity {
  readonly name: string;
  /** Not an agent: it raises dependencies, releases or mends by a fixed procedure. */
  readonly isAutomation?: true;
  /** Logins, without `[bot]`. */
  readonly logins: readonly string[];
  /** Addresses that stand as author, committer or in a trailer. */
  readonly emails: readonly string[];
  /** Beginnings of branch names. */
  readonly branches?: readonly string[];
  /** What it writes into descriptions, outside code and quotes. */
  readonly remarks?: readonly string[];
  /** Keys of trailers that only it writes. */
  readonly trailers?: readonly string[];
  /** How sure its address in a co-author trailer is; default high. Some editors add one for a single accepted completion. */
  readonly asCoAuthor?: Confidence;
}

/**
 * Known identities. A dated table and never the only ground for a decision: names change, and a plain login may be a person's.
 *
 * Sources (checked 2026-11-24): https://docs.github.com/en/copilot/concepts/agents/cloud-agent/about-cloud-agent,
 * https://code.claude.com/docs/en/settings, https://aider.chat/docs/git.html, https://developers.openai.com/codex,
 * https://docs.cursor.com/en/background-agent, https://arxiv.org/abs/2507.15003 (accounts, branches and trailers of five agents)
 */
export const agentIdentities: readonly AgentIdentity[] = [
  {
    name: 'Copilot cloud agent',
    logins: ['copilot-swe-agent', 'copilot'],
    emails: ['198982749+copilot@users.noreply.github.com'],
    branches: ['copilot/'],
  },
  { name: 'Copilot', logins: [], emails: ['copilot@github.com', '175728472+copilot@users.noreply.github.com'], asCoAuthor: 'low' },
  {
    name: 'Claude Code',
    logins: ['claude'],
    emails: ['noreply@anthropic.com', '209825114+claude[bot]@users.noreply.github.com', 'claude[bot]@users.noreply.github.com'],
    branches: ['claude/'],
    remarks: ['generated with claude code', 'claude.com/claude-code', 'claude.ai/code'],
  },
  {
    name: 'Codex',
    logins: ['chatgpt-codex-connector'],
    emails: ['noreply@openai.com', 'codex@openai.com'],
    branches: ['codex/'],
    remarks: ['chatgpt.com/codex'],
  },
  {
    name: 'Cursor',
    logins: ['cursor', 'cursoragent'],
    emails: ['cursoragent@cursor.com'],
    branches: ['cursor/'],
    remarks: ['cursor.com/agents', 'cursor.com/background-agent', 'made with cursor'],
  },
  {
    name: 'Jules',
    logins: ['google-labs-jules'],
    emails: ['161369871+google-labs-jules[bot]@users.noreply.github.com'],
    branches: ['jules/'],
    remarks: ['created automatically by jules'],
  },
  {
    name: 'Devin',
    logins: ['devin-ai-integration'],
    emails: ['158243242+devin-ai-integration[bot]@users.noreply.github.com'],
    branches: ['devin/'],
    remarks: ['app.devin.ai/sessions', 'generated with devin'],
  },
  { name: 'OpenHands', logins: ['openhands-agent'], emails: ['openhands@all-hands.dev'], branches: ['openhands/', 'openhands-fix-issue-'] },
  { name: 'Aider', logins: [], emails: ['noreply@aider.chat', 'aider@aider.chat'] },
  { name: 'Amp', logins: ['amp'], emails: ['amp@ampcode.com'], branches: ['amp/'], trailers: ['amp-thread-id'], remarks: ['ampcode.com/threads'] },
  { name: 'opencode', logins: ['opencode-agent'], emails: ['noreply@opencode.ai'], branches: ['opencode/'] },
  { name: 'Factory', logins: ['factory-droid'], emails: ['138933559+factory-droid[bot]@users.noreply.github.com'], branches: ['droid/'] },
  { name: 'Gemini CLI', logins: ['gemini-cli'], emails: ['218195315+gemini-cli@users.noreply.github.com'], branches: ['gemini/'] },
  { name: 'Sweep', logins: ['sweep-ai'], emails: [], branches: ['sweep/'] },
  { name: 'Replit', logins: ['replit'], emails: [], branches: [] },
  { name: 'v0', logins: ['v0'], emails: ['v0[bot]@users.noreply.github.com'], branches: ['v0/'] },
  { name: 'Lovable', logins: ['lovable-dev', 'gpt-engineer-app'], emails: ['159125892+gpt-engineer-app[bot]@users.noreply.github.com'] },
  { name: 'Agentic workflow', logins: [], emails: [], remarks: ['gh-aw-workflow-id:'] },
  {
    name: 'Dependabot',
    isAutomation: true,
    logins: ['dependabot', 'dependabot-preview'],
    emails: ['49699333+dependabot[bot]@users.noreply.github.com'],
    branches: ['dependabot/'],
  },
  {
    name: 'Renovate',
    isAutomation: true,
    logins: ['renovate', 'renovate-bot'],
    emails: ['29139614+renovate[bot]@users.noreply.github.com', 'bot@renovateapp.com'],
    branches: ['renovate/'],
  },
  { name: 'pre-commit.ci', isAutomation: true, logins: ['pre-commit-ci'], emails: ['66853113+pre-commit-ci[bot]@users.noreply.github.com'] },
  {
    name: 'GitHub Actions',
    isAutomation: true,
    logins: ['github-actions'],
    emails: ['41898282+github-actions[bot]@users.noreply.github.com', 'github-actions[bot]@users.noreply.github.com'],
  },
  { name: 'Release Please', isAutomation: true, logins: ['release-please'], emails: [], branches: ['release-please--'] },
];

/** Trailers by which people say that an agent helped, lower case. */
export const disclosureTrailers: ReadonlySet<string> = new Set(['assisted-by', 'generated-by', 'ai-assisted', 'ai-assisted-by', 'generated-with', 'agent']);

/** The agent or program behind an author, committer or trailer; undefined for anybody else. */
export function identityOf(name: string, email: string): AgentIdentity | undefined {
  const address = email.trim().toLowerCase();
  const known = agentIdentities.find(({ emails }) => emails.includes(address));
  if (known) return known;
  // `12345+name[bot]@users.noreply.github.com`: the address of an app.
  const app = /^(?:\d+\+)?([a-z0-9-]+)\[bot\]@users\.noreply\.github\.com$/.exec(address)?.[1];
  if (app !== undefined) return identityOfLogin(app);
  return name.trim().toLowerCase().endsWith(' (aider)') ? agentIdentities.find((identity) => identity.name === 'Aider') : undefined;
}

/** The agent or program of a login, with or without `[bot]`. */
export function identityOfLogin(login: string): AgentIdentity | undefined {
  const plain = login
    .trim()
    .toLowerCase()
    .replace(/\[bot\]$/, '');
  return agentIdentities.find(({ logins }) => logins.includes(plain));
}

/** Whether an author, committer or signer is an agent; programs that work by a fixed procedure are none. */
export function isAgentIdentity(name: string, email: string): boolean {
  return isAgent(identityOf(name, email));
}

/** The same of an account. */
export function isAgentLogin(login: string): boolean {
  return isAgent(identityOfLogin(login));
}

function isAgent(identity: AgentIdentity | undefined): boolean {
  return identity !== undefined && identity.isAutomation !== true;
}
