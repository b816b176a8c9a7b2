import { defineRule, type Guides, type Instructions, type RepositoryRule, type Tasks } from '@ten-point/core/rule';
import { installTasks, lockfileNames, pinning, setupFiles, setupPrograms, setupTasks } from './setup-commands.ts';

export const reproducibleSetup: RepositoryRule = defineRule({
  id: 'workspace/reproducible-setup',
  scope: 'repository',
  severity: 'warning',
  needs: ['environment', 'instructions', 'guides', 'tasks'],
  title: 'A fresh checkout becomes a working one by one command',
  why: 'Every worktree, container and cloud agent starts from a fresh checkout. Without one set-up command, a lockfile and a pinned toolchain, each agent builds another environment, and spends its time on differences that have nothing to do with the task.',
  howToFix:
    'Give the set-up one name (`bin/setup`, `make setup`, a package script) and write it into AGENTS.md; commit the lockfile; pin the toolchain (`packageManager`, `.nvmrc`, `mise.toml`, `rust-toolchain.toml`, `requires-python`, …).',
  limits:
    'Only instructions, the contributing guide and the README are read, and whether the command works is not tried. Lockfiles of Maven, Gradle, .NET and Swift projects, and of requirement lists, are not asked for. A lockfile that git ignores is taken for a decision and graded low.',
  effort: 'hours',
  sources: [
    { url: 'https://docs.npmjs.com/cli/configuring-npm/package-lock-json', checked: '2026-11-24' },
    { url: 'https://doc.rust-lang.org/cargo/faq.html#why-have-cargolock-in-version-control', checked: '2026-11-24' },
  ],
  messages: {
    noSetup:
      'No set-up command is documented and no set-up script exists; give it a name (bin/setup, make setup, a package script) and write it into AGENTS.md or the README.',
    noLockfile:
      '{manifest} has no lockfile (one of {names}) beside it or at the root of its workspace, so every checkout may install other versions; commit it.',
    noToolchain: 'No file pins the version of the {ecosystem} toolchain; add {how}.',
  },
  check({ repo, outcome }) {
    const tasks = repo.tasks();
    const manifests = tasks.manifests.filter((manifest) => repo.files.role(manifest.path) === 'own');
    if (manifests.length === 0 && tasks.tasks.length === 0) return outcome.notApplicable('no package manifest and no task file: nothing to set up');
    const environment = repo.environment();

    const script = setupFiles.find((path) => repo.files.has(path));
    const task = tasks.tasks.find(
      ({ name, directory, command, location }) =>
        directory === '' &&
        repo.files.role(location.path) === 'own' &&
        // `make install` installs the product in many projects; here it must install what the project needs.
        (setupTasks.has(name) ||
          (installTasks.has(name) && (command?.value.split('\n') ?? []).some((line) => setupPrograms.test(line.trim().replace(/^[@-]+/, ''))))),
    );
    const container = environment.devcontainers.find((devcontainer) => devcontainer.setupCommands.length > 0);
    // Documents last: they are parsed on demand.
    const documented = script || task ? undefined : documentedSetup(repo.instructions(), repo.guides());
    if (script) outcome.pass(`${script} sets a checkout up`);
    else if (documented) outcome.pass(`${documented.path} names the command "${documented.text}"`);
    else if (task) outcome.pass(`${task.location.path} has the task "${task.name}"`, task.location);
    else if (container) outcome.pass(`${container.path} sets the container up by "${container.setupCommands[0]?.value ?? ''}"`);
    else if (environment.copilotSetup) outcome.pass(`${environment.copilotSetup.path} sets a checkout up`);
    else {
      const unread = repo.files.entries.find(({ path }) => otherGuide.test(path) && repo.files.role(path) === 'own');
      const fetching = tasks.manifests.find(({ directory, ecosystem }) => directory === '' && fetchesItself.has(ecosystem));
      const others = tasks.manifests.some(({ directory, ecosystem }) => directory === '' && !fetchesItself.has(ecosystem));
      if (fetching && !others) outcome.pass(`the first build of ${fetching.path} fetches what it needs`);
      else if (unread) outcome.unknown(`${unread.path} may name a set-up command; it is not read`, 'Name the command in AGENTS.md, where agents look for it.');
      else outcome.fail('noSetup', {}, undefined, { confidence: 'medium' });
    }

    const main = rootMost(manifests);
    for (const manifest of main) {
      const { ecosystem, path, dependencies } = manifest;
      const names = lockfileNames[ecosystem];
      if (names === undefined || !dependencies.some(({ group }) => group !== 'peer')) continue;
      const [lockfile] = tasks.lockfilesOf(manifest);
      if (lockfile) outcome.pass(`${lockfile.path} locks the dependencies of ${path}`);
      else {
        // An ignored lockfile is a decision: libraries that test against the newest versions make it.
        const deliberate = names.some((name) => environment.ignoresDirectory(name));
        outcome.fail('noLockfile', { manifest: path, names: names.join(', ') }, undefined, {
          confidence: deliberate ? 'low' : 'medium',
          subject: `lockfile ${path}`,
        });
      }
    }

    // A sample in a folder far down pins nothing for the project.
    const setUp =
      main.length === 0
        ? manifests
        : manifests.filter((manifest) => main.some((root) => sharesEcosystem(root, manifest) && isAtOrAbove(root.directory, manifest.directory)));
    const pin =
      tasks.toolchainFiles.find((path) => !path.includes('/')) ?? tasks.toolchainFiles[0] ?? setUp.find(({ toolchain }) => toolchain.length > 0)?.path;
    const defined = environment.workspace.find(({ kind }) => kind === 'environment-definition' || kind === 'devcontainer');
    if (pin !== undefined) outcome.pass(`${pin} pins the toolchain`);
    else if (defined) outcome.pass(`${defined.path} ${defined.note}`);
    else {
      const ecosystem = setUp[0]?.ecosystem;
      if (ecosystem) outcome.fail('noToolchain', { ecosystem, how: pinning[ecosystem] ?? 'mise.toml or .tool-versions' }, undefined, { confidence: 'medium' });
    }
  },
});

