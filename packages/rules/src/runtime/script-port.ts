import { defineRule, type ListeningPort, type RepositoryRule } from '@ten-point/core/rule';

/** Scripts beside the development of the product itself: documentation, component galleries, benchmarks. */
const besideOwner = /(?:^|[:_-])(?:docs?|site|website|storybook|demo|example|playground|bench\w*|preview|prod|production|deploy|release|docker)(?:$|[:_-])/i;
const besidePath = /(?:^|\/)(?:docs?(?:[-_][\w-]+)?|website|site|www|storybook|demos?|bench\w*)\//i;

/** Scripts that a developer runs all day. */
const developmentScript =
  /(?:^|[:_-])(?:dev|develop|serve|server|web|api|app|watch|db|database|up|test|tests|e2e|ui|client|frontend|backend)(?:$|[:_-])|config/i;

export const scriptPort: RepositoryRule = defineRule({
  id: 'runtime/script-port',
  scope: 'repository',
  severity: 'warning',
  needs: ['environment'],
  title: 'Development and test scripts take their port from the environment',
  why: 'A script with `--port 3000` runs once on a machine. The second agent’s server does not start, or its tests quietly talk to the first agent’s. Conductor and worktree scripts hand each workspace a port by a variable; a literal option wins over it.',
  howToFix:
    'Leave the port to the program’s own variable (`PORT` for Next.js, Rails and many others), or write one into the script: `uvicorn app:app --port ${PORT:-8000}`. Vite and its family take the next free port by themselves as long as `strictPort` is off.',
  limits:
    'Programs are known by name, and files that scripts start are not read. Scripts for documentation, component galleries, benchmarks and production are graded low. What a taken port means is that of the programs’ current versions.',
  effort: 'minutes',
  sources: [
    { url: 'https://nextjs.org/docs/app/api-reference/cli/next', checked: '2026-11-24' },
    { url: 'https://vite.dev/config/server-options', checked: '2026-11-24', note: '`server.strictPort`' },
    { url: 'https://webpack.js.org/configuration/dev-server/', checked: '2026-11-24' },
  ],
  messages: {
    script: 'The script "{owner}" listens on port {port} ({source}) and no variable moves it, so two checkouts cannot run at once; {advice}.',
    config: '{source} in {owner} is fixed to {port} and no variable moves it, so two checkouts cannot run at once; {advice}.',
  },
  check({ repo, outcome }) {
    const ports = repo.environment().listeningPorts;
    if (ports.length === 0) return outcome.notApplicable('no script, Procfile or configuration that starts a server which is known here');
    for (const port of ports) {
      if (port.binding === 'variable')
        outcome.pass(
          port.port === '' ? `"${port.owner}": ${port.source} is given no port` : `"${port.owner}": ${port.source} takes its port from a variable`,
          port.location,
        );
      else if (port.binding === 'falls-forward') outcome.pass(`"${port.owner}": ${port.source} takes the next free port`, port.location);
      else {
        const beside = besideOwner.test(port.owner) || besidePath.test(port.location.path);
        // A variable in front of a program that is not known to listen may mean something else to it.
        const unsure = !developmentScript.test(port.owner) || (port.variable !== undefined && port.source.startsWith(`${port.variable} of`));
        const confidence = beside ? 'low' : unsure ? 'medium' : 'high';
        const subject = `${port.owner} ${port.source} ${port.port}`;
        if (port.owner === port.location.path)
          outcome.fail('config', { source: port.source, owner: port.owner, port: port.port, advice: configAdvice(port) }, port.location, {
            confidence,
            subject,
          });
        else
          outcome.fail('script', { owner: port.owner, source: port.source, port: port.port, advice: adviceFor(port) }, port.location, { confidence, subject });
      }
    }
  },
});

/** What is no program cannot read a variable. */
function configAdvice({ owner }: ListeningPort): string {
  if (owner.endsWith('launchSettings.json')) return 'start others by `dotnet run --no-launch-profile`, with an ASPNETCORE_URLS of their own';
  return owner.endsWith('.json') ? 'delete it and pass the port as an option' : 'read it from the environment';
}

function adviceFor({ source, port, variable }: ListeningPort): string {
  if (variable !== undefined && !source.startsWith(variable)) return `leave it to ${variable}`;
  return `write \${${variable ?? 'PORT'}:-${port}}`;
}
