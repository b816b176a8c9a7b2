import { testChangeRule } from '@ten-point/core/testing';
import { describe, it } from 'vitest';
import { destructiveMigration } from './destructive-migration.ts';

const path = 'db/migrations/002_heat.sql';
const add = (sql: string, more: Record<string, string> = {}) => ({ base: { 'src/oven.ts': '1\n' }, head: { [path]: sql, ...more } });
const pullRequest = { body: 'Takes the heat away.' };

testChangeRule({ describe, it }, destructiveMigration, [
  {
    name: 'stops a column that is dropped',
    example: true,
    ...add('«ALTER TABLE ovens DROP COLUMN heat»;\n'),
    pullRequest,
    findings: [{ id: 'drop', text: 'DROP COLUMN heat', verdict: 'stop' }],
  },
  {
    name: 'stops a table that is dropped, a rename, a narrower type and rows that are deleted',
    ...add('DROP TABLE ovens;\nALTER TABLE a RENAME COLUMN b TO c;\nALTER TABLE a ALTER COLUMN b TYPE smallint;\nDELETE FROM loaves;\n'),
    pullRequest,
    findings: ['drop', 'rename', 'narrow', 'delete'],
  },
  { name: 'stops a column that must not be empty', ...add('ALTER TABLE ovens ADD COLUMN heat int NOT NULL;\n'), pullRequest, findings: ['notNull'] },
  { name: 'passes one with a default', ...add('ALTER TABLE ovens ADD COLUMN heat int NOT NULL DEFAULT 0;\n'), pullRequest, evidence: ['takes nothing away'] },
  {
    name: 'passes a plan in the description',
    example: true,
    ...add('ALTER TABLE ovens DROP COLUMN heat;\n'),
    pullRequest: { body: '## Rollback\n\nThe column is in the backup of the night; the script restores it.' },
    evidence: ['Rollback'],
  },
  {
    name: 'passes a down step in the file',
    ...add('-- migrate:up\nALTER TABLE ovens DROP COLUMN heat;\n-- migrate:down\nALTER TABLE ovens ADD COLUMN heat int;\n'),
    pullRequest,
  },
  {
    name: 'passes a down file beside it',
    ...add('ALTER TABLE ovens DROP COLUMN heat;\n', { 'db/migrations/002_heat.down.sql': 'ALTER TABLE ovens ADD COLUMN heat int;\n' }),
    pullRequest,
  },
  { name: 'does not count what the down step drops', ...add('-- migrate:up\nCREATE TABLE ovens (id int);\n-- migrate:down\nDROP TABLE ovens;\n'), pullRequest },
  { name: 'takes a comment and a text for no step', ...add("-- DROP TABLE ovens;\nINSERT INTO notes VALUES ('DROP TABLE ovens;');\n"), pullRequest },
  {
    name: 'reads Rails',
    base: {},
    head: { 'db/migrate/20260101_heat.rb': 'class Heat < ActiveRecord::Migration[7.1]\n  def up\n    remove_column :ovens, :heat\n  end\nend\n' },
    pullRequest,
    findings: ['drop'],
  },
  {
    name: 'reads Alembic with its way back',
    base: {},
    head: {
      'alembic/versions/1a_heat.py':
        'def upgrade():\n    op.drop_column("ovens", "heat")\n\ndef downgrade():\n    op.add_column("ovens", sa.Column("heat", sa.Integer()))\n',
    },
    pullRequest,
  },
  { name: 'leaves SQL alone that is no migration', base: {}, head: { 'queries/clean.sql': 'DROP TABLE ovens;\n' }, pullRequest, state: 'not-applicable' },
  { name: 'leaves tests of migrations alone', base: {}, head: { 'test/migrations/1.sql': 'DROP TABLE ovens;\n' }, pullRequest, state: 'not-applicable' },
  { name: 'does not know before there is a pull request', ...add('DROP TABLE ovens;\n'), state: 'unknown' },
]);
