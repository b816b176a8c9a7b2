import { compileGlobs, defineRule, jobWork, type Location, type RepositoryRule, type Workflow } from '@ten-point/core/rule';
import { guideDocuments, instructionDocuments } from '../prose/documents.ts';
import { phrased, phraseOption } from '../prose/phrases.ts';
import { affirmations, quote, statementIn } from '../prose/statements.ts';
import { backTasks, bothDirections, downMigrations, migrationFiles, noDeployment, otherMigrations } from './rollback-facts.ts';
import { rollbackName, rollingBack } from './vocabulary.ts';

const isMigration = compileGlobs(migrationFiles);
const isOther = compileGlobs(otherMigrations);
const waysBack = downMigrations.map(({ paths, how }) => ({ matches: compileGlobs(paths), how }));

export const rollback: RepositoryRule = defineRule({
  id: 'accountability/rollback',
  scope: 'repository',
  severity: 'warning',
  needs: ['workflows', 'tasks', 'guides', 'instructions'],
  title: 'Where it deploys or migrates, the way back is written down or scripted',
  why: 'Whoever accepts a change of an agent accepts to take it back. During an incident that is a command or a page, or it is guesswork; migrations and deployments are the changes that `git revert` alone does not undo.',
  howToFix:
    'Write `docs/runbooks/rollback.md` (which command, who may run it, what cannot be undone), give the deploy workflow a version input, and give migrations a down step.',
  limits:
    'Deployments are recognised in workflows, by command, action or environment; publishing a package is none. Runbooks kept outside of the repository are not visible; those in it are read in English and by the configured phrases. Whether a down step really restores data is not judged.',
  effort: 'hours',
  sources: [{ url: 'https://docs.github.com/en/actions/concepts/workflows-and-actions/deployment-environments', checked: '2026-11-24' }],
  options: {
    phrases: phraseOption('that say how a deployment or migration is taken back, also in headings of runbooks and names of jobs, e.g. `Rücknahme`'),
  },
  messages: {
    deploys: '{workflow} deploys ({evidence}), but no runbook, workflow or instruction says how to take a deployment back; write docs/runbooks/rollback.md.',
    migrates: 'Migrations such as {path} have no down step, and nothing says how to take one back; add down scripts or a rollback runbook.',
  },
  check({ repo, options, outcome }) {
    const migrations = repo.files.entries.filter(({ path }) => isMigration(path) && !isOther(path) && repo.files.role(path) === 'own').map(({ path }) => path);
    const workflows = repo.workflows();
    const deployments = workflows.workflows.flatMap((workflow) =>
      workflow.jobs.flatMap((job): { readonly workflow: Workflow; readonly evidence: string; readonly location: Location }[] => {
        const purpose = jobWork(job, workflows, repo.tasks()).purposes.find((candidate) => candidate.purpose === 'deploy' && candidate.basis !== 'task-name');
        const environment = job.environment?.value ?? '';
        const words = new Set(`${environment} ${job.id} ${purpose?.evidence ?? ''} ${nameOf(workflow.path)}`.toLowerCase().split(/[^a-z]+/));
        if (noDeployment.some((word) => words.has(word))) return [];
        if (purpose) return [{ workflow, evidence: purpose.evidence, location: purpose.location }];
        return job.environment && /prod|staging|live|deploy/i.test(environment)
          ? [{ workflow, evidence: `environment ${environment}`, location: job.environment.location }]
          : [];
      }),
    );
    const [deployment] = deployments;
    const [migration] = migrations;
    if (!deployment && !migration) return outcome.notApplicable('no deployment in the workflows and no database migrations');

    const phrases = phrased(options.phrases);
    const namesIt = (text: string): boolean => [rollbackName, phrases].some((idea) => statementIn(text, idea));
    const written = writtenWayBack();
    if (written) return outcome.pass(written.evidence, written.location);
    if (deployment)
      outcome.fail('deploys', { workflow: deployment.workflow.path, evidence: deployment.evidence }, deployment.location, {
        confidence: 'medium',
        subject: deployment.workflow.path,
      });
    if (migration) {
      const way = waysBack.find(({ matches }) => migrations.some(matches));
      const scripts = repo.tasks().tasks.filter(({ name }) => takesMigrationsBack(name));
      const [script] = scripts;
      const left = migrations.filter((path) => !scripts.some(({ directory }) => directory === '' || path.startsWith(`${directory}/`)));
      const mixed = repo.tasks().manifests.some(({ dependencies }) => dependencies.some(({ name }) => bothDirections.has(name)));
      if (way) outcome.pass(`${way.how}: ${migrations.find(way.matches) ?? migration}`);
      else if (script && left.length === 0) outcome.pass(`${script.name} of ${script.location.path} takes migrations back`, script.location);
      else if (!mixed && migrations.every((path) => path.endsWith('.sql')))
        outcome.fail('migrates', { path: left[0] ?? migration }, undefined, { confidence: 'medium', subject: 'migrations' });
      else outcome.unknown(`${left[0] ?? migration} may hold its own down step`, 'Say in a runbook or in the instructions how a migration is taken back.');
    }

    function writtenWayBack(): { readonly evidence: string; readonly location?: Location } | undefined {
      const page = repo
        .guides()
        .of('runbook')
        .find(({ path }) => /roll-?_?back|revert/i.test(path));
      if (page) return { evidence: `${page.path} is a runbook for it` };
      for (const { document } of repo.guides().of('runbook')) {
        const heading = document.headings.find(({ text }) => namesIt(text));
        if (heading) return { evidence: `${document.path}: "${heading.text}"`, location: heading.location };
      }
      const documents = [
        ...guideDocuments(repo.guides(), ['runbook', 'release', 'contributing', 'maintainers', 'governance', 'readme']),
        ...instructionDocuments(repo.instructions()),
      ];
      const [statement] = [rollingBack, phrases].flatMap((idea) => affirmations(documents, idea));
      if (statement) return { evidence: quote(statement.sentence.text), location: statement.location };
      for (const workflow of workflows.workflows) {
        const named = [workflow.name, ...workflow.jobs.flatMap((job) => [job.name, { value: job.id, location: job.location }])].find(
          (name) => name && namesIt(name.value),
        );
        if (named) return { evidence: `${workflow.path} takes changes back: ${named.value}`, location: named.location };
        if (namesIt(workflow.path.replaceAll('.', ' '))) return { evidence: `${workflow.path} takes changes back` };
      }
      return undefined;
    }
  },
});

function takesMigrationsBack(task: string): boolean {
  const words = task.toLowerCase().split(/[^a-z]+/);
  return backTasks.some(([of, back]) => words.some((word) => of.has(word)) && words.some((word) => back.has(word)));
}

function nameOf(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}
