import { defineRule, jobWork, pullRequestJobs, type RepositoryRule, type Task, type Tasks } from '@ten-point/core/rule';

export const domainValidation: RepositoryRule = defineRule({
  id: 'ci/domain-validation',
  scope: 'repository',
  severity: 'note',
  needs: ['workflows', 'tasks'],
  title: 'Domain checks that exist as scripts run for pull requests',
  why: 'Schema, migration, licence, API and end-to-end checks hold what unit tests do not: the rules of the domain. A script that people remember to run is one that an agent does not know of.',
  howToFix: 'Run the script in a job of pull requests, or in a scheduled one if it is slow and say so.',
  limits:
    'Recognised by the names of tasks in manifests and task files (not of single packages below the third level). A check that another system runs is not seen.',
  effort: 'hours',
  sources: [{ url: 'https://docs.github.com/en/actions/reference/workflows-and-actions/events-that-trigger-workflows#pull_request', checked: '2026-11-24' }],
  messages: {
    notRun: 'The {kind} check {tasks} exists, but no job of pull requests runs it; add it to one.',
  },
  check({ repo, outcome }) {
    const workflows = repo.workflows();
    const tasks = repo.tasks();
    const byKind = new Map<string, Task[]>();
    for (const task of tasks.tasks) {
      const kind = domainOf(task);
      if (kind !== undefined) byKind.set(kind, [...(byKind.get(kind) ?? []), task]);
    }
    if (byKind.size === 0) return outcome.notApplicable('no task that checks schemas, migrations, licences, APIs, contracts or end-to-end behaviour');
    const jobs = pullRequestJobs(workflows).map(({ job }) => jobWork(job, workflows, tasks));
    const followed = new Set(jobs.flatMap((work) => [...work.followed]));
    const [other] = workflows.otherCi;
    const outside = jobs.flatMap(({ unseen }) => unseen).find(({ kind }) => kind === 'workflow');
    for (const [kind, found] of byKind) {
      const running = found.find((task) => isRun(task, followed, tasks));
      const [first] = found;
      if (running) outcome.pass(`\`${running.name}\` of ${running.location.path} (${kind}) runs for pull requests`, running.location);
      else if (other)
        outcome.unknown(
          `no workflow runs the ${kind} check; ${other.system} may`,
          `Look at the checks that ${other.system} reports on pull requests.`,
          first?.location,
        );
      else if (outside)
        outcome.unknown(`no workflow here runs the ${kind} check; ${outside.name} may`, 'Read the called workflow in its own repository.', first?.location);
      else outcome.fail('notRun', { kind, tasks: describe(found) }, first?.location, { confidence: 'medium', subject: kind });
    }
  },
});

function describe(tasks: readonly Task[]): string {
  const named = tasks.slice(0, 3).map((task) => `\`${task.name}\` (${task.location.path})`);
  return tasks.length > 3 ? `${named.join(', ')} and ${tasks.length - 3} more` : named.join(', ');
}

/** The task itself, a variant of it (`test:e2e:ci`), or the check that it runs. */
function isRun(task: Task, followed: ReadonlySet<string>, tasks: Tasks): boolean {
  const label = `${task.location.path} ${task.name}`;
  if (followed.has(label) || [...followed].some((entry) => entry.startsWith(`${label}:`) || entry.startsWith(`${label}-`))) return true;
  return tasks.follow(task).some(({ command, purposes, via }) => {
    const text = [command.name, ...command.args].join(' ');
    if (!purposes.some((purpose) => purpose === 'test' || purpose === 'lint' || purpose === 'scan')) return false;
    if (via.slice(1).some((inner) => followed.has(inner))) return true;
    // Other options of an end-to-end runner start the same tests.
    return (
      followed.has(text) || (endToEndRunners.has(command.name) && [...followed].some((entry) => entry.startsWith(`${command.name} ${command.args[0] ?? ''}`)))
    );
  });
}

const endToEndRunners: ReadonlySet<string> = new Set(['playwright', 'cypress', 'wdio', 'testcafe', 'nightwatch', 'detox', 'maestro']);

/** What a domain check is called; each needs a word for checking, or is one by itself. */
const kinds: readonly { readonly kind: string; readonly name: RegExp }[] = [
  { kind: 'end-to-end', name: /^(?:test[:._-])?e2e(?:[:._-](?:ci|test|run|headless))?$|^(?:cy|cypress|playwright)[:._-](?:run|ci|test)$/ },
  { kind: 'schema', name: /^(?:(?:check|validate|verify|lint|test)[:._-](?:db[:._-])?schemas?|schemas?[:._-](?:check|validate|verify|lint|diff))$/ },
  { kind: 'migration', name: /^(?:(?:check|validate|verify|lint|test)[:._-]migrations?|migrations?[:._-](?:check|validate|verify|lint|test))$/ },
  { kind: 'licence', name: /^(?:(?:check|verify|lint)[:._-]licen[sc]es?|licen[sc]es?[:._-](?:check|verify))$/ },
  {
    kind: 'API',
    name: /^(?:(?:check|verify|test|validate)[:._-](?:api|exports|attw|public-api)|api[:._-](?:check|diff|verify|validate)|api-?diff|api-?check)$/,
  },
  {
    kind: 'contract',
    name: /^(?:test[:._-]contracts?|contracts?[:._-](?:test|check|verify)|openapi[:._-](?:check|validate|lint)|(?:check|validate|lint)[:._-]openapi)$/,
  },
  { kind: 'generated code', name: /^(?:(?:check|verify)[:._-](?:generated?|codegen|gen)|(?:generate|codegen|gen)[:._-](?:check|verify))$/ },
  { kind: 'translation', name: /^(?:(?:check|validate|lint)[:._-](?:i18n|translations?|locales?)|(?:i18n|translations?)[:._-](?:check|validate|lint))$/ },
];

function domainOf(task: Task): string | undefined {
  if (task.directory.split('/').length > 2 || task.runner === 'maven') return undefined;
  return kinds.find(({ name }) => name.test(task.name.toLowerCase()))?.kind;
}
