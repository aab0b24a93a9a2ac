import { forbidsNull } from '../../../analyze/declare/tables/not-null-constraints.js';
import type { OracleType } from '../../../analyze/model/types.js';
import {
  collationDropped,
  defaultFailed,
  invisibleColumn,
  virtualColumnByTrigger,
  virtualColumnFailed,
} from '../../../diagnostics/op1.js';
import { mapTree } from '../../../ir/map-tree.js';
import type { ColumnDefinition } from '../../../ir/oracle/index.js';
import type { PgColumnDefinition, PgExpr } from '../../../ir/postgres/index.js';
import type { Span } from '../../../ir/span.js';
import { b, isCall } from '../../builders.js';
import type { UnitContext } from '../../context.js';
import { quotedInText } from '../../naming/naming.js';
import { immutableCallees } from '../../plsql/routines/immutable-routine.js';
import { sequenceDrops } from '../../queries/sequences/drops.js';
import { attempt, valueForColumn, withFixedModels, withoutConcat } from '../expressions.js';
import { fold } from '../names.js';
import { columnType } from './column-type.js';
import { isImmutable } from './immutability.js';
import { reportPhysical } from './physical.js';

/** A column, and what triggers of its table must do for it. */
export interface LoweredColumn {
  readonly definition: PgColumnDefinition;
  /** DEFAULT ON NULL: the value for an inserted NULL. */
  readonly onNull?: PgExpr;
  /** And for one that an UPDATE sets. */
  readonly onNullOfUpdates?: boolean;
  /** A virtual column that PostgreSQL cannot generate. */
  readonly computed?: PgExpr;
  readonly identity?: NonNullable<ColumnDefinition['identity']>;
}

/**
 * A column of CREATE TABLE and ALTER TABLE ADD. `columns`: types of the table's columns by Oracle
 * name, for virtual expressions.
 */
export function lowerColumn(
  unit: UnitContext,
  node: ColumnDefinition,
  type: OracleType,
  columns: ReadonlyMap<string, OracleType>,
): LoweredColumn {
  reportPhysical(unit, node.physical);
  if (node.invisible && !node.zoneOf) unit.report(invisibleColumn(node.span, node.name.name));
  if (node.collation !== undefined && !/^(BINARY|USING_NLS_COMP)$/i.test(node.collation))
    unit.report(collationDropped(node.span, node.name.name, node.collation));
  const notNull = node.identity !== undefined || node.defaultOnNull === true || forbidsNull(node);
  const base = {
    kind: 'PgColumnDefinition',
    span: node.span,
    name: fold(node.name),
    type: columnType(unit, type, { column: node.name.name, span: node.span, ref: node.type, node }),
    notNull: notNull || undefined,
    comments: node.comments,
    trailingComment: node.trailingComment,
    blankBefore: node.blankBefore,
  } as const;
  if (node.virtual) return virtualColumn(unit, node, { expr: node.virtual, type, columns, base });
  if (node.identity) return { definition: base, identity: node.identity };
  const initial = node.default && lowerDefault(unit, node, node.default, type);
  const definition: PgColumnDefinition = initial ? { ...base, default: initial } : base;
  if (!node.defaultOnNull || !initial) return { definition };
  return { definition, onNull: initial, ...(node.onNullOfUpdates && { onNullOfUpdates: true }) };
}

/** A default; `DEFAULT NULL` and `DEFAULT ''` say nothing. */
export function lowerDefault(
  unit: UnitContext,
  node: ColumnDefinition,
  expr: NonNullable<ColumnDefinition['default']>,
  type: OracleType,
): PgExpr | undefined {
  if (expr.kind === 'NullLiteral' || (expr.kind === 'StringLiteral' && expr.value === '')) return undefined;
  return attempt(
    unit,
    () => withoutDroppedSequences(unit, valueForColumn(unit, expr, type), expr.span),
    () => defaultFailed(expr.span, node.name.name),
  );
}

/**
 * A sequence that a later statement of the file drops is looked up by its name when the default is
 * taken: Oracle drops it all the same.
 */
function withoutDroppedSequences({ analysis, naming }: UnitContext, value: PgExpr, { file, end }: Span): PgExpr {
  const drops = (sequenceDrops(analysis).get(file) ?? []).filter((drop) => drop.start >= end);
  if (drops.length === 0) return value;
  const dropped = new Set(drops.map(({ sequence }) => naming.of(sequence).map(quotedInText).join('.')));
  return mapTree(value, (call) => {
    const name = isCall(call, 'nextval') ? call.args[0] : undefined;
    if (call.kind !== 'PgCall' || name?.kind !== 'PgString' || !dropped.has(name.value)) return undefined;
    return { ...call, args: [b.ora(call.span, 'sequence_there', name)] };
  });
}

/**
 * A virtual column is computed at each read in Oracle; a stored generated column is the same where its expression is
 * immutable. (SQL Language Reference, CREATE TABLE, "virtual_column_definition"; PostgreSQL manual, 5.3)
 */
function virtualColumn(
  unit: UnitContext,
  node: ColumnDefinition,
  {
    expr,
    type,
    columns,
    base,
  }: {
    readonly expr: NonNullable<ColumnDefinition['virtual']>;
    readonly type: OracleType;
    readonly columns: ReadonlyMap<string, OracleType>;
    readonly base: PgColumnDefinition;
  },
): LoweredColumn {
  const value = attempt(
    unit,
    () => withoutConcat(withFixedModels(valueForColumn(unit, expr, type), columns), columns),
    () => virtualColumnFailed(expr.span, node.name.name),
  );
  if (!value) return { definition: base };
  if (isImmutable(value, columns, immutableCallees(unit, expr))) return { definition: { ...base, generated: value } };
  unit.report(virtualColumnByTrigger(expr.span, node.name.name));
  return { definition: base, computed: value };
}
