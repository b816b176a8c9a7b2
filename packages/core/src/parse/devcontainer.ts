import type { Diagnostic } from '../model/diagnostic.ts';
import type { Devcontainer } from '../model/environment.ts';
import type { Located } from '../model/location.ts';
import { joinPath, parentOf } from '../path/relative.ts';
import { type DataNode, entriesAt, nodeAt, textsOf } from './data-node.ts';
import { parseJson } from './json.ts';

/**
 * Reads a `devcontainer.json` (JSON with comments).
 *
 * Source: https://containers.dev/implementors/json_reference/
 *
 * @throws Never: what cannot be read is a diagnostic.
 */
export function parseDevcontainer(path: string, text: string): { readonly devcontainer: Devcontainer; readonly diagnostics: readonly Diagnostic[] } {
  const { root, diagnostics } = parseJson(path, text);
  const setup = ['onCreateCommand', 'updateContentCommand', 'postCreateCommand'].flatMap((key) => commandsOf(nodeAt(root, key)));
  return {
    devcontainer: {
      path,
      composeFiles: textsOf(nodeAt(root, 'dockerComposeFile')).flatMap(({ value }) => joinPath(parentOf(path), value) ?? []),
      appPorts: textsOf(nodeAt(root, 'appPort')),
      setupCommands: setup,
    },
    diagnostics,
  };
}

/** An object runs several commands side by side; an array is one command's words. */
function commandsOf(node: DataNode | undefined): readonly Located<string>[] {
  if (node?.kind === 'map') return entriesAt(node).flatMap((entry) => commandsOf(entry.value));
  if (node?.kind === 'sequence')
    return [
      {
        value: textsOf(node)
          .map(({ value }) => value)
          .join(' '),
        location: node.location,
      },
    ];
  return textsOf(node);
}
