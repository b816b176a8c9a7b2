import { type ChangeRule, defineChangeRule, type RunnerSettings, type SettingPair, type TaskPair } from '@ten-point/core/rule';

export const weakenedRunner: ChangeRule = defineChangeRule({
  id: 'ci/weakened-runner',
  scope: 'change',
  severity: 'error',
  verdict: 'hard-stop',
  needs: [],
  changeNeeds: ['runnerSettings'],
  title: 'Tests are still run, on as many files and as strictly as before',
  why: 'A lower coverage floor, one more ignored folder or a test script that ends in `|| true` lets every later change pass, and no test shows it. Searching 19,644 commits for the words of such changes missed deleted floor flags and new hook entries; each of them shows when the settings of both sides are compared.',
  howToFix:
    'Put the setting or the script back and make the change pass under it. Where it has to go (a runner is replaced, a part of the product is removed), do that in a change of its own, with an equal setting of the new runner, and let an owner lift this finding with a reason.',
  limits:
    'Settings of known tools in changed files, as far as they are written as literals; what a script of its own or an imported preset decides is not seen. Patterns are evaluated over the files of the base. What a single test skips is judged by the rules about tests, what a workflow leaves out by the one about workflows.',
  effort: 'minutes',
  sources: [
    { url: 'https://vitest.dev/config/coverage', checked: '2026-11-24', note: 'thresholds, include and exclude' },
    { url: 'https://jestjs.io/docs/configuration', checked: '2026-11-24', note: 'coverageThreshold, testPathIgnorePatterns' },
    { url: 'https://docs.pytest.org/en/stable/reference/reference.html', checked: '2026-11-24', note: 'addopts, norecursedirs, strict markers' },
    { url: 'https://coverage.readthedocs.io/en/latest/config.html', checked: '2026-11-24', note: 'fail_under, omit' },
    { url: 'https://docs.codecov.com/docs/commit-status', checked: '2026-11-24', note: 'target, threshold, informational' },
  ],
  messages: {
    lowered: '{tool}: {key} went from {before} to {after}; restore {before}, or raise what it measures.',
    removed: '{tool}: {key} is gone, which was {before}; put it back, or set the same limit where the tests now run.',
    switched: '{tool}: {key} is now {after}, it was {before}; a run that failed before can pass. Restore it.',
    droppedEntries: '{tool}: {key} no longer has {entries}; restore what was demanded.',
    addedEntries: '{tool}: {key} now also has {entries}; run what it leaves out, or say in a change of its own why not.',
    filesLeftOut: '{tool}: {key} leaves out {count} that it took in before ({files}); take them in again.',
    unclear: '{tool}: {key} was {before} and is now {after}, which cannot be compared; somebody who knows the runner must look.',
    movedElsewhere: '{tool}: {key} ({before}) is gone here; {elsewhere} asks for as much now. Check that it blocks in the same places.',
    configurationGone: '{path} is deleted with {count} that limited what passes ({keys}); keep it, or set the same limits for the new runner.',
    taskGone: '{task} is gone; it ran "{command}" ({purpose}). Keep it, or let another task that is called run this.',
    checkGone: '{task} no longer runs "{command}" ({purpose}); put it back.',
    swallowed: '{task} still runs "{command}" ({purpose}), but no longer fails when it fails; take away what hides the failure.',
    checkMoved: '{task} no longer runs "{command}" ({purpose}); {elsewhere} may do it now. Check that it is called where {task} was.',
    memberLeftOut: '{directory} is no longer a member of the workspace of {workspace}, so that its checks are not run with the others; take it in again.',
  },
  check({ change, outcome }) {
    const runner = change.runnerSettings();
    if (runner.filesCompared === 0) return outcome.notApplicable('no configuration of a test runner, no task file and no workflow changed');
    for (const { path, reason, wasReadable } of runner.notRead) outcome.notAnalysed(path, reason, wasReadable);
    const weaker = runner.settings.filter(({ state }) => state !== 'as-strict');
    const gone = goneFiles(weaker);
    for (const pairs of gone.values()) reportGoneFile(pairs);
    for (const pair of weaker) if (!gone.has(pair.path)) reportSetting(pair);
    for (const task of runner.tasks) reportTask(task);
    for (const { workspace, before, directory } of runner.leftOutMembers)
      outcome.fail('memberLeftOut', { directory, workspace }, undefined, { operation: 'D9', before, subject: `workspace member ${directory}` });
    const kept = runner.settings.length - weaker.length;
    outcome.pass(`${kept} settings and ${runner.tasks.filter(({ lost }) => lost.length === 0).length} changed tasks ask for as much as before`);

    function reportGoneFile(pairs: readonly SettingPair[]): void {
      const lost = pairs.filter(({ elsewhere }) => !elsewhere);
      const [first] = lost;
      if (!first?.before) return;
      const keys = lost.map(({ key }) => key);
      const verdict = lost.every(({ kind }) => kind.verdict) ? first.kind.verdict : undefined;
      outcome.fail('configurationGone', { path: first.path, count: counted(keys.length, 'setting'), keys: listed(keys) }, undefined, {
        ...(verdict ? { verdict } : {}),
        operation: first.kind.operation,
        before: first.before.location,
        subject: `${first.kind.tool} ${first.path}`,
      });
    }

    function reportSetting(pair: SettingPair): void {
      const { kind, key, before, after, elsewhere, state } = pair;
      const { tool, operation, verdict } = kind;
      const details = {
        operation,
        subject: `${pair.path} ${tool} ${key}`,
        ...(before ? { before: before.location } : {}),
        ...(verdict ? { verdict } : {}),
      };
      const was = before ? shown(before.text) : 'not set';
      if (state === 'unclear') {
        const now = pair.inheritsFrom ? `taken from ${shown(pair.inheritsFrom.value)}` : after ? shown(pair.unreadPatterns[0]?.value ?? after.text) : 'not set';
        const place = after?.location ?? pair.inheritsFrom?.location;
        outcome.fail('unclear', { tool, key, before: was, after: now }, place, { ...details, verdict: verdict ?? 'review' });
      } else if (elsewhere) {
        // The same tool and the same wish in another file: it moved.
        if (elsewhere.tool === tool) return;
        const label = `${elsewhere.tool} ${elsewhere.key}`;
        outcome.fail('movedElsewhere', { tool, key, before: was, elsewhere: label }, after?.location, { ...details, verdict: verdict ?? 'review' });
      } else if (pair.leftOut.length > 0) {
        const files = { count: counted(pair.leftOut.length, 'file'), files: listed(pair.leftOut) };
        outcome.fail('filesLeftOut', { tool, key, ...files }, placeAdded(pair) ?? after?.location, details);
      } else if (kind.order === 'demands') {
        outcome.fail('droppedEntries', { tool, key, entries: listed(entriesLost(before, after)) }, after?.location, details);
      } else if (kind.order === 'exceptions') {
        outcome.fail('addedEntries', { tool, key, entries: listed(entriesLost(after, before)) }, placeAdded(pair), details);
      } else if (!after) outcome.fail('removed', { tool, key, before: was }, undefined, details);
      else if (typeof after.value === 'number') outcome.fail('lowered', { tool, key, before: was, after: shown(after.text) }, after.location, details);
      else outcome.fail('switched', { tool, key, before: was, after: shown(after.text) }, after.location, details);
    }

    function reportTask({ runner: kind, name, before, after, lost }: TaskPair): void {
      const task = `${before.path} ${name}`;
      for (const { check, how, elsewhere } of lost) {
        // Another task took it over, and is called where this one was.
        if (elsewhere?.state === 'new') continue;
        const data = { task, command: shown(check.text), purpose: check.purpose };
        const details = { before: check.location, operation: 'D8', subject: `${kind} ${task} ${check.purpose} ${check.program}` };
        if (how === 'swallowed' && after) outcome.fail('swallowed', data, after.location, details);
        else if (elsewhere) {
          // A task that is gone and whose work others do was a second name.
          if (!after && elsewhere.state !== 'unclear' && !before.runsInWorkflow) continue;
          if (check.purpose === 'build') continue;
          const verdict = elsewhere.state === 'in-workflow' ? 'note' : 'review';
          outcome.fail('checkMoved', { ...data, elsewhere: elsewhere.label }, after?.location, { ...details, verdict });
        } else if (after) outcome.fail('checkGone', data, after.location, details);
        else if (check.purpose === 'build' && !/^(?:build|compile)$/.test(name)) continue;
        else outcome.fail('taskGone', data, undefined, before.runsInWorkflow || entryPoint.test(name) ? details : { ...details, verdict: 'review' });
        // One finding a task says it; the other programs went the same way.
        break;
      }
    }
  },
});

