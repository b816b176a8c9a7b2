import { type BranchProtection, defineRule, type Effective, type Location, type RepositoryRule } from '@ten-point/core/rule';

type Comparable = Exclude<
  { [Key in keyof BranchProtection]: BranchProtection[Key] extends Effective<boolean | number> ? Key : never }[keyof BranchProtection],
  undefined
>;

/** Settings that are compared, as people call them. */
const settings: readonly (readonly [Comparable, string])[] = [
  ['requiresPullRequest', 'a pull request is required'],
  ['requiredApprovals', 'the number of required approvals'],
  ['requiresCodeOwnerReview', 'review from code owners is required'],
  ['dismissesStaleReviews', 'stale approvals are dismissed'],
  ['requiresLastPushApproval', 'the last push needs an approval'],
  ['strictChecks', 'branches must be up to date'],
  ['blocksForcePush', 'force pushes are blocked'],
  ['blocksDeletion', 'deletion is blocked'],
  ['mergeQueue', 'a merge queue is used'],
  ['requiresConversationResolution', 'conversations must be resolved'],
  ['requiresSignatures', 'commits must be signed'],
  ['requiresLinearHistory', 'history must be linear'],
];

export const ciProtectionDrift: RepositoryRule = defineRule({
  id: 'ci/protection-drift',
  scope: 'repository',
  severity: 'warning',
  needs: ['protection'],
  title: 'Protection that files declare is what GitHub enforces',
  why: 'A ruleset that is written down in the repository is believed: by reviewers, by auditors, by the next agent. When somebody changed the setting by hand, or the app that applies the file stopped, the file still says what no longer holds.',
  howToFix: 'Apply the file again, or export the ruleset anew and commit it, whichever of the two is meant.',
  limits: 'Compared where both are known. Who may bypass a ruleset and rules beside the common ones are not compared.',
  effort: 'minutes',
  sources: [{ url: 'https://docs.github.com/en/rest/repos/rules#get-rules-for-a-branch', checked: '2026-11-25' }],
  messages: {
    weaker: 'The file says that {setting}: {declared}; GitHub enforces {observed}. Apply the file again.',
    stricter: 'The file says that {setting}: {declared}; GitHub enforces {observed}, which is stricter. Export the ruleset anew.',
    checkMissing: 'The file requires the check "{context}", which GitHub does not require. Apply the file again.',
    checkExtra: 'GitHub requires the check "{context}", which no file declares. Export the ruleset anew.',
  },
  check({ repo, outcome }) {
    const { declared, observed } = repo.protection();
    if (declared.state === 'unknown') return outcome.notApplicable('no file declares the protection of the default branch');
    if (observed.state === 'unknown') return outcome.unknown(observed.reason, observed.reveal);
    const { unread } = observed.value;
    const place = declared.value.locations[0];
    let same = 0;
    for (const [key, setting] of settings) {
      const said = declared.value[key];
      const real = observed.value[key];
      const data = { setting, declared: shown(said.value), observed: shown(real.value) };
      if (said.value === real.value) same++;
      // What no file mentions is not declared to be off.
      else if (said.sources.length === 0) continue;
      else if (Number(real.value) > Number(said.value)) outcome.fail('stricter', data, said.location, { confidence: 'medium', subject: key });
      else if (unread) outcome.unknown(`whether it holds that ${setting}: ${unread.reason}`, unread.reveal, said.location);
      else outcome.fail('weaker', data, said.location, { subject: key });
    }
    const required = contexts(observed.value);
    const wanted = contexts(declared.value);
    for (const [context, location] of wanted) {
      if (required.has(context)) same++;
      else if (unread) outcome.unknown(`whether the check "${context}" is required: ${unread.reason}`, unread.reveal, location);
      else outcome.fail('checkMissing', { context }, location, { subject: context });
    }
    if (wanted.size > 0)
      for (const context of required.keys())
        if (!wanted.has(context)) outcome.fail('checkExtra', { context }, place, { confidence: 'medium', subject: context });
    if (same > 0) outcome.pass(`${same} of the declared settings are what GitHub enforces`, place);
    return undefined;
  },
});

function shown(value: boolean | number): string {
  return typeof value === 'number' ? String(value) : value ? 'yes' : 'no';
}

function contexts({ requiredChecks }: BranchProtection): ReadonlyMap<string, Location | undefined> {
  return new Map(requiredChecks.map(({ context, location }) => [context, location]));
}
