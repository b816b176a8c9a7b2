import { type ActionReference, defineRule, type Location, type RepositoryRule, type Workflows } from '@ten-point/core/rule';

const commit = /^[0-9a-f]{40}$/i;
const branchNames: ReadonlySet<string> = new Set(['main', 'master', 'develop', 'dev', 'trunk', 'next', 'edge', 'latest', 'stable', 'nightly', 'head']);

interface Use {
  readonly reference: Exclude<ActionReference, { kind: 'local' }>;
  readonly path: string;
  readonly places: Location[];
}

export const pinnedActions: RepositoryRule = defineRule({
  id: 'access/pinned-actions',
  scope: 'repository',
  severity: 'warning',
  needs: ['workflows'],
  title: 'Third-party actions are referenced by commit',
  why: "A tag or branch can be moved after review; the next run then executes code that nobody here has read, with the job's token and secrets. In March 2025 the tags of tj-actions/changed-files were moved to a commit that printed the secrets of a run into its log; over 23,000 repositories used the action. Those that had pinned an earlier commit kept running it. Actions of GitHub itself (`actions/…`, `github/…`) and of this repository's owner are left out: whoever can move their tags controls the platform or the repository already.",
  howToFix:
    'Write the full commit and keep the version as a comment (`uses: owner/name@<40 hex digits> # v4.2.1`); Dependabot and Renovate update both. Give images of `docker://` their digest.',
  limits:
    'One finding for each action and ref of a file. Actions that a pinned action uses itself are not looked into. Images of `container:` and `services:` are not judged.',
  fixes:
    'Pins a tag to the commit that this repository already uses elsewhere for the same action under a comment with that version, or with one of that major, and takes the comment along; of several commits the one of the newest version. A place with another comment, and one inside `{…}`, is left alone, and so are branches and tags that no comment names: which commit they mean is not in the files.',
  effort: 'minutes',
  securitySeverity: 6.5,
  sources: [
    { url: 'https://docs.github.com/actions/reference/security/secure-use', checked: '2026-11-24', note: 'pin actions to a full-length commit SHA' },
    { url: 'https://github.com/advisories/GHSA-mrrh-fwg8-r2c3', checked: '2026-11-24', note: 'tj-actions/changed-files' },
  ],
  options: {
    trustedOwners: {
      type: 'array',
      items: { type: 'string' },
      default: ['actions', 'github'],
      description: 'Owners whose tags are trusted. The owner of this repository always is.',
    },
  },
  messages: {
    branch: '{action} is used at {ref}, a branch that changes with every push to it; pin a full commit.',
    tag: '{action} is used at {ref}, which its owner can move to other code; pin a full commit and keep {ref} as a comment.',
    image: 'The image {action} has no digest, so other code can come under the same name; add @sha256:….',
  },
  check({ repo, options, outcome }) {
    const uses = usesOf(repo.workflows());
    if (uses.length === 0) return outcome.notApplicable('no workflow uses an action of another repository');
    const pins = knownPins(uses);
    const trusted = new Set(options.trustedOwners.map((owner) => owner.toLowerCase()));
    const owner = repo.workflows().owner?.toLowerCase();
    if (owner) trusted.add(owner);
    for (const { reference, path, places } of uses) {
      const [first, ...rest] = places;
      if (reference.kind === 'docker') {
        if (reference.digest) outcome.pass(`${reference.image} by digest`, first);
        else outcome.fail('image', { action: reference.image }, first, { subject: `${path} ${reference.raw}` });
        continue;
      }
      const action = nameOf(reference);
      if (commit.test(reference.ref)) outcome.pass(`${action} by commit${reference.comment ? ` (${reference.comment})` : ''}`, first);
      else if (trusted.has(reference.owner.toLowerCase())) outcome.pass(`${action}@${reference.ref}: its owner is trusted`, first);
      else {
        const related = rest.slice(0, 20).map((location) => ({ location, message: 'also here' }));
        const pin = pinFor(reference.ref, pins.get(action.toLowerCase()) ?? []);
        outcome.fail(branchNames.has(reference.ref.toLowerCase()) ? 'branch' : 'tag', { action, ref: reference.ref }, first, {
          subject: `${path} ${reference.raw}`,
          related,
          ...(pin
            ? {
                fix: {
                  description: `Pin ${action} to the commit of ${pin.version} that is used elsewhere here`,
                  edits: places.map((place) => ({ replace: place, with: `${action}@${pin.commit}`, comment: pin.version })),
                },
              }
            : {}),
        });
      }
    }
  },
});

interface Pin {
  readonly commit: string;
  /** As the comment says it: `v4.2.1`. */
  readonly version: string;
}

/** Commits with a version in their comment, by action, newest version first. */
function knownPins(uses: readonly Use[]): ReadonlyMap<string, readonly Pin[]> {
  const pins = new Map<string, Pin[]>();
  for (const { reference } of uses) {
    if (reference.kind !== 'repository' || !commit.test(reference.ref)) continue;
    const version = /^v?\d+(?:\.\d+){0,2}(?=\s|$)/.exec(reference.comment ?? '')?.[0];
    const action = nameOf(reference).toLowerCase();
    if (version !== undefined) pins.set(action, [...(pins.get(action) ?? []), { commit: reference.ref, version }]);
  }
  for (const list of pins.values()) list.sort((left, right) => right.version.localeCompare(left.version, 'en', { numeric: true }));
  return pins;
}

/** Undefined where two commits go by the same version: one of them is not what its comment says, or the tag has moved. */
function pinFor(ref: string, pins: readonly Pin[]): Pin | undefined {
  const newest = pins.find(({ version }) => version === ref || version.startsWith(`${ref}.`));
  return pins.some(({ version, commit: other }) => version === newest?.version && other !== newest.commit) ? undefined : newest;
}

function nameOf({ owner, repository, path }: Extract<ActionReference, { kind: 'repository' }>): string {
  return [owner, repository, path].filter((part) => part !== '').join('/');
}

/** Each remote action, image or workflow once for a file, with all its places. */
function usesOf({ workflows, localActions }: Workflows): readonly Use[] {
  const found = new Map<string, Use>();
  const add = (path: string, reference: ActionReference | undefined): void => {
    if (!reference || reference.kind === 'local') return;
    const key = `${path} ${reference.raw}`;
    const known = found.get(key);
    if (known) known.places.push(reference.location);
    else found.set(key, { reference, path, places: [reference.location] });
  };
  for (const workflow of workflows) {
    for (const job of workflow.jobs) {
      add(workflow.path, job.uses);
      for (const step of job.steps) add(workflow.path, step.uses);
    }
  }
  for (const action of localActions) for (const step of action.steps) add(action.path, step.uses);
  return [...found.values()];
}
