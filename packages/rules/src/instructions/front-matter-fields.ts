import type { Confidence } from '@ten-point/core/rule';

interface FrontMatterFields {
  readonly required: readonly { readonly name: string /** Continues "so …". */; readonly effect: string; readonly confidence: Confidence }[];
  readonly booleans: readonly string[];
  /** Field of path patterns. */
  readonly globs?: string;
  /** The tool reads lines, not YAML. */
  readonly tolerant: boolean;
  /** The tool is known to write, and to read again, a text with a colon that is not in quotes. */
  readonly mendsColons?: true;
  /** What the tool does with YAML that is none; continues "its tool …". */
  readonly whenInvalid: string;
}

const described = { name: 'description', effect: 'the agent cannot tell when to use it', confidence: 'high' } as const;

/** By file family, as the vendors document it on 2026-11-24. */
const table: Readonly<Record<string, FrontMatterFields>> = {
  'copilot-path-instructions': {
    required: [{ name: 'applyTo', effect: 'Copilot never gives it by itself', confidence: 'high' }],
    booleans: [],
    globs: 'applyTo',
    tolerant: false,
    whenInvalid: 'cannot tell for which paths it holds',
  },
  'claude-rule': { required: [], booleans: [], globs: 'paths', tolerant: false, whenInvalid: 'loads it for every path' },
  'cursor-rule': { required: [], booleans: ['alwaysApply'], globs: 'globs', tolerant: true, whenInvalid: 'skips it' },
  'windsurf-rule': { required: [], booleans: [], globs: 'globs', tolerant: true, whenInvalid: 'skips it' },
  'continue-rules': { required: [], booleans: ['alwaysApply'], globs: 'globs', tolerant: true, whenInvalid: 'skips it' },
  skill: {
    required: [{ name: 'name', effect: 'tools that follow the format skip it (Claude Code takes the name of the folder)', confidence: 'low' }, described],
    booleans: [],
    tolerant: false,
    mendsColons: true,
    whenInvalid: 'skips it, or sees no description',
  },
  'claude-agent': {
    required: [{ name: 'name', effect: 'Claude Code does not load it', confidence: 'high' }, described],
    booleans: [],
    tolerant: false,
    mendsColons: true,
    whenInvalid: 'does not load it',
  },
  'copilot-agent': { required: [described], booleans: [], tolerant: false, whenInvalid: 'does not load it' },
};

export function fieldsOf(kind: string): FrontMatterFields | undefined {
  return table[kind];
}

export function globField(kind: string): string | undefined {
  return table[kind]?.globs;
}
