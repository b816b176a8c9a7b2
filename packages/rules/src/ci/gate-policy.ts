import {
  type Change,
  type ChangeRule,
  type Configuration,
  defineChangeRule,
  fileStart,
  firstChangedLine,
  type Location,
  lineOf,
  type Severity,
  type Tasks,
  type Verdict,
  type Workflows,
} from '@ten-point/core/rule';

export const gatePolicy: ChangeRule = defineChangeRule({
  id: 'ci/gate-policy',
  scope: 'change',
  severity: 'error',
  verdict: 'hard-stop',
  needs: ['workflows', 'tasks'],
  changeNeeds: ['policy'],
  title: 'The change does not lower the policy that judges it',
  why: 'A gate that the author of a change can open is none. The change itself is judged by the policy of the target branch, but what it writes holds for every change behind it: a rule that it switches off, a path that it leaves out, or a suppression that it adds passes all that follow.',
  howToFix:
    'Keep the policy as it is, or let its owners approve the lower one: explain it in the pull request, and ask an owner of the file who had no part in the change.',
  limits:
    'Compared are the configuration of this tool with all that it extends, comments that waive findings, and the commands in workflows that run it. An option of a rule is not known to be laxer or stricter: somebody must look at it. Configuration outside the repository is not seen.',
  effort: 'minutes',
  sources: [
    {
      url: 'https://docs.github.com/en/repositories/configuring-branches-and-merges-in-your-repository/managing-rulesets/available-rules-for-rulesets',
      checked: '2026-11-24',
      note: 'A workflow that a ruleset requires cannot be edited by the change that it judges.',
    },
  ],
  messages: {
    lowered: 'The policy gets laxer: {what}; keep it, or let an owner approve it.',
    changed: 'The policy changes: {what}; an owner must look at it.',
    unreadable: 'The configuration {path} can no longer be read ({problem}), so that no later change could be judged by it; mend it.',
    first: 'The change brings the first configuration of the policy ({path}); an owner must look at it.',
    suppressed: 'The change waives {rule} in {path} ({reason}); mend the finding, or let an owner approve it.',
    notRun: 'The workflow no longer runs `{command}`; keep it, or let an owner approve it.',
    flags: '`{before}` became `{after}`, which judges less; keep it, or let an owner approve it.',
    command: '`{before}` became `{after}`; an owner must look at it.',
  },
  check({ change, base, head, outcome }) {
    const policy = change.policy();
    let found = 0;
    const [path = ''] = policy.files;
    if (policy.problem && path !== '') {
      found++;
      const details = { subject: 'configuration', operation: 'G1', ...(policy.before?.path ? { before: fileStart(policy.before.path) } : {}) };
      outcome.fail('unreadable', { path, problem: policy.problem.message }, policy.problem.location ?? fileStart(path), details);
    } else if (policy.files.length > 0 && !policy.before && policy.after) {
      found++;
      outcome.fail('first', { path: policy.after.path ?? path }, fileStart(policy.after.path ?? path), { subject: 'configuration', verdict: 'review' });
    } else if (policy.before && policy.files.length > 0) {
      for (const { what, verdict, location, key } of policyDifferences(policy.before, policy.after)) {
        found++;
        const place = location ?? placeOf(change, policy.after, key);
        const details = {
          subject: what,
          operation: 'G1',
          ...(policy.before.path ? { before: fileStart(policy.before.path) } : {}),
          content: { before: JSON.stringify(policy.before.rules), after: what },
        };
        if (verdict === 'hard-stop') outcome.fail('lowered', { what }, place, details);
        else outcome.fail('changed', { what }, place, { ...details, verdict });
      }
      if (found === 0) outcome.pass(`the policy in ${policy.after?.path ?? path} is no laxer than before`);
    }
    for (const { rule, reason, location } of policy.comments) {
      found++;
      outcome.fail('suppressed', { rule, path: location.path, reason }, location, { subject: `${rule} ${reason}`, operation: 'G1' });
    }
    const [before, after] = [gateCommands(base.workflows(), base.tasks()), gateCommands(head.workflows(), head.tasks())];
    for (const command of before) {
      if (after.some(({ text }) => text === command.text)) continue;
      found++;
      const successor = after.find(({ text, verb }) => verb === command.verb && !before.some((other) => other.text === text));
      const details = { subject: command.text, operation: 'G1', before: command.location };
      if (!successor) outcome.fail('notRun', { command: command.text }, undefined, details);
      else if (judgesLess(command.words, successor.words)) outcome.fail('flags', { before: command.text, after: successor.text }, successor.location, details);
      else outcome.fail('command', { before: command.text, after: successor.text }, successor.location, { ...details, verdict: 'review' });
    }
    if (found === 0 && policy.files.length === 0) {
      if (before.length === 0) outcome.notApplicable('the change touches no configuration of this tool, no suppression and no command that runs it');
      else outcome.pass(`the workflows still run \`${before[0]?.text ?? ''}\``);
    }
  },
});

const ranks: Readonly<Record<Severity | 'off', number>> = { error: 3, warning: 2, note: 1, off: 0 };

