import { defineRule, type FixDraft, type Located, type Location, type RepositoryRule } from '@ten-point/core/rule';
import { distinctPlaces, isCollection, noComposeReason } from './compose-files.ts';

export const fixedContainerName: RepositoryRule = defineRule({
  id: 'runtime/fixed-container-name',
  scope: 'repository',
  severity: 'warning',
  needs: ['compose', 'environment'],
  title: 'Compose names containers, networks and volumes after the project',
  why: 'Compose prefixes everything with the project, which is the folder’s name: checkouts in differently named folders are separate. A `container_name`, a project `name` or a named volume undoes that: the second checkout fails to start, takes over the first one’s containers, or writes into its data.',
  howToFix:
    'Remove `container_name:`, the top-level `name:` and the `name:` of networks and volumes, or put a variable in (`name: app-${WORKTREE:-main}`). Data that is shared on purpose belongs in a database or schema per checkout, not in one external volume.',
  limits:
    'Checkouts whose folders have the same name collide all the same; set COMPOSE_PROJECT_NAME for each of them. External networks are a place to meet, such as a proxy, and are graded low.',
  fixes:
    'Puts a variable with the present name as its default in place of the name of a container, network or volume; nothing changes until somebody sets it. Left alone are the name of the project, which COMPOSE_PROJECT_NAME moves already, what is external, names whose variable is in use for something, and collections of samples.',
  effort: 'minutes',
  sources: [
    { url: 'https://docs.docker.com/compose/how-tos/project-name/', checked: '2026-11-24' },
    { url: 'https://docs.docker.com/reference/compose-file/services/#container_name', checked: '2026-11-24' },
  ],
  messages: {
    container: '{service} has the fixed container name "{name}": a second checkout cannot start it; remove container_name or put a variable in.',
    project:
      'The project name is fixed to "{name}": a second checkout takes over the containers of the first; remove name, or set COMPOSE_PROJECT_NAME for each checkout.',
    resource: 'The {subject} "{key}" has the fixed name "{name}", so all checkouts share it; remove name or put a variable in.',
    external: 'The {subject} "{key}" is external, so all checkouts share it; let Compose make one for each project, or name it by a variable.',
    envProject: 'COMPOSE_PROJECT_NAME is fixed to "{name}", and every checkout that has this file joins one project; leave it to the folder name.',
  },
  check({ repo, outcome }) {
    const compose = repo.compose();
    if (compose.projects.length === 0 && compose.unreadable.length === 0) return outcome.notApplicable(noComposeReason(compose));
    for (const path of compose.unreadable) outcome.unknown(`${path} could not be read`, 'Repair the file: the diagnostics say where it is broken.');
    const isFirst = distinctPlaces();
    const collection = isCollection(compose);
    const taken = new Set(
      [...compose.projects.flatMap(({ variables }) => variables), ...repo.environment().envFiles.flatMap(({ variables }) => variables)].map(({ name }) => name),
    );
    for (const project of compose.projects) {
      const [path = ''] = project.paths;
      let free = true;
      const fails = (location: Location): boolean => {
        free = false;
        return isFirst(location);
      };
      for (const service of project.services) {
        const name = service.containerName;
        if (!name) continue;
        if (name.value.includes('$')) outcome.pass(`${service.name}: a variable takes part in the container name`, name.location);
        else if (fails(name.location))
          outcome.fail('container', { service: service.name, name: name.value }, name.location, {
            confidence: collection ? 'low' : service.profiles.length > 0 ? 'medium' : 'high',
            subject: `container ${service.name}`,
            ...(collection ? {} : movable(`${service.name} container`, name, taken)),
          });
      }
      for (const { subject, key, name, interpolated, external } of project.names) {
        if (interpolated) outcome.pass(`a variable takes part in the name of the ${subject}${key === '' ? '' : ` ${key}`}`, name.location);
        else if (!fails(name.location)) continue;
        else if (subject === 'project')
          // The environment still outranks it, but nothing tells the second checkout to use that.
          outcome.fail('project', { name: name.value }, name.location, { confidence: collection ? 'low' : 'medium', subject: 'project name' });
        else if (external)
          outcome.fail('external', { subject, key }, name.location, {
            confidence: subject === 'network' || collection ? 'low' : 'medium',
            subject: `${subject} ${key}`,
          });
        else
          outcome.fail('resource', { subject, key, name: name.value }, name.location, {
            confidence: collection ? 'low' : subject === 'network' ? 'medium' : 'high',
            subject: `${subject} ${key}`,
            ...(collection ? {} : movable(`${key} ${subject}`, name, taken)),
          });
      }
      if (free) outcome.pass(`${path} names everything after the project`);
    }
    const directories = new Set(compose.projects.map((project) => project.directory));
    for (const file of repo.environment().envFiles) {
      if (!file.tracked || !directories.has(file.directory)) continue;
      for (const { name, value, location } of file.variables)
        if (name === 'COMPOSE_PROJECT_NAME' && value !== '' && !value.includes('$'))
          outcome.fail('envProject', { name: value }, location, { confidence: file.kind === 'example' ? 'medium' : 'high', subject: file.path });
    }
  },
});

/** A variable whose default is the present name, unless there is such a variable already, with whatever value. */
function movable(subject: string, { value, location }: Located<string>, taken: ReadonlySet<string>): { readonly fix?: FixDraft } {
  const variable = subject.toUpperCase().replace(/\W+/g, '_');
  if (taken.has(variable) || !/^[A-Z]/.test(variable) || !/^[\w.-]+$/.test(value)) return {};
  return { fix: { description: `Let ${variable} name the ${subject}`, edits: [{ replaceScalar: location, with: `\${${variable}:-${value}}` }] } };
}
