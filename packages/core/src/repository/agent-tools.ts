import type { InstructionRole } from '../model/instructions.ts';

// Compared with the vendors' documentation on 2026-11-24. Vendors rename quickly: everything about a tool stands here, nothing in rules.

/** Where files of one family lie. */
export interface InstructionKind {
  readonly kind: string;
  readonly role: InstructionRole;
  /** File names (last segments) that may stand in any directory. */
  readonly names?: readonly string[];
  /** Paths from the root, exact. */
  readonly paths?: readonly string[];
  /** Dot-directories that may stand in any directory, and what lies in them: matched against the path below the parent of the dot-directory. */
  readonly inside?: readonly RegExp[];
  /** Tools that read it by themselves, without a setting. */
  readonly tools: readonly string[];
  /** Tool that expands `@path` in it. */
  readonly imports?: 'claude-code' | 'gemini-cli';
}

const agentsMdReaders = [
  'codex',
  'claude-code',
  'copilot',
  'cursor',
  'windsurf',
  'cline',
  'roo-code',
  'kilo-code',
  'opencode',
  'kiro',
  'junie',
  'goose',
  'warp',
  'amp',
  'jules',
  'devin',
  'factory',
  'openhands',
  'augment',
  'crush',
  'qwen-code',
  'antigravity',
  'amazon-q',
  'zed',
];

