import {
  type AgentSettings,
  type Change,
  type ChangeRule,
  defineChangeRule,
  effectivePermissions,
  type Location,
  type Workflows,
  writeScopes,
} from '@ten-point/core/rule';

/** Something that a file lets a workflow or an agent do. */
interface Capability {
  /** The same on both sides when it is the same capability. */
  readonly key: string;
  readonly kind: keyof typeof kinds;
  /** Ends the sentence "… gains …". */
  readonly what: string;
  readonly who: string;
  readonly location: Location;
}

const kinds = {
  permission: 'write permission',
  secret: 'secret',
  environment: 'environment',
  trigger: 'trigger by people who may not write',
  tool: 'allowed action',
  hook: 'command that runs by itself',
  server: 'MCP server',
  plugin: 'plugin',
  mode: 'mode of work',
} as const;

export const newPrivilege: ChangeRule = defineChangeRule({
  id: 'access/new-privilege',
  scope: 'change',
  severity: 'error',
  verdict: 'review',
  needs: ['workflows', 'agentSettings'],
  title: 'Nothing gains rights without an owner who agrees',
  why: 'A write permission, a secret or an allowed command lasts longer than the work that it was added for, and decides what the next prompt injection can reach. In a long change it is one line among hundreds: listed apart, it is a decision.',
  howToFix: 'Say in the description what the right is for, take the narrowest one, and ask an owner of the file for the review.',
  limits:
    'Compared are the workflows (written permissions, secrets, environments, triggers that outsiders can cause) and the committed settings of agents. Rights in a workflow count as gained when no job of it had them. Where a workflow wrote no permissions before, the repository decided: an explicit block there is not taken for a gain.',
  effort: 'minutes',
  securitySeverity: 7.5,
  sources: [
    { url: 'https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-syntax#permissions', checked: '2026-11-24' },
    { url: 'https://docs.github.com/en/actions/reference/security/secure-use', checked: '2026-11-24' },
  ],
  messages: {
    gained: '{who} gains a {kind}: {what}; an owner must agree.',
    unguarded: '{who} loses a rule that kept it from {what}; an owner must agree.',
  },
  check({ change, base, head, outcome }) {
    const pathAtHead = (path: string): string => change.pathAtHead(path) ?? path;
    const before = new Set([...workflowCapabilities(base.workflows(), pathAtHead), ...agentCapabilities(base.agentSettings())].map(({ key }) => key));
    const now = [...workflowCapabilities(head.workflows(), (path) => path), ...agentCapabilities(head.agentSettings())];
    const open = openWorkflows(base.workflows(), pathAtHead);
    const touched = now.filter(({ location }) => change.fileAt(location.path) !== undefined);
    const seen = new Set<string>();
    for (const { key, kind, what, who, location } of touched) {
      if (before.has(key) || seen.has(key) || (kind === 'permission' && open.has(location.path))) continue;
      seen.add(key);
      outcome.fail('gained', { who, kind: kinds[kind], what }, location, { subject: key });
    }
    const denied = (settings: AgentSettings) => settings.permissions.filter(({ decision }) => decision === 'deny');
    const stillDenied = new Set(denied(head.agentSettings()).map(denyKey));
    for (const rule of denied(base.agentSettings())) {
      if (stillDenied.has(denyKey(rule)) || !isTouched(change, rule.path)) continue;
      seen.add(denyKey(rule));
      outcome.fail('unguarded', { who: rule.tool, what: `${rule.subject}(${rule.pattern})` }, undefined, { before: rule.location, subject: denyKey(rule) });
    }
    if (seen.size > 0) return;
    if (touched.length > 0) outcome.pass('workflows and agent settings gain no right that they had not');
    else outcome.notApplicable('the change touches no workflow and no agent settings that give rights');
  },
});

function isTouched(change: Change, path: string): boolean {
  return change.fileAt(path) !== undefined;
}

function denyKey({ tool, subject, pattern }: AgentSettings['permissions'][number]): string {
  return `${tool} deny ${subject} ${pattern}`;
}

