import { importDepth, readingLimits } from './agent-tools.ts';

/** How a rule file says when it is read: by which fields of its front matter. */
export type Activation =
  | 'claude-paths'
  | 'copilot-apply-to'
  | 'cursor'
  | 'windsurf-trigger'
  | 'cline-paths'
  | 'kiro-inclusion'
  | 'continue'
  | 'augment-type'
  | 'openhands-triggers'
  | 'roo-mode'
  | 'not-in-the-file';

/** Files that a tool looks for in the same way. */
export interface FileGroup {
  /** Names or globs below the directory that is looked in; earlier ones first. */
  readonly files: readonly string[];
  /**
   * Directories that are looked in. `root`: the repository's; `chain`: each from the root to the working directory;
   * `nearest`: only the closest of these that has one.
   */
  readonly where: 'root' | 'chain' | 'nearest';
  /** Only the first of `files` that exists counts, even an empty one: in each directory, or in all of them together. */
  readonly choose?: 'first-in-directory' | 'first-of-all';
  /** Read as well in directories below the working directory, once a file there is touched. */
  readonly below?: true;
  /** In a sub-directory it speaks only for that directory, even when the tool was started there. */
  readonly scopedToDirectory?: true;
  /** Read only where none of these exists in the working directory or above. */
  readonly fallbackFor?: readonly string[];
  /** Front matter that decides when it is read; it is taken off the text. */
  readonly activation?: Activation;
  /** Keys of committed settings that name files: added to `files`, or in their place. */
  readonly setting?: { readonly keys: readonly string[]; readonly use: 'add' | 'replace' };
  /** A committed setting that switches the group on or off. */
  readonly switch?: { readonly key: string; readonly without: 'on' | 'off' };
  readonly limit?: { readonly unit: 'bytes' | 'characters'; readonly size: number; readonly effect: 'cut' | 'skip' };
}

/** How one tool reads instructions. */
export interface ReadingRule {
  readonly id: string;
  readonly name: string;
  /** Id under which the tool is found in use, where several tools share one. */
  readonly agent?: string;
  /** Name under which its settings files are known, where it is another. */
  readonly settingsOf?: string;
  readonly order: 'root-to-directory' | 'precedence' | 'unordered';
  readonly groups: readonly FileGroup[];
  /** Hops of `@path` imports that it expands. */
  readonly imports?: { readonly depth: number; readonly onlyInsideDirectory?: true };
  /** Takes block-level HTML comments out. */
  readonly stripsComments?: true;
  /** Bytes that it reads at most of all files together, unless a setting says otherwise. */
  readonly budget?: { readonly bytes: number; readonly setting: string };
  /** Value of `excludeAgent` that keeps a file from it. */
  readonly excludedAs?: string;
  /** What files of a repository cannot tell about it, or its vendor does not document. */
  readonly unknown?: readonly string[];
  /** `vendor`: its documentation or source was read; `second-hand`: others say so. */
  readonly basis: 'vendor' | 'second-hand';
  readonly source: string;
}

/** Day on which the rules were last compared with their sources. */
export const readingRulesChecked: string = '2026-11-24';

const agentsMd: FileGroup = { files: ['AGENTS.md'], where: 'root' };
/** What https://agents.md/ asks of every reader: the closest file to the edited one wins. */
const closestAgentsMd: FileGroup = { files: ['AGENTS.md'], where: 'nearest', below: true };
const copilotRepository: FileGroup = { files: ['.github/copilot-instructions.md'], where: 'root' };
const copilotPaths: FileGroup = { files: ['.github/instructions/**/*.instructions.md'], where: 'root', activation: 'copilot-apply-to' };
const claudeMarks = ['CLAUDE.md', '.claude/CLAUDE.md', 'CLAUDE.local.md'];

const copilotUnknown = ['instructions of the organisation and of the user'];
const agentsMdSource = 'https://agents.md/';
/** A generator that writes the files of many tools, so that its paths are in use. */
const generatorSource = 'https://github.com/intellectronica/ruler';

