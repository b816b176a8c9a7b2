import type { Located, Location } from './location.ts';
import type { MarkdownDocument } from './markdown.ts';

/** Agents whose instruction files are known; ids are ours, e.g. `codex`, `claude-code`, `copilot-cloud-agent`, `cursor`. */
export type AgentTool = string;

/** `@path` in a file of a tool that expands it. */
export interface InstructionImport {
  /** As written, without the `@`. */
  readonly raw: string;
  readonly location: Location;
  /** Repository-relative target; undefined when it leaves the repository or is in a home directory. */
  readonly target: string | undefined;
  readonly state: 'resolved' | 'missing' | 'outside-repository' | 'cycle' | 'too-deep';
}

/** A command that an instruction file quotes. */
export interface CommandMention {
  readonly text: string;
  readonly location: Location;
  readonly form: 'span' | 'fence';
  readonly headings: readonly string[];
}

/** A path that an instruction file names. */
export interface PathMention {
  readonly path: string;
  readonly location: Location;
  readonly form: 'span' | 'link' | 'import';
}

export interface InstructionFile {
  readonly path: string;
  /** Format family: `agents-md`, `claude-md`, `claude-rule`, `copilot-instructions`, `cursor-rule`, `skill`, … */
  readonly kind: string;
  /** Tools that read it, by the dated table of tools. */
  readonly tools: readonly AgentTool[];
  /** Directory that it speaks for; empty for the whole repository. */
  readonly directory: string;
  /** `instructions` guide every task; `scoped-rule` some paths; the others only run on request. */
  readonly role: 'instructions' | 'scoped-rule' | 'skill' | 'sub-agent' | 'command';
  readonly document: MarkdownDocument;
  /** Front matter fields, when there is any and it could be read. */
  readonly frontMatter?: ReadonlyMap<string, Located<string | readonly string[] | boolean>>;
  readonly imports: readonly InstructionImport[];
  readonly commands: readonly CommandMention[];
  readonly paths: readonly PathMention[];
  /** Set when the file is a link to, a one-line import of, or a byte-identical copy of another: one text under two names. */
  readonly sameTextAs?: string;
}

/** Evidence that an agent is in use here. */
export interface AgentEvidence {
  readonly tool: AgentTool;
  readonly name: string;
  readonly evidence: readonly { readonly path: string; readonly note: string }[];
}

export interface Instructions {
  readonly files: readonly InstructionFile[];
  /** Files at the root (or the tool's own root place) that guide every task. */
  readonly root: readonly InstructionFile[];
  readonly agentsInUse: readonly AgentEvidence[];
}