/** Events that people without write access can cause, and that run with the rights of the repository. */
const openEvents: ReadonlySet<string> = new Set([
  'pull_request_target',
  'workflow_run',
  'issue_comment',
  'issues',
  'discussion',
  'discussion_comment',
  'pull_request_review',
  'pull_request_review_comment',
  'fork',
  'watch',
]);

function workflowCapabilities(workflows: Workflows, pathOf: (path: string) => string): readonly Capability[] {
  return workflows.workflows.flatMap((workflow) => {
    const path = pathOf(workflow.path);
    const who = workflow.path;
    const of = (kind: Capability['kind'], what: string, location: Location): Capability => ({ key: `${path} ${kind} ${what}`, kind, what, who, location });
    return [
      ...workflow.triggers.filter(({ event }) => openEvents.has(event)).map(({ event, location }) => of('trigger', event, location)),
      ...workflow.jobs.flatMap((job) => [
        ...writeScopes(effectivePermissions(workflow, job)).map((scope) =>
          of('permission', scope === '*' ? 'write-all' : `${scope}: write`, job.permissions?.location ?? workflow.permissions?.location ?? job.location),
        ),
        ...(job.secrets.kind === 'inherit' ? [of('secret', 'all secrets (inherit)', job.secrets.location)] : []),
        ...(job.environment ? [of('environment', job.environment.value, job.environment.location)] : []),
        ...[job, ...job.steps].flatMap(({ references }) => secretsIn(references).map(({ name, location }) => of('secret', name, location))),
      ]),
      ...secretsIn(workflow.references).map(({ name, location }) => of('secret', name, location)),
    ];
  });
}

function secretsIn(references: Workflows['workflows'][number]['references']): readonly { readonly name: string; readonly location: Location }[] {
  return references.flatMap(({ path, location }) => {
    const name = path.startsWith('secrets.') ? path.slice('secrets.'.length).toUpperCase() : '';
    return name === '' || name === 'GITHUB_TOKEN' ? [] : [{ name, location }];
  });
}

/** Workflows of which some job wrote no permissions: what it may do was the repository's setting. */
function openWorkflows(workflows: Workflows, pathOf: (path: string) => string): ReadonlySet<string> {
  return new Set(
    workflows.workflows
      .filter((workflow) => workflow.jobs.some((job) => effectivePermissions(workflow, job).source === 'default'))
      .map(({ path }) => pathOf(path)),
  );
}

const modes = /mode$|approval|sandbox|network|trust|yolo|auto|bypass/i;

function agentCapabilities({ settings, permissions, hooks, mcpServers, plugins }: AgentSettings): readonly Capability[] {
  const of = (kind: Capability['kind'], who: string, what: string, location: Location): Capability => ({
    key: `${who} ${kind} ${what}`,
    kind,
    who,
    what,
    location,
  });
  return [
    ...permissions
      .filter(({ decision }) => decision === 'allow')
      .map(({ tool, subject, pattern, location }) => of('tool', tool, `${subject}(${pattern})`, location)),
    ...hooks.map(({ tool, event, command, location }) => of('hook', tool, `${event}: ${command.value}`, location)),
    ...mcpServers
      .filter(({ enabled }) => enabled)
      .map(({ tool, name, url, command, args, location }) =>
        of('server', tool, `${name} (${url?.value ?? [command?.value ?? '', ...args.map(({ value }) => value)].join(' ')})`, location),
      ),
    ...mcpServers.flatMap(({ tool, name, autoApproved }) => autoApproved.map(({ value, location }) => of('tool', tool, `${name}: ${value}`, location))),
    ...plugins.filter(({ kind }) => kind === 'enabled' || kind === 'marketplace').map(({ tool, name, location }) => of('plugin', tool, name, location)),
    ...settings
      .filter(({ key, effect }) => effect !== 'ignored' && modes.test(key) && !/^permissions\.(?:allow|ask|deny)/.test(key))
      .map(({ tool, key, value, location }) => of('mode', tool, `${key} = ${value}`, location)),
  ];
}
