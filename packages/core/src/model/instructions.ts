import type { AgentSetting } from './agent-settings.ts';
import type { ShellCommand } from './command.ts';
import type { Diagnostic } from './diagnostic.ts';
import type { UnreadableReason } from './file.ts';
import type { Located, Location } from './location.ts';
import type { MarkdownDocument } from './markdown.ts';

/** Agents whose instruction files are known; ids are ours, e.g. `codex`, `claude-code`, `copilot`, `cursor`. */
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
  /** The file that imports this one, or the settings file that names it, when only that makes it one of instructions. */
  readonly importedBy?: string;
  /** Where the text stands, when the file is a symbolic link. */
  readonly linkTarget?: string;
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
  /** Committed settings that say which files tools read, how much of them, or whether: one entry for each item of a list. */
  readonly settings: readonly AgentSetting[];
}

/** When a tool gives a file to the model. */
export type ReadingTime =
  | { readonly when: 'always' }
  /** Once a file in a directory is read or edited. */
  | { readonly when: 'touched'; readonly directory: string }
  /** Once a file that matches is read or edited; the globs count from `directory`. */
  | { readonly when: 'matching'; readonly globs: readonly string[]; readonly directory: string }
  /** When somebody, or the model itself, asks for it. */
  | { readonly when: 'requested'; readonly how: string }
  | { readonly when: 'unknown'; readonly reason: string };

/** A stretch of a file, as it stands there: `text` is the slice of the file's source at `location`. */
export type TextPiece = Located<string>;

/** What became of an `@path` in a file of a tool that expands it. */
export interface EffectiveImport {
  /** As written, without the `@`. */
  readonly raw: string;
  readonly location: Location;
  readonly target: string | undefined;
  /**
   * `repeated`: its text stands there already; `needs-approval`: outside the directory that the tool was started in;
   * `not-loaded`: no prose, or not read for another reason.
   */
  readonly state: 'expanded' | 'missing' | 'outside-repository' | 'needs-approval' | 'cycle' | 'too-deep' | 'repeated' | 'not-loaded';
}

/** One file as a tool sees it. */
export interface EffectivePart {
  readonly path: string;
  /** Where the text stands, when the file is a symbolic link. */
  readonly linkTarget?: string;
  readonly time: ReadingTime;
  /** In the order of the text; those of imported files stand where the import does. */
  readonly pieces: readonly TextPiece[];
  /** The pieces, joined. */
  readonly text: string;
  /** Of `text`, in UTF-8. */
  readonly byteSize: number;
  readonly imports: readonly EffectiveImport[];
  /** The end of the file that does not reach the model. */
  readonly cut?: { readonly location: Location; readonly byteSize: number; readonly reason: string };
}

/** A file that a tool does not read, though it is there. */
export interface UnreadInstructions {
  readonly path: string;
  readonly code:
    | 'hidden'
    | 'farther'
    | 'below'
    | 'not-nested'
    | 'empty'
    | 'too-large'
    | 'over-budget'
    | 'excluded'
    | 'needs-approval'
    | 'switched-off'
    | 'broken-link'
    | 'other-tool';
  /** A clause: why. */
  readonly reason: string;
  /** The file that hides it. */
  readonly by?: string;
}

/** What one tool reads when it works in one directory. */
export interface EffectiveInstructions {
  readonly tool: AgentTool;
  readonly name: string;
  /** Repository-relative; empty for the root. */
  readonly directory: string;
  /** `root-to-directory` and `precedence`: in the order of `parts`; `unordered`: the vendor promises no order. */
  readonly order: 'root-to-directory' | 'precedence' | 'unordered';
  readonly parts: readonly EffectivePart[];
  readonly unread: readonly UnreadInstructions[];
  /** Bytes of the parts that are always read. */
  readonly byteSize: number;
  /** Bytes that the tool reads at most, over all parts that it always reads. */
  readonly budget?: number;
  /** Committed settings that this result rests on. Those with the effect `needs-trust` hold only where the user trusts the folder. */
  readonly settings: readonly AgentSetting[];
  /** What files of a repository cannot tell, or the vendor does not document. */
  readonly unknown: readonly string[];
  /** Where the tool's way of reading is documented. */
  readonly source: string;
}
