import { parentOf } from '../path/relative.ts';
import { nodeAt, textsOf } from './data-node.ts';
import { catalogsOf } from './package-json.ts';
import type { TaskFile } from './task-file.ts';
import { parseYaml } from './yaml.ts';

/**
 * Reads a `pnpm-workspace.yaml`: members and catalogs. Its other settings are not read.
 *
 * Source: https://pnpm.io/pnpm-workspace_yaml, https://pnpm.io/catalogs (checked 2026-11-25)
 *
 * @throws Never.
 */
export function parsePnpmWorkspace(path: string, text: string): TaskFile {
  const { root, diagnostics } = parseYaml(path, text);
  const packages = nodeAt(root, 'packages');
  return {
    workspace: { ecosystem: 'npm', path, directory: parentOf(path), members: packages ? textsOf(packages) : undefined, toolchain: [] },
    tasks: [],
    catalogs: catalogsOf(root),
    diagnostics,
  };
}

/**
 * Reads a `.yarnrc.yml`: its catalogs. Its other settings are not read.
 *
 * Source: https://yarnpkg.com/configuration/yarnrc (checked 2026-11-25)
 *
 * @throws Never.
 */
export function parseYarnrc(path: string, text: string): TaskFile {
  const { root, diagnostics } = parseYaml(path, text);
  return { tasks: [], catalogs: catalogsOf(root), diagnostics };
}
