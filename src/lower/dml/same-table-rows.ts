import type { ColumnInfo } from '../../analyze/model/symbols.js';
import type { OracleType } from '../../analyze/model/types.js';
import { addUnder } from '../../ir/lists-by-key.js';
import type { InsertBranch, MultiTableInsert } from '../../ir/oracle/index.js';
import type { PgExpr, PgInsert, PgSelect, PgSelectBody, PgSelectCore, PgValues } from '../../ir/postgres/index.js';
import { contains } from '../../ir/walk.js';
import { b } from '../builders.js';
import type { ExprContext } from '../context.js';
import { madeUp } from '../naming/made-names.js';
import { pgTypeOf } from '../types.js';

/** One INTO: its INSERT of one SELECT from the rows of the source, and the condition of the row in it. */
export interface LoweredBranch {
  readonly insert: InsertBranch;
  readonly lowered: PgInsert;
  /** The table's columns that the INSERT gives values. */
  readonly columns: readonly (ColumnInfo | undefined)[];
  /** The values before they are converted to the columns' types. */
  readonly given: readonly { readonly value: PgExpr; readonly type: OracleType }[];
}

/** Of INTOs that give one table the same columns: their INSERT, and whether it reads the rows of the source. */
interface MergedInsert {
  readonly insert: PgInsert;
  readonly readsRows: boolean;
}

/**
 * INTOs of the same table and columns become one INSERT, which takes the rows in Oracle's order: for a row of the
 * source, one INTO after the other. As statements of their own, triggers would meet all rows of one INTO before those
 * of the next.
 * INSERT ALL INTO t VALUES (1, 'a') INTO t VALUES (2, 'b') SELECT * FROM dual  →  insert into t values (1, 'a'), (2,
 * 'b')
 * @param rows the name of the common table expression that has the source's rows
 */
export function mergedInserts(
  ex: ExprContext,
  s: MultiTableInsert,
  branches: readonly LoweredBranch[],
  rows: string,
): readonly MergedInsert[] {
  const tables = new Map<string, LoweredBranch[]>();
  for (const branch of branches) {
    const key = JSON.stringify([branch.lowered.target.name, branch.lowered.columns]);
    addUnder(tables, key, branch);
  }
  const isOneRow = isRowOfConstants(ex, s);
  return [...tables.values()].map((group) => {
    const [{ lowered: first, columns }] = group as [LoweredBranch, ...LoweredBranch[]];
    const cores = group.map(({ lowered }) => coreOf(lowered));
    if (isOneRow && cores.every((core) => core.where === undefined && !readsFrom(core.items, rows)))
      return {
        insert: { ...first, source: { kind: 'PgValues', span: first.span, rows: valuesOf(cores) } },
        readsRows: false,
      };
    if (cores.length === 1) return { insert: first, readsRows: true };
    return { insert: { ...first, source: rowByRow(ex, cores, columns, rows) }, readsRows: true };
  });
}

/**
 * `select each.* from source_rows cross join lateral (values (…), (…)) as each`; with conditions SELECTs under UNION
 * ALL.
 */
function rowByRow(
  ex: ExprContext,
  cores: readonly PgSelectCore[],
  columns: readonly (ColumnInfo | undefined)[],
  rows: string,
): PgSelect {
  const { span } = cores[0] as PgSelectCore;
  const lists = withTypes(ex, valuesOf(cores), columns);
  const values: PgValues = { kind: 'PgValues', span, rows: lists };
  const conditional = cores.some(({ where }) => where);
  const selects = cores.map(
    (core, i): PgSelectCore => ({ ...core, from: [], items: (lists[i] ?? []).map((value) => b.item(span, value)) }),
  );
  const union = (left: PgSelectBody, right: PgSelectBody): PgSelectBody => ({
    kind: 'PgSetOperation',
    span,
    op: 'union all',
    left,
    right,
  });
  const body = conditional ? selects.map((one): PgSelectBody => one).reduce(union) : values;
  return b.select(span, {
    items: [b.item(span, b.star(span, madeUp('each_into')))],
    from: [
      b.join(span, 'cross', b.table(span, [rows]), {
        ...b.derived(span, { kind: 'PgSelect', span, body }, madeUp('each_into')),
        lateral: true,
      }),
    ],
  });
}

const isText = ({ kind }: OracleType): boolean => kind === 'varchar2' || kind === 'char';

/**
 * Literals have a type where nothing else in their column has one: among rows they would be text, which no other type
 * takes.
 */
function withTypes(
  ex: ExprContext,
  lists: readonly (readonly PgExpr[])[],
  columns: readonly (ColumnInfo | undefined)[],
): readonly (readonly PgExpr[])[] {
  const isUntyped = (value: PgExpr | undefined): boolean => value?.kind === 'PgNull' || value?.kind === 'PgString';
  return lists.map((list, row) =>
    list.map((value, i) => {
      const column = columns[i];
      if (row > 0 || !column || isText(column.type) || !lists.every((other) => isUntyped(other[i]))) return value;
      return b.cast(value.span, value, pgTypeOf(ex.unit.naming, column.type, 'value'));
    }),
  );
}

const valuesOf = (cores: readonly PgSelectCore[]): readonly (readonly PgExpr[])[] =>
  cores.map(({ items }) => items.map(({ value }) => value));

function coreOf({ source }: PgInsert): PgSelectCore {
  if (source === 'default values' || source.kind !== 'PgSelect' || source.body.kind !== 'PgSelectCore')
    throw new Error('an INTO is a SELECT from the rows of its source');
  return source.body;
}

const readsFrom = (items: PgSelectCore['items'], rows: string): boolean =>
  items.some((item) => contains(item, (node) => node.kind === 'PgColumn' && node.parts[0] === rows));

/** Is the source a row of DUAL that works nothing out: `SELECT * FROM dual`, `SELECT 1 FROM dual`? */
function isRowOfConstants(ex: ExprContext, { source }: MultiTableInsert): boolean {
  const { body } = source;
  if (body.kind !== 'Select' || source.with || source.limit) return false;
  if (body.where || body.hierarchy || body.groupBy || body.having || body.model) return false;
  const [only] = body.from;
  return (
    body.from.length === 1 &&
    only !== undefined &&
    only.kind !== 'Join' &&
    ex.unit.analysis.sourceOf(only)?.kind === 'dual' &&
    body.items.every(({ value }) => ['Star', 'NumberLiteral', 'StringLiteral', 'NullLiteral'].includes(value.kind))
  );
}
