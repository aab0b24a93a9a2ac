import type { Resolution } from '../../../../analyze/analysis.js';
import { type OracleType, unknown } from '../../../../analyze/model/types.js';
import { wholeVariable } from '../../../../analyze/names/whole-variable.js';
import type { Expr, IntoClause, Query, SelectInto } from '../../../../ir/oracle/index.js';
import type { OracleNode } from '../../../../ir/oracle/node.js';
import type { PgExpr, PgSelect, PgType, PlStatement } from '../../../../ir/postgres/index.js';
import type { Span } from '../../../../ir/span.js';
import { contains } from '../../../../ir/walk.js';
import { b, pgTypes } from '../../../builders.js';
import { isList } from '../../../collections/collection-types.js';
import { numberFits } from '../../../expressions/bounds/number-bound.js';
import { rowAs } from '../../../expressions/record-row.js';
import { madeUp } from '../../../naming/made-names.js';
import { lowerQueryAs } from '../../../queries/index.js';
import type { BodyBuilder } from '../../body/body-builder.js';
import { statementContext } from '../../cursors/cursor-context.js';
import { asElement, type BulkTarget, bulkTargets, countRows, elementType, store } from './bulk-target.js';
import { clockTypes, withClocks } from './clock-into.js';
import { refuseWrongCount } from './target-count.js';
import { readsRowsOf, wholeRows } from './whole-rows.js';

/** SELECT … BULK COLLECT INTO: the rows in order, as arrays. */
export function bulkSelectInto(
  rc: BodyBuilder,
  s: SelectInto,
  into: IntoClause,
  { timed }: { readonly timed: boolean },
): PlStatement[] {
  const before: PlStatement[] = [];
  const ex = { ...statementContext(rc, before, s.query), timedLocks: timed };
  const own = rc.unit.analysis.columnsOf(s.query).map((c) => c.type);
  const targets = bulkTargets(rc, into);
  const columns = clockTypes(
    rc,
    s.query,
    targets.map((t) => t.element),
    own,
  );
  const element = targets.length === 1 ? targets[0]?.element : undefined;
  const lowered = lowerQueryAs(ex, s.query, { stored: readsRowsOf(rc, s.query, element) });
  const query = withClocks(ex, lowered, own, columns);
  const emptied = targets.flatMap((t) => (isReadBy(rc, t.target, s.query) ? store(rc, t, b.text(s.span, '{}')) : []));
  const rows = wholeRows(rc, query, element);
  if (!rows) refuseWrongCount(rc.unit.analysis, s.query, into, s.span);
  return [...emptied, ...before, ...collect(rc, rows ?? query, rows ? 'rows' : columns, targets, s.span)];
}

/**
 * Does the query read the collection that its rows go to? It is empty then: emptied first. (PL/SQL Language Reference,
 * "SELECT BULK COLLECT INTO Statements and Aliasing")
 */
function isReadBy(rc: BodyBuilder, target: Expr, query: Query): boolean {
  const { analysis } = rc.unit;
  const collection = wholeVariable(analysis, target);
  if (!collection) return false;
  /** What is read of the collection, where it is the collection that the node reads. */
  const readOf = (node: OracleNode): Resolution['steps'] | undefined => {
    if (node.kind !== 'Name' && node.kind !== 'Call') return undefined;
    const read = analysis.resolve(node);
    return read.base.kind === 'variable' && read.base.variable === collection ? read.steps : undefined;
  };
  return contains(
    query,
    // A single element is read before.
    (node) => readOf(node)?.length === 0,
    (node) => node.kind === 'IntoClause' || readOf(node) !== undefined,
  );
}

/** `select array_agg(c1), array_agg(c2) into … from (query) as q (c1, c2)`. */
export function collect(
  rc: BodyBuilder,
  query: PgSelect,
  columns: readonly OracleType[] | 'rows',
  targets: readonly BulkTarget[],
  span: Span,
): PlStatement[] {
  const { statements, lists } = collectLists(rc, query, columns, targets, span);
  return [...statements, ...targets.flatMap((t, i) => store(rc, t, lists[i] ?? b.null(span)))];
}

