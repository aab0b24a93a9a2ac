import type { Analysis, RowSource } from '../../../analyze/analysis.js';
import type { RelationSymbol } from '../../../analyze/model/symbols.js';
import type { OracleType } from '../../../analyze/model/types.js';
import { conjunctsOf } from '../../../ir/conjuncts.js';
import { isAnyOf } from '../../../ir/kinds.js';
import { literalInteger } from '../../../ir/literals.js';
import type { ConstraintState, Expr, FromItem, Query, Select } from '../../../ir/oracle/index.js';
import type { OracleNode } from '../../../ir/oracle/node.js';
import { contains, nodesOf } from '../../../ir/walk.js';
import type { ExprContext } from '../../context.js';
import { isPseudo } from '../block-nodes.js';
import { isGrouped } from './group-by.js';
import { hasOneRow } from './one-row.js';

/**
 * Does the query give one row at most, whatever is in the tables? So it is of aggregates without GROUP BY, with
 * `ROWNUM = 1` or FETCH FIRST ROW, and where the columns of a key of each table are equated with values from outside,
 * or from tables of which that is known already.
 */
export function hasAtMostOneRow(ex: ExprContext, { body, limit }: Query): boolean {
  const fetch = limit?.fetch;
  if (fetch && !fetch.percent && !fetch.withTies && (!fetch.count || literalInteger(fetch.count) === 1)) return true;
  if (body.kind === 'Query') return hasAtMostOneRow(ex, body);
  if (body.kind !== 'Select' || body.model) return false;
  // ROLLUP and its like make several groups of one row.
  if (body.groupBy?.some((item) => item.kind !== 'GroupExpr')) return false;
  const conditions = conjunctsOf(body.where);
  if (conditions.some((c) => isFirstRow(ex, c))) return true;
  if (body.hierarchy) return false;
  if (isGrouped(ex, body) && !body.groupBy) return true;
  return areFixed(ex, body, conditions);
}

/** `ROWNUM = 1`, `ROWNUM <= 1`, `ROWNUM < 2`. */
function isFirstRow(ex: ExprContext, c: Expr): boolean {
  if (c.kind !== 'Binary' || !isPseudo(ex, c.left, 'ROWNUM')) return false;
  const n = literalInteger(c.right);
  return n !== undefined && ((c.op === '<' && n <= 2) || ((c.op === '=' || c.op === '<=') && n <= 1));
}

/** Is no more than one row of each table chosen? */
function areFixed(ex: ExprContext, select: Select, where: readonly Expr[]): boolean {
  const { analysis } = ex.unit;
  const tables = leaves(analysis, select.from);
  if (!tables) return false;
  const equations = [...where.map((condition) => ({ condition, of: undefined })), ...tables.on].flatMap(equationsOf);
  const fixed = new Set<RowSource>();
  const open = new Set<RowSource>();
  for (const item of tables.items) {
    const source = analysis.sourceOf(item);
    if (!source) return false;
    (hasOneRow(ex, item) ? fixed : open).add(source);
  }
  for (let grew = true; grew; ) {
    grew = false;
    for (const source of open) {
      const columns = new Set(
        equations.flatMap(({ one, other, of }) =>
          of && !of.has(source) ? [] : (equatedColumn(analysis, source, one, other, open) ?? []),
        ),
      );
      if (!lastingKeys(analysis, source.relation).some((key) => key.every((c) => columns.has(c)))) continue;
      open.delete(source);
      fixed.add(source);
      grew = true;
    }
  }
  return open.size === 0 && fixed.size === tables.items.length;
}

/** A condition, and the tables that it can choose rows of: those of the inner side of an outer join. */
interface Choosing {
  readonly condition: Expr;
  readonly of: ReadonlySet<RowSource | undefined> | undefined;
}

/** `one = other` as it can be read. A condition with `(+)` chooses rows of the table with the mark. */
function equationsOf({ condition: c, of }: Choosing): { one: Expr; other: Expr; of: Choosing['of'] }[] {
  if (c.kind !== 'Binary' || c.op !== '=') return [];
  const isOuter = contains(c, (node) => node.kind === 'OuterJoinMark');
  const ways = [
    { one: c.left, other: c.right, of },
    { one: c.right, other: c.left, of },
  ];
  return ways.filter(({ one }) => !isOuter || one.kind === 'OuterJoinMark');
}

