import type { CopilotSetup } from '../model/environment.ts';
import { parseYaml } from './yaml.ts';

/** Reads the form of `copilot-setup-steps.yml`: jobs and their keys. Broken YAML is reported with the workflow. */
export function parseCopilotSetup(path: string, text: string): CopilotSetup {
  const { root } = parseYaml(path, text);
  const jobs = root?.kind === 'map' ? root.get('jobs') : undefined;
  return {
    path,
    jobs: (jobs?.kind === 'map' ? jobs.entries : []).map(({ key, keyLocation, value }) => {
      const timeout = value.kind === 'map' ? value.get('timeout-minutes') : undefined;
      const minutes = timeout?.kind === 'scalar' && typeof timeout.value === 'number' ? { value: timeout.value, location: timeout.location } : undefined;
      return {
        id: { value: key, location: keyLocation },
        keys: value.kind === 'map' ? value.entries.map((entry) => ({ value: entry.key, location: entry.keyLocation })) : [],
        ...(minutes ? { timeoutMinutes: minutes } : {}),
      };
    }),
  };
}
