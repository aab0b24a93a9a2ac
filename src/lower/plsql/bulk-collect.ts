import type { OracleType } from '../../analyze/types.js';
import { unsupportedStatement } from '../../diagnostics/op3.js';
import type { DmlStatement, Expr, Fetch, IntoClause, SelectInto } from '../../ir/oracle/index.js';
import type { PgExpr, PgSelect, PlStatement } from '../../ir/postgres/index.js';
import type { Span } from '../../ir/span.js';
import { b, pgTypes } from '../builders.js';
import { refuse } from '../context.js';
import { returningQuery } from '../dml.js';
import { lowerTo } from '../expression.js';
import { foldName } from '../naming.js';
import { lowerQuery } from '../query.js';
import { pgTypeOf } from '../types.js';
import type { BodyBuilder } from './body-builder.js';
import type { CursorIdentity } from './cursor-state.js';
import { exprContext } from './statements.js';
import { assignTo } from './targets.js';

/** What a collection target takes from a row: one column, or the whole row for a collection of records or objects. */
interface BulkTarget {
  readonly target: Expr;
  readonly type: OracleType;
  readonly element: OracleType;
}

function bulkTargets(rc: BodyBuilder, into: IntoClause): BulkTarget[] {
  return into.targets.map((target) => {
    const type = rc.unit.analysis.typeOf(target);
    if (type.kind !== 'collection')
      return refuse(unsupportedStatement(target.span, 'BULK COLLECT into what is not known as a collection'));
    return { target, type, element: type.collection.element };
  });
}

/** SELECT … BULK COLLECT INTO: the rows in order, as arrays. */
export function bulkSelectInto(rc: BodyBuilder, s: SelectInto, into: IntoClause): PlStatement[] {
  const before: PlStatement[] = [];
  const ex = { ...exprContext(rc, before), sql: true, hoist: undefined };
  const query = lowerQuery(ex, s.query);
  const columns = rc.unit.analysis.columnsOf(s.query).map((c) => foldName(c.name));
  return [...before, ...collect(rc, query, columns.length, bulkTargets(rc, into), s.span)];
}

/** RETURNING … BULK COLLECT INTO. */
export function bulkReturning(rc: BodyBuilder, statement: DmlStatement, into: IntoClause): PlStatement[] {
  const before: PlStatement[] = [];
  const ex = { ...exprContext(rc, before), sql: true, hoist: undefined };
  const count = 'returning' in statement ? (statement.returning?.items.length ?? 1) : 1;
  return [...before, ...collect(rc, returningQuery(ex, statement), count, bulkTargets(rc, into), statement.span)];
}

/** The same inside FORALL: the rows of each execution join those before. Returns what stands before, in and after the loop. */
export function bulkReturningInForAll(
  rc: BodyBuilder,
  statement: DmlStatement,
  into: IntoClause,
): { readonly start: PlStatement[]; readonly each: PlStatement[]; readonly finish: PlStatement[] } {
  const before: PlStatement[] = [];
  const ex = { ...exprContext(rc, before), sql: true, hoist: undefined };
  const { span } = statement;
  const count = 'returning' in statement ? (statement.returning?.items.length ?? 1) : 1;
  const targets = bulkTargets(rc, into);
  const { statements, lists } = collectLists(rc, returningQuery(ex, statement), count, targets, span);
  const all = targets.map((t) => b.column(span, rc.fresh('all_rows', pgTypes.arrayOf(elementType(rc, t.element)))));
  return {
    start: all.map((list) => b.assign(span, list, b.text(span, '{}'))),
    each: [
      ...before,
      ...statements,
      ...all.map((list, i) => b.assign(span, list, b.binary(span, '||', list, lists[i] ?? list))),
    ],
    finish: targets.flatMap((t, i) => store(rc, t, all[i] ?? b.null(span))),
  };
}

/** `select array_agg(c1), array_agg(c2) into … from (query) as q (c1, c2)`. */
function collect(
  rc: BodyBuilder,
  query: PgSelect,
  columns: number,
  targets: readonly BulkTarget[],
  span: Span,
): PlStatement[] {
  const { statements, lists } = collectLists(rc, query, columns, targets, span);
  return [...statements, ...targets.flatMap((t, i) => store(rc, t, lists[i] ?? b.null(span)))];
}

