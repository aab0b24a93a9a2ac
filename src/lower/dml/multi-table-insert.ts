import type { RowSource } from '../../analyze/analysis.js';
import type { ColumnInfo, SequenceSymbol } from '../../analyze/model/symbols.js';
import type { Diagnostic } from '../../diagnostics/diagnostic.js';
import { dmlTarget, errorLogging, unsupportedClause } from '../../diagnostics/op2.js';
import { intosOf } from '../../ir/multi-table-insert.js';
import type { Expr, InsertBranch, MultiTableInsert } from '../../ir/oracle/index.js';
import type { OracleNode } from '../../ir/oracle/node.js';
import { oracleMessage } from '../../ir/oracle-messages.js';
import type { PgCte, PgExpr, PgInsert, PgReturning, PgSelect, PgSelectItem, PgWith } from '../../ir/postgres/index.js';
import type { Span } from '../../ir/span.js';
import { walk } from '../../ir/walk.js';
import { b } from '../builders.js';
import { type ExprContext, refuse } from '../context.js';
import { lowerExpr } from '../expressions/index.js';
import { madeUp } from '../naming/made-names.js';
import { foldName } from '../naming/naming.js';
import { blockContains } from '../queries/block-nodes.js';
import { lowerQueryAs } from '../queries/index.js';
import { within } from '../queries/scope.js';
import { sequenceCall } from '../queries/sequences/sequences.js';
import { identityValue } from './identity-value.js';
import { conditionalIntos } from './multi-table-conditions.js';
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
  const source = sourceOfBranches(ex, s);
  const shared = sharedDefaults(ex, intosOf(s));
  const drawn = new DrawnOnce(ex, s, rows, shared.drawn);
  const inner = within(ex, (expr) => drawn.inPlaceOf(expr), source ? new Map([[source, rows]]) : undefined);
  /** A column left to a sequence that others use, with the one value of the row. */
  const left = ({ column, value, identity }: SharedDefault): LeftToSequence => {
    if (identity) return { column, value: drawn.ofIdentity(column, identity) };
    return { column, value: value ? columnAssignment(inner, value, column) : b.null(s.span) };
  };
  const { intos, columns } = conditionalIntos(inner, s, { source, rows, beside: madeUp('q') });
  const branches = intos.map(({ when, insert }) => ({
    insert,
    ...lowerBranch(inner, insert, { when, source, rows, left: (shared.of.get(insert) ?? []).map(left) }),
    given: insert.values
      ? insert.values.map((v) => ({ value: lowerExpr(inner, v), type: ex.unit.analysis.typeOf(v) }))
      : ex.unit.analysis
          .columnsOf(s.source)
          .map((c, i) => ({ value: b.column(insert.span, rows, columnName(c, i)), type: c.type })),
  }));
  return { base: rowsOfSource(ex, s, [...drawn.items, ...columns], rows), branches };
}

/** What is drawn from sequences once for each row of the source: further columns of it, made as they are asked for. */
class DrawnOnce {
  readonly items: PgSelectItem[] = [];
  private readonly bySequence = new Map<string, string>();
  private readonly byIdentity = new Map<ColumnInfo, string>();

  constructor(
    private readonly ex: ExprContext,
    private readonly s: MultiTableInsert,
    private readonly rows: string,
    /** Sequences that defaults of columns draw from. */
    private readonly byDefaults: ReadonlySet<SequenceSymbol>,
  ) {}

  /** The column for the NEXTVAL or CURRVAL of a sequence; undefined for any other expression. */
  inPlaceOf(expr: Expr): PgExpr | undefined {
    if (expr.kind !== 'Name') return undefined;
    const { base } = this.ex.unit.analysis.resolve(expr);
    if (base.kind !== 'sequence') return undefined;
    const key = this.ex.unit.naming.of(base.sequence).join('.');
    let name = this.bySequence.get(key);
    if (name === undefined) {
      name = `next_${base.sequence.name.toLowerCase()}`;
      this.bySequence.set(key, name);
      const isNext =
        base.which === 'NEXTVAL' || this.byDefaults.has(base.sequence) || usesNextval(this.ex, this.s, key);
      const call = sequenceCall(this.ex, base.sequence, isNext ? 'nextval' : 'currval', this.s.span);
      this.items.push(b.item(this.s.span, call, name));
    }
    return b.column(expr.span, this.rows, name);
  }

  /** The column for what `draw` gives to an identity column. */
  ofIdentity(column: ColumnInfo, draw: PgExpr): PgExpr {
    let name = this.byIdentity.get(column);
    if (name === undefined) {
      name = `next_identity${this.byIdentity.size > 0 ? `_${this.byIdentity.size + 1}` : ''}`;
      this.byIdentity.set(column, name);
      this.items.push(b.item(this.s.span, draw, name));
    }
    return b.column(this.s.span, this.rows, name);
  }
}

/** The rows of the source with what is worked out once for each of them. */
function rowsOfSource(
  ex: ExprContext,
  s: MultiTableInsert,
  drawn: readonly PgSelectItem[],
  rows: string,
): PgCte & { readonly query: PgSelect } {
  const { span } = s;
  const query = lowerQueryAs(ex, s.source, {});
  const names = ex.unit.analysis.columnsOf(s.source).map(columnName);
  const base = { kind: 'PgCte', span, name: rows, materialized: true } as const;
  if (drawn.length === 0) return { ...base, columns: names, query };
  return {
    ...base,
    columns: [...names, ...drawn.map((item) => item.alias ?? '')],
    query: b.select(span, {
      items: [b.star(span), ...drawn],
      from: [b.derived(span, query, madeUp('q'), names)],
    }),
  };
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
    ? insert.values.map((v, i) => identityValue(ex, insert.target, infos[i], columnAssignment(ex, v, infos[i])))
    : (source?.columns ?? []).map((c, i) => {
        const read = b.column(span, rows, columnName(c, i));
        const info = infos[i];
        const value = info ? assigned({ ...ex, column: info }, read, { from: c.type, to: info.type, span }) : read;
        return identityValue(ex, insert.target, info, value);
      });
  // A SELECT has no DEFAULT: the column is left out, which gives it.
  const isGiven = (_: unknown, i: number): boolean =>
    values[i]?.kind !== 'PgDefault' && !left.some(({ column }) => column.name === infos[i]?.name);
  const all = values.every(isGiven);
  // PostgreSQL would fill up with defaults what has no value: Oracle raises ORA-00947.
  const whole = all && left.length === 0 && (isAltered(table.relation) || values.length >= infos.length);
  const names = insert.columns || !whole ? own : undefined;
  // None: `insert into t select from …` gives each row nothing but defaults.
  const written = names ? [...names.filter(isGiven), ...left.map(({ column }) => foldName(column.name))] : [];
  const lowered: PgInsert = {
    kind: 'PgInsert',
    span,
    target: { ...table.table, alias: undefined },
    ...(written.length > 0 ? { columns: written } : {}),
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
  for (const branch of s.branches) {
    if (branch.when) look(branch.when);
    for (const { values = [] } of branch.inserts) values.forEach(look);
  }
  for (const { values = [] } of s.otherwise ?? []) values.forEach(look);
  return (
    found ?? { kind: 'derived', alias: '', columns: ex.unit.analysis.columnsOf(s.source), open: false, optional: false }
  );
}

function usesNextval(ex: ExprContext, s: MultiTableInsert, key: string): boolean {
  const nodes = intosOf(s).flatMap((i) => i.values ?? []);
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
