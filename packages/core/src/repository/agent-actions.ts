/**
 * How agents are run in workflows: public actions and command-line programs, as their own documentation and sources say.
 * Checked 2026-11-24; a row is data, never logic.
 */
export interface AgentAction {
  /** `owner/name`, lower case. */
  readonly action: string;
  readonly agent: AgentName;
  /** Inputs that reach the model as instructions. */
  readonly prompts: readonly string[];
  /** Inputs that hold command-line arguments. */
  readonly argumentInputs: readonly string[];
  /** Inputs that hold the tool's settings as JSON. */
  readonly settingsInputs: readonly string[];
  /** Inputs that hold lists of allowed tools. */
  readonly toolInputs: readonly string[];
  /** Whether the action itself turns away people without write access, and the inputs that widen that. */
  readonly ownCheck: boolean;
  readonly openers: readonly string[];
  /** Whether the agent can run commands or write at all; a plain model call cannot. */
  readonly acts: boolean;
}

export type AgentName = 'claude' | 'codex' | 'gemini' | 'copilot' | 'cursor' | 'opencode' | 'warp' | 'model';

const none: readonly string[] = [];

export const agentActions: readonly AgentAction[] = [
  {
    action: 'anthropics/claude-code-action',
    agent: 'claude',
    prompts: ['prompt', 'direct_prompt', 'override_prompt', 'custom_instructions', 'claude_args', 'settings'],
    argumentInputs: ['claude_args'],
    settingsInputs: ['settings'],
    toolInputs: ['allowed_tools'],
    ownCheck: true,
    openers: ['allowed_non_write_users', 'allowed_bots'],
    acts: true,
  },
  {
    action: 'anthropics/claude-code-base-action',
    agent: 'claude',
    prompts: ['prompt', 'system_prompt', 'append_system_prompt', 'claude_args', 'settings'],
    argumentInputs: ['claude_args'],
    settingsInputs: ['settings'],
    toolInputs: ['allowed_tools'],
    ownCheck: false,
    openers: none,
    acts: true,
  },
  {
    action: 'anthropics/claude-code-security-review',
    agent: 'claude',
    prompts: ['custom-security-scan-instructions', 'false-positive-filtering-instructions'],
    argumentInputs: none,
    settingsInputs: none,
    toolInputs: none,
    ownCheck: false,
    openers: none,
    acts: true,
  },
  {
    action: 'openai/codex-action',
    agent: 'codex',
    prompts: ['prompt', 'codex-args'],
    argumentInputs: ['codex-args'],
    settingsInputs: none,
    toolInputs: none,
    ownCheck: true,
    openers: ['allow-users', 'allow-bots'],
    acts: true,
  },
  {
    action: 'google-github-actions/run-gemini-cli',
    agent: 'gemini',
    prompts: ['prompt'],
    argumentInputs: none,
    settingsInputs: ['settings'],
    toolInputs: none,
    ownCheck: false,
    openers: none,
    acts: true,
  },
  {
    action: 'google-gemini/gemini-cli-action',
    agent: 'gemini',
    prompts: ['prompt'],
    argumentInputs: none,
    settingsInputs: ['settings', 'settings_json'],
    toolInputs: none,
    ownCheck: false,
    openers: none,
    acts: true,
  },
  {
    action: 'actions/ai-inference',
    agent: 'model',
    prompts: ['prompt', 'system-prompt'],
    argumentInputs: none,
    settingsInputs: none,
    toolInputs: none,
    ownCheck: false,
    openers: none,
    acts: false,
  },
  {
    action: 'warpdotdev/oz-agent-action',
    agent: 'warp',
    prompts: ['prompt'],
    argumentInputs: none,
    settingsInputs: none,
    toolInputs: none,
    ownCheck: false,
    openers: none,
    acts: true,
  },
];

/** Programs that start an agent without a person at the keyboard, with the arguments by which such a start is told. */
export const agentPrograms: Readonly<Record<string, { readonly agent: AgentName; readonly starts: readonly string[] }>> = {
  claude: { agent: 'claude', starts: ['-p', '--print'] },
  codex: { agent: 'codex', starts: ['exec', 'e'] },
  gemini: { agent: 'gemini', starts: ['-p', '--prompt', '--yolo', '-y'] },
  copilot: { agent: 'copilot', starts: ['-p', '--prompt'] },
  'cursor-agent': { agent: 'cursor', starts: ['-p', '--print'] },
  opencode: { agent: 'opencode', starts: ['run'] },
};

/** npm packages of these programs, for `npx` and the like. */
export const agentPackages: Readonly<Record<string, string>> = {
  '@anthropic-ai/claude-code': 'claude',
  '@openai/codex': 'codex',
  '@google/gemini-cli': 'gemini',
  '@github/copilot': 'copilot',
  'opencode-ai': 'opencode',
};
