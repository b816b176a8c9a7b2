import type { Diagnostic } from '../model/diagnostic.ts';
import type { Located } from '../model/location.ts';
import type { ActionInput, LocalAction } from '../model/workflow.ts';
import { parentOf } from '../path/relative.ts';
import { parseSteps } from './step.ts';
import { workflowReader } from './workflow-reader.ts';
import { isTrue } from './workflow-trigger.ts';
import { parseYaml } from './yaml.ts';

/**
 * Reads an `action.yml`.
 *
 * @param path - Repository-relative path, for locations and the action's directory.
 * @returns The action (absent when the file is not a mapping) and what is wrong with it.
 * @throws Never.
 */
export function parseAction(path: string, text: string): { readonly action?: LocalAction; readonly diagnostics: readonly Diagnostic[] } {
  const yaml = parseYaml(path, text);
  const diagnostics: Diagnostic[] = [...yaml.diagnostics];
  if (yaml.root?.kind !== 'map') return { diagnostics };
  const reader = workflowReader(yaml, diagnostics);
  const runs = reader.map(yaml.root.get('runs'), 'runs');
  const using = reader.text(runs?.get('using'), 'runs.using')?.value ?? '';
  if (using === '')
    diagnostics.push({ path, range: yaml.root.location.range, severity: 'error', code: 'action-without-runs', message: 'The action has no `runs.using`.' });
  const name = reader.text(yaml.root.get('name'), 'name');
  const inputs = reader.map(yaml.root.get('inputs'), 'inputs')?.entries ?? [];
  const outputs = reader.map(yaml.root.get('outputs'), 'outputs')?.entries ?? [];
  return {
    diagnostics,
    action: {
      directory: parentOf(path),
      path,
      ...(name ? { name } : {}),
      using,
      inputs: new Map(
        inputs.map(({ key, keyLocation, value }): [string, ActionInput] => {
          const map = value.kind === 'map' ? value : undefined;
          const written = reader.text(map?.get('default'), `inputs.${key}.default`);
          const description = reader.text(map?.get('description'), `inputs.${key}.description`);
          return [
            key,
            {
              location: keyLocation,
              ...(written ? { default: written } : {}),
              required: isTrue(map?.get('required')),
              ...(description ? { description } : {}),
            },
          ];
        }),
      ),
      outputs: new Map(
        outputs.flatMap(({ key, value }): [string, Located<string>][] => {
          const written = value.kind === 'map' ? reader.text(value.get('value'), `outputs.${key}.value`) : undefined;
          return written ? [[key, written]] : [];
        }),
      ),
      runs: ['pre', 'main', 'post', 'image', 'pre-entrypoint', 'entrypoint', 'post-entrypoint'].flatMap((key) => {
        const written = reader.text(runs?.get(key), `runs.${key}`);
        return written ? [written] : [];
      }),
      steps: parseSteps(reader, runs?.get('steps'), { defaults: {}, windows: false, composite: true }),
    },
  };
}
