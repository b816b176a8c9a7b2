import type { AuditReport, Finding } from '../model/report.ts';
import type { Repository } from '../repository/repository.ts';
import { applyFixes } from './apply-fixes.ts';
import { type AuditOptions, audit } from './audit.ts';

/** One file as it is and as it would be. */
export interface FileChange {
  readonly path: string;
  /** Undefined for a new file. */
  readonly before?: string;
  readonly after: string;
}

/** What the fixes of an audit would do. */
export interface FixPlan {
  /** Sorted by path. */
  readonly changes: readonly FileChange[];
  /** Findings that the changes mend, with their fix, in the order in which they were made. */
  readonly fixed: readonly Finding[];
  /** Findings whose fix was tried and taken back: it did not mend them, or broke the file. */
  readonly failed: readonly Finding[];
  /** Findings of the chosen rules that have no fix. */
  readonly unfixable: readonly Finding[];
}

// A fix may uncover the next (two that touch the same line). More rounds than this means that two rules undo each other.
const passLimit = 10;

/**
 * Works out which files the fixes of the chosen rules change. Nothing is written. Each fix is judged by another audit: one
 * that does not take its finding away, or after which its file is no longer read as before, is taken back.
 *
 * @param repo - As it is.
 * @param withTexts - The same repository with other texts.
 */
export async function planFixes(
  repo: Repository,
  withTexts: (texts: ReadonlyMap<string, string>) => Promise<Repository>,
  options: AuditOptions,
): Promise<FixPlan> {
  const before = await audit(repo, options);
  const refused = new Set<string>();
  for (;;) {
    const attempt = await attemptFixes(repo, before, withTexts, options, refused);
    if ('wrong' in attempt) {
      for (const fingerprint of attempt.wrong) refused.add(fingerprint);
      continue;
    }
    const { texts, fixed } = attempt;
    const originals = await repo.readTexts([...texts.keys()].filter((path) => repo.files.has(path)));
    const changes = [...texts]
      .map(([path, after]): FileChange => {
        const original = originals.get(path);
        return { path, ...(original ? { before: original.text } : {}), after };
      })
      .sort((left, right) => (left.path < right.path ? -1 : 1));
    return {
      changes,
      fixed,
      failed: before.findings.filter((finding) => refused.has(finding.fingerprint)),
      unfixable: before.findings.filter((finding) => !finding.fix),
    };
  }
}

type Attempt = { readonly texts: ReadonlyMap<string, string>; readonly fixed: readonly Finding[] } | { readonly wrong: readonly string[] };

/** Makes all fixes but the refused ones; says which of them are to be refused as well, when one does harm. */
async function attemptFixes(
  repo: Repository,
  before: AuditReport,
  withTexts: (texts: ReadonlyMap<string, string>) => Promise<Repository>,
  options: AuditOptions,
  refused: ReadonlySet<string>,
): Promise<Attempt> {
  const texts = new Map<string, string>();
  const fixed: Finding[] = [];
  const troubles = troubleCounts(before);
  let current = repo;
  let report = before;
  for (let pass = 0; pass < passLimit; pass++) {
    const fixable = report.findings.filter((finding) => finding.fix && !refused.has(finding.fingerprint));
    if (fixable.length === 0) break;
    const paths = fixable.flatMap((finding) => finding.fix?.edits.map((edit) => edit.path) ?? []);
    const read = await current.readTexts(paths.filter((path) => current.files.has(path)));
    const result = applyFixes(
      fixable.flatMap((finding) => finding.fix ?? []),
      (path) => read.get(path)?.text,
    );
    const made = fixable.filter((finding) => finding.fix && result.applied.includes(finding.fix));
    if (made.length === 0) break;
    for (const [path, text] of result.texts) texts.set(path, text);
    current = await withTexts(texts);
    const expected = countBy(report.findings.filter((finding) => !made.includes(finding)).map((finding) => finding.rule));
    report = await audit(current, options);
    const found = countBy(report.findings.map((finding) => finding.rule));
    const after = troubleCounts(report);
    const isMore = (key: string, now: ReadonlyMap<string, number>, then: ReadonlyMap<string, number>): boolean => (now.get(key) ?? 0) > (then.get(key) ?? 0);
    const broken = new Set([...after].flatMap(([key, { path, count }]) => (count > (troubles.get(key)?.count ?? 0) ? [path] : [])));
    const wrong = made.filter(({ rule, fix }) => isMore(rule, found, expected) || fix?.edits.some(({ path }) => broken.has(path)));
    if (wrong.length > 0) return { wrong: wrong.map((finding) => finding.fingerprint) };
    fixed.push(...made);
  }
  return { texts, fixed };
}

/** Findings, and each kind of diagnostic, by path: a fix that adds one has broken its file. */
function troubleCounts({ diagnostics, findings }: AuditReport): ReadonlyMap<string, { readonly path: string; readonly count: number }> {
  const counts = new Map<string, { path: string; count: number }>();
  const inFiles = findings.flatMap(({ place, location }) => (place === 'file' ? [{ path: location.path, kind: 'finding' }] : []));
  for (const { path, kind } of [...diagnostics.map(({ path, code }) => ({ path, kind: code })), ...inFiles]) {
    const key = `${kind} ${path}`;
    counts.set(key, { path, count: (counts.get(key)?.count ?? 0) + 1 });
  }
  return counts;
}

function countBy(names: readonly string[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const name of names) counts.set(name, (counts.get(name) ?? 0) + 1);
  return counts;
}
