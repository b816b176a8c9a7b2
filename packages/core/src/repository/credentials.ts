import type { Credentials } from '../model/credential.ts';
import type { FileIndex } from '../model/repository.ts';
import { findCredentials } from '../parse/credentials.ts';
import { nameOf } from '../path/relative.ts';
import type { FacetLoader } from './facet.ts';

const instructionNames: readonly string[] = [
  'AGENTS.md',
  'AGENTS.override.md',
  'CLAUDE.md',
  'CLAUDE.local.md',
  'GEMINI.md',
  '.cursorrules',
  '.windsurfrules',
  '.clinerules',
  '.goosehints',
];
const settingNames: readonly string[] = ['.mcp.json', 'mcp.json', '.claude.json', 'opencode.json', 'opencode.jsonc', '.aider.conf.yml'];
const environmentName = /^\.env(?:rc|\..+)?$/;
const directories: readonly string[] = [
  '.claude',
  '.codex',
  '.cursor',
  '.gemini',
  '.github/workflows',
  '.github/actions',
  '.github/instructions',
  '.roo',
  '.windsurf',
  '.kiro',
  '.vscode',
];
const textName = /\.(?:md|mdc|json|jsonc|ya?ml|toml|rules|sh|txt)$/;
// What agents and CI read is small; a generated tree under one of the folders is not searched to its end.
const fileLimit = 500;

/** Searches the files that agents and workflows read for credentials: not a scanner of the whole repository or its history. */
export const loadCredentials: FacetLoader<Credentials> = async ({ files, readTexts }) => {
  const texts = await readTexts(searchedPaths(files));
  const seen = new Set<string>();
  const found = [...texts.values()].flatMap(({ path, resolvedPath, text }) => {
    if (seen.has(resolvedPath)) return [];
    seen.add(resolvedPath);
    return findCredentials(path, text);
  });
  return { searched: [...texts.keys()].sort(), found };
};

function searchedPaths(files: FileIndex): readonly string[] {
  const paths = [
    ...[...instructionNames, ...settingNames].flatMap((name) => files.named(name)),
    ...(files.has('.github/copilot-instructions.md') ? ['.github/copilot-instructions.md'] : []),
    ...directories.flatMap((directory) => (files.hasDirectory(directory) ? files.under(directory).filter((path) => textName.test(path)) : [])),
    ...files.entries.flatMap(({ path, tracked }) => (tracked && environmentName.test(nameOf(path)) ? [path] : [])),
  ];
  return [...new Set(paths)].filter((path) => files.role(path) === 'own' && files.get(path)?.tracked !== false).slice(0, fileLimit);
}
