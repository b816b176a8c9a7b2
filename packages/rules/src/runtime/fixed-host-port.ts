import { defineRule, type PublishedPort, type RepositoryRule } from '@ten-point/core/rule';
import { distinctPlaces, isCollection, noComposeReason, servicesOf } from './compose-files.ts';

export const fixedHostPort: RepositoryRule = defineRule({
  id: 'runtime/fixed-host-port',
  scope: 'repository',
  severity: 'warning',
  needs: ['compose', 'environment'],
  title: 'Compose services publish no fixed host ports',
  why: 'A worktree isolates files, not ports. The first collision of two agents on one machine is the second `docker compose up`: the port is taken, or worse, tests talk to the other checkout’s database. Trigger.dev gave up worktrees in its monorepo because each one needed ports, PostgreSQL and Redis of its own.',
  howToFix:
    'Let the environment move the host port: `"${DB_PORT:-5432}:5432"`. Leave it out (`"5432"`) and Docker picks a free one, which `docker compose port db 5432` tells. Services that only other services talk to need no `ports` at all.',
  fixes:
    'Puts a variable with the present port as its default in place of the host port; nothing changes until somebody sets it. Left alone where a Compose file uses a variable of that name already, or an env file gives it another value.',
  limits:
    'Files for production, deployment, CI, documentation, examples and fixtures are left out. A service of a profile is graded lower, and so are collections of samples (more than ten projects, none at the root). Ports set by `docker run` in scripts are judged by `runtime/script-port`.',
  effort: 'minutes',
  sources: [
    { url: 'https://docs.docker.com/reference/compose-file/services/#ports', checked: '2026-11-24' },
    { url: 'https://docs.docker.com/reference/compose-file/interpolation/', checked: '2026-11-24' },
    { url: 'https://containers.dev/implementors/json_reference/', checked: '2026-11-24', note: '`appPort`' },
  ],
  messages: {
    fixed: '{service} publishes host port {port}, so two checkouts cannot run at once; write "{suggestion}".',
    hostNetwork: "{service} uses the host's network, so its ports are the host's and two checkouts cannot run at once; publish them through variables instead.",
    appPort: 'The dev container binds host port {port}, so two checkouts cannot run at once; use forwardPorts, which finds a free one.',
  },
  check({ repo, outcome }) {
    const compose = repo.compose();
    const appPorts = repo.environment().devcontainers.flatMap((devcontainer) => devcontainer.appPorts);
    if (compose.projects.length === 0 && compose.unreadable.length === 0 && appPorts.length === 0) return outcome.notApplicable(noComposeReason(compose));
    for (const path of compose.unreadable) outcome.unknown(`${path} could not be read`, 'Repair the file: the diagnostics say where it is broken.');
    for (const { value, location } of appPorts) outcome.fail('appPort', { port: value }, location, { subject: `appPort ${value}` });
    const isFirst = distinctPlaces();
    const collection = isCollection(compose);
    const composeVariables = new Set(compose.projects.flatMap(({ variables }) => variables).map(({ name }) => name));
    const envVariables = repo.environment().envFiles.flatMap(({ variables }) => variables);
    // A variable that is there moves the port at once, or means something else.
    const isFree = (name: string, value: string): boolean =>
      !composeVariables.has(name) && envVariables.every((variable) => variable.name !== name || variable.value === value);
    for (const project of compose.projects) {
      const published = project.services.flatMap((service) => service.ports);
      if (published.length === 0) outcome.pass(`${project.paths[0] ?? ''} publishes no host port (${servicesOf(project)})`);
      for (const service of project.services) {
        const optional = service.profiles.length > 0;
        if (service.hostNetwork) {
          if (isFirst(service.hostNetwork))
            outcome.fail('hostNetwork', { service: service.name }, service.hostNetwork, {
              confidence: collection ? 'low' : 'medium',
              subject: `${service.name} host network`,
            });
          continue;
        }
        for (const port of service.ports) {
          if (!isFirst(port.location)) continue;
          const { host } = port;
          switch (host.kind) {
            case 'literal': {
              const suggestion = movable(port, host.value);
              outcome.fail('fixed', { service: service.name, port: host.value, suggestion }, port.location, {
                confidence: collection ? 'low' : optional ? 'medium' : 'high',
                subject: `${service.name} ${host.value}:${port.container}`,
                ...(isFree(port.variableName, host.value)
                  ? {
                      fix: {
                        description: `Let ${port.variableName} move the host port of ${service.name}`,
                        edits: [{ replaceScalar: port.location, with: suggestion }],
                      },
                    }
                  : {}),
              });
              break;
            }
            case 'variable':
              outcome.pass(`${service.name}: ${host.name} moves the host port${host.value === '' ? '' : ` (default ${host.value})`}`, port.location);
              break;
            case 'range':
              outcome.pass(`${service.name}: Docker takes a free port of ${host.value}`, port.location);
              break;
            case 'ephemeral':
              outcome.pass(`${service.name}: Docker picks a free host port`, port.location);
              break;
            default:
              return host satisfies never;
          }
        }
      }
    }
  },
});

/** The mapping (or its `published`) with a variable whose default is the present port. */
function movable({ form, variableName, address, container, protocol }: PublishedPort, port: string): string {
  const host = `\${${variableName}:-${port}}`;
  if (form === 'long') return host;
  const on = address === '' ? '' : `${address.includes(':') ? `[${address}]` : address}:`;
  return `${on}${host}:${container}${protocol === 'tcp' ? '' : `/${protocol}`}`;
}
