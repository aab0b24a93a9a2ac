import type { Analysis, RowSource } from '../../../analyze/analysis.js';
import type { CreateView, Select } from '../../../ir/oracle/index.js';
import type { OracleNode } from '../../../ir/oracle/node.js';
import type { PgStatement } from '../../../ir/postgres/index.js';
import { contains } from '../../../ir/walk.js';
import { equatedColumns, isKeyPreserved } from '../../dml/views/changed-view.js';
import { isAggregateCall } from '../../expressions/aggregate-calls.js';
import { foldName } from '../../naming/naming.js';
import { leavesOf } from '../../queries/from/leaves.js';
import { type NotesContext, note } from './notes.js';

/**
 * `select ora.note_definition('app.staff', 'updatable', ',id,sal,')`: the columns of a view that DML may change, and those
 * that it may give: of a join those of its key-preserved tables. Of a view over a view PostgreSQL knows it. (Database
 * Administrator's Guide, "Updatable Join Views"; SQL Language Reference, CREATE VIEW, "Notes on Updatable Views")
 */
export function notesOfUpdatable(cx: NotesContext, view: CreateView): PgStatement[] {
  const { analysis } = cx;
  const { query, restriction } = view;
  const { body } = query;
  const leaves = body.kind === 'Select' ? leavesOf(body.from).map((leaf) => analysis.sourceOf(leaf)) : [];
  if (restriction !== 'READ ONLY' && leaves.length === 1 && leaves[0]?.relation?.relation !== 'table') return [];
  const changed =
    body.kind === 'Select' && restriction !== 'READ ONLY' && !query.limit && !query.with && isPlain(analysis, body)
      ? changeable(analysis, view, body)
      : [];
  const given = restriction === 'CHECK OPTION' && leaves.length > 1 ? [] : changed;
  const list = (names: readonly string[]): string => `,${names.map(foldName).join(',')},`;
  return [
    ...note(cx, view, view.name, 'updatable', list(changed)),
    ...note(cx, view, view.name, 'insertable', list(given)),
  ];
}

/** No DISTINCT, groups, CONNECT BY, ROWNUM and analytic functions. */
function isPlain(analysis: Analysis, select: Select): boolean {
  const { quantifier, hierarchy, groupBy, having, items, where } = select;
  const computes = (node: OracleNode): boolean => {
    if (node.kind === 'Call' && node.over !== undefined) return true;
    if (isAggregateCall(analysis, node)) return true;
    if (node.kind !== 'Name') return false;
    const { base } = analysis.resolve(node);
    return base.kind === 'pseudo' && base.name === 'ROWNUM';
  };
  const isOtherBlock = (node: OracleNode): boolean => node.kind === 'Query';
  return (
    !quantifier &&
    !hierarchy &&
    !groupBy &&
    !having &&
    ![...items.map((i) => i.value), where].some((part) => part && contains(part, computes, isOtherBlock))
  );
}

/** The view's names of columns of its tables, of a join of those that are key-preserved. */
function changeable(analysis: Analysis, view: CreateView, select: Select): readonly string[] {
  const joined = leavesOf(select.from).length > 1;
  // What USING merges is a column of two tables.
  const merged = new Set(select.from.flatMap((f) => equatedColumns(analysis, f)).map(([{ name }]) => name));
  const preserved = new Map<RowSource, boolean>();
  const isChanged = (source: RowSource, column: string): boolean => {
    if (source.relation?.relation !== 'table' || merged.has(column)) return false;
    const known = preserved.get(source) ?? (!joined || isKeyPreserved(analysis, select, source));
    preserved.set(source, known);
    return known;
  };
  const names: string[] = [];
  let at = 0;
  const add = (source: RowSource, column: string, alias?: string): void => {
    const name = view.columns?.[at++]?.name ?? alias ?? column;
    if (isChanged(source, column)) names.push(name);
  };
  for (const { value, alias } of select.items) {
    if (value.kind === 'Star') {
      for (const { source, column } of analysis.expandStar(value, select)) add(source, column.name);
      continue;
    }
    const resolved = value.kind === 'Name' ? analysis.resolve(value) : undefined;
    if (resolved?.base.kind === 'column' && resolved.steps.length === 0)
      add(resolved.base.source, resolved.base.column.name, alias?.name);
    else at++;
  }
  return names;
}
