import type { AgentPermission, AgentSetting } from '../model/agent-settings.ts';
import type { CommandRule } from '../parse/codex-rules.ts';
import { compileSegment, matchesSegment, type SegmentToken } from '../pattern/segment.ts';

/** Lists of settings files that decide on actions: the tool, the key, and what an entry means. */
const lists: readonly {
  readonly tool: string;
  readonly key: RegExp;
  readonly decision: AgentPermission['decision'];
  /** The kind of action, where entries do not name it. */
  readonly subject?: string;
}[] = [
  { tool: 'Claude Code', key: /^permissions\.allow$/, decision: 'allow' },
  { tool: 'Claude Code', key: /^permissions\.ask$/, decision: 'ask' },
  { tool: 'Claude Code', key: /^permissions\.deny$/, decision: 'deny' },
  { tool: 'Cursor', key: /^permissions\.allow$/, decision: 'allow' },
  { tool: 'Cursor', key: /^permissions\.deny$/, decision: 'deny' },
  { tool: 'Cursor', key: /^terminalAllowlist$/, decision: 'allow', subject: 'Shell' },
  { tool: 'Cursor', key: /^mcpAllowlist$/, decision: 'allow', subject: 'Mcp' },
  { tool: 'Gemini CLI', key: /^tools\.allowed$/, decision: 'allow' },
  { tool: 'Gemini CLI', key: /^tools\.exclude$/, decision: 'deny' },
];

/** Maps of VS Code from a pattern to true (run) or false (ask: it does not block). */
const approvals: readonly { readonly prefix: string; readonly subject: string }[] = [
  { prefix: 'chat.tools.terminal.autoApprove.', subject: 'terminal' },
  { prefix: 'chat.tools.edits.autoApprove.', subject: 'edits' },
  { prefix: 'chat.tools.urls.autoApprove.', subject: 'urls' },
];

/** What settings say about single actions, in the order of the files. */
export function permissionsOf(settings: readonly AgentSetting[]): readonly AgentPermission[] {
  return settings.flatMap((setting) => permissionOf(setting) ?? []);
}

function permissionOf(setting: AgentSetting): AgentPermission | undefined {
  const { tool, path, key, value, location, effect } = setting;
  const entry = (decision: AgentPermission['decision'], subject: string, pattern: string): AgentPermission => ({
    tool,
    path,
    location,
    decision,
    subject,
    pattern,
    effect,
  });
  const list = lists.find((candidate) => candidate.tool === tool && candidate.key.test(key));
  if (list) {
    const [subject, pattern] = list.subject === undefined ? splitGrant(value) : [list.subject, value];
    return entry(list.decision, subject, pattern);
  }
  if (tool === 'VS Code') {
    const map = approvals.find(({ prefix }) => key.startsWith(prefix));
    // A map entry may hold more than a switch: `{ approve: true, matchCommandLine: true }`.
    const pattern = map && key.slice(map.prefix.length).replace(/\.(?:approve|approveRequest)$/, '');
    if (!map || pattern === undefined || (value !== 'true' && value !== 'false') || pattern.endsWith('.matchCommandLine')) return undefined;
    return entry(value === 'true' ? 'allow' : 'ask', map.subject, pattern);
  }
  if (tool === 'opencode') {
    const match = /^permission(?:\.([^.]+)(?:\.([\s\S]+))?)?$/.exec(key);
    if (!match || !isDecision(value)) return undefined;
    return entry(value, match[1] ?? '*', match[2] ?? '*');
  }
  return undefined;
}

function isDecision(value: string): value is AgentPermission['decision'] {
  return value === 'allow' || value === 'ask' || value === 'deny';
}

/** `Bash(git log:*)` is the kind of action, and what of it. */
function splitGrant(value: string): readonly [subject: string, pattern: string] {
  const open = value.indexOf('(');
  if (open <= 0 || !value.endsWith(')')) return [value, '*'];
  return [value.slice(0, open), value.slice(open + 1, -1)];
}

const codexDecisions = { allow: 'allow', prompt: 'ask', forbidden: 'deny' } as const;

/** The rules of a Codex file as permissions: of several that match one command the strictest wins. */
export function codexPermissions(path: string, rules: readonly CommandRule[]): readonly AgentPermission[] {
  return rules.map(({ pattern, decision, location }) => ({
    tool: 'Codex',
    path,
    location,
    decision: codexDecisions[decision],
    subject: 'prefix_rule',
    pattern: pattern.map((choices) => (choices.length === 1 ? choices[0] : `[${choices.join('|')}]`)).join(' '),
    effect: 'needs-trust',
  }));
}

/**
 * What committed permissions of opencode say about one action: of all entries that match, the last one counts. `*` and `?`
 * stand for any characters, slashes included.
 *
 * Source: https://opencode.ai/docs/permissions/
 *
 * @param subject - The kind of action, e.g. `bash` or `edit`.
 * @param action - The command, path or URL.
 * @returns Undefined when no entry matches: the tool's default holds then, which for most actions is to allow.
 */
export function opencodeDecision(permissions: readonly AgentPermission[], subject: string, action: string): AgentPermission | undefined {
  return permissions.findLast(
    (permission) =>
      permission.tool === 'opencode' && permission.effect !== 'ignored' && matchesAny(permission.subject, subject) && matchesAny(permission.pattern, action),
  );
}

function matchesAny(pattern: string, text: string): boolean {
  const tokens = [...pattern].map((character): SegmentToken => {
    if (character === '*') return { kind: 'star' };
    return character === '?' ? { kind: 'any' } : { kind: 'literal', character };
  });
  return matchesSegment(compileSegment(tokens), text);
}
