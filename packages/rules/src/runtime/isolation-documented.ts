import { defineRule, type MarkdownDocument, type RepositoryRule } from '@ten-point/core/rule';
import { guideDocuments, instructionDocuments } from '../prose/documents.ts';
import { phrased, phraseOption } from '../prose/phrases.ts';
import { affirmations, quote, type Statement } from '../prose/statements.ts';
import { isCollection, noComposeReason } from './compose-files.ts';
import { movePort, perCheckout, twoAtOnce } from './isolation-ideas.ts';

/** Scripts by which the product itself is run; a tool on the side does not need two. */
const developmentScript = /^(?:dev|start|serve|server|run|up|watch|web|api)(?:$|[:_-])/i;

export const isolationDocumented: RepositoryRule = defineRule({
  id: 'runtime/isolation-documented',
  scope: 'repository',
  severity: 'warning',
  needs: ['compose', 'environment', 'instructions', 'guides'],
  title: 'It is written down how two checkouts run at once',
  why: 'Ports, database and project name can only differ if the agent knows that they must, and by which variables. One recipe, from the worktree’s name to the port and the database, serves every agent; without it each finds its own.',
  howToFix:
    'Write into AGENTS.md which variables a second checkout sets (`COMPOSE_PROJECT_NAME`, `WEB_PORT`, `DATABASE_URL`), or give it a script that derives them from the folder’s name.',
  limits: 'Prose is recognised in English and by the configured phrases. A worktree script counts without being read.',
  effort: 'hours',
  sources: [
    { url: 'https://docs.docker.com/compose/how-tos/project-name/', checked: '2026-11-24' },
    { url: 'https://docs.docker.com/compose/how-tos/environment-variables/envvars/', checked: '2026-11-24' },
  ],
  options: {
    phrases: phraseOption('that say how two checkouts run at once, e.g. `zweiter Arbeitsbaum`'),
  },
  messages: {
    none: 'Services run here ({services}), and nothing says how two checkouts run at once; write into AGENTS.md which ports, names and databases a second one sets.',
  },
  check({ repo, options, outcome }) {
    const compose = repo.compose();
    const environment = repo.environment();
    const fixedPorts = environment.listeningPorts.filter(({ binding, owner }) => binding === 'fixed' && developmentScript.test(owner));
    const services = compose.projects.flatMap((project) => project.services);
    const databases = environment.databases.filter(({ kind }) => kind === 'configuration');
    if (services.length === 0 && databases.length === 0 && fixedPorts.length === 0)
      return outcome.notApplicable(`no services: ${noComposeReason(compose)}, no database configuration, no script with a fixed port`);
    if (isCollection(compose)) return outcome.notApplicable('the Compose files are a collection of samples');

    const tooling = environment.workspace.find(({ kind }) => kind === 'worktree-tooling');
    const statementIn = (documents: readonly MarkdownDocument[]): Statement | undefined =>
      [perCheckout, twoAtOnce, movePort, phrased(options.phrases)].flatMap((idea) => affirmations(documents, idea))[0];
    const statement =
      statementIn(instructionDocuments(repo.instructions())) ??
      statementIn(guideDocuments(repo.guides(), ['contributing'])) ??
      statementIn(guideDocuments(repo.guides(), ['readme']));
    const collides =
      fixedPorts.length > 0 ||
      databases.length > 0 ||
      services.some(
        ({ ports, containerName, hostNetwork }) =>
          ports.some(({ host }) => host.kind === 'literal' || host.kind === 'variable') || containerName !== undefined || hostNetwork !== undefined,
      ) ||
      compose.projects.some(({ names }) => names.length > 0);
    if (statement) outcome.pass(`${statement.location.path} says ${quote(statement.sentence.text)}`, statement.location);
    if (tooling) outcome.pass(`${tooling.path} ${tooling.note}`);
    if (statement || tooling) return;
    if (!collides) outcome.pass('nothing to set: Compose publishes no fixed ports and derives every name from the folder');
    else if (environment.devcontainers.length > 0 && services.every(({ ports }) => ports.length === 0) && fixedPorts.length === 0)
      outcome.pass('each dev container has a network and services of its own');
    else {
      const names = [...services.map(({ name }) => name), ...databases.map(({ name }) => name), ...fixedPorts.map(({ port }) => `port ${port}`)];
      outcome.fail('none', { services: [...new Set(names)].slice(0, 5).join(', ') }, undefined, { confidence: 'medium' });
    }
  },
});
