import { type FileChange, type FixPlan, openRepository, planFixes, printable, uncommittedPaths, unifiedDiff } from '@ten-point/core';
import { ConfigError, SourceError } from '@ten-point/core/errors';
import { rules } from '@ten-point/rules';
import type { FixArguments } from '../program.ts';
import { terminal } from '../terminal.ts';
import { writeChanges } from '../write-changes.ts';
import { writeOutput } from '../write-output.ts';

/** `agent-readiness fix`: the diff on standard output, what became of it on standard error. */
export async function fixCommand(chosen: readonly string[], { repository, dryRun, force }: FixArguments): Promise<void> {
  const repo = await openRepository(repository);
  try {
    const { root } = repo.facts;
    if (root === undefined || repo.facts.kind === 'revision') throw new ConfigError(`${repository} has no files on this machine that could be changed.`);
    const plan = await planFixes(repo, repo.withTexts, {
      rules,
      ...(chosen.length > 0 ? { only: chosen } : {}),
      ...(repo.focus ? { path: repo.focus } : {}),
      today: new Date().toISOString().slice(0, 10),
    });
    await writeOutput(unifiedDiff(plan.changes, terminal(true)), undefined);
    const paths = plan.changes.map((change) => change.path);
    if (!dryRun && paths.length > 0) {
      const dirty = force ? [] : await uncommittedPaths(repo.facts, paths);
      if (dirty.length > 0)
        throw new SourceError(
          `Nothing was written: ${listed(dirty)} ${dirty.length === 1 ? 'has' : 'have'} work that is not committed. Commit it, or use --force.`,
        );
      writeChanges(root, plan.changes);
    }
    process.stderr.write(`agent-readiness: ${summary(plan, dryRun ?? false)}\n`);
  } finally {
    await repo.close();
  }
}

function summary({ changes, fixed, failed, unfixable }: FixPlan, dryRun: boolean): string {
  const parts = [
    fixed.length === 0
      ? 'nothing to fix'
      : `${dryRun ? 'would fix' : 'fixed'} ${counted(fixed.length, 'finding')} in ${counted(changes.length, 'file')}${created(changes)}`,
    ...(failed.length > 0 ? [`${counted(failed.length, 'fix', 'fixes')} did not hold and ${failed.length === 1 ? 'was' : 'were'} left out`] : []),
    ...(unfixable.length > 0 ? [`${counted(unfixable.length, 'finding')} ${unfixable.length === 1 ? 'needs' : 'need'} a person`] : []),
  ];
  return `${parts.join('; ')}.`;
}

function created(changes: readonly FileChange[]): string {
  const paths = changes.filter((change) => change.before === undefined).map((change) => change.path);
  return paths.length > 0 ? ` (new: ${listed(paths)})` : '';
}

function listed(paths: readonly string[]): string {
  return paths.map(printable).join(', ');
}

function counted(count: number, one: string, many = `${one}s`): string {
  return `${count} ${count === 1 ? one : many}`;
}
