import type { CodeOwners, CodeOwnersFile, OtherOwnership, OwnershipSystem } from '../model/codeowners.ts';
import type { Diagnostic } from '../model/diagnostic.ts';
import type { TextFile } from '../model/file.ts';
import type { FileIndex } from '../model/repository.ts';
import { codeOwnersLocations, parseCodeOwners } from '../parse/codeowners.ts';
import type { FacetContext, FacetLoader } from './facet.ts';

/** Reads who owns what: the CODEOWNERS file that counts, the ones that do not, and other systems of owners. */
export const loadCodeOwners: FacetLoader<CodeOwners> = async (context) => {
  const { files } = context;
  const [path, ...others] = codeOwnersLocations.filter((candidate) => files.has(candidate));
  const common = { misplaced: misplacedFiles(files), other: await otherOwnership(context) };
  if (path === undefined) return { ...common, shadowed: [] };
  const texts = await context.readTexts([path, ...others]);
  const text = texts.get(path);
  const shadowed = others.map((other) => ({ path: other, sameText: text !== undefined && texts.get(other)?.text === text.text }));
  const read = readFile(context, path, text);
  return 'file' in read ? { ...common, shadowed, file: read.file } : { ...common, shadowed, unreadable: { path, reason: read.reason } };
};

function readFile(context: FacetContext, path: string, content: TextFile | undefined): { file: CodeOwnersFile } | { reason: string } {
  if (!content) return { reason: 'it cannot be read as text' };
  const parsed = parseCodeOwners(path, content.text);
  if (parsed.state === 'refused') {
    context.report([{ path, severity: 'error', code: parsed.code, message: `The file is not used: ${parsed.reason}.` }]);
    return { reason: parsed.reason };
  }
  context.report(
    parsed.file.problems.map(
      (problem): Diagnostic => ({
        path,
        range: problem.location.range,
        severity: problem.effect === 'line-skipped' ? 'error' : 'warning',
        code: `codeowners-${problem.kind.toLowerCase().replace(' ', '-')}`,
        message: `${problem.message}.`,
      }),
    ),
  );
  return { file: parsed.file };
}

/** Another case of the name in a place that GitHub reads, or the name in a folder that it does not. */
function misplacedFiles(files: FileIndex): string[] {
  const places = new Set(codeOwnersLocations);
  const named = ['', '.github', 'docs', '.gitlab', '.gitea', '.forgejo'].flatMap((directory) =>
    files
      .children(directory)
      .filter((name) => name.toLowerCase() === 'codeowners' || name.toLowerCase() === 'codeowners.txt' || name.toLowerCase() === 'codeowners.md')
      .map((name) => (directory === '' ? name : `${directory}/${name}`)),
  );
  return named.filter((path) => files.has(path) && !places.has(path));
}

/** Files of other systems that ask owners for their review, and what tells them from other files of the name. */
const otherSystems: readonly { readonly path: string; readonly system: OwnershipSystem; readonly says: RegExp }[] = [
  // https://www.kubernetes.dev/docs/guide/owners/
  { path: 'OWNERS', system: 'prow', says: /^(?:approvers|reviewers|filters):/m },
  // https://gerrit.googlesource.com/plugins/code-owners/
  { path: 'OWNERS', system: 'gerrit', says: /^(?:set noparent|per-file |include |file:|\*$|[^\s@#]{1,64}@[^\s@]{1,190}$)/m },
  // https://github.com/palantir/policy-bot
  { path: '.policy.yml', system: 'policy-bot', says: /^policy:/m },
  // https://docs.pullapprove.com/
  { path: '.pullapprove.yml', system: 'pull-approve', says: /^groups:/m },
  // https://github.com/multimediallc/codeowners-plus
  { path: '.codeowners', system: 'codeowners-plus', says: /^[^#\s].*\s@/m },
  // https://forge.rust-lang.org/triagebot/pr-assignment.html
  { path: 'triagebot.toml', system: 'triagebot', says: /^\[assign\.owners\]/m },
];

/** Finds other systems that ask owners for their review, by what their files say. */
async function otherOwnership(context: FacetContext): Promise<OtherOwnership[]> {
  const texts = await context.readTexts(new Set(otherSystems.map(({ path }) => path).filter((path) => context.files.has(path))));
  const found = new Map<string, OtherOwnership>();
  for (const { path, system, says } of otherSystems) {
    const text = texts.get(path)?.text;
    if (text !== undefined && !found.has(path) && says.test(text)) found.set(path, { system, path });
  }
  const [reviewer] = (await context.facet('protection')).requiredReviewers;
  return [...found.values(), ...(reviewer ? [{ system: 'ruleset' as const, ...(reviewer.location ? { path: reviewer.location.path } : {}) }] : [])];
}
