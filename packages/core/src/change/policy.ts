import { configurationPaths, loadConfiguration } from '../configuration/load.ts';
import { ConfigError } from '../errors.ts';
import type { Change } from '../model/change.ts';
import type { Configuration, Suppression } from '../model/configuration.ts';
import type { PolicyChange } from '../model/policy-change.ts';
import { parseInlineSuppressions } from '../parse/inline-suppression.ts';
import type { Repository } from '../repository/repository.ts';

/** Reads this tool's configuration on both sides, when the change touches a file of it, and the comments that waive findings. */
export async function policyChange(change: Change, base: Repository, head: Repository): Promise<PolicyChange> {
  const comments = change.files.flatMap((file) => {
    const before = file.before?.state === 'text' ? suppressionsIn(file.previousPath ?? file.path, file.before.text) : [];
    const after = file.after?.state === 'text' && file.role !== 'vendored' ? suppressionsIn(file.path, file.after.text) : [];
    return after.filter((suppression) => !before.some((other) => isSame(other, suppression)));
  });
  const [before, after] = [await read(base), await read(head)];
  const used = new Set([...before.files, ...after.files]);
  const files = change.files.flatMap(({ path, previousPath }) => [path, ...(previousPath ? [previousPath] : [])]).filter((path) => used.has(path));
  return {
    files: files.sort(),
    ...(before.configuration ? { before: before.configuration } : {}),
    ...(after.configuration ? { after: after.configuration } : {}),
    ...(after.problem ? { problem: after.problem } : {}),
    comments,
  };
}

async function read(repo: Repository): Promise<{ files: ReadonlySet<string>; configuration?: Configuration; problem?: NonNullable<PolicyChange['problem']> }> {
  const files = new Set<string>();
  const present = configurationPaths.filter((path) => repo.files.has(path));
  const [path] = present;
  for (const each of present) files.add(each);
  if (path === undefined) return { files };
  if (present.length > 1) return { files, problem: { message: `there are several configuration files: ${present.join(' and ')}` } };
  try {
    const configuration = await loadConfiguration(path, async (wanted) => {
      files.add(wanted);
      return (await repo.readTexts([wanted])).get(wanted)?.text;
    });
    return { files, configuration };
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    return { files, problem: { message: error.message, ...(error.location ? { location: error.location } : {}) } };
  }
}

function suppressionsIn(path: string, text: string): readonly Suppression[] {
  if (!text.includes('agent-readiness-ignore')) return [];
  // Any name counts here: which rules there are is not known to the model.
  const named = new Set([...text.matchAll(/agent-readiness-ignore(?:-file)?[ \t]+([a-z-]+\/[a-z-]+)/g)].map(([, rule = '']) => rule));
  return parseInlineSuppressions(path, text, named).suppressions.map(({ suppression }) => suppression);
}

function isSame(left: Suppression, right: Suppression): boolean {
  return left.rule === right.rule && left.scope === right.scope && left.kind === right.kind && left.reason === right.reason;
}