function collectLists(
  rc: BodyBuilder,
  query: PgSelect,
  columns: number,
  targets: readonly BulkTarget[],
  span: Span,
): { readonly statements: PlStatement[]; readonly lists: readonly PgExpr[] } {
  const names = Array.from({ length: columns }, (_, i) => `c${i + 1}`);
  const [only] = targets;
  const whole =
    targets.length === 1 && only && (only.element.kind === 'record' || only.element.kind === 'object') && columns !== 1
      ? only
      : undefined;
  const values: PgExpr[] = whole
    ? [
        b.cast(
          span,
          { kind: 'PgRow', span, items: names.map((n) => b.column(span, 'q', n)) },
          elementType(rc, whole.element),
        ),
      ]
    : targets.map((t, i) => {
        const column = b.column(span, 'q', names[i] ?? 'c1');
        return t.element.kind === 'record' && columns === 1
          ? b.cast(span, { kind: 'PgRow', span, items: [column] }, elementType(rc, t.element))
          : b.cast(span, column, elementType(rc, t.element));
      });
  const temporaries = targets.map((t) => rc.fresh('list', pgTypes.arrayOf(elementType(rc, t.element))));
  const aggregates = values.map((v) => b.coalesce(span, { ...b.call(span, 'array_agg', v) }, b.text(span, '{}')));
  // PostgreSQL takes a WITH that changes rows at the top only.
  const { with: clause, ...rows } = query;
  const select = b.select(span, {
    ...(clause ? { with: clause } : {}),
    items: aggregates,
    into: { strict: false, targets: temporaries.map((t) => b.column(span, t)) },
    from: [b.derived(span, rows, 'q', names)],
  });
  const counted: PlStatement[] =
    rc.readsSqlAttributes && temporaries[0]
      ? [b.assign(span, b.column(span, rc.sqlRowCount()), b.call(span, 'cardinality', b.column(span, temporaries[0])))]
      : [];
  return {
    statements: [{ kind: 'PlSelectInto', span, query: select }, ...counted],
    lists: temporaries.map((t) => b.column(span, t)),
  };
}

function elementType(rc: BodyBuilder, element: OracleType): import('../../ir/postgres/index.js').PgType {
  return element.kind === 'collection'
    ? { name: rc.unit.naming.of(element.collection) }
    : pgTypeOf(rc.unit.naming, element, 'variable');
}

/** The array into the collection: as it is, or with the keys 1 … n of an associative array. */
function store(rc: BodyBuilder, target: BulkTarget, array: PgExpr): PlStatement[] {
  const { span } = target.target;
  if (target.type.kind !== 'collection') return [];
  const value: PgExpr =
    target.type.collection.variant === 'associativeArray'
      ? b.cast(
          span,
          { kind: 'PgRow', span, items: [sequence(span, array), array] },
          pgTypeOf(rc.unit.naming, target.type, 'variable'),
        )
      : array;
  return assignTo(rc, target.target, value, target.type);
}

/** The keys 1 … n. */
function sequence(span: Span, array: PgExpr): PgExpr {
  const series = b.call(span, 'generate_series', b.num(span, 1), b.call(span, 'cardinality', array));
  return { kind: 'PgArraySubquery', span, query: b.select(span, { items: [series] }) };
}