/** Tasks that people and agents run to know whether all is well. */
const entryPoint = /^(?:pre|post)?(?:tests?|check|lint|type-?check|types|verify|ci|validate)(?::(?:all|ci|unit))?$/;

/** Deleted files with what they lost. */
function goneFiles(pairs: RunnerSettings['settings']): ReadonlyMap<string, readonly SettingPair[]> {
  const files = new Map<string, SettingPair[]>();
  for (const pair of pairs) {
    if (!pair.isFileGone || pair.state !== 'weaker') continue;
    // Which projects there are limits nothing by itself.
    if (pair.kind.operation === 'D9') continue;
    const known = files.get(pair.path);
    if (known) known.push(pair);
    else files.set(pair.path, [pair]);
  }
  return files;
}

type Value = SettingPair['before'];

function entriesOf(value: Value): readonly { readonly value: string }[] {
  return typeof value?.value === 'object' ? value.value : [];
}

function entriesLost(from: Value, to: Value): readonly string[] {
  const kept = new Set(entriesOf(to).map(({ value }) => value.trim()));
  return entriesOf(from)
    .map(({ value }) => value)
    .filter((value) => !kept.has(value.trim()));
}

/** The first entry that the head added. */
function placeAdded({ before, after }: SettingPair) {
  const known = new Set(entriesOf(before).map(({ value }) => value.trim()));
  const added = typeof after?.value === 'object' ? after.value.find(({ value }) => !known.has(value.trim())) : undefined;
  return added?.location ?? after?.location;
}

function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}

function listed(texts: readonly string[]): string {
  const first = texts.slice(0, 3).map(shown).join(', ');
  return texts.length > 3 ? `${first} and ${texts.length - 3} more` : first;
}

function shown(text: string): string {
  const line = text.replace(/\s+/g, ' ').trim();
  return line.length > 80 ? `${line.slice(0, 79)}…` : line;
}
