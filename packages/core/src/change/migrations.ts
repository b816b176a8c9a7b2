import type { Change } from '../model/change.ts';
import type { DestructiveStep, MigrationFile } from '../model/migration-change.ts';
import { codeLanguageOf } from '../parse/code-languages.ts';
import { type CodeToken, codeTokens } from '../parse/code-tokens.ts';
import { type TextPositions, textPositions } from '../parse/text-position.ts';

const sql = { lineComments: ['--'], blockComments: true, quotes: '\'"' } as const;
/** Where the way back begins: markers of goose, dbmate and sql-migrate in comments, names of functions elsewhere. */
const downComment = /^(?:--|#)\s*(?:\+goose\s+Down|migrate:down|\+migrate\s+Down|down\b)/i;
const downNames: ReadonlySet<string> = new Set(['down', 'downgrade', 'Down', 'safeDown']);
const longestText = 90;

/** Steps of migrations by the calls of Rails, Django, Alembic, Laravel, knex, Sequelize, TypeORM, Ecto and Entity Framework. */
const calls: ReadonlyMap<string, DestructiveStep['kind']> = new Map([
  ...[
    'drop_table',
    'remove_column',
    'remove_columns',
    'remove_reference',
    'drop_column',
    'dropTable',
    'dropColumn',
    'dropColumns',
    'removeColumn',
    'dropIfExists',
    'drop',
  ].map((name) => [name, 'drop'] as const),
  ...['RemoveField', 'DeleteModel', 'DropTable', 'DropColumn', 'dropTableIfExists'].map((name) => [name, 'drop'] as const),
  ...['rename_table', 'rename_column', 'renameTable', 'renameColumn', 'RenameField', 'RenameModel', 'RenameTable', 'RenameColumn'].map(
    (name) => [name, 'rename'] as const,
  ),
  ['change_column_null', 'not-null'],
]);

/** The files that the change adds or edits and that hold steps of a migration, whatever their folder. */
export function migrationFiles(change: Change): readonly MigrationFile[] {
  return change.files.flatMap((file): MigrationFile[] => {
    if (file.status === 'deleted' || file.after?.state !== 'text' || file.role === 'vendored') return [];
    const { text } = file.after;
    const isSql = /\.sql$/i.test(file.path);
    const syntax = isSql ? sql : codeLanguageOf(file.path)?.syntax;
    if (!syntax) return [];
    const all = codeTokens(text, syntax);
    const positions = textPositions(file.path, text);
    const down = isSql ? all.find(({ kind, text: comment }) => kind === 'comment' && downComment.test(comment)) : all.find(isDownName);
    const up = all.filter(({ kind, start }) => kind !== 'comment' && (down === undefined || start < down.start));
    const steps = isSql ? sqlSteps(up, text, positions) : callSteps(up, text, positions);
    const behind = down ? all.filter(({ kind, start }) => kind !== 'comment' && start > down.start) : [];
    return [{ path: file.path, steps, hasDown: behind.length > 4 }];
  });
}

function isDownName({ kind, text }: CodeToken, index: number, tokens: readonly CodeToken[]): boolean {
  const before = tokens[index - 1]?.text;
  return (
    kind === 'word' &&
    downNames.has(text) &&
    (before === 'def' || before === 'function' || before === 'async' || before === 'void' || before === '.' || tokens[index + 1]?.text === '(')
  );
}

function sqlSteps(tokens: readonly CodeToken[], text: string, positions: TextPositions): readonly DestructiveStep[] {
  const steps: DestructiveStep[] = [];
  let statement: CodeToken[] = [];
  const finish = (): void => {
    const [first, last] = [statement[0], statement.at(-1)];
    const kind = sqlKind(statement.map((token) => token.text.toLowerCase()));
    if (first && last && kind) steps.push({ kind, text: shortened(text.slice(first.start, last.end)), location: positions.location(first.start, last.end) });
    statement = [];
  };
  for (const token of tokens) {
    if (token.text === ';') finish();
    else statement.push(token);
  }
  finish();
  return steps;
}

/** What a statement does to data that is there; undefined for what does nothing to it. */
function sqlKind(words: readonly string[]): DestructiveStep['kind'] | undefined {
  const has = (...wanted: readonly string[]): boolean => words.some((_, index) => wanted.every((word, offset) => words[index + offset] === word));
  const [verb, object] = words;
  if (verb === 'drop' && /^(?:table|schema|database|view|materialized)$/.test(object ?? ''))
    return object === 'view' || object === 'materialized' ? undefined : 'drop';
  if (verb === 'truncate') return 'delete';
  if (verb === 'delete' && !words.includes('where')) return 'delete';
  if (verb !== 'alter' || object !== 'table') return undefined;
  if (
    has('drop', 'column') ||
    (words.includes('drop') && !has('drop', 'constraint') && !has('drop', 'default') && !has('drop', 'not') && !has('drop', 'index'))
  )
    return 'drop';
  if (words.includes('rename')) return has('rename', 'constraint') || has('rename', 'index') ? undefined : 'rename';
  if (has('set', 'not', 'null')) return 'not-null';
  if (words.includes('add') && has('not', 'null') && !words.includes('default') && !words.includes('generated') && !has('add', 'constraint')) return 'not-null';
  return has('set', 'data', 'type') || (has('alter', 'column') && words.includes('type')) || words.includes('modify') ? 'narrow' : undefined;
}

function callSteps(tokens: readonly CodeToken[], text: string, positions: TextPositions): readonly DestructiveStep[] {
  return tokens.flatMap((token, index): DestructiveStep[] => {
    const kind = token.kind === 'word' ? calls.get(token.text) : undefined;
    const next = tokens[index + 1];
    // In Ruby without brackets: `remove_column :ovens, :heat`.
    if (!kind || !next || !(next.text === '(' || next.text === ':' || next.kind === 'string')) return [];
    const end = text.indexOf('\n', token.start);
    const stop = end < 0 ? text.length : end;
    return [{ kind, text: shortened(text.slice(token.start, stop)), location: positions.location(token.start, stop) }];
  });
}

function shortened(text: string): string {
  const line = text.replace(/\s+/g, ' ').trim();
  return line.length > longestText ? `${line.slice(0, longestText - 1)}…` : line;
}
