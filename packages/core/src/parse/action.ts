import type { Diagnostic } from '../model/diagnostic.ts';
import type { Located } from '../model/location.ts';
import type { LocalAction } from '../model/workflow.ts';
import { parentOf } from '../path/relative.ts';
import { parseSteps } from './step.ts';
import { workflowReader } from './workflow-reader.ts';
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
  const inputs = reader.map(yaml.root.get('inputs'), 'inputs')?.entries ?? [];
  const outputs = reader.map(yaml.root.get('outputs'), 'outputs')?.entries ?? [];
  return {
    diagnostics,
    action: {
      directory: parentOf(path),
      path,
      using,
      inputs: new Map(
        inputs.map(({ key, value }) => {
          const written = value.kind === 'map' ? reader.text(value.get('default'), `inputs.${key}.default`) : undefined;
          return [key, written ? { default: written } : {}];
        }),
      ),
      outputs: new Map(
        outputs.flatMap(({ key, value }): [string, Located<string>][] => {
          const written = value.kind === 'map' ? reader.text(value.get('value'), `outputs.${key}.value`) : undefined;
          return written ? [[key, written]] : [];
        }),
      ),
      steps: parseSteps(reader, runs?.get('steps'), { defaults: {}, windows: false }),
    },
  };
}
