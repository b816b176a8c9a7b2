import { compileActionsFilter, type WorkflowTrigger } from '@ten-point/core/rule';

/** Files for which a trigger starts its workflow, when the change touches that file alone. */
export function startsFor(trigger: WorkflowTrigger): (path: string) => boolean {
  const texts = (list: WorkflowTrigger['paths']): readonly string[] | undefined => list?.map(({ value }) => value);
  const [paths, ignored] = [texts(trigger.paths), texts(trigger.pathsIgnore)];
  const includes = paths ? compileActionsFilter(paths) : undefined;
  const excludes = ignored ? compileActionsFilter(ignored) : undefined;
  return (path) => (includes ? includes.includes(path) : true) && !(excludes?.includes(path) ?? false);
}

/** Files that nobody runs checks for: prose, pictures, and settings of tools that are no CI. */
export const isProse = (path: string): boolean =>
  /^\.(?!github\/(?:workflows|actions)\/)[^/]+\/|\.(?:md|mdx|markdown|rst|adoc|txt|png|jpe?g|gif|svg|webp|ico|pdf)$|(?:^|\/)(?:LICEN[CS]E|COPYING|NOTICE|AUTHORS|CODEOWNERS|CITATION\.cff|\.gitignore|\.gitattributes|\.editorconfig|\.mailmap)[^/]*$|(?:^|\/)(?:docs?|documentation|website)\//i.test(
    path,
  );
