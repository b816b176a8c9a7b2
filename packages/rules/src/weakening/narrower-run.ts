import type { FileIndex, ShellCommand } from '@ten-point/core/rule';
import {
  levelFlags,
  levelPrograms,
  narrowingFlags,
  pathRunners,
  retryFlags,
  shortFlagPrograms,
  skippingFlags,
  skippingVariables,
  spreadingFlags,
  spreadingPrograms,
} from './check-flags.ts';
import type { CheckWork } from './check-work.ts';

/** How a check looks at less than before, by what it is told. */
export interface NarrowerRun {
  readonly kind: 'skips' | 'narrowed' | 'narrowedTo' | 'unspread' | 'level' | 'retried';
  readonly text: string;
  readonly operation: 'B12' | 'A15' | 'A30' | 'A33';
  readonly verdict?: 'review';
}

/**
 * Compares what two runs of one check are told.
 *
 * @param candidates - All runs of the head that do the same: parts that run side by side add up to the whole.
 * @param files - At the head: what is gone needs no check.
 */
export function narrowerRuns(before: CheckWork, after: CheckWork, candidates: readonly CheckWork[], files: FileIndex): readonly NarrowerRun[] {
  const found: NarrowerRun[] = [];
  const [was, is] = [wordsOf(before), wordsOf(after)];
  const gained = is.filter((word) => !was.includes(word));
  const skipping = skippingWord(gained, programName(after)) ?? gainedVariable(before, after);
  if (skipping !== undefined) found.push({ kind: 'skips', text: skipping, operation: 'A15' });
  const retry = after.check.purpose === 'test' ? gained.findIndex((word) => retryFlags.has(word.split('=')[0] ?? word)) : -1;
  if (retry >= 0)
    found.push({
      kind: 'retried',
      text: (gained[retry] ?? '').includes('=') ? (gained[retry] ?? '') : gained.slice(retry, retry + 2).join(' '),
      operation: 'B12',
    });
  const [left, right] = [before.check.resolved, after.check.resolved];
  if (!left || !right || left.name !== right.name) return found;
  const level = laxerLevel(left, right);
  if (level !== undefined) found.push({ kind: 'level', text: level, operation: 'A30' });
  if (candidates.length > 1 && !isShard(gained)) return found;
  const narrowing = skipping === undefined ? gained.find((word) => isNarrowing(word, right, left)) : undefined;
  if (narrowing !== undefined) return [...found, { kind: 'narrowed', text: narrowing, operation: 'A33' }];
  const shards = isShard(gained) ? missingShards(candidates) : undefined;
  if (shards !== undefined) return [...found, { kind: 'narrowed', text: shards, operation: 'A33' }];
  const lost = left.args.filter((word) => spreadingFlags.has(word));
  if (spreadingPrograms.has(right.name) && lost[0] !== undefined && !right.args.some((word) => spreadingFlags.has(word)))
    return [...found, { kind: 'unspread', text: lost[0], operation: 'A33', verdict: 'review' }];
  const targets = fewerTargets(left, right, files);
  return targets ? [...found, targets] : found;
}

/** A flag among these words by which a program passes over what it should run. */
export function skippingWord(words: readonly string[], program: string): string | undefined {
  const word = words.find((each) => skippingFlags.has(each));
  if (word !== undefined) return word;
  // `gradle build -x test` builds without the tests.
  const excluded = /^gradlew?(?:\.bat)?$/.test(program) ? words.findIndex((each) => each === '-x' || each === '--exclude-task') : -1;
  return excluded < 0 ? undefined : words.slice(excluded, excluded + 2).join(' ');
}

function programName({ check }: CheckWork): string {
  return check.resolved?.name ?? check.evidence;
}

function wordsOf({ check }: CheckWork): readonly string[] {
  return check.resolved?.args ?? (check.step.with.get('args')?.value ?? '').split(/\s+/).filter((word) => word !== '');
}

function isNarrowing(word: string, { name, args }: ShellCommand, was: ShellCommand): boolean {
  const flag = word.split('=')[0] ?? word;
  if (!narrowingFlags.has(flag)) return false;
  const programs = shortFlagPrograms[flag];
  if (programs !== undefined && !programs.has(name)) return false;
  if (name !== 'cargo') return true;
  return flag === '--skip' ? args[0] === 'test' : was.args.some((each) => spreadingFlags.has(each));
}

