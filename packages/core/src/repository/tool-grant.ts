import type { Located } from '../model/location.ts';

/** One entry of an agent's list of allowed tools: `Bash(git log:*)`, `Write`, `run_shell_command(echo)`. */
export interface ToolGrant {
  readonly tool: string;
  /** What stands in brackets; absent for the whole tool. */
  readonly argument?: string;
  readonly text: string;
}

/** Tools of Claude Code in `--allowedTools`, comma, space or line lists; quotes of a shell do not count. */
export function toolGrants(list: string): readonly ToolGrant[] {
  const grants: ToolGrant[] = [];
  const entry = /([A-Za-z_][\w*-]{0,120})(?:\(([^()]{0,400})\))?/g;
  for (const match of list.matchAll(entry)) {
    const [text, tool = '', argument] = match;
    grants.push({ tool, text, ...(argument === undefined ? {} : { argument }) });
  }
  return grants;
}

const allowFlag = /--allowed-?[tT]ools(?:=|\s{1,20})/g;

/** Values of `--allowedTools` in command-line arguments; a value ends at the next option. */
export function allowedToolLists(text: string): readonly string[] {
  return [...text.matchAll(allowFlag)].map((match) => {
    const rest = text.slice((match.index ?? 0) + match[0].length);
    const quote = /^["']/.exec(rest)?.[0];
    if (quote) {
      const end = rest.indexOf(quote, 1);
      return end < 0 ? rest.slice(1) : rest.slice(1, end);
    }
    const end = /\s--?[A-Za-z]/.exec(rest);
    return end ? rest.slice(0, end.index) : rest;
  });
}

/** `permissions.allow` of Claude's settings, `tools.core`/`coreTools` of Gemini's: the lists, or undefined where none is written. */
export function settingsToolLists(settings: Located<string>): { readonly claude?: readonly string[]; readonly gemini?: readonly string[] } {
  let parsed: unknown;
  try {
    parsed = JSON.parse(settings.value);
  } catch {
    return {};
  }
  const allow = member(member(parsed, 'permissions'), 'allow');
  const core = member(member(parsed, 'tools'), 'core') ?? member(parsed, 'coreTools');
  return { ...(isTexts(allow) ? { claude: allow } : {}), ...(isTexts(core) ? { gemini: core } : {}) };
}

function member(value: unknown, key: string): unknown {
  return typeof value === 'object' && value !== null && key in value ? Reflect.get(value, key) : undefined;
}

function isTexts(value: unknown): value is readonly string[] {
  return Array.isArray(value) && value.every((entry) => typeof entry === 'string');
}

/** Programs that run any code, reach the network, or change the repository: a grant for one is a grant for everything. */
const powerfulPrograms: ReadonlySet<string> = new Set([
  'bash',
  'sh',
  'zsh',
  'python',
  'python3',
  'node',
  'deno',
  'bun',
  'ruby',
  'perl',
  'php',
  'npx',
  'npm',
  'pnpm',
  'yarn',
  'pip',
  'pip3',
  'uv',
  'uvx',
  'curl',
  'wget',
  'nc',
  'ssh',
  'eval',
  'sudo',
  'make',
  'docker',
  'env',
  'xargs',
  'find',
  'awk',
  'sed',
]);
const powerfulCommands: readonly string[] = ['gh api', 'git push', 'git config', 'gh secret', 'gh workflow', 'gh pr merge', 'gh release', 'gh auth'];

/** Why a grant gives more than a narrow command; undefined for narrow ones. */
export function grantPower({
  tool,
  argument,
}: ToolGrant):
  | 'any command'
  | 'a program that runs any code or reaches the network'
  | 'any file'
  | 'the network'
  | 'commands inside its arguments'
  | undefined {
  switch (tool) {
    case 'Bash':
    case 'run_shell_command':
    case 'ShellTool':
      return shellPower(tool, argument);
    case 'Write':
    case 'Edit':
    case 'MultiEdit':
      return argument === undefined || /^(?:\/?\*\*?|\*\*\/\*)$/.test(argument) ? 'any file' : undefined;
    case 'WebFetch':
      return argument === undefined ? 'the network' : undefined;
    default:
      return undefined;
  }
}

function shellPower(tool: string, argument: string | undefined): ReturnType<typeof grantPower> {
  const command = (argument ?? '')
    .trim()
    .replace(/:?\s?\*$/, '')
    .trim();
  if (command === '' || command === '*') return 'any command';
  const program = command.split(/\s/, 1)[0] ?? '';
  const open = /[:\s]\*$/.test((argument ?? '').trim()) || tool !== 'Bash';
  if (powerfulCommands.includes(command)) return 'a program that runs any code or reaches the network';
  if (open && program === command && powerfulPrograms.has(program)) return 'a program that runs any code or reaches the network';
  if (open && ['echo', 'cat', 'printf'].includes(command)) return 'commands inside its arguments';
  return undefined;
}
