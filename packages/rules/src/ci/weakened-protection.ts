import {
  type BranchProtection,
  type ChangeFailureDetails,
  type ChangeRule,
  type CodeOwnersFile,
  compileGlobs,
  defineChangeRule,
  type FileIndex,
  fileStart,
  firstChangedLine,
  type Location,
  type Protection,
} from '@ten-point/core/rule';

const shown = 4;

export const weakenedProtection: ChangeRule = defineChangeRule({
  id: 'ci/weakened-protection',
  scope: 'change',
  severity: 'error',
  verdict: 'hard-stop',
  needs: ['codeowners', 'protection', 'templates', 'instructions', 'tasks'],
  title: 'Owners, rulesets and update bots guard as much as before',
  why: 'Who must look at a file is written in files as well: one line of CODEOWNERS takes the owner of the workflows away, one value of an exported ruleset the required review. Such a change looks harmless, passes every test, and opens the way for the next one.',
  howToFix: 'Keep the owner, the rule or the entry, or let an owner of the file approve it who had no part in the change.',
  limits:
    'Owners are compared for every file that is there before and after, as GitHub reads CODEOWNERS. Rulesets and settings count as far as files of the repository declare them; what GitHub enforces is judged by `audit`. Handing files to another owner asks for a look, since one team may replace its members.',
  effort: 'minutes',
  securitySeverity: 7,
  sources: [
    {
      url: 'https://docs.github.com/en/repositories/managing-your-repositorys-settings-and-features/customizing-your-repository/about-code-owners',
      checked: '2026-11-24',
      note: 'The last matching line decides; a line without owners takes them away.',
    },
    { url: 'https://docs.github.com/en/code-security/dependabot/working-with-dependabot/dependabot-options-reference', checked: '2026-11-24' },
  ],
  messages: {
    unOwned: '{count} files that `{pattern}` gave to {owners} have no owner any more ({files}); keep an owner for them.',
    otherOwners: '{count} files go from {owners} to {others} ({files}); their owners must agree.',
    ownersGone: 'CODEOWNERS is gone or not read any more ({reason}), so nobody has to look at anything; keep it where GitHub reads it.',
    movedAway: '{path} moves to where nobody owns it; {owners} owned it at {previous}.',
    lowered: '{what} in the declared protection; keep it, or let an owner approve it.',
    undeclared: 'The protection that {path} declared can no longer be read; keep it.',
    updatesGone: 'Updates of {what} are no longer looked for; keep the entry, or say in the description what replaces it.',
    templateGone: 'The pull request template is gone, and with it what it asked for; keep it.',
    instructionsGone: 'The instructions for agents in {path} are gone; keep them, or move them to where agents read them.',
  },
  check({ change, base, head, policy, outcome }) {
    let judged = 0;
    const before = base.codeowners();
    const after = head.codeowners();
    const isRisky = compileGlobs(policy.riskAreas.flatMap(({ paths }) => paths));
    const touched = [before.file?.path, after.file?.path, after.unreadable?.path].some((path) => path !== undefined && change.fileAt(path) !== undefined);
    if (before.file && touched) {
      judged++;
      if (!after.file) {
        const reason = after.unreadable ? `${after.unreadable.path}: ${after.unreadable.reason}` : 'there is no such file at the head';
        outcome.fail('ownersGone', { reason }, undefined, { before: fileStart(before.file.path), subject: 'CODEOWNERS', operation: 'F2' });
      } else {
        const losses = lostOwners(before.file, after.file, base.files, (path) => change.pathAtHead(path));
        for (const { pattern, owners, others, files, location } of losses) {
          const place = change.fileAt(after.file.path);
          const details: ChangeFailureDetails = { before: location, subject: `${pattern} ${others.join(' ')}`, operation: 'F1' };
          const data = { count: files.length, owners: owners.join(', '), files: list(files) };
          const at = place && firstChangedLine(place, 'after');
          if (others.length > 0) outcome.fail('otherOwners', { ...data, others: others.join(', ') }, at, { ...details, verdict: 'review' });
          else outcome.fail('unOwned', { ...data, pattern }, at, files.some(isRisky) ? details : { ...details, verdict: 'review' });
        }
        if (losses.length === 0) outcome.pass(`${after.file.path}: every file keeps its owners`);
      }
    } else if (before.file) {
      for (const file of change.files) {
        if (file.status !== 'renamed' || file.previousPath === undefined) continue;
        const owners = ownersOf(before.file, file.previousPath);
        if (owners.length === 0 || ownersOf(before.file, file.path).length > 0) continue;
        judged++;
        outcome.fail('movedAway', { path: file.path, previous: file.previousPath, owners: owners.join(', ') }, fileStart(file.path), {
          before: fileStart(file.previousPath),
          subject: file.path,
          operation: 'F1',
          verdict: 'review',
        });
      }
    }

    const [declared, now] = [base.protection().declared, head.protection().declared];
    const sources = declared.state === 'known' ? declaredIn(base.protection()) : [];
    if (declared.state === 'known' && [...sources, ...declaredIn(head.protection())].some((path) => change.fileAt(path))) {
      judged++;
      if (now.state === 'unknown')
        outcome.fail('undeclared', { path: sources[0] ?? '' }, undefined, { before: fileStart(sources[0] ?? ''), subject: 'protection', operation: 'F3' });
      else {
        const lowered = loweredProtection(declared.value, now.value);
        for (const { what, operation, location, previous } of lowered)
          outcome.fail('lowered', { what }, location ?? now.value.locations[0], { subject: what, operation, ...(previous ? { before: previous } : {}) });
        if (lowered.length === 0) outcome.pass('the declared protection is no weaker than before');
      }
    }

    const updates = (view: typeof base) => view.tasks().updates.flatMap(({ sources: entries }) => entries);
    const [updatedBefore, updatedAfter] = [updates(base), updates(head)];
    for (const entry of updatedBefore) {
      if (updatedAfter.some(({ ecosystem }) => ecosystem === entry.ecosystem || ecosystem === undefined)) continue;
      judged++;
      outcome.fail('updatesGone', { what: entry.ecosystem ?? 'all dependencies' }, undefined, {
        before: entry.location,
        subject: `updates ${entry.ecosystem ?? ''}`,
        operation: 'F4',
        verdict: 'review',
      });
    }
    const template = base.templates().pullRequest.find(({ use }) => use === 'default');
    if (template && !head.templates().pullRequest.some(({ use }) => use === 'default')) {
      judged++;
      outcome.fail('templateGone', {}, undefined, { before: fileStart(template.path), subject: 'template', operation: 'F6', verdict: 'review' });
    }
    const texts = new Set(head.instructions().files.map(({ source }) => source.trim()));
    for (const { path, role, source } of base.instructions().files) {
      if (role !== 'instructions' || change.fileAt(path)?.status !== 'deleted' || texts.has(source.trim()) || source.trim() === '') continue;
      judged++;
      outcome.fail('instructionsGone', { path }, undefined, { before: fileStart(path), subject: path, operation: 'F6', verdict: 'review' });
    }
    if (judged === 0) outcome.notApplicable('the change touches no owners, declared protection, update bot, template or instructions');
  },
});

