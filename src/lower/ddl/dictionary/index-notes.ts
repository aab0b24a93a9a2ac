import type { Analysis } from '../../../analyze/analysis.js';
import type { AlterTable, CreateIndex } from '../../../ir/oracle/index.js';
import type { PgStatement } from '../../../ir/postgres/index.js';
import { foldName } from '../../naming/naming.js';
import { literal, regclassText } from '../names.js';
import { runtimeStatement } from '../runtime-statement.js';
import { type NotesContext, noteCall, relationOf } from './notes.js';
import { storedExpression } from './stored-expression.js';

/**
 * `select ora.note_index('app.emp_ix', null, true, array['UPPER("NAME")', null])`: its kind, whether it is visible, and
 * the expressions it is made of, for which Oracle adds hidden columns to the table; a column in descending order is
 * one. (Database Reference, ALL_INDEXES, ALL_IND_COLUMNS and ALL_IND_EXPRESSIONS)
 */
export function indexNotes(analysis: Analysis, unit: CreateIndex, made: readonly PgStatement[]): PgStatement[] {
  const index = made.find((s) => s.kind === 'PgCreateIndex');
  // Constants are left out of PostgreSQL's.
  if (!index || index.items.length !== unit.columns.length || unit.special) return [];
  const expressions = unit.columns.map(({ value, direction }) =>
    value.kind === 'Name' && direction !== 'DESC' ? 'null' : literal(storedExpression(analysis, value) ?? ''),
  );
  const kind = unit.bitmap ? 'BITMAP' : unit.reverse ? 'NORMAL/REV' : undefined;
  if (kind === undefined && !unit.invisible && expressions.every((e) => e === 'null')) return [];
  const name = regclassText([index.table[0] ?? '', index.name]);
  const args = [literal(name), kind ? literal(kind) : 'null', String(!unit.invisible)];
  return [runtimeStatement(unit.span, 'note_index', ...args, `array[${expressions.join(', ')}]::text[]`)];
}

/** RENAME COLUMN goes on into the expressions of indexes. (SQL Language Reference, ALTER TABLE, "rename_column_clause") */
export function renamedInIndexes(cx: NotesContext, unit: AlterTable): PgStatement[] {
  const relation = relationOf(cx, unit.name);
  if (!relation || !cx.reads('INDEXES', 'IND_COLUMNS', 'IND_EXPRESSIONS')) return [];
  const table = regclassText(cx.naming.of(relation));
  return unit.actions.flatMap((a) =>
    a.kind === 'RenameColumn'
      ? [noteCall(unit.span, 'renamed_in_indexes', table, foldName(a.from.name), foldName(a.to.name))]
      : [],
  );
}
