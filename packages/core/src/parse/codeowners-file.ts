import type { CodeOwnersFile, CodeOwnersProblem, CodeOwnersRule, CodeOwnersUsage, Ownership } from '../model/codeowners.ts';
import type { CodeOwnersIndex } from '../pattern/codeowners-index.ts';
import { ownershipCoverage } from './codeowners-coverage.ts';

/** Lines that are named as the ones that leave nothing to a shadowed one. */
const namedLines = 20;

/** What is known of one pattern, under its last twin, after all paths. */
interface Tally {
  matched: number;
  readonly example: string;
  /** The lines that decide over what it matches, first found first; one more than are named at most. */
  readonly winners: Set<number>;
}

/**
 * Joins the lines of a file and the index of their patterns.
 *
 * @param index - Made of the patterns of `rules`, in the same order.
 */
export function codeOwnersFile(path: string, rules: readonly CodeOwnersRule[], problems: readonly CodeOwnersProblem[], index: CodeOwnersIndex): CodeOwnersFile {
  const ownersOf = (subject: string): Ownership => {
    const rule = rules[index.lastMatch(subject)];
    if (!rule) return { state: 'unmatched' };
    return rule.owners.length > 0 ? { state: 'owned', owners: rule.owners, rule } : { state: 'un-owned', rule };
  };
  const earlierTwins = new Map<number, number[]>();
  for (const [position, last] of index.lastTwins.entries()) {
    if (last === position) continue;
    const twins = earlierTwins.get(last);
    if (twins) twins.push(position);
    else earlierTwins.set(last, [position]);
  }
  return {
    path,
    rules,
    problems,
    ownersOf,
    match(subject) {
      const positions = index.matches(subject).flatMap((position) => [...(earlierTwins.get(position) ?? []), position]);
      const matching = positions.sort((left, right) => left - right).flatMap((position) => rules[position] ?? []);
      const winner = matching.at(-1);
      return winner ? { winner, losers: matching.slice(0, -1) } : { losers: [] };
    },
    coverage: (subjects) => ownershipCoverage(subjects, ownersOf),
    usage: (subjects) => usage(rules, index, subjects),
  };
}

function usage(rules: readonly CodeOwnersRule[], index: CodeOwnersIndex, subjects: Iterable<string>): CodeOwnersUsage[] {
  const tallies = new Map<number, Tally>();
  const decided = new Map<number, number>();
  let total = 0;
  for (const subject of subjects) {
    total++;
    const matches = index.matches(subject);
    const winner = matches.reduce((best, candidate) => Math.max(best, candidate), -1);
    if (winner >= 0) decided.set(winner, (decided.get(winner) ?? 0) + 1);
    for (const match of matches) {
      let tally = tallies.get(match);
      if (!tally) {
        tally = { matched: 0, example: subject, winners: new Set() };
        tallies.set(match, tally);
      }
      tally.matched++;
      if (tally.winners.size <= namedLines) tally.winners.add(winner);
    }
  }
  return rules.map((rule, position) => {
    const { pattern } = rule;
    const tally = tallies.get(index.lastTwins[position] ?? position);
    if (!tally) return { state: 'dead', rule, explanation: `${pattern} matches none of the ${total} paths.` };
    const { matched, example } = tally;
    const decisions = decided.get(position);
    if (decisions !== undefined) {
      const explanation = `${pattern} decides over ${decisions} of ${paths(matched)} that it matches, such as ${example}.`;
      return { state: 'decides', rule, matched, decided: decisions, example, explanation };
    }
    const winners = [...tally.winners].flatMap((winner) => rules[winner] ?? []);
    const [first = rule, ...others] = winners.slice(0, namedLines);
    const lines = [first, ...others].map((winner) => `line ${winner.line} (${winner.pattern})`);
    const named = `${lines.join(', ')}${winners.length > namedLines ? ' and others' : ''}`;
    const explanation = `${pattern} decides over none of ${paths(matched)} that it matches, such as ${example}: the last match decides, which is ${named}.`;
    return { state: 'shadowed', rule, matched, example, by: [first, ...others], explanation };
  });
}

function paths(count: number): string {
  return count === 1 ? '1 path' : `${count} paths`;
}
