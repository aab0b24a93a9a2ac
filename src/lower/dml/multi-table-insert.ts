import type { RowSource } from '../../analyze/analysis.js';
import type { ColumnInfo } from '../../analyze/model/symbols.js';
import type { Diagnostic } from '../../diagnostics/diagnostic.js';
import { dmlTarget, errorLogging, unsupportedClause } from '../../diagnostics/op2.js';
import type { InsertBranch, MultiTableInsert } from '../../ir/oracle/index.js';
import type { OracleNode } from '../../ir/oracle/node.js';
import { oracleMessage } from '../../ir/oracle-messages.js';
import type { PgCte, PgExpr, PgInsert, PgReturning, PgSelect, PgSelectItem, PgWith } from '../../ir/postgres/index.js';
import type { Span } from '../../ir/span.js';
import { walk } from '../../ir/walk.js';
import { b } from '../builders.js';
import { type ExprContext, refuse } from '../context.js';
import { lowerCondition, lowerExpr } from '../expressions/index.js';
import { madeUp } from '../naming/made-names.js';
import { foldName } from '../naming/naming.js';
import { lowerQueryAs } from '../queries/index.js';
import { blockContains, within } from '../queries/scope.js';
import { sequenceCall } from '../queries/sequences.js';
import { type SharedDefault, sharedDefaults } from './multi-table-sequences.js';
import { type LoweredBranch, mergedInserts } from './same-table-rows.js';
import { insertedColumns, isAltered, refuseUnknownColumns, tableTarget } from './target.js';
import { assigned, columnAssignment } from './values.js';

/**
 * INSERT ALL and INSERT FIRST: the source is read once, in a common table expression; each branch is an INSERT … SELECT
 * of its own. A sequence gives one value for each source row, whichever branch uses it. (SQL Language Reference,
 * "multi_table_insert")
 */
export function lowerMultiTableInsert(
  ex: ExprContext,
  s: MultiTableInsert,
): { readonly statement: PgInsert; readonly counted?: PgSelect } {
  const { span } = s;
  const { base, branches } = multiTableBranches(ex, s, madeUp('source_rows'));
  for (const { insert } of branches)
    if (insert.errorLogging) refuse(errorLogging(insert.errorLogging.span, 'what stands around it'));
  const merged = mergedInserts(ex, s, branches, base.name);
  const inserts = merged.map(({ insert }) => insert);
  const [first, ...others] = inserts;
  if (!first) return refuse(unsupportedClause(span, 'INSERT ALL without INTO'));
  const source = merged.some(({ readsRows }) => readsRows) ? [base] : [];
  if (others.length === 0) return { statement: source.length > 0 ? { ...first, with: withOf(span, source) } : first };
  const cte = (query_: PgInsert, i: number): PgCte => ({
    kind: 'PgCte',
    span,
    name: madeUp(`insert_${i + 1}`),
    query: query_,
  });
  // PostgreSQL runs the statement itself first, and those before it from the last to the first.
  const later = others.map((insert, i) => cte(insert, i + 1)).reverse();
  const statement: PgInsert = { ...first, with: withOf(span, [...source, ...later]) };
  const one: PgReturning = { items: [b.item(span, b.num(span, 1))] };
  const counts = inserts.map((_, i) =>
    b.scalar(
      span,
      b.select(span, {
        items: [b.call(span, 'count', b.star(span))],
        from: [b.table(span, [madeUp(`insert_${i + 1}`)])],
      }),
    ),
  );
  const counted = b.select(span, {
    with: withOf(span, [...source, ...inserts.map((insert, i) => cte({ ...insert, returning: one }, i))]),
    items: [counts.slice(1).reduce<PgExpr>((x, y) => b.binary(span, '+', x, y), counts[0] ?? b.num(span, 0))],
  });
  return { statement, counted };
}

/** (SQL Language Reference, INSERT, "Restrictions on Multitable Inserts") */
const intoView = (span: Span): Diagnostic => ({
  ...dmlTarget(span, 'a view of INSERT ALL (ORA-01702)'),
  invalid: { kind: 'raises', code: 1702, text: oracleMessage(1702) },
});

const withOf = (span: Span, ctes: readonly PgCte[]): PgWith => ({ kind: 'PgWith', span, recursive: false, ctes });

