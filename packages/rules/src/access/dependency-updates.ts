import { defineRule, fileStart, type RepositoryRule } from '@ten-point/core/rule';

// Presets of Renovate that hold a minimum age, by its documentation.
const waitingPresets = /^(?:config:best-practices|security:minimumReleaseAge\w*)/;
// Presets of Renovate itself: known, and silent about the age unless listed above.
const ownPresets =
  /^(?:config|docker|group|helpers|monorepo|npm|packages|preview|replacements|schedule|security|workarounds|default|customManagers|global|mergeConfidence)?:/;

export const dependencyUpdates: RepositoryRule = defineRule({
  id: 'access/dependency-updates',
  scope: 'repository',
  severity: 'note',
  preset: 'strict',
  needs: ['tasks'],
  title: 'Updates of dependencies wait before they are raised, and are not merged untested',
  why: 'Poisoned releases are mostly found within days: those of nx, debug and chalk in 2025 were gone after hours. A bot that raises a version in its first hour brings it to everyone who merges quickly, and to every agent that takes a green pull request for a safe one. Waiting a few days costs nothing; security updates are not held back by it.',
  howToFix:
    'Dependabot: give each entry of `updates` a `cooldown` with `default-days: 7`. Renovate: set `minimumReleaseAge` to `"7 days"`, and leave `ignoreTests` off where `automerge` is on.',
  limits:
    'Reads what is committed here. Presets of others are not read, which leaves the answer open. A package manager that waits by itself (`minimumReleaseAge` of pnpm) is not looked at. Preset strict, since most repositories have a bot and few of them wait.',
  effort: 'minutes',
  securitySeverity: 3.1,
  sources: [
    {
      url: 'https://docs.github.com/en/code-security/reference/supply-chain-security/dependabot-options-reference#cooldown',
      checked: '2026-11-25',
      note: 'cooldown; security updates are not subject to it.',
    },
    { url: 'https://docs.renovatebot.com/configuration-options/#minimumreleaseage', checked: '2026-11-25', note: 'minimumReleaseAge, automerge, ignoreTests' },
  ],
  messages: {
    hasty: '{tool} raises new versions of {ecosystems} as soon as they are out; {advice}.',
    untested: 'Renovate merges updates by itself and does not look at the checks (ignoreTests); take ignoreTests out.',
  },
  check({ repo, outcome }) {
    const { updates } = repo.tasks();
    if (updates.length === 0) return outcome.notApplicable('no configuration of Dependabot or Renovate is committed');
    for (const { tool, path, sources, presets, readable } of updates) {
      if (!readable) {
        outcome.unknown(`${path} could not be read`, 'Repair the file where the diagnostics say so, or write it as JSON.', fileStart(path));
        continue;
      }
      const hasty = sources.filter(({ waits }) => !waits);
      const [first, ...others] = hasty;
      const waiting = presets.find(({ value }) => waitingPresets.test(value));
      const foreign = presets.find(({ value }) => !ownPresets.test(value));
      if (!first) outcome.pass(`${path}: ${tool} waits before it takes a new version`, sources[0]?.waits);
      else if (waiting) outcome.pass(`${path}: ${waiting.value} waits before it takes a new version`, waiting.location);
      else if (foreign)
        outcome.unknown(
          `whether ${foreign.value} waits before it takes a new version, which is not read`,
          'Look into the preset, or set minimumReleaseAge here.',
          foreign.location,
        );
      else {
        const named = [...new Set(hasty.flatMap(({ ecosystem }) => ecosystem ?? []))];
        const data = {
          tool,
          ecosystems: named.length > 0 ? named.slice(0, 4).join(', ') : 'every kind',
          advice: tool === 'Dependabot' ? 'give each entry a cooldown with default-days: 7' : 'set minimumReleaseAge to "7 days"',
        };
        const related = others.slice(0, 10).map(({ location }) => ({ location, message: 'nor does this entry wait' }));
        outcome.fail('hasty', data, first.location, { confidence: 'medium', subject: `${path} hasty`, related });
      }
      const untested = sources.find(({ mergesItself, ignoresChecks }) => mergesItself && ignoresChecks);
      if (untested) outcome.fail('untested', {}, untested.ignoresChecks, { confidence: 'medium', subject: `${path} untested` });
    }
  },
});