/** The tables of FROM, and the conditions of its joins. */
function leaves(
  analysis: Analysis,
  from: readonly FromItem[],
): { items: readonly FromItem[]; on: readonly Choosing[] } | undefined {
  const items: FromItem[] = [];
  const on: Choosing[] = [];
  const visit = (item: FromItem): boolean => {
    if (item.kind !== 'Join') {
      items.push(item);
      return (item.kind === 'TableRef' || item.kind === 'DerivedTable') && !item.pivots;
    }
    if (!/^(?:INNER|LEFT|CROSS)$/.test(item.type) || item.partitionBy || !visit(item.left)) return false;
    const before = items.length;
    const isPlain = visit(item.right);
    const inner = new Set(items.slice(before).map((x) => analysis.sourceOf(x)));
    on.push(...conjunctsOf(item.on).map((condition) => ({ condition, of: item.type === 'LEFT' ? inner : undefined })));
    return isPlain;
  };
  return from.length > 0 && from.every(visit) ? { items, on } : undefined;
}

/**
 * The column of the source that `one` is, where it is compared as it is with a value that does not
 * depend on a row of an open source.
 */
function equatedColumn(
  analysis: Analysis,
  source: RowSource,
  one: Expr,
  other: Expr,
  open: ReadonlySet<RowSource>,
): string | undefined {
  const inner = one.kind === 'OuterJoinMark' ? one.operand : one;
  if (inner.kind !== 'Name') return undefined;
  const { base, steps } = analysis.resolve(inner);
  if (base.kind !== 'column' || base.isOpen || base.source !== source || steps.length > 0) return undefined;
  if (!isComparedAsIs(base.column.type, analysis.typeOf(other))) return undefined;
  const callees = new Set<OracleNode>(nodesOf(other, 'Call').map((call) => call.callee));
  const depends = (node: OracleNode): boolean => !callees.has(node) && mayDiffer(analysis, node, open);
  return contains(other, depends) ? undefined : base.column.name;
}

/** May the node itself have another value in another row of the open sources? */
function mayDiffer(analysis: Analysis, node: OracleNode, open: ReadonlySet<RowSource>): boolean {
  switch (node.kind) {
    case 'Name':
    case 'Call':
    case 'Member': {
      const { base } = analysis.resolve(node);
      if (base.kind === 'column') return base.isOpen === true || open.has(base.source);
      if (base.kind === 'row') return open.has(base.source);
      // A function of the user's, or a sequence, may give another value for each row.
      return (
        base.kind === 'pseudo' ||
        base.kind === 'routine' ||
        base.kind === 'sequence' ||
        base.kind === 'supplied' ||
        base.kind === 'unresolved' ||
        (base.kind === 'builtin' && base.name === 'SYS_GUID')
      );
    }
    case 'New':
    case 'MethodCallOnType':
      return true;
    default:
      return false;
  }
}

/**
 * Two values of the column that are not equal are not both equal to one value of the other type. (SQL
 * Language Reference, "Data Conversion")
 */
function isComparedAsIs(column: OracleType, { kind }: OracleType): boolean {
  switch (column.kind) {
    case 'number':
    case 'plsInteger':
      return kind === 'number' || kind === 'plsInteger';
    case 'varchar2':
    case 'char':
      return kind === 'varchar2' || kind === 'char';
    case 'date':
      return kind === 'date';
    default:
      return false;
  }
}

/**
 * The keys that hold at any time: not deferred, not switched off or dropped by a statement of the inputs, not over old
 * rows that nobody has looked at.
 */
function lastingKeys(analysis: Analysis, relation: RelationSymbol | undefined): readonly (readonly string[])[] {
  const definition = relation?.definition;
  if (!relation || definition?.kind !== 'CreateTable' || definition.partitioning) return [];
  const changed = (relation.alters ?? []).some((a) =>
    a.actions.some((x) => isAnyOf(x.kind, 'DropConstraint', 'SetConstraintState', 'RenameColumn')),
  );
  if (changed || analysis.showsConstraintStates()) return [];
  const lasts = ({ deferrable, enabled, validated }: ConstraintState): boolean =>
    !deferrable && enabled !== false && validated !== false;
  return [
    ...relation.constraints.flatMap((c) =>
      (c.kind === 'PrimaryKey' || c.kind === 'Unique') && lasts(c.state) ? [c.columns.map((x) => x.name)] : [],
    ),
    ...definition.columns.flatMap((c) =>
      c.constraints.some((k) => (k.kind === 'ColumnPrimaryKey' || k.kind === 'ColumnUnique') && lasts(k.state))
        ? [[c.name.name]]
        : [],
    ),
  ];
}
