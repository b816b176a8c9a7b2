import { type AgenticWorkflow, defineRule, type RepositoryRule, type Workflows } from '@ten-point/core/rule';

export const agenticWorkflow: RepositoryRule = defineRule({
  id: 'access/agentic-workflow',
  scope: 'repository',
  severity: 'warning',
  needs: ['workflows'],
  title: 'Agentic workflows keep the guards that GitHub built around them',
  why: 'GitHub Agentic Workflows let an agent work with a token that only reads, behind a firewall, and turn what it wants to write into requests that another job checks and carries out. Each guard can be written away in the front matter of one Markdown file. What runs is the compiled lock file: a source that was changed and not compiled says one thing and does another.',
  howToFix:
    'Leave `permissions` to reading and name what the agent may write under `safe-outputs`; list the domains that it needs under `network.allowed`; leave `strict` and the sandbox on, and `roles` at people with write access. Run `gh aw compile` after each change and commit the `.lock.yml`.',
  limits:
    'Reads the front matter of each workflow; what it imports is not joined to it. Source and lock file are compared by their events only. The sandbox, tools and limits of the engine are not judged beyond what is said here.',
  effort: 'minutes',
  securitySeverity: 6.5,
  sources: [
    { url: 'https://github.github.com/gh-aw/reference/frontmatter/', checked: '2026-11-25', note: 'permissions, roles, strict, network, sandbox' },
    { url: 'https://github.github.com/gh-aw/reference/safe-outputs/', checked: '2026-11-25' },
  ],
  messages: {
    writes: 'The agent of {path} may write {scopes} by itself; let it read, and name what it may ask for under safe-outputs.',
    network: 'The agent of {path} may reach every host; list the domains that it needs under network.allowed.',
    lax: '{path} switches strict mode off, which refuses write permissions and open networks; take the line out.',
    sandbox: 'The agent of {path} runs outside of its sandbox; take `sandbox.agent: false` out.',
    roles: '{path} lets people with {roles} access start the agent, and {event} can be caused by anybody; leave `roles` at admin, maintainer and write.',
    uncompiled: '{path} has no lock file, so that nothing runs; run `gh aw compile` and commit {lock}, or take the file away.',
    stale: '{path} starts on {source}, its lock file on {lock}: it was changed and not compiled; run `gh aw compile`.',
    orphan: '{path} was compiled from a Markdown file that is not there; take it away, or bring its source back.',
  },
  check({ repo, outcome }) {
    const workflows = repo.workflows();
    const orphans = workflows.workflows.filter(({ orphaned }) => orphaned);
    if (workflows.agentic.length === 0 && orphans.length === 0)
      return outcome.notApplicable('no agentic workflow (a Markdown file with `on` in .github/workflows)');
    for (const { path, triggersLocation } of orphans) outcome.fail('orphan', { path }, triggersLocation, { confidence: 'medium', subject: `${path} orphan` });
    for (const workflow of workflows.agentic) {
      const { path, lockPath, network, permissions, strict, sandbox } = workflow;
      let sound = true;
      const fail: typeof outcome.fail = (message, data, location, details) => {
        sound = false;
        outcome.fail(message, data, location, { subject: `${path} ${message}`, ...details });
      };
      const scopes = writtenScopes(workflow);
      if (scopes.length > 0) fail('writes', { path, scopes: scopes.join(', ') }, permissions?.location);
      const open = network?.kind === 'list' ? network.allowed.find(({ value }) => value === '*') : undefined;
      if (open) fail('network', { path }, open.location);
      if (strict?.value === 'false') fail('lax', { path }, strict.location);
      if (sandbox?.value === 'false') fail('sandbox', { path }, sandbox.location);
      const everyone = workflow.roles?.filter(({ value }) => outsiders.has(value.toLowerCase())) ?? [];
      const event = workflow.triggers.find((trigger) => openEvents.has(trigger.event));
      if (everyone[0] && event) fail('roles', { path, roles: everyone.map(({ value }) => value).join(', '), event: event.event }, everyone[0].location);
      if (lockPath === undefined) fail('uncompiled', { path, lock: path.replace(/\.md$/, '.lock.yml') }, workflow.triggersLocation);
      else {
        const drift = driftOf(workflow, workflows);
        if (drift) fail('stale', { path, ...drift }, workflow.triggersLocation, { confidence: 'medium' });
      }
      if (sound) outcome.pass(`${path} reads only, keeps its guards, and is compiled`, workflow.triggersLocation);
    }
  },
});

/** Roles that people without write access have, or can have. */
const outsiders: ReadonlySet<string> = new Set(['all', 'read', 'triage']);

/** Events that people without write access cause. `slash_command` comes from comments and descriptions. */
const openEvents: ReadonlySet<string> = new Set(['issues', 'issue_comment', 'discussion', 'discussion_comment', 'pull_request_target', 'slash_command']);

// They let the engine work, and change nothing in the repository.
const harmlessScopes: ReadonlySet<string> = new Set(['copilot-requests', 'id-token', 'models']);

function writtenScopes({ permissions }: AgenticWorkflow): readonly string[] {
  if (!permissions) return [];
  if (permissions.kind === 'all') return permissions.level === 'write' ? ['everything'] : [];
  return [...permissions.scopes].flatMap(([scope, level]) => (level.value === 'write' && !harmlessScopes.has(scope) ? [scope] : []));
}

/** Events that stand in one of source and lock file only. Commands are compiled into events of comments, so those are left out. */
function driftOf({ lockPath, triggers }: AgenticWorkflow, { workflows }: Workflows): { readonly source: string; readonly lock: string } | undefined {
  const lock = workflows.find(({ path }) => path === lockPath);
  if (!lock?.readable || triggers.length === 0 || triggers.some(({ event }) => event.endsWith('command'))) return undefined;
  const source = new Set(triggers.map(({ event }) => event));
  const compiled = new Set(lock.triggers.map(({ event }) => event));
  // A schedule is always given a way to start it by hand, and a workflow with skip conditions a schedule to stop it.
  const optional = (event: string): boolean => event === 'workflow_dispatch' || event === 'schedule';
  const differs = [...source].some((event) => !compiled.has(event)) || [...compiled].some((event) => !source.has(event) && !optional(event));
  return differs ? { source: [...source].join(', '), lock: [...compiled].join(', ') } : undefined;
}
