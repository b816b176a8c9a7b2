import { type ChangeRule, type Dependency, defineChangeRule, type PullRequestBody } from '@ten-point/core/rule';
import { type ListedDependency, listedDependencies, newDependencies } from './listed-dependencies.ts';

export const addedDependencies: ChangeRule = defineChangeRule({
  id: 'access/dependency-approval',
  scope: 'change',
  severity: 'warning',
  verdict: 'review',
  needs: ['tasks'],
  changeNeeds: ['body'],
  title: 'New production dependencies are named and asked for',
  why: 'A dependency brings code, licences and maintainers that nobody of the team chose to trust. Agents add them readily, and now and then under names that they made up and somebody else registered since.',
  howToFix: 'Say in the description what each new dependency is for and why nothing that is there does it; or do without it.',
  limits:
    'Compared are the manifests of the ecosystems that are read, by name. A dependency that is named anywhere in the description counts as asked for; whether the reasons are good is for people. One that comes from elsewhere than a registry is reported in any case. What only a lockfile gains is a note: security updates do that.',
  effort: 'minutes',
  securitySeverity: 5,
  sources: [
    {
      url: 'https://docs.github.com/en/code-security/supply-chain-security/understanding-your-software-supply-chain/about-dependency-review',
      checked: '2026-11-24',
    },
  ],
  messages: {
    unnamed: '{name} ({requirement}) is a new {group} dependency that the description does not speak of; say what it is for.',
    elsewhere: '{name} comes from {requirement}, not from a registry; somebody must look at what that is.',
    lockOnly: '{path} changes without the manifest beside it; say in the description what was updated.',
  },
  check({ change, base, head, outcome }) {
    const [before, after] = [listedDependencies(base.tasks()), listedDependencies(head.tasks())];
    const added = newDependencies(before, after);
    const moved = after.filter((listed) =>
      before.some((other) => placeOf(other) === placeOf(listed) && !isElsewhere(other.dependency) && isElsewhere(listed.dependency)),
    );
    const judged = [...added, ...moved].filter(
      ({ dependency, manifest }) => groups.has(dependency.group) && head.files.role(manifest.path) === 'own' && change.fileAt(manifest.path),
    );
    const body = change.body();
    for (const { dependency, manifest } of judged) {
      const { name, requirement, group, location } = dependency;
      const subject = `${manifest.path} ${name}`;
      if (isElsewhere(dependency)) outcome.fail('elsewhere', { name, requirement }, location, { subject });
      else if (body.state === 'unknown') outcome.unknown(`${name}: ${body.reason}`, body.reveal, location);
      else if (names(body.value, name)) outcome.pass(`${name} is named in the description`, location);
      else outcome.fail('unnamed', { name, requirement: requirement || 'any version', group }, location, { subject });
    }
    const manifests = new Set(
      [...base.tasks().manifests, ...head.tasks().manifests].filter(({ path }) => change.fileAt(path)).map(({ ecosystem }) => ecosystem),
    );
    const locked = head.tasks().lockfiles.filter(({ path, ecosystem }) => change.fileAt(path) && !manifests.has(ecosystem) && head.files.role(path) === 'own');
    if (change.provenance.level !== 'automation')
      for (const { path } of locked) outcome.fail('lockOnly', { path }, undefined, { subject: path, verdict: 'note' });
    if (judged.length > 0 || (locked.length > 0 && change.provenance.level !== 'automation')) return;
    if (manifests.size === 0) outcome.notApplicable('the change touches no manifest of dependencies');
    else outcome.pass('no production dependency is new');
  },
});

const groups: ReadonlySet<Dependency['group']> = new Set(['production', 'optional', 'peer']);

function placeOf({ ecosystem, manifest, dependency }: ListedDependency): string {
  return `${ecosystem} ${manifest.directory} ${dependency.name}`;
}

/** An address, a repository or a file, instead of a version. */
function isElsewhere({ requirement }: Dependency): boolean {
  return /^(?:git[+:@]|https?:|ssh:|file:|link:|github:|gitlab:|bitbucket:)|\bgit\s*=|\burl\s*=|@\s*(?:git\+|https?:)|^[\w.-]+\/[\w.-]+(?:#.*)?$/.test(
    requirement.trim(),
  );
}

function names({ document }: PullRequestBody, name: string): boolean {
  const text = document.text.toLowerCase();
  const wanted = name.toLowerCase();
  for (let at = text.indexOf(wanted); at >= 0; at = text.indexOf(wanted, at + 1))
    if (!/[\w-]/.test(text[at - 1] ?? ' ') && !/[\w-]/.test(text[at + wanted.length] ?? ' ')) return true;
  return false;
}
