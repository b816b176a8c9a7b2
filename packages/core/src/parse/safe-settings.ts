import type { Diagnostic } from '../model/diagnostic.ts';
import { nameOf } from '../path/relative.ts';
import { compileGlob } from '../pattern/glob.ts';
import { type DataEntry, type DataNode, dataMap, nodeAt, textAt, textsOf } from './data-node.ts';
import { readSettingsNode, type SettingsFile } from './settings-file.ts';
import { parseYaml } from './yaml.ts';

/** A file of safe-settings, by the level that it is for. */
export interface SafeSettingsFile {
  readonly path: string;
  readonly level: 'organisation' | 'suborganisation' | 'repository';
  readonly text: string;
}

/** Repositories that safe-settings leaves alone unless it is told otherwise. */
const leftAlone: ReadonlySet<string> = new Set(['admin', '.github', 'safe-settings']);

/**
 * Joins the files of safe-settings that are for one repository: those of a level nearer to it go before, maps and lists
 * of named things are merged, anything else is replaced.
 *
 * Source: https://github.com/github/safe-settings#hierarchy (checked 2026-11-25)
 *
 * @param repository - Its name, without the owner.
 * @returns Settings with the places that they come from; undefined when no file is for the repository.
 * @throws Never.
 */
export function safeSettingsFor(
  repository: string,
  files: readonly SafeSettingsFile[],
): { readonly settings: SettingsFile | undefined; readonly diagnostics: readonly Diagnostic[] } {
  const diagnostics: Diagnostic[] = [];
  if (leftAlone.has(repository)) return { settings: undefined, diagnostics };
  let merged: DataNode | undefined;
  let path = '';
  for (const level of ['organisation', 'suborganisation', 'repository'] as const)
    for (const file of files.filter((candidate) => candidate.level === level)) {
      const yaml = parseYaml(file.path, file.text);
      diagnostics.push(...yaml.diagnostics);
      if (!yaml.root || !isFor(repository, file, yaml.root)) continue;
      merged = merged ? mergeNodes(merged, yaml.root) : yaml.root;
      path = file.path;
    }
  const settings = merged && readSettingsNode(path, merged);
  return { settings, diagnostics: [...diagnostics, ...(settings?.diagnostics ?? [])] };
}

/** A file of a group lists its repositories by globs; membership by team or property cannot be told from files. */
function isFor(repository: string, { level, path }: SafeSettingsFile, root: DataNode): boolean {
  switch (level) {
    case 'organisation':
      return true;
    case 'suborganisation':
      return textsOf(nodeAt(root, 'suborgrepos')).some(({ value }) => compileGlob(value)(repository));
    case 'repository':
      return (
        nameOf(path)
          .replace(/\.ya?ml$/, '')
          .toLowerCase() === repository.toLowerCase()
      );
    default:
      return level satisfies never;
  }
}

function mergeNodes(base: DataNode, over: DataNode): DataNode {
  if (base.kind === 'map' && over.kind === 'map') {
    const entries = new Map<string, DataEntry>(base.entries.map((entry) => [entry.key, entry]));
    for (const entry of over.entries) {
      const known = entries.get(entry.key);
      entries.set(entry.key, known ? { ...entry, value: mergeNodes(known.value, entry.value) } : entry);
    }
    return dataMap([...entries.values()], over.location);
  }
  if (base.kind === 'sequence' && over.kind === 'sequence' && [...base.items, ...over.items].every((item) => textAt(item, 'name'))) {
    const items = new Map<string, DataNode>(base.items.map((item) => [textAt(item, 'name')?.value ?? '', item]));
    for (const item of over.items) {
      const name = textAt(item, 'name')?.value ?? '';
      const known = items.get(name);
      items.set(name, known ? mergeNodes(known, item) : item);
    }
    return { kind: 'sequence', items: [...items.values()], location: over.location };
  }
  return over;
}
