import { type ChangeRule, compileGlobs, defineChangeRule, parentOf } from '@ten-point/core/rule';
import { phrased, phraseOption } from '../prose/phrases.ts';
import { rollbackAnswer } from './rollback-answer.ts';
import { downMigrations, migrationFiles, otherMigrations } from './rollback-facts.ts';

const isMigration = compileGlobs(migrationFiles);
const isOther = compileGlobs(otherMigrations);
const isDown = compileGlobs(downMigrations[0]?.paths ?? []);

export const destructiveMigration: ChangeRule = defineChangeRule({
  id: 'accountability/destructive-migration',
  scope: 'change',
  severity: 'error',
  verdict: 'stop',
  needs: [],
  changeNeeds: ['migrations', 'body'],
  title: 'A migration that loses data says how it is taken back',
  why: 'Code is taken back with a revert, a dropped column is not. A destructive step must be known before the merge: whether a backup is there, whether the old version still runs beside the new one, and who decides when it goes wrong.',
  howToFix:
    'Add the down step, or say in the description how the data comes back ("Rollback: …"). Split it: first stop using the column, in a later change drop it.',
  limits:
    'Read are SQL statements, and the calls of Rails, Django, Alembic, Laravel, knex, Sequelize, Ecto and Entity Framework, in folders of migrations. A down step brings the column back, not what stood in it. Whether a table holds anything is not known.',
  effort: 'hours',
  sources: [
    { url: 'https://www.postgresql.org/docs/current/sql-altertable.html', checked: '2026-11-24' },
    { url: 'https://martinfowler.com/articles/evodb.html', checked: '2026-11-24', note: 'Destructive changes in steps.' },
  ],
  options: { rollbackPhrases: phraseOption('that head a rollback plan, e.g. `Rückweg`') },
  messages: {
    drop: '`{step}` loses data, and neither a down step nor the description says how it comes back; add one of them.',
    rename:
      '`{step}` breaks what runs before the deployment has ended, and neither a down step nor the description says how it is taken back; add one of them.',
    narrow: '`{step}` may not fit data that is there, and neither a down step nor the description says how it is taken back; add one of them.',
    notNull: '`{step}` fails on rows without a value, and neither a down step nor the description says how it is taken back; add one of them.',
    delete: '`{step}` deletes all rows, and neither a down step nor the description says how they come back; add one of them.',
  },
  check({ change, options, outcome }) {
    const files = change.migrations().filter(({ path }) => isMigration(path) && !isOther(path) && !isDown(path));
    if (files.length === 0) return outcome.notApplicable('the change brings no migration');
    const downs = new Set(change.files.filter(({ path }) => isDown(path)).map(({ path }) => parentOf(path)));
    const body = change.body();
    const answer = body.state === 'known' ? rollbackAnswer(body.value, phrased(options.rollbackPhrases)) : undefined;
    for (const { path, steps, hasDown } of files) {
      const isAnswered = hasDown || downs.has(parentOf(path)) || answer !== undefined;
      if (steps.length === 0) outcome.pass(`${path} takes nothing away`);
      else if (isAnswered) outcome.pass(`${path}: ${answer ?? 'a down step'}`);
      else if (body.state === 'unknown') outcome.unknown(`how ${path} is taken back: ${body.reason}`, body.reveal);
      else
        for (const { kind, text, location } of steps) {
          const details = { subject: `${path} ${text}` };
          if (kind === 'not-null') outcome.fail('notNull', { step: text }, location, details);
          else outcome.fail(kind, { step: text }, location, details);
        }
    }
  },
});