/** What `collect` makes, with the arrays in variables, whose names are returned with what fills them. */
export function collectLists(
  rc: BodyBuilder,
  query: PgSelect,
  selected: readonly OracleType[] | 'rows',
  targets: readonly BulkTarget[],
  span: Span,
): { readonly statements: PlStatement[]; readonly lists: readonly PgExpr[] } {
  const columns = selected === 'rows' ? [unknown] : selected;
  const names = columns.map((_, i) => madeUp(`c${i + 1}`));
  const value = (i: number, to: OracleType): PgExpr =>
    asElement(rc, b.column(span, madeUp('q'), names[i] ?? madeUp('c1')), columns[i] ?? unknown, to, span);
  const row = (element: OracleType): PgExpr => {
    const fields = element.kind === 'record' && element.fields.length === columns.length ? element.fields : undefined;
    const items = columns.map((from, i) => {
      const to = fields?.[i]?.type ?? unknown;
      return defined(value(i, to), from, to);
    });
    return rowAs(element, items, elementType(rc, element), span);
  };
  const values: PgExpr[] =
    selected === 'rows'
      ? [b.column(span, madeUp('q'), madeUp('c1'))]
      : takesWholeRow(targets, columns)
        ? targets.map((t) => row(t.element))
        : targets.map((t, i) =>
            t.element.kind === 'record' && columns.length === 1
              ? row(t.element)
              : b.cast(span, value(i, t.element), selectedType(rc, t.element)),
          );
  const temporaries = targets.map((t) => rc.fresh('list', pgTypes.arrayOf(selectedType(rc, t.element))));
  const aggregates = values.map((v, i) =>
    b.coalesce(
      span,
      isList(targets[i]?.element ?? unknown) ? b.ora(span, 'collect_lists', v) : b.call(span, 'array_agg', v),
      b.text(span, '{}'),
    ),
  );
  // PostgreSQL takes a WITH that changes rows at the top only.
  const { with: clause, ...rows } = query;
  const select = b.select(span, {
    ...(clause ? { with: clause } : {}),
    items: aggregates,
    into: { strict: false, targets: temporaries.map((t) => b.column(span, t)) },
    from: [b.derived(span, rows, madeUp('q'), names)],
  });
  return {
    statements: [{ kind: 'PlSelectInto', span, query: select }, ...countRows(rc, temporaries[0], span)],
    lists: temporaries.map((t) => b.column(span, t)),
  };
}

/** Does one collection of records or objects take all the columns? */
function takesWholeRow(targets: readonly BulkTarget[], columns: readonly OracleType[]): boolean {
  const [only] = targets;
  if (only === undefined || targets.length > 1 || columns.length === 1) return false;
  return only.element.kind === 'record' || only.element.kind === 'object';
}

/**
 * A number that is too large for the elements is an error of PL/SQL, not of the query: the assignment to the collection
 * holds it to their precision.
 */
function selectedType(rc: BodyBuilder, element: OracleType): PgType {
  const type = elementType(rc, element);
  return type.name[0] === 'numeric' ? pgTypes.numeric : type;
}

/** A number that is too large for a field of the elements is an error of PL/SQL as well. */
function defined(value: PgExpr, from: OracleType, to: OracleType): PgExpr {
  if (to.kind !== 'number' || to.precision === undefined || from.kind === 'null' || numberFits(from, to)) return value;
  const { span } = value;
  // A column of BINARY_DOUBLE, or one whose type is not known, is no argument of NUMBER by itself.
  const number = from.kind === 'number' ? value : b.cast(span, value, pgTypes.numeric);
  return b.ora(span, 'define_number', number, b.num(span, to.precision), b.num(span, to.scale ?? 0));
}