/** The rows of the source as a common table expression of the name `rows`, and the branches that read it. */
export function multiTableBranches(
  ex: ExprContext,
  s: MultiTableInsert,
  rows: string,
): { readonly base: PgCte & { readonly query: PgSelect }; readonly branches: readonly LoweredBranch[] } {
  const { span } = s;
  const branches: { readonly when: PgExpr | undefined; readonly insert: InsertBranch }[] = [];
  const source = sourceOfBranches(ex, s);
  const values: PgSelectItem[] = [];
  const sequences = new Map<string, string>();
  const shared = sharedDefaults(ex, [...s.branches.flatMap((x) => x.inserts), ...(s.otherwise ?? [])]);
  const inner = within(
    ex,
    (expr) => {
      if (expr.kind !== 'Name') return undefined;
      const { base } = ex.unit.analysis.resolve(expr);
      if (base.kind !== 'sequence') return undefined;
      const key = ex.unit.naming.of(base.sequence).join('.');
      let name = sequences.get(key);
      if (name === undefined) {
        name = `next_${base.sequence.name.toLowerCase()}`;
        sequences.set(key, name);
        values.push(
          b.item(
            span,
            sequenceCall(
              ex,
              base.sequence,
              base.which === 'NEXTVAL' || shared.drawn.has(base.sequence) || usesNextval(ex, s, key)
                ? 'nextval'
                : 'currval',
              span,
            ),
            name,
          ),
        );
      }
      return b.column(expr.span, rows, name);
    },
    source ? new Map([[source, rows]]) : undefined,
  );
  const ofIdentities = new Map<ColumnInfo, string>();
  /** A column left to a sequence that others use, with the one value of the row. */
  const written = ({ column, value, identity }: SharedDefault): LeftToSequence => {
    if (!identity) return { column, value: value ? columnAssignment(inner, value, column) : b.null(span) };
    let name = ofIdentities.get(column);
    if (name === undefined) {
      name = `next_identity${ofIdentities.size > 0 ? `_${ofIdentities.size + 1}` : ''}`;
      ofIdentities.set(column, name);
      values.push(b.item(span, identity, name));
    }
    return { column, value: b.column(span, rows, name) };
  };
  noteBranches(s, inner, branches);
  const lowered = branches.map(({ when, insert }) => ({
    insert,
    ...lowerBranch(inner, insert, { when, source, rows, left: (shared.of.get(insert) ?? []).map(written) }),
    given: insert.values
      ? insert.values.map((v) => ({ value: lowerExpr(inner, v), type: ex.unit.analysis.typeOf(v) }))
      : ex.unit.analysis
          .columnsOf(s.source)
          .map((c, i) => ({ value: b.column(insert.span, rows, columnName(c, i)), type: c.type })),
  }));
  const base = rowsOfSource(ex, s, values, rows);
  return { base, branches: lowered };
}

/** The inserts, each with the condition under which it takes a row. */
function noteBranches(
  s: MultiTableInsert,
  inner: ExprContext,
  branches: { readonly when: PgExpr | undefined; readonly insert: InsertBranch }[],
): void {
  const { span } = s;
  const earlier: PgExpr[] = [];
  for (const branch of s.branches) {
    const own = branch.when && lowerCondition(inner, branch.when);
    const not = s.mode === 'FIRST' ? earlier.map((e) => b.not(span, b.isTrue(span, e))) : [];
    for (const insert of branch.inserts)
      branches.push({ when: own || not.length > 0 ? b.and(span, ...not, ...(own ? [own] : [])) : undefined, insert });
    if (own) earlier.push(own);
  }
  for (const insert of s.otherwise ?? [])
    branches.push({ when: b.and(span, ...earlier.map((e) => b.not(span, b.isTrue(span, e)))), insert });
}

/** The rows of the source with what is drawn once for each of them. */
function rowsOfSource(
  ex: ExprContext,
  s: MultiTableInsert,
  values: PgSelectItem[],
  rows: string,
): { kind: 'PgCte'; span: Span; name: string; columns: string[]; materialized: boolean; query: PgSelect } {
  const { span } = s;
  const query = lowerQueryAs(ex, s.source, {});
  const names = ex.unit.analysis.columnsOf(s.source).map(columnName);
  const base =
    values.length === 0
      ? { kind: 'PgCte' as const, span, name: rows, columns: names, materialized: true, query }
      : {
          kind: 'PgCte' as const,
          span,
          name: rows,
          columns: [...names, ...values.map((item) => item.alias ?? '')],
          materialized: true,
          query: b.select(span, {
            items: [b.star(span), ...values],
            from: [b.derived(span, query, madeUp('q'), names)],
          }),
        };
  return base;
}

