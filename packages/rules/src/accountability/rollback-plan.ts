import { type ChangeRule, compileGlobs, defineChangeRule } from '@ten-point/core/rule';
import { phrased, phraseOption } from '../prose/phrases.ts';
import { rollbackAnswer } from './rollback-answer.ts';
import { migrationFiles, otherMigrations } from './rollback-facts.ts';

const isMigration = compileGlobs(migrationFiles);
const isOther = compileGlobs(otherMigrations);
/** Risk areas of the default configuration whose changes a revert does not undo by itself. */
const lasting: ReadonlySet<string> = new Set(['deploy', 'migrations']);

export const rollbackPlan: ChangeRule = defineChangeRule({
  id: 'accountability/rollback-plan',
  scope: 'change',
  severity: 'warning',
  verdict: 'review',
  needs: [],
  changeNeeds: ['body'],
  title: 'Migrations and changes of the deployment say how they are taken back',
  why: 'In an incident nobody has the time to find out whether a revert is enough. For a migration, infrastructure or the configuration of a deployment it often is not.',
  howToFix: 'Say in the description how the change is taken back: "Rollback: revert and run …", or why a revert is enough.',
  limits: 'Asked for where migrations, or files of the risk areas `deploy` and `migrations`, change. Whether the plan works is for people.',
  effort: 'minutes',
  sources: [{ url: 'https://sre.google/sre-book/release-engineering/', checked: '2026-11-24' }],
  options: { rollbackPhrases: phraseOption('that head a rollback plan, e.g. `Rückweg`') },
  messages: {
    missing: 'The description does not say how {files} is taken back; say it, or why a revert is enough.',
  },
  check({ change, options, outcome }) {
    const risky = change.tier.areas.filter(({ id }) => lasting.has(id)).flatMap(({ paths }) => paths);
    const migrations = change.files.filter(({ path, kind }) => kind !== 'documentation' && isMigration(path) && !isOther(path)).map(({ path }) => path);
    const files = [...new Set([...risky, ...migrations])];
    if (files.length === 0) return outcome.notApplicable('the change touches no migration, infrastructure or configuration of a deployment');
    const body = change.body();
    if (body.state === 'unknown') return outcome.unknown(body.reason, body.reveal);
    const answer = rollbackAnswer(body.value, phrased(options.rollbackPhrases));
    const list = files.length > 3 ? `${files.slice(0, 3).join(', ')} and ${files.length - 3} more` : files.join(', ');
    if (answer === undefined) outcome.fail('missing', { files: list }, undefined, { subject: 'rollback' });
    else outcome.pass(answer);
  },
});