/** Ecosystems whose build fetches its dependencies: there is nothing to set up beside the toolchain. */
const fetchesItself: ReadonlySet<string> = new Set(['go', 'rust', 'dotnet', 'jvm', 'swift']);

/** Documents in other places that by their name tell how to set a checkout up. */
const otherGuide =
  /^(?:docs?|documentation|dev|\.github|website)\/.*(?:contribut|develop|hacking|building|setup|set-up|getting[-_]started|installation)[\w-]*\.(?:mdx?|rst|adoc|txt)$/i;

/** Requirement lists pin versions themselves, or leave it to the environment; tools and samples are not what is set up. */
const beside = /(?:^|\/)(?:[\w.-]*requirements[\w.-]*\.(?:txt|in)|(?:tests?|e2e|docs?|_?tools?|scripts?|hack|bench\w*|[\w-]*sandbox|[\w-]*samples?)\/.*)$/i;

/** Manifests above which there is no other of their ecosystem: members of a workspace share the root's lockfile. */
function rootMost(manifests: Tasks['manifests']): Tasks['manifests'] {
  return manifests.filter(
    (manifest) =>
      manifest.directory.split('/').length <= 2 &&
      !beside.test(manifest.path) &&
      !manifests.some(
        (other) =>
          other !== manifest &&
          sharesEcosystem(other, manifest) &&
          (other.directory !== manifest.directory ? isAtOrAbove(other.directory, manifest.directory) : other.path < manifest.path),
      ),
  );
}

function sharesEcosystem(one: Tasks['manifests'][number], other: Tasks['manifests'][number]): boolean {
  return one.ecosystem === other.ecosystem;
}

function isAtOrAbove(directory: string, below: string): boolean {
  return directory === '' || directory === below || below.startsWith(`${directory}/`);
}

function documentedSetup(instructions: Instructions, guides: Guides): { readonly path: string; readonly text: string } | undefined {
  for (const file of instructions.files) {
    if (file.role !== 'instructions' && file.role !== 'scoped-rule') continue;
    const mention = file.commands.find(({ text }) => setupPrograms.test(text));
    if (mention) return { path: file.path, text: mention.text };
  }
  for (const kind of ['contributing', 'readme'] as const) {
    for (const { document, path } of guides.of(kind)) {
      for (const text of [...document.codeBlocks.flatMap(({ value }) => value.split('\n')), ...document.codeSpans.map(({ value }) => value)]) {
        const line = text.trim().replace(/^[$>]\s+/, '');
        if (setupPrograms.test(line)) return { path, text: line };
      }
    }
  }
  return undefined;
}
