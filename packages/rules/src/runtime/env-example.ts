import { defineRule, type Environment, type FixDraft, isPlatformVariable, type RepositoryRule } from '@ten-point/core/rule';

const shown = 6;

export const envExample: RepositoryRule = defineRule({
  id: 'runtime/env-example',
  scope: 'repository',
  severity: 'warning',
  needs: ['environment', 'compose', 'tasks'],
  title: 'An example lists the variables that the application needs',
  why: '`.env` is ignored, so a new worktree has none. Without a list an agent copies the one of the main checkout, ports, database and keys included, and the two are one again; or it guesses.',
  howToFix:
    'Commit `.env.example` with every variable that code and Compose files read, with harmless values, and let the set-up make `.env` from it with the ports and names of this checkout.',
  limits:
    'The search for variables is bounded and knows literal names only. Variables with a default in code, and those of the platform, of CI and of tools, need not be listed. Libraries and command-line tools, whose variables are their users’, are not judged.',
  fixes:
    'Appends the missing names to the example file as comments (`# NAME=`), so that a copy of it sets nothing new. Offered for what Compose files and applications read; where there is no example file, none is made.',
  effort: 'hours',
  sources: [{ url: 'https://docs.docker.com/reference/compose-file/interpolation/', checked: '2026-11-24' }],
  messages: {
    unlisted: '{path} does not list {names}, which {reader} without a default; add them with harmless values.',
    none: 'No example env file lists {names}, which {reader} without a default; add .env.example with harmless values.',
  },
  check({ repo, outcome }) {
    const environment = repo.environment();
    const { envFiles, reads, search } = environment;
    // Beside the files that deploy it, an example lists what whoever deploys sets.
    const examples = envFiles.filter(({ kind, path }) => kind === 'example' && !deploymentFolder.test(path));
    const committed = new Set(
      envFiles.filter(({ tracked, kind }) => tracked || kind === 'example').flatMap(({ variables }) => variables.map(({ name }) => name)),
    );
    const composeNames = repo
      .compose()
      .projects.flatMap(({ variables }) => variables)
      .filter(({ name, hasDefault }) => !hasDefault && !isPlatformVariable(name) && name !== 'COMPOSE_PROJECT_NAME');
    const applications = applicationDirectories(
      environment,
      repo.compose().projects.map(({ directory }) => directory),
    );
    if (examples.length === 0 && composeNames.length === 0 && applications.length === 0)
      return outcome.notApplicable('no env file, no Compose variable, and no application that reads the environment');

    const missingInCompose = composeNames.filter(({ name }) => !committed.has(name));
    if (missingInCompose[0]) {
      const data = { names: listed(missingInCompose.map(({ name }) => name)), reader: `${missingInCompose[0].location.path} reads` };
      const [example] = examples;
      if (example)
        outcome.fail('unlisted', { ...data, path: example.path }, missingInCompose[0].location, {
          subject: 'compose variables',
          fix: listIn(
            example.path,
            missingInCompose.map(({ name }) => name),
          ),
        });
      else outcome.fail('none', data, missingInCompose[0].location, { confidence: 'medium', subject: 'compose variables' });
    } else if (composeNames.length > 0) outcome.pass('every variable of the Compose files without a default is listed');

    const inCompose = new Set(missingInCompose.map(({ name }) => name));
    const packages = new Set(repo.tasks().manifests.map(({ directory }) => directory));
    const optional = new Set(reads.filter(({ hasDefault }) => hasDefault).map(({ name }) => name));
    const needed = reads
      .filter(({ name }) => !optional.has(name) && !isPlatformVariable(name) && !committed.has(name) && !inCompose.has(name))
      .map((read) => ({ ...read, package: packageOf(read.location.path, packages) }));
    for (const example of examples) {
      if (example.variables.length === 0) continue;
      const missing = needed.filter((read) => read.package === packageOf(example.path, packages));
      const [first] = missing;
      if (first)
        outcome.fail(
          'unlisted',
          { path: example.path, names: listed(missing.map(({ name }) => name)), reader: `${first.location.path} reads` },
          first.location,
          {
            // Many variables only switch something; what an application needs to run is surer.
            confidence: applications.includes(first.package) ? 'medium' : 'low',
            related: missing.slice(1, shown).map(({ name, location }) => ({ location, message: `reads ${name}` })),
            subject: `${example.path} variables`,
            ...(applications.includes(first.package)
              ? {
                  fix: listIn(
                    example.path,
                    missing.map(({ name }) => name),
                  ),
                }
              : {}),
          },
        );
      else outcome.pass(`${example.path} lists ${example.variables.length} variables${search.complete ? '' : ' (the search for others was cut off)'}`);
    }
    // A repository that ignores .env expects one; others leave their variables to whoever deploys them.
    const expectsFile = environment.ignoresDirectory('.env');
    const withoutExample = needed.filter(
      (read) => expectsFile && applications.includes(read.package) && !examples.some((example) => packageOf(example.path, packages) === read.package),
    );
    const [first] = withoutExample;
    if (first)
      outcome.fail('none', { names: listed(withoutExample.map(({ name }) => name)), reader: `${first.location.path} reads` }, first.location, {
        confidence: 'medium',
        subject: 'no example',
      });
    else if (examples.every(({ variables }) => variables.length === 0) && composeNames.length === 0) outcome.pass('no variable without a default is read');
  },
});

const deploymentFolder = /(?:^|\/)(?:docker|podman|deploy(?:ment)?s?|hosting|helm|k8s|kubernetes|terraform|ansible)\//i;

/** Names in comments: set to nothing, a variable is something else than not set, and a value is for a person to say. */
function listIn(path: string, all: readonly string[]): FixDraft {
  const names = [...new Set(all)].sort();
  return { description: `List ${listed(names)} in ${path}`, edits: [{ appendTo: path, lines: names.map((name) => `# ${name}=`), apart: true }] };
}

function listed(all: readonly string[]): string {
  const names = [...new Set(all)];
  return names.length > shown ? `${names.slice(0, shown).join(', ')} and ${names.length - shown} more` : names.join(', ');
}

/** Packages that run: with a Compose file beside them, a database of their own, or a server that is not a static site's. */
function applicationDirectories({ databases, listeningPorts }: Environment, composeDirectories: readonly string[]): readonly string[] {
  return [
    ...composeDirectories,
    ...databases.filter(({ kind }) => kind === 'configuration').map(({ location }) => parent(parent(location.path))),
    ...listeningPorts.filter(({ source }) => !staticServer.test(source)).map(({ location }) => parent(location.path)),
  ];
}

const staticServer =
  /^(?:vite|astro|vitepress|storybook|start-storybook|docker|podman|serve|http-server|mkdocs|jekyll|webpack|webpack-dev-server|(?:server|preview|devServer)\.port)\b/;

/** Directory of the nearest package; empty for the root. */
function packageOf(path: string, packages: ReadonlySet<string>): string {
  let directory = parent(path);
  while (directory !== '' && !packages.has(directory)) directory = parent(directory);
  return directory;
}

function parent(path: string): string {
  return path.includes('/') ? path.slice(0, path.lastIndexOf('/')) : '';
}