interface LeftToSequence {
  readonly column: ColumnInfo;
  readonly value: PgExpr;
}

function lowerBranch(
  ex: ExprContext,
  insert: InsertBranch,
  {
    when,
    source,
    rows,
    left,
  }: {
    readonly when: PgExpr | undefined;
    readonly source: RowSource | undefined;
    readonly rows: string;
    readonly left: readonly LeftToSequence[];
  },
): Pick<LoweredBranch, 'lowered' | 'columns'> {
  const { span } = insert;
  const table = tableTarget(ex, insert.target);
  if (table.relation?.definition && table.relation.relation !== 'table') return refuse(intoView(insert.target.span));
  refuseUnknownColumns(ex, table, insert.columns ?? []);
  const { infos, names: own } = insertedColumns(table, insert.columns);
  const values = insert.values
    ? insert.values.map((v, i) => columnAssignment(ex, v, infos[i]))
    : (source?.columns ?? []).map((c, i) => {
        const read = b.column(span, rows, columnName(c, i));
        const info = infos[i];
        return info ? assigned({ ...ex, column: info }, read, c.type, info.type, span) : read;
      });
  // A SELECT has no DEFAULT: the column is left out, which gives it.
  const isGiven = (_: unknown, i: number): boolean =>
    values[i]?.kind !== 'PgDefault' && !left.some(({ column }) => column.name === infos[i]?.name);
  const all = values.every(isGiven);
  // PostgreSQL would fill up with defaults what has no value: Oracle raises ORA-00947.
  const whole = all && left.length === 0 && (isAltered(table.relation) || values.length >= infos.length);
  const names = insert.columns || !whole ? own : undefined;
  if (!values.some(isGiven) && left.length === 0)
    return refuse(unsupportedClause(span, 'INSERT ALL of nothing but DEFAULT'));
  const lowered: PgInsert = {
    kind: 'PgInsert',
    span,
    target: { ...table.table, alias: undefined },
    ...(names ? { columns: [...names.filter(isGiven), ...left.map(({ column }) => foldName(column.name))] } : {}),
    source: b.select(span, {
      items: [...values.filter(isGiven), ...left.map(({ value }) => value)],
      from: [b.table(span, [rows])],
      ...(when ? { where: when } : {}),
    }),
  };
  return { lowered, columns: [...infos.filter(isGiven), ...left.map(({ column }) => column)] };
}

/**
 * The row source that the analysis gave the columns of the subquery: found through the first expression that names one.
 */
function sourceOfBranches(ex: ExprContext, s: MultiTableInsert): RowSource | undefined {
  let found: RowSource | undefined;
  const look = (node: OracleNode): void =>
    walk(node, (expr) => {
      if (expr.kind === 'Name') {
        const { base } = ex.unit.analysis.resolve(expr);
        if (base.kind === 'column' && base.source.kind === 'derived') found ??= base.source;
      }
      return found === undefined;
    });
  for (const b_ of s.branches) {
    if (b_.when) look(b_.when);
    for (const i of b_.inserts) for (const v of i.values ?? []) look(v);
  }
  for (const i of s.otherwise ?? []) for (const v of i.values ?? []) look(v);
  return (
    found ?? { kind: 'derived', alias: '', columns: ex.unit.analysis.columnsOf(s.source), open: false, optional: false }
  );
}

function usesNextval(ex: ExprContext, s: MultiTableInsert, key: string): boolean {
  const nodes = [...s.branches.flatMap((x) => x.inserts), ...(s.otherwise ?? [])].flatMap((i) => i.values ?? []);
  return blockContains(nodes, (node) => {
    if (node.kind !== 'Name') return false;
    const { base } = ex.unit.analysis.resolve(node);
    return base.kind === 'sequence' && base.which === 'NEXTVAL' && ex.unit.naming.of(base.sequence).join('.') === key;
  });
}

/** Expressions without alias have no name that anything could refer to. */
function columnName(column: ColumnInfo, index: number): string {
  return column.name === '' ? `column_${index + 1}` : foldName(column.name);
}