/** Families of instruction files, most general first: of several names for one text the first one is the source. */
export const instructionKinds: readonly InstructionKind[] = [
  { kind: 'agents-md', role: 'instructions', names: ['AGENTS.md', 'AGENT.md'], tools: agentsMdReaders, imports: 'claude-code' },
  { kind: 'agents-override', role: 'instructions', names: ['AGENTS.override.md'], tools: ['codex'] },
  { kind: 'claude-md', role: 'instructions', names: ['CLAUDE.md', 'CLAUDE.local.md'], tools: ['claude-code', 'copilot'], imports: 'claude-code' },
  { kind: 'gemini-md', role: 'instructions', names: ['GEMINI.md'], tools: ['gemini-cli', 'copilot', 'antigravity'], imports: 'gemini-cli' },
  { kind: 'copilot-instructions', role: 'instructions', paths: ['.github/copilot-instructions.md'], tools: ['copilot'] },
  { kind: 'cursorrules', role: 'instructions', paths: ['.cursorrules'], tools: ['cursor', 'cline'] },
  { kind: 'windsurfrules', role: 'instructions', paths: ['.windsurfrules'], tools: ['windsurf', 'cline'] },
  {
    kind: 'clinerules',
    role: 'instructions',
    paths: ['.clinerules'],
    inside: [/^\.clinerules\/(?!workflows\/|hooks\/|skills\/).+\.(?:md|txt)$/],
    tools: ['cline', 'roo-code'],
  },
  { kind: 'roo-rules', role: 'instructions', paths: ['.roorules'], inside: [/^\.roo\/rules\/.+\.(?:md|txt)$/], tools: ['roo-code'] },
  { kind: 'roo-mode-rules', role: 'scoped-rule', inside: [/^\.roo\/rules-[^/]+\/.+\.(?:md|txt)$/, /^\.roorules-[^/]+$/], tools: ['roo-code'] },
  { kind: 'kilo-rules', role: 'instructions', inside: [/^\.kilocode\/rules\/.+\.md$/], tools: ['kilo-code'] },
  { kind: 'zed-rules', role: 'instructions', paths: ['.rules'], tools: ['zed'] },
  { kind: 'junie-guidelines', role: 'instructions', paths: ['.junie/guidelines.md'], tools: ['junie'] },
  { kind: 'aiassistant-rules', role: 'instructions', inside: [/^\.aiassistant\/rules\/.+\.md$/], tools: ['jetbrains-ai'] },
  { kind: 'goosehints', role: 'instructions', names: ['.goosehints'], tools: ['goose'] },
  { kind: 'warp-md', role: 'instructions', names: ['WARP.md'], tools: ['warp'] },
  { kind: 'qwen-md', role: 'instructions', names: ['QWEN.md'], tools: ['qwen-code'] },
  { kind: 'crush-md', role: 'instructions', names: ['CRUSH.md'], tools: ['crush'] },
  { kind: 'augment-guidelines', role: 'instructions', paths: ['.augment-guidelines'], inside: [/^\.augment\/rules\/.+\.md$/], tools: ['augment'] },
  { kind: 'airules', role: 'instructions', paths: ['.idx/airules.md'], tools: ['firebase-studio'] },
  { kind: 'antigravity-rules', role: 'instructions', inside: [/^\.agent\/rules\/.+\.md$/], tools: ['antigravity'] },
  { kind: 'amazonq-rules', role: 'instructions', inside: [/^\.amazonq\/rules\/.+\.md$/], tools: ['amazon-q'] },
  { kind: 'trae-rules', role: 'instructions', inside: [/^\.trae\/rules\/.+\.md$/], tools: ['trae'] },
  { kind: 'continue-rules', role: 'scoped-rule', paths: ['.continuerules'], inside: [/^\.continue\/rules\/.+\.md$/], tools: ['continue'] },
  { kind: 'openhands-microagent', role: 'scoped-rule', inside: [/^\.openhands\/microagents\/.+\.md$/], tools: ['openhands'] },
  { kind: 'claude-rule', role: 'scoped-rule', inside: [/^\.claude\/rules\/.+\.md$/], tools: ['claude-code'], imports: 'claude-code' },
  { kind: 'copilot-path-instructions', role: 'scoped-rule', inside: [/^\.github\/instructions\/.+\.instructions\.md$/], tools: ['copilot'] },
  { kind: 'cursor-rule', role: 'scoped-rule', inside: [/^\.cursor\/rules\/.+\.mdc?$/], tools: ['cursor', 'cline'] },
  { kind: 'windsurf-rule', role: 'scoped-rule', inside: [/^\.(?:windsurf|devin)\/rules\/.+\.md$/], tools: ['windsurf'] },
  { kind: 'gemini-styleguide', role: 'scoped-rule', paths: ['.gemini/styleguide.md'], tools: ['gemini-code-assist'] },
  { kind: 'kiro-steering', role: 'scoped-rule', inside: [/^\.kiro\/steering\/.+\.md$/], tools: ['kiro'] },
  {
    kind: 'skill',
    role: 'skill',
    inside: [/^\.(?:claude|agents|github|cursor|gemini|opencode|kiro|junie|roo|factory|vibe|pi|windsurf|agent|codex)\/skills\/.+\/SKILL\.md$/],
    tools: [],
  },
  { kind: 'claude-agent', role: 'sub-agent', inside: [/^\.claude\/agents\/.+\.md$/], tools: ['claude-code'] },
  { kind: 'copilot-agent', role: 'sub-agent', inside: [/^\.github\/agents\/[^/]+\.md$/], tools: ['copilot'] },
  { kind: 'cursor-agent', role: 'sub-agent', inside: [/^\.cursor\/agents\/.+\.md$/], tools: ['cursor'] },
  { kind: 'opencode-agent', role: 'sub-agent', inside: [/^\.opencode\/agents?\/.+\.md$/], tools: ['opencode'] },
  { kind: 'claude-command', role: 'command', inside: [/^\.claude\/commands\/.+\.md$/], tools: ['claude-code'] },
  { kind: 'copilot-prompt', role: 'command', inside: [/^\.github\/prompts\/.+\.prompt\.md$/], tools: ['copilot'] },
  { kind: 'cursor-command', role: 'command', inside: [/^\.cursor\/commands\/.+\.md$/], tools: ['cursor'] },
  { kind: 'opencode-command', role: 'command', inside: [/^\.opencode\/commands?\/.+\.md$/], tools: ['opencode'] },
  {
    kind: 'other-command',
    role: 'command',
    inside: [/^\.(?:clinerules|windsurf)\/workflows\/.+\.md$/, /^\.roo\/commands\/.+\.md$/],
    tools: ['cline', 'windsurf', 'roo-code'],
  },
];

/** An agent, how it is told to be in use, and what of a repository it reads. */
export interface AgentTool {
  readonly id: string;
  readonly name: string;
  /** Whether it reads `AGENTS.md` by itself. `fallback`: only where its own file is missing; `by-setting`: only when a committed setting names it. */
  readonly agentsMd: 'native' | 'fallback' | 'by-setting' | 'no' | 'not-documented';
  /** Paths whose presence shows that people here use it; matched from the root. */
  readonly evidence: readonly RegExp[];
  /** Actions (`owner/name`) that run it. */
  readonly actions?: readonly string[];
  /** Programs that run it. */
  readonly programs?: readonly string[];
  /** The file of its own that it reads at the root. */
  readonly ownFile: string;
  readonly source: string;
}

