import type { ColumnInfo, RelationSymbol, SequenceSymbol } from '../../analyze/model/symbols.js';
import type { ColumnDefinition, Expr } from '../../ir/oracle/index.js';
import type { OracleNode } from '../../ir/oracle/node.js';
import { walk } from '../../ir/walk.js';
import type { ExprContext } from '../context.js';
import { isNullLiteral } from '../expressions/typing.js';
import { foldName } from '../naming/naming.js';
import { within } from '../queries/scope.js';
import { isNextval, sequenceCall, sequenceNamed } from '../queries/sequences.js';
import type { ClockDefault } from './clock-defaults.js';
import { type DmlTable, isAltered } from './target.js';
import { columnAssignment } from './values.js';

/*
 * All references to a sequence in a row are one value, those of the columns' defaults among them. (SQL Language Reference, "How to Use Sequence
 * Values") PostgreSQL draws one for the statement and one for the default, so the default is written into the INSERT beside the statement's own.
 */

/** A column that the statement leaves out, and its default. */
export interface SequenceDefault {
  readonly column: ColumnInfo;
  readonly value: Expr;
}

/** The defaults of the columns left out that name a sequence whose NEXTVAL (or, among values, CURRVAL) the statement names. */
export function sequenceDefaults(
  ex: ExprContext,
  table: DmlTable,
  named: readonly (ColumnInfo | undefined)[],
  given: OracleNode | readonly Expr[],
): readonly SequenceDefault[] {
  const definition = table.relation?.definition;
  if (definition?.kind !== 'CreateTable' || isAltered(table.relation)) return [];
  const left = definition.columns.filter((c) => c.default && !named.some((n) => n?.name === c.name.name));
  if (left.length === 0) return [];
  const isQuery = 'kind' in given;
  const drawn = new Set(
    (isQuery ? [given] : given).flatMap((node) => sequencesIn(ex, node, isQuery ? 'NEXTVAL' : undefined)),
  );
  return left.flatMap((c) => {
    const column = table.columns.find((known) => known.name === c.name.name);
    if (!column || !c.default) return [];
    return sequencesIn(ex, c.default, 'NEXTVAL').some((s) => drawn.has(s)) ? [{ column, value: c.default }] : [];
  });
}

/**
 * The values of a row, with the default in place of each DEFAULT, and of each NULL for a column with DEFAULT ON NULL, whose column's default names a
 * sequence that another of the values names.
 */
export function withDrawnDefaults(
  ex: ExprContext,
  relation: RelationSymbol | undefined,
  columns: readonly (ColumnInfo | undefined)[],
  row: readonly Expr[],
): readonly Expr[] {
  const definition = relation?.definition;
  if (definition?.kind !== 'CreateTable' || isAltered(relation)) return row;
  const drawn = new Set(row.flatMap((node) => sequencesIn(ex, node)));
  if (drawn.size === 0) return row;
  return row.map((value, i) => {
    const column = definition.columns.find((c) => c.name.name === columns[i]?.name);
    if (!column || !isLeft(value, column)) return value;
    const given = column.default;
    return given && sequencesIn(ex, given, 'NEXTVAL').some((s) => drawn.has(s)) ? given : value;
  });
}

/** Does the value leave the column to its default, or to its identity? */
export const isLeft = (value: Expr, column: ColumnDefinition): boolean =>
  value.kind === 'DefaultMarker' ||
  ((column.defaultOnNull === true || column.identity?.mode === 'BY DEFAULT ON NULL') && isNullLiteral(value));

/** The default after the columns of a query, which have drawn the value already. */
export function drawnDefault(ex: ExprContext, { column, value }: SequenceDefault): ClockDefault {
  const again = within(ex, (expr) => {
    const sequence = sequenceNamed(ex, expr);
    return sequence && sequenceCall(ex, sequence, 'currval', expr.span);
  });
  return { column: foldName(column.name), value: columnAssignment(again, value, column) };
}

/** The sequences that are named in the node; with `which`, those whose next value is. */
export function sequencesIn(ex: ExprContext, node: OracleNode, which?: 'NEXTVAL'): readonly SequenceSymbol[] {
  const found: SequenceSymbol[] = [];
  walk(node, (inner) => {
    const expr = inner as Expr;
    const sequence = sequenceNamed(ex, expr);
    if (sequence && (which === undefined || isNextval(ex, expr))) found.push(sequence);
  });
  return found;
}