function gainedVariable(before: CheckWork, after: CheckWork): string | undefined {
  const names = skippingVariables[programName(after)] ?? [];
  const [had, has] = [variablesOf(before), variablesOf(after)];
  const name = names.find((each) => (has.get(each) ?? '') !== '' && has.get(each) !== had.get(each) && (had.get(each) ?? '') === '');
  return name && `${name}=${has.get(name) ?? ''}`;
}

function variablesOf({ workflow, job, check }: CheckWork): ReadonlyMap<string, string> {
  const written = [...workflow.env, ...job.env, ...check.step.env].map(({ name, value }) => [name, value.value] as const);
  return new Map([...written, ...Object.entries(check.command?.env ?? {}), ...Object.entries(check.resolved?.env ?? {})]);
}

function laxerLevel(before: ShellCommand, after: ShellCommand): string | undefined {
  if (!levelPrograms.has(after.name)) return undefined;
  for (const { flag, fallback, order } of levelFlags) {
    const [was, is] = [optionValue(before.args, flag), optionValue(after.args, flag)];
    if (was === undefined && is === undefined) continue;
    const [from, to] = [order.indexOf((was ?? fallback).toLowerCase()), order.indexOf((is ?? fallback).toLowerCase())];
    if (from >= 0 && to > from) return `${flag} ${is ?? 'taken away'}`;
  }
  return undefined;
}

function optionValue(words: readonly string[], flag: string): string | undefined {
  for (const [index, word] of words.entries()) {
    if (word === flag) return words[index + 1];
    if (word.startsWith(`${flag}=`)) return word.slice(flag.length + 1);
  }
  return undefined;
}

function isShard(words: readonly string[]): boolean {
  return words.some((word) => word === '--shard' || word.startsWith('--shard='));
}

/** Shards that no run takes, where all are numbered in the open: `2 of 4`. */
function missingShards(candidates: readonly CheckWork[]): string | undefined {
  const taken = new Set<number>();
  let total = 0;
  for (const { job, check } of candidates) {
    const text = optionValue(check.resolved?.args ?? [], '--shard') ?? '';
    const legs = text.includes('${{') ? job.matrix : [{}];
    if (!legs) return undefined;
    for (const leg of legs) {
      const [, part, of] = /^(\d{1,4})\/(\d{1,4})$/.exec(withValues(text, leg)) ?? [];
      if (part === undefined || of === undefined) return undefined;
      taken.add(Number(part));
      total = Math.max(total, Number(of));
    }
  }
  return taken.size < total ? `--shard for ${taken.size} of ${total} parts` : undefined;
}

function withValues(text: string, leg: Readonly<Record<string, string>>): string {
  return text.replace(/\$\{\{\s{0,9}matrix\.([\w.-]{1,80})\s{0,9}\}\}/g, (whole, name: string) => leg[name] ?? whole);
}

function fewerTargets(before: ShellCommand, after: ShellCommand, files: FileIndex): NarrowerRun | undefined {
  // What is filled in at run time may be anything.
  if (!pathRunners.has(after.name) || [...before.args, ...after.args].some((word) => word.includes('$'))) return undefined;
  const [was, is] = [targetsOf(before), targetsOf(after)];
  const isWhole = (targets: readonly string[]): boolean => targets.length === 0 || targets.some((target) => /^(?:\.|\.\/|\.\/\.\.\.)$/.test(target));
  if (isWhole(is)) return undefined;
  // Without a path the configuration may name the same ones.
  if (isWhole(was)) return { kind: 'narrowedTo', text: is.join(', '), operation: 'A33', ...(was.includes('./...') ? {} : { verdict: 'review' as const }) };
  const isCovered = (target: string): boolean => is.some((other) => target === other || target.startsWith(`${other.replace(/\/$/, '')}/`));
  const lost = was.filter((target) => !isCovered(target) && isThere(target, files));
  if (lost.length === 0) return undefined;
  const isRewritten = is.some((target) => !was.includes(target));
  return { kind: 'narrowedTo', text: is.join(', '), operation: 'A33', ...(isRewritten ? { verdict: 'review' as const } : {}) };
}

function isThere(target: string, files: FileIndex): boolean {
  const path = target.replace(/^\.\//, '').replace(/\/+$/, '');
  return files.has(path) || files.hasDirectory(path);
}

/** Arguments that are paths; the word behind an option may be its value. */
function targetsOf({ args }: ShellCommand): readonly string[] {
  return args.filter((word, index) => {
    const previous = args[index - 1] ?? '';
    if (word.startsWith('-') || (previous.startsWith('-') && !previous.includes('='))) return false;
    return /[./]/.test(word) || word === 'src' || word === 'test' || word === 'tests';
  });
}
