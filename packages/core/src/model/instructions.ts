import type { ShellCommand } from './command.ts';
import type { Diagnostic } from './diagnostic.ts';
import type { UnreadableReason } from './file.ts';
import type { Located, Location } from './location.ts';
import type { MarkdownDocument } from './markdown.ts';

/** Agents whose instruction files are known; ids are ours, e.g. `codex`, `claude-code`, `copilot-cloud-agent`, `cursor`. */
export type AgentTool = string;

/** `@path` in a file of a tool that expands it, or a symbolic link. */
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
  /** As written, without a prompt. */
  readonly text: string;
  readonly location: Location;
  readonly form: 'span' | 'fence';
  /** The sentence that inline code stands in; for a fence the one before it. */
  readonly context: string;
  /** Texts of the headings above, outermost first. */
  readonly headings: readonly string[];
  /** The parsed command. Placeholders (`<file>`) stand in its words as {@link placeholderMark}. */
  readonly command: ShellCommand;
}

/** Stands for each character of a placeholder such as `<package>` in a parsed command mention. */
export const placeholderMark: string = '\uFFFC';

/** A path that an instruction file names. */
export interface PathMention {
  /** Without a leading `./`, a line number or a fragment. A directory that is written with a slash at the end keeps it. */
  readonly path: string;
  readonly location: Location;
  readonly form: 'span' | 'link';
  /** The sentence it stands in. */
  readonly context: string;
  readonly headings: readonly string[];
}

/** Something that is in a text but that a reader does not see. */
export interface HiddenText {
  readonly kind: 'tag-characters' | 'bidirectional-control' | 'zero-width' | 'variation-selectors' | 'invisible-character';
  readonly location: Location;
  /** Code points, e.g. `U+200B`, the first few. */
  readonly characters: string;
  readonly count: number;
  /** What tag characters spell. */
  readonly spells?: string;
}

export type FrontMatterValue = string | readonly string[] | boolean;

export type InstructionRole = 'instructions' | 'scoped-rule' | 'skill' | 'sub-agent' | 'command';

export interface InstructionFile {
  readonly path: string;
  /** Format family: `agents-md`, `claude-md`, `claude-rule`, `copilot-instructions`, `cursor-rule`, `skill`, … */
  readonly kind: string;
  /** Tools that read it, by the dated table of tools. */
  readonly tools: readonly AgentTool[];
  /** Directory that it speaks for; empty for the whole repository. */
  readonly directory: string;
  /** `instructions` guide every task; `scoped-rule` some paths; the others only run on request. */
  readonly role: InstructionRole;
  readonly byteSize: number;
  /** The text as read, without a byte order mark. */
  readonly source: string;
  /** Parsed when it is first asked for. */
  readonly document: MarkdownDocument;
  /** Front matter fields; empty when there is none. */
  readonly frontMatter: ReadonlyMap<string, Located<FrontMatterValue>>;
  /** Set when front matter is not valid YAML. */
  readonly frontMatterProblem: Diagnostic | undefined;
  readonly imports: readonly InstructionImport[];
  readonly commands: readonly CommandMention[];
  readonly paths: readonly PathMention[];
  readonly hidden: readonly HiddenText[];
  /** Set when the file is a link to, a one-line import of, or a byte-identical copy of another: one text under two names. */
  readonly sameTextAs?: string;
  /** How the two are tied, when `sameTextAs` is set. */
  readonly sameTextBy?: 'link' | 'import' | 'pointer' | 'copy';
  /** The file that imports this one, when only an import makes it one of instructions. */
  readonly importedBy?: string;
}

/** Evidence that an agent is in use here. */
export interface AgentEvidence {
  readonly tool: AgentTool;
  readonly name: string;
  readonly evidence: readonly { readonly path: string; readonly note: string }[];
  /** Whether it finds instructions at the root, and by which file; or why not. */
  readonly reach: { readonly state: 'reached'; readonly by: string; readonly how: string } | { readonly state: 'not-reached'; readonly reason: string };
}

export interface Instructions {
  readonly files: readonly InstructionFile[];
  /** Files at the root (or the tool's own root place) that guide every task. */
  readonly root: readonly InstructionFile[];
  readonly agentsInUse: readonly AgentEvidence[];
  /** Whether git ignores a path that is not there: build outputs and local files that instructions may name. */
  isIgnored(path: string): boolean;
  /** Instruction files that are links to nothing, or out of the repository. */
  readonly brokenLinks: readonly { readonly path: string; readonly reason: UnreadableReason }[];
}