/** Agents by whether, and how, they read `AGENTS.md`. */
export const agentTools: readonly AgentTool[] = [
  {
    id: 'claude-code',
    name: 'Claude Code',
    // Since 2.1.277, and only if no CLAUDE.md, .claude/CLAUDE.md or CLAUDE.local.md is there.
    agentsMd: 'fallback',
    evidence: [/^(?:\.claude\/)?CLAUDE(?:\.local)?\.md$/, /^\.claude\/(?:settings(?:\.local)?\.json|commands\/|agents\/|skills\/|hooks\/|rules\/)/],
    actions: ['anthropics/claude-code-action', 'anthropics/claude-code-base-action'],
    programs: ['claude', '@anthropic-ai/claude-code'],
    ownFile: 'CLAUDE.md',
    source: 'https://code.claude.com/docs/en/memory',
  },
  {
    id: 'codex',
    name: 'Codex',
    agentsMd: 'native',
    evidence: [/^AGENTS\.override\.md$/, /^\.codex\//],
    actions: ['openai/codex-action'],
    programs: ['codex', '@openai/codex'],
    ownFile: 'AGENTS.md',
    source: 'https://developers.openai.com/codex/guides/agents-md',
  },
  {
    id: 'copilot',
    name: 'GitHub Copilot',
    agentsMd: 'native',
    evidence: [
      /^\.github\/(?:copilot-instructions\.md|instructions\/.+\.instructions\.md|prompts\/.+\.prompt\.md|agents\/[^/]+\.md|workflows\/copilot-setup-steps\.yml)$/,
    ],
    programs: ['copilot', '@github/copilot'],
    ownFile: '.github/copilot-instructions.md',
    source: 'https://docs.github.com/en/copilot/how-tos/configure-custom-instructions/add-repository-instructions',
  },
  {
    id: 'cursor',
    name: 'Cursor',
    agentsMd: 'native',
    evidence: [/^\.cursorrules$/, /^\.cursor\//],
    programs: ['cursor-agent'],
    ownFile: '.cursor/rules',
    source: 'https://cursor.com/docs/context/rules',
  },
  {
    id: 'gemini-cli',
    name: 'Gemini CLI',
    agentsMd: 'by-setting',
    evidence: [/^GEMINI\.md$/, /^\.gemini\/(?:settings\.json|commands\/|skills\/|extensions\/)/],
    actions: ['google-github-actions/run-gemini-cli', 'google-gemini/gemini-cli-action'],
    programs: ['gemini', '@google/gemini-cli'],
    ownFile: 'GEMINI.md',
    source: 'https://github.com/google-gemini/gemini-cli/blob/main/docs/cli/gemini-md.md',
  },
  {
    id: 'windsurf',
    name: 'Windsurf',
    agentsMd: 'native',
    evidence: [/^\.windsurfrules$/, /^\.windsurf\//],
    ownFile: '.windsurf/rules',
    source: 'https://docs.windsurf.com/windsurf/cascade/memories',
  },
  {
    id: 'cline',
    name: 'Cline',
    agentsMd: 'native',
    evidence: [/^\.clinerules(?:\/|$)/],
    ownFile: '.clinerules',
    source: 'https://docs.cline.bot/features/cline-rules',
  },
  {
    id: 'roo-code',
    name: 'Roo Code',
    agentsMd: 'native',
    evidence: [/^\.roo(?:\/|rules|modes)/],
    ownFile: '.roo/rules',
    source: 'https://docs.roocode.com/features/custom-instructions',
  },
  {
    id: 'kilo-code',
    name: 'Kilo Code',
    agentsMd: 'native',
    evidence: [/^\.kilocode\//],
    ownFile: '.kilocode/rules',
    source: 'https://kilocode.ai/docs/advanced-usage/custom-rules',
  },
  {
    id: 'opencode',
    name: 'opencode',
    agentsMd: 'native',
    evidence: [/^opencode\.jsonc?$/, /^\.opencode\//],
    actions: ['sst/opencode', 'anomalyco/opencode'],
    programs: ['opencode', 'opencode-ai'],
    ownFile: 'AGENTS.md',
    source: 'https://opencode.ai/docs/rules/',
  },
  {
    id: 'kiro',
    name: 'Kiro',
    agentsMd: 'native',
    evidence: [/^\.kiro\//],
    programs: ['kiro-cli'],
    ownFile: '.kiro/steering',
    source: 'https://kiro.dev/docs/steering/',
  },
  {
    id: 'junie',
    name: 'Junie',
    agentsMd: 'native',
    evidence: [/^\.junie\//],
    programs: ['junie'],
    ownFile: '.junie/guidelines.md',
    source: 'https://www.jetbrains.com/help/junie/customize-guidelines.html',
  },
  {
    id: 'goose',
    name: 'Goose',
    agentsMd: 'native',
    evidence: [/^\.goosehints$/, /^\.goose\//],
    programs: ['goose'],
    ownFile: '.goosehints',
    source: 'https://block.github.io/goose/docs/guides/using-goosehints',
  },
  {
    id: 'aider',
    name: 'Aider',
    agentsMd: 'by-setting',
    evidence: [/^\.aider\.conf\.yml$/],
    programs: ['aider'],
    ownFile: '.aider.conf.yml',
    source: 'https://aider.chat/docs/usage/conventions.html',
  },
  {
    id: 'amazon-q',
    name: 'Amazon Q',
    agentsMd: 'not-documented',
    evidence: [/^\.amazonq\//],
    ownFile: '.amazonq/rules',
    source: 'https://docs.aws.amazon.com/amazonq/latest/qdeveloper-ug/context-project-rules.html',
  },
  {
    id: 'augment',
    name: 'Augment',
    agentsMd: 'native',
    evidence: [/^\.augment(?:\/|-guidelines$)/],
    programs: ['auggie'],
    ownFile: '.augment/rules',
    source: 'https://docs.augmentcode.com/setup-augment/guidelines',
  },
  {
    id: 'openhands',
    name: 'OpenHands',
    agentsMd: 'native',
    evidence: [/^\.openhands\//],
    ownFile: '.openhands/microagents/repo.md',
    source: 'https://docs.openhands.dev/',
  },
  {
    id: 'continue',
    name: 'Continue',
    agentsMd: 'not-documented',
    evidence: [/^\.continuerules$/, /^\.continue\/(?:rules|prompts|config)/],
    ownFile: '.continue/rules',
    source: 'https://docs.continue.dev/customize/deep-dives/rules',
  },
  {
    id: 'trae',
    name: 'Trae',
    agentsMd: 'no',
    evidence: [/^\.trae\//],
    ownFile: '.trae/rules/project_rules.md',
    source: 'https://docs.trae.ai/ide/rules',
  },
];

/** Hops of imports after which a tool stops. */
export const importDepth: Readonly<Record<'claude-code' | 'gemini-cli', number>> = { 'claude-code': 4, 'gemini-cli': 5 };

/** What tools read at most. Bytes of UTF-8; characters are UTF-16 code units. */
export const readingLimits: Readonly<Record<'codexChainBytes' | 'claudeFileBytes' | 'windsurfRuleCharacters' | 'copilotReviewCharacters', number>> = {
  codexChainBytes: 32_768,
  claudeFileBytes: 4 * 1024 * 1024,
  windsurfRuleCharacters: 12_000,
  // GitHub's documentation gave it on a page that was removed later: https://github.com/github/docs/issues/42761
  copilotReviewCharacters: 4000,
};

/** A limit on what a tool reads. */
export interface SizeLimit {
  readonly kinds: readonly string[];
  readonly tool: string;
  readonly unit: 'bytes' | 'lines' | 'characters';
  readonly limit: number;
  /** `cut`: what is behind is not read; `advice`: the vendor advises less. */
  readonly effect: 'cut' | 'advice';
  /** Over all files from the root to the working directory. */
  readonly chain?: boolean;
  readonly source: string;
}

/** Limits by file family. */
export const sizeLimits: readonly SizeLimit[] = [
  {
    kinds: ['agents-md', 'agents-override'],
    tool: 'Codex',
    unit: 'bytes',
    limit: readingLimits.codexChainBytes,
    effect: 'cut',
    chain: true,
    source: 'https://github.com/openai/codex/blob/main/docs/config.md',
  },
  {
    kinds: ['claude-md'],
    tool: 'Claude Code',
    unit: 'bytes',
    limit: readingLimits.claudeFileBytes,
    effect: 'cut',
    source: 'https://code.claude.com/docs/en/memory',
  },
  { kinds: ['claude-md'], tool: 'Claude Code', unit: 'lines', limit: 200, effect: 'advice', source: 'https://code.claude.com/docs/en/memory' },
  { kinds: ['cursor-rule'], tool: 'Cursor', unit: 'lines', limit: 500, effect: 'advice', source: 'https://cursor.com/docs/context/rules' },
  {
    kinds: ['windsurf-rule', 'windsurfrules'],
    tool: 'Windsurf',
    unit: 'characters',
    limit: readingLimits.windsurfRuleCharacters,
    effect: 'cut',
    source: 'https://docs.windsurf.com/windsurf/cascade/memories',
  },
  {
    kinds: ['copilot-agent'],
    tool: 'GitHub Copilot',
    unit: 'characters',
    limit: 30_000,
    effect: 'cut',
    source: 'https://docs.github.com/en/copilot/reference/custom-agents-configuration',
  },
  { kinds: ['skill'], tool: 'the skill format', unit: 'lines', limit: 500, effect: 'advice', source: 'https://agentskills.io/specification' },
];