/** Where the head says it: the line that a key was read from, or the first changed line of the file. */
function placeOf(change: Change, after: Configuration | undefined, key: string | undefined): Location | undefined {
  if (!after?.path) return undefined;
  const [, path, line] = /^(.+):(\d+)$/.exec(after.origins[key ?? ''] ?? '') ?? [];
  const file = change.fileAt(path ?? after.path) ?? change.fileAt(after.path);
  if (!file) return fileStart(after.path);
  return line === undefined ? firstChangedLine(file, 'after') : lineOf(file, 'after', Number(line));
}

interface PolicyDifference {
  readonly what: string;
  readonly verdict: Verdict;
  /** Key of `Configuration.origins`. */
  readonly key?: string;
  readonly location?: Location;
}

/** What differs between two policies; without the second one the built-in defaults hold. */
function policyDifferences(before: Configuration, after: Configuration | undefined): readonly PolicyDifference[] {
  const found: PolicyDifference[] = [];
  const stop = (what: string, key?: string): void => void found.push({ what, verdict: 'hard-stop', ...(key ? { key } : {}) });
  const look = (what: string, key?: string): void => void found.push({ what, verdict: 'review', ...(key ? { key } : {}) });
  if (!after) {
    stop('its configuration is taken away');
    return found;
  }
  if (before.preset === 'strict' && after.preset === 'recommended') stop('the preset goes from strict to recommended', 'preset');
  for (const id of new Set([...Object.keys(before.rules), ...Object.keys(after.rules)])) {
    const [left, right] = [before.rules[id], after.rules[id]];
    const [was, is] = [left?.severity, right?.severity];
    if (was !== is && is !== undefined && (was === undefined ? is !== 'error' : ranks[is] < ranks[was]))
      (was === undefined && is !== 'off' ? look : stop)(`${id} becomes ${is}${was ? `, from ${was}` : ''}`, `rules.${id}`);
    else if (was !== undefined && is === undefined && was !== 'off') look(`${id} goes from ${was} back to its default`);
    if (JSON.stringify(left?.options ?? {}) !== JSON.stringify(right?.options ?? {})) look(`options of ${id} change`, `rules.${id}`);
  }
  const known = new Set(before.overrides.map((override) => JSON.stringify(override)));
  for (const override of after.overrides) {
    if (known.has(JSON.stringify(override))) continue;
    const lax = Object.entries(override.rules).some(([, { severity }]) => severity !== undefined && severity !== 'error');
    (lax ? stop : look)(`other rules hold for ${override.paths.join(', ')}`);
  }
  const kept = new Set(after.overrides.map((override) => JSON.stringify(override)));
  for (const override of before.overrides) if (!kept.has(JSON.stringify(override))) look(`rules for ${override.paths.join(', ')} are taken away`);
  for (const path of after.ignoredPaths) if (!before.ignoredPaths.includes(path)) stop(`${path} is left out`);
  for (const area of before.riskAreas) {
    const now = after.riskAreas.find(({ id }) => id === area.id);
    if (!now) stop(`the risk area ${area.id} is taken away`);
    else for (const path of area.paths) if (!now.paths.includes(path)) stop(`the risk area ${area.id} loses ${path}`, `riskAreas.${area.id}`);
  }
  for (const { rule, paths, reason, location } of after.suppressions)
    if (!before.suppressions.some((other) => other.rule === rule && other.reason === reason && JSON.stringify(other.paths) === JSON.stringify(paths)))
      found.push({ what: `${rule} is waived${paths ? ` for ${paths.join(', ')}` : ''} (${reason})`, verdict: 'hard-stop', location });
  return found;
}

interface GateCommand {
  readonly text: string;
  readonly verb: string;
  readonly words: readonly string[];
  readonly location: Location;
}

/** Commands of workflows that run this tool. */
function gateCommands(workflows: Workflows, tasks: Tasks): readonly GateCommand[] {
  const steps = workflows.workflows.flatMap(({ jobs }) => jobs.flatMap((job) => job.steps));
  return steps.flatMap(({ script, workingDirectory }) =>
    tasks.resolve(script?.commands ?? [], workingDirectory ?? '').flatMap(({ command: { name, program, args, location } }) => {
      const verb = args.find((word) => word === 'gate' || word === 'audit');
      const isOurs = name === 'agent-readiness' || program.startsWith('@ten-point/cli');
      return isOurs && verb !== undefined ? [{ text: [name, ...args].join(' '), verb, words: args, location }] : [];
    }),
  );
}

const narrowing: ReadonlySet<string> = new Set(['--no-config', '--config', '--skip', '--only', '--baseline', '--offline', '--preset']);
const failOn: readonly string[] = ['none', 'error', 'stop', 'warning', 'note', 'review'];

function judgesLess(before: readonly string[], after: readonly string[]): boolean {
  const flag = (word: string): string => word.split('=')[0] ?? word;
  if (after.some((word) => narrowing.has(flag(word)) && !before.some((other) => flag(other) === flag(word)))) return true;
  const value = (words: readonly string[]): number => {
    const at = words.findIndex((word) => flag(word) === '--fail-on');
    const text = at < 0 ? undefined : (words[at]?.split('=')[1] ?? words[at + 1]);
    return failOn.indexOf(text ?? 'error');
  };
  const under = (words: readonly string[]): number => {
    const at = words.findIndex((word) => flag(word) === '--fail-under');
    return at < 0 ? 0 : Number(words[at]?.split('=')[1] ?? words[at + 1] ?? 0);
  };
  return value(after) < value(before) || under(after) < under(before);
}