/** FETCH c BULK COLLECT INTO … [LIMIT n]: rows until n are read or the cursor ends; `found` is whether the last read gave a row. */
export function fetchBulk(
  rc: BodyBuilder,
  s: Fetch,
  cursor: CursorIdentity,
  variable: string,
  keep: (rows: PgExpr) => PlStatement[],
): PlStatement[] {
  const { span } = s;
  const before: PlStatement[] = [];
  const ex = exprContext(rc, before);
  const targets = bulkTargets(rc, s.into);
  const temporaries = targets.map((t) => rc.fresh('list', pgTypes.arrayOf(elementType(rc, t.element))));
  const fields = rowFields(cursor);
  const [only] = targets;
  const whole = targets.length === 1 && only && (only.element.kind === 'record' || only.element.kind === 'object');
  // The columns of a weak cursor have no known names: they are taken by position.
  const values =
    fields.length === 0 && !whole ? targets.map((t) => rc.fresh('value', elementType(rc, t.element))) : undefined;
  const record = values ? '' : rc.fresh('fetched', pgTypes.record);
  const append = targets.map((t, i) => {
    const list = b.column(span, temporaries[i] ?? '');
    const own: PgExpr = whole
      ? recordValue(rc, record, t.element, fields, span)
      : values
        ? b.column(span, values[i] ?? '')
        : b.column(span, record, fields[i] ?? 'value');
    return b.assign(
      span,
      b.subscript(span, list, b.binary(span, '+', b.call(span, 'cardinality', list), b.num(span, 1))),
      own,
    );
  });
  const first = b.column(span, temporaries[0] ?? '');
  const limit = s.limit
    ? [
        b.exit(
          span,
          undefined,
          b.binary(span, '>=', b.call(span, 'cardinality', first), lowerTo(ex, s.limit, { kind: 'plsInteger' })),
        ),
      ]
    : [];
  const loop = b.loop(span, [
    ...limit,
    {
      kind: 'PlFetch',
      span,
      cursor: variable,
      targets: values ? values.map((v) => b.column(span, v)) : [b.column(span, record)],
    },
    b.exit(span, undefined, b.not(span, b.column(span, 'found'))),
    ...append,
    ...(cursor.package || !rc.cursorUse(cursor.symbol).attributes
      ? []
      : [
          b.assign(
            span,
            b.column(span, rc.cursorVariable(cursor.name, 'rowcount')),
            b.binary(span, '+', b.column(span, rc.cursorVariable(cursor.name, 'rowcount')), b.num(span, 1)),
          ),
        ]),
  ]);
  return [
    ...before,
    ...temporaries.map((t) => b.assign(span, b.column(span, t), b.text(span, '{}'))),

    loop,
    ...keep(b.call(span, 'cardinality', first)),
    ...targets.flatMap((t, i) => store(rc, t, b.column(span, temporaries[i] ?? ''))),
  ];
}

function rowFields(cursor: CursorIdentity): readonly string[] {
  if (cursor.symbol.kind === 'cursor') return cursor.symbol.row.fields.map((f) => foldName(f.name));
  const { type } = cursor.symbol;
  return type.kind === 'refCursor' ? (type.returns?.fields.map((f) => foldName(f.name)) ?? []) : [];
}

function recordValue(
  rc: BodyBuilder,
  record: string,
  element: OracleType,
  fields: readonly string[],
  span: Span,
): PgExpr {
  if (fields.length > 0)
    return b.cast(
      span,
      { kind: 'PgRow', span, items: fields.map((f) => b.column(span, record, f)) },
      elementType(rc, element),
    );
  return b.column(span, record);
}

/** BULK COLLECT of dynamic SQL: the rows one by one, by position. */
export function bulkDynamic(
  rc: BodyBuilder,
  into: IntoClause,
  text: PgExpr,
  using: readonly PgExpr[],
  span: Span,
): PlStatement[] {
  const targets = bulkTargets(rc, into);
  const temporaries = targets.map((t) => rc.fresh('list', pgTypes.arrayOf(elementType(rc, t.element))));
  const values = targets.map((t) => rc.fresh('fetched', elementType(rc, t.element)));
  const [first] = temporaries;
  const counted: PlStatement[] =
    rc.readsSqlAttributes && first !== undefined
      ? [b.assign(span, b.column(span, rc.sqlRowCount()), b.call(span, 'cardinality', b.column(span, first)))]
      : [];
  const append = temporaries.map((list, i) =>
    b.assign(
      span,
      b.subscript(
        span,
        b.column(span, list),
        b.binary(span, '+', b.call(span, 'cardinality', b.column(span, list)), b.num(span, 1)),
      ),
      b.column(span, values[i] ?? ''),
    ),
  );
  return [
    ...temporaries.map((t) => b.assign(span, b.column(span, t), b.text(span, '{}'))),
    { kind: 'PlForDynamic', span, targets: values.map((v) => b.column(span, v)), text, using, body: append },
    ...counted,
    ...targets.flatMap((t, i) => store(rc, t, b.column(span, temporaries[i] ?? ''))),
  ];
}