interface LostOwners {
  readonly pattern: string;
  readonly owners: readonly string[];
  /** Who owns them now; empty when nobody does. */
  readonly others: readonly string[];
  readonly files: readonly string[];
  readonly location: Location;
}

/** Files whose owners are all gone or replaced, by the line that gave them away. */
function lostOwners(before: CodeOwnersFile, after: CodeOwnersFile, files: FileIndex, pathAtHead: (path: string) => string | undefined): readonly LostOwners[] {
  const groups = new Map<string, { -readonly [Key in keyof LostOwners]: LostOwners[Key] extends readonly string[] ? string[] : LostOwners[Key] }>();
  for (const { path } of files.entries) {
    const now = pathAtHead(path);
    if (now === undefined) continue;
    const { winner } = before.match(path);
    const owners = ownersOf(before, path);
    if (!winner || owners.length === 0) continue;
    const others = ownersOf(after, now);
    if (owners.some((owner) => others.includes(owner))) continue;
    const key = `${winner.location.range.start.offset} ${others.join(' ')}`;
    const group = groups.get(key);
    if (group) group.files.push(now);
    else groups.set(key, { pattern: winner.pattern, owners: [...owners], others: [...others], files: [now], location: winner.location });
  }
  return [...groups.values()];
}

function ownersOf(file: CodeOwnersFile, path: string): readonly string[] {
  return file.match(path).winner?.owners.map(({ name }) => name.toLowerCase()) ?? [];
}

function declaredIn({ declared }: Protection): readonly string[] {
  return declared.state === 'known' ? declared.value.locations.map(({ path }) => path) : [];
}

interface Lowered {
  readonly what: string;
  readonly operation: string;
  readonly location?: Location | undefined;
  readonly previous?: Location | undefined;
}

const switches = {
  requiresPullRequest: 'pull requests are no longer required',
  requiresCodeOwnerReview: 'the review by code owners is no longer required',
  dismissesStaleReviews: 'approvals stay when new commits are pushed',
  requiresLastPushApproval: 'the last push needs no approval any more',
  strictChecks: 'branches need not be up to date any more',
  blocksForcePush: 'force pushes are allowed',
  blocksDeletion: 'the branch can be deleted',
  requiresConversationResolution: 'open conversations no longer hold a merge back',
  requiresSignatures: 'commits need no signature any more',
} as const satisfies Partial<Record<keyof BranchProtection, string>>;

function loweredProtection(before: BranchProtection, after: BranchProtection): readonly Lowered[] {
  const found: Lowered[] = [];
  for (const [name, what] of Object.entries(switches) as [keyof typeof switches, string][]) {
    const [was, is] = [before[name], after[name]];
    if (was.value && !is.value) found.push({ what, operation: 'F3', location: is.location, previous: was.location });
  }
  if (after.requiredApprovals.value < before.requiredApprovals.value)
    found.push({
      what: `required approvals go from ${before.requiredApprovals.value} to ${after.requiredApprovals.value}`,
      operation: 'F3',
      location: after.requiredApprovals.location,
      previous: before.requiredApprovals.location,
    });
  const contexts = new Set(after.requiredChecks.map(({ context }) => context));
  for (const { context, location, appId } of before.requiredChecks) {
    const now = after.requiredChecks.find((check) => check.context === context);
    if (!contexts.has(context)) found.push({ what: `the check ${context} is no longer required`, operation: 'F3', previous: location });
    else if (appId !== undefined && now?.appId === undefined)
      found.push({ what: `the check ${context} may be reported by anybody`, operation: 'F3', location: now?.location, previous: location });
  }
  const bypass = ({ bypass: lists }: BranchProtection) =>
    lists.flatMap(({ source, actors }) =>
      actors.state === 'known' ? actors.value.map((actor) => ({ key: `${source} ${actor.kind} ${actor.name ?? actor.id ?? ''}`, actor })) : [],
    );
  const known = new Set(bypass(before).map(({ key }) => key));
  for (const { key, actor } of bypass(after))
    if (!known.has(key)) found.push({ what: `${actor.name ?? actor.kind} may bypass the rules`, operation: 'F7', location: actor.location });
  return found;
}

function list(values: readonly string[]): string {
  return values.length > shown ? `${values.slice(0, shown).join(', ')} and ${values.length - shown} more` : values.join(', ');
}