/** A tool of which only that it reads `AGENTS.md` is known; nesting by the format's own rule. */
function agentsMdReader(id: string, name: string, more: readonly FileGroup[] = []): ReadingRule {
  return { id, name, order: 'unordered', groups: [closestAgentsMd, ...more], basis: 'second-hand', source: agentsMdSource };
}

/** How each tool reads instructions. */
export const readingRules: readonly ReadingRule[] = [
  {
    id: 'claude-code',
    name: 'Claude Code',
    order: 'root-to-directory',
    groups: [
      {
        files: ['CLAUDE.md', '.claude/CLAUDE.md'],
        where: 'chain',
        below: true,
        limit: { unit: 'bytes', size: readingLimits.claudeFileBytes, effect: 'skip' },
      },
      { files: ['.claude/rules/**/*.md'], where: 'chain', below: true, activation: 'claude-paths' },
      { files: ['CLAUDE.local.md'], where: 'chain', below: true, limit: { unit: 'bytes', size: readingLimits.claudeFileBytes, effect: 'skip' } },
      // Since 2.1.277; older versions read no AGENTS.md.
      {
        files: ['AGENTS.md', '.claude/AGENTS.md'],
        where: 'chain',
        below: true,
        fallbackFor: claudeMarks,
        limit: { unit: 'bytes', size: readingLimits.claudeFileBytes, effect: 'skip' },
      },
    ],
    imports: { depth: importDepth['claude-code'], onlyInsideDirectory: true },
    stripsComments: true,
    unknown: [
      'files in the home directory, of the organisation, and above the repository',
      'the user setting "Project instructions", which decides whether AGENTS.md is read beside CLAUDE.md, instead of it, or never',
      'what the model noted in its own memory',
    ],
    basis: 'vendor',
    source: 'https://code.claude.com/docs/en/memory',
  },
  {
    id: 'codex',
    name: 'Codex',
    order: 'root-to-directory',
    groups: [
      {
        files: ['AGENTS.override.md', 'AGENTS.md'],
        where: 'chain',
        choose: 'first-in-directory',
        setting: { keys: ['project_doc_fallback_filenames'], use: 'add' },
      },
    ],
    budget: { bytes: readingLimits.codexChainBytes, setting: 'project_doc_max_bytes' },
    unknown: ['AGENTS.md and config.toml in the home directory', 'another project_root_markers in the user’s configuration, which moves the root'],
    basis: 'vendor',
    source: 'https://github.com/openai/codex/blob/main/codex-rs/core/src/agents_md.rs',
  },
  {
    id: 'copilot-cloud-agent',
    name: 'Copilot cloud agent',
    agent: 'copilot',
    order: 'unordered',
    groups: [closestAgentsMd, copilotRepository, copilotPaths, { files: ['CLAUDE.md', 'GEMINI.md'], where: 'root' }],
    excludedAs: 'coding-agent',
    unknown: copilotUnknown,
    basis: 'vendor',
    source: 'https://docs.github.com/en/copilot/how-tos/configure-custom-instructions/add-repository-instructions',
  },
  {
    id: 'copilot-code-review',
    name: 'Copilot code review',
    agent: 'copilot',
    order: 'unordered',
    groups: [copilotRepository, copilotPaths].map((group) => ({
      ...group,
      limit: { unit: 'characters', size: readingLimits.copilotReviewCharacters, effect: 'cut' } as const,
    })),
    excludedAs: 'code-review',
    unknown: [...copilotUnknown, 'whether the limit of 4,000 characters still holds: the page that gave it was removed'],
    basis: 'vendor',
    source: 'https://docs.github.com/en/copilot/reference/custom-instructions-support',
  },
  {
    id: 'copilot-cli',
    name: 'Copilot CLI',
    agent: 'copilot',
    order: 'unordered',
    groups: [{ ...agentsMd, where: 'chain' }, copilotRepository, copilotPaths, { files: ['CLAUDE.md', 'GEMINI.md'], where: 'root' }],
    unknown: copilotUnknown,
    basis: 'vendor',
    source: 'https://docs.github.com/en/copilot/reference/custom-instructions-support',
  },
  {
    id: 'vscode',
    name: 'VS Code',
    agent: 'copilot',
    order: 'unordered',
    groups: [
      { ...agentsMd, switch: { key: 'chat.useAgentsMdFile', without: 'on' } },
      { files: ['*/**/AGENTS.md'], where: 'root', switch: { key: 'chat.useNestedAgentsMdFiles', without: 'off' } },
      copilotRepository,
      copilotPaths,
      { files: claudeMarks, where: 'root' },
      { files: ['.claude/rules/**/*.md'], where: 'root', activation: 'claude-paths' },
    ],
    unknown: ['settings and instructions of the user and of the organisation'],
    basis: 'vendor',
    source: 'https://code.visualstudio.com/docs/copilot/customization/custom-instructions',
  },
  {
    id: 'copilot-ide',
    name: 'Copilot in JetBrains IDEs, Visual Studio, Xcode',
    agent: 'copilot',
    order: 'unordered',
    // Eclipse reads the first only.
    groups: [copilotRepository, copilotPaths],
    unknown: copilotUnknown,
    basis: 'vendor',
    source: 'https://docs.github.com/en/copilot/reference/custom-instructions-support',
  },
  {
    id: 'cursor',
    name: 'Cursor',
    order: 'unordered',
    groups: [
      { files: ['AGENTS.md'], where: 'chain', below: true },
      { files: ['.cursor/rules/**/*.mdc'], where: 'chain', below: true, activation: 'cursor' },
      { files: ['.cursor/rules/**/*.md'], where: 'chain', below: true },
      { files: ['.cursorrules'], where: 'root' },
    ],
    unknown: ['rules of the team and of the user', 'files that rules name with @: they are not put in here'],
    basis: 'second-hand',
    source: 'https://cursor.com/docs/context/rules',
  },
  {
    id: 'gemini-cli',
    name: 'Gemini CLI',
    order: 'root-to-directory',
    groups: [{ files: ['GEMINI.md'], where: 'chain', below: true, setting: { keys: ['context.fileName', 'contextFileName'], use: 'replace' } }],
    imports: { depth: importDepth['gemini-cli'] },
    unknown: ['files in the home directory, and those of extensions'],
    basis: 'vendor',
    source: 'https://github.com/google-gemini/gemini-cli/blob/main/docs/cli/gemini-md.md',
  },
  {
    id: 'gemini-code-assist',
    name: 'Gemini Code Assist',
    order: 'unordered',
    groups: [{ files: ['.gemini/styleguide.md'], where: 'root' }],
    basis: 'second-hand',
    source: 'https://developers.google.com/gemini-code-assist/docs/customize-gemini-behavior-github',
  },
  {
    id: 'windsurf',
    name: 'Windsurf',
    order: 'unordered',
    groups: [
      { files: ['AGENTS.md'], where: 'chain', below: true, scopedToDirectory: true },
      {
        files: ['.windsurf/rules/*.md', '.devin/rules/*.md'],
        where: 'chain',
        below: true,
        activation: 'windsurf-trigger',
        limit: { unit: 'characters', size: readingLimits.windsurfRuleCharacters, effect: 'cut' },
      },
      { files: ['.windsurfrules'], where: 'root', limit: { unit: 'characters', size: readingLimits.windsurfRuleCharacters, effect: 'cut' } },
    ],
    unknown: ['global rules of the user and rules of the organisation'],
    basis: 'vendor',
    source: 'https://docs.windsurf.com/windsurf/cascade/memories',
  },
  {
    id: 'cline',
    name: 'Cline',
    order: 'unordered',
    groups: [
      agentsMd,
      { files: ['.clinerules'], where: 'root' },
      { files: ['.clinerules/**/*.{md,txt}'], where: 'root', activation: 'cline-paths' },
      { files: ['.cursor/rules/**/*.mdc'], where: 'root', activation: 'cursor' },
      { files: ['.cursorrules', '.windsurfrules'], where: 'root' },
    ],
    unknown: ['global rules of the user'],
    basis: 'vendor',
    source: 'https://docs.cline.bot/features/cline-rules',
  },
  {
    id: 'roo-code',
    name: 'Roo Code',
    order: 'precedence',
    groups: [
      { files: ['.roo/rules-*/**/*.{md,txt}', '.roorules-*'], where: 'root', activation: 'roo-mode' },
      { files: ['AGENTS.md', 'AGENT.md'], where: 'root', choose: 'first-of-all' },
      { files: ['.roo/rules/**/*.{md,txt}', '.roorules', '.clinerules'], where: 'root', choose: 'first-of-all' },
    ],
    unknown: ['global rules of the user', 'the user setting useAgentRules, which switches AGENTS.md off'],
    basis: 'vendor',
    source: 'https://docs.roocode.com/features/custom-instructions',
  },
  {
    id: 'kilo-code',
    name: 'Kilo Code',
    order: 'unordered',
    groups: [agentsMd, { files: ['.kilocode/rules/*.md'], where: 'root' }],
    basis: 'second-hand',
    source: 'https://kilocode.ai/docs/advanced-usage/custom-rules',
  },
  {
    id: 'opencode',
    name: 'opencode',
    order: 'unordered',
    groups: [
      // In its source the first name that is found anywhere up to the root decides, and every file of that name is read.
      { files: ['AGENTS.md', 'CLAUDE.md'], where: 'chain', choose: 'first-of-all' },
      { files: [], where: 'root', setting: { keys: ['instructions'], use: 'replace' } },
    ],
    unknown: ['files in the home directory', 'whether files below the working directory are added when a file there is read'],
    basis: 'second-hand',
    source: 'https://opencode.ai/docs/rules/',
  },
  {
    id: 'zed',
    name: 'Zed',
    order: 'precedence',
    groups: [
      {
        files: [
          '.rules',
          '.cursorrules',
          '.windsurfrules',
          '.clinerules',
          '.github/copilot-instructions.md',
          'AGENT.md',
          'AGENTS.md',
          'CLAUDE.md',
          'GEMINI.md',
        ],
        where: 'root',
        choose: 'first-of-all',
      },
    ],
    basis: 'vendor',
    source: 'https://zed.dev/docs/ai/rules',
  },
  {
    id: 'kiro',
    name: 'Kiro',
    order: 'unordered',
    groups: [agentsMd, { files: ['.kiro/steering/**/*.md'], where: 'root', activation: 'kiro-inclusion' }],
    unknown: ['steering files in the home directory'],
    basis: 'second-hand',
    source: 'https://kiro.dev/docs/steering/',
  },
  {
    id: 'amazon-q',
    name: 'Amazon Q',
    order: 'unordered',
    groups: [agentsMd, { files: ['.amazonq/rules/**/*.md'], where: 'root' }],
    unknown: ['whether the IDE reads AGENTS.md: said of the command line only'],
    basis: 'second-hand',
    source: 'https://docs.aws.amazon.com/amazonq/latest/qdeveloper-ug/context-project-rules.html',
  },
  {
    id: 'junie',
    name: 'Junie',
    order: 'precedence',
    groups: [{ files: ['.junie/AGENTS.md', 'AGENTS.md', '.junie/guidelines.md'], where: 'root', choose: 'first-of-all' }],
    basis: 'second-hand',
    source: 'https://www.jetbrains.com/help/junie/customize-guidelines.html',
  },
  {
    id: 'jetbrains-ai',
    name: 'JetBrains AI Assistant',
    order: 'unordered',
    groups: [{ files: ['.aiassistant/rules/*.md'], where: 'root', activation: 'not-in-the-file' }],
    basis: 'second-hand',
    source: generatorSource,
  },
  {
    id: 'aider',
    name: 'Aider',
    order: 'unordered',
    groups: [{ files: [], where: 'root', setting: { keys: ['read'], use: 'replace' } }],
    unknown: ['configuration in the home directory, and files given on the command line'],
    basis: 'second-hand',
    source: 'https://aider.chat/docs/usage/conventions.html',
  },
  {
    id: 'goose',
    name: 'Goose',
    order: 'root-to-directory',
    groups: [{ files: ['AGENTS.md', '.goosehints'], where: 'chain' }],
    unknown: ['other names in the variable CONTEXT_FILE_NAMES', 'files that hints name with @: they are not put in here'],
    basis: 'second-hand',
    source: 'https://block.github.io/goose/docs/guides/using-goosehints',
  },
  {
    id: 'warp',
    name: 'Warp',
    order: 'unordered',
    groups: [{ files: ['WARP.md', 'AGENTS.md'], where: 'chain', choose: 'first-in-directory' }],
    unknown: ['rules of the user'],
    basis: 'second-hand',
    source: generatorSource,
  },
  {
    id: 'augment',
    name: 'Augment',
    order: 'unordered',
    groups: [agentsMd, { files: ['.augment/rules/**/*.md'], where: 'root', activation: 'augment-type' }, { files: ['.augment-guidelines'], where: 'root' }],
    basis: 'second-hand',
    source: 'https://docs.augmentcode.com/setup-augment/guidelines',
  },
  {
    id: 'crush',
    name: 'Crush',
    order: 'unordered',
    groups: [{ files: ['CRUSH.md', 'AGENTS.md', 'CLAUDE.md', 'GEMINI.md'], where: 'root' }],
    basis: 'second-hand',
    source: generatorSource,
  },
  {
    id: 'firebase-studio',
    name: 'Firebase Studio',
    order: 'unordered',
    groups: [{ files: ['.idx/airules.md'], where: 'root' }],
    basis: 'second-hand',
    source: generatorSource,
  },
  {
    id: 'antigravity',
    name: 'Antigravity',
    order: 'unordered',
    groups: [
      { files: ['AGENTS.md', 'GEMINI.md'], where: 'root' },
      { files: ['.agent/rules/*.md'], where: 'root', activation: 'not-in-the-file' },
    ],
    basis: 'second-hand',
    source: generatorSource,
  },
  {
    id: 'openhands',
    name: 'OpenHands',
    order: 'unordered',
    groups: [agentsMd, { files: ['.openhands/microagents/**/*.md'], where: 'root', activation: 'openhands-triggers' }],
    basis: 'second-hand',
    source: 'https://docs.openhands.dev/',
  },
  {
    id: 'trae',
    name: 'Trae',
    order: 'unordered',
    groups: [{ files: ['.trae/rules/project_rules.md'], where: 'root' }],
    basis: 'second-hand',
    source: 'https://docs.trae.ai/ide/rules',
  },
  {
    id: 'firebender',
    name: 'Firebender',
    order: 'unordered',
    groups: [],
    unknown: ['the rules in firebender.json: they are not read here'],
    basis: 'second-hand',
    source: generatorSource,
  },
  {
    id: 'continue',
    name: 'Continue',
    order: 'unordered',
    groups: [
      { files: ['.continue/rules/**/*.md'], where: 'root', activation: 'continue' },
      { files: ['.continuerules'], where: 'root' },
    ],
    basis: 'second-hand',
    source: 'https://docs.continue.dev/customize/deep-dives/rules',
  },
  agentsMdReader('qwen-code', 'Qwen Code', [{ files: ['QWEN.md'], where: 'chain' }]),
  agentsMdReader('amp', 'Amp'),
  agentsMdReader('factory', 'Factory Droid'),
  agentsMdReader('jules', 'Jules'),
  agentsMdReader('devin', 'Devin'),
  agentsMdReader('ona', 'Ona'),
  agentsMdReader('phoenix', 'Phoenix'),
  agentsMdReader('mistral-vibe', 'Mistral Vibe'),
  agentsMdReader('pi', 'Pi'),
  agentsMdReader('semgrep', 'Semgrep'),
];
