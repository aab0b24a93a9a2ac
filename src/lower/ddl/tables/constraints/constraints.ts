import { identifierOf, tablesOfObjects } from '../../../../analyze/model/object-identifiers.js';
import type { ObjectTypeSymbol, RelationSymbol } from '../../../../analyze/model/symbols.js';
import { unreachable } from '../../../../diagnostics/diagnostic.js';
import { constraintFailed, constraintKind } from '../../../../diagnostics/op1.js';
import { partitionForeignKey } from '../../../../diagnostics/op6.js';
import { lastName } from '../../../../ir/dotted.js';
import type {
  ColumnConstraint,
  ColumnDefinition,
  Expr,
  Identifier,
  QualifiedName,
  TableConstraint,
} from '../../../../ir/oracle/index.js';
import type { PgTableConstraint } from '../../../../ir/postgres/index.js';
import type { Span } from '../../../../ir/span.js';
import { nodesOf } from '../../../../ir/walk.js';
import type { UnitContext } from '../../../context.js';
import { foldName } from '../../../naming/naming.js';
import { attempt, rowCondition } from '../../expressions.js';
import { fold, nameAsWritten, relationNamed } from '../../names.js';
import { onDelete } from '../../triggers/cascades/cascade-trigger.js';
import { keptByPartitions, partitionKeys } from '../partition-keys.js';
import { type Constraint, common, givenName } from './constraint.js';
import { keepDisabled } from './disabled-constraint.js';
import { lowerKeyConstraint } from './keys.js';
import type { ConstraintPlace, LoweredConstraints } from './lowered-constraints.js';
import { keepDisabledNotNull } from './not-null.js';

/** A column's constraint, as if it were written after the columns. NOT NULL is the column's own. */
export function lowerColumnConstraint(
  unit: UnitContext,
  place: ConstraintPlace,
  column: ColumnDefinition,
  c: ColumnConstraint,
  out: LoweredConstraints,
): void {
  const columns = [column.name];
  switch (c.kind) {
    case 'NotNull':
      reportNotNull(unit, column.name, c);
      keepDisabledNotNull(unit, place, column.name, c, out);
      return;
    case 'Nullable':
      return;
    case 'ColumnUnique':
      lowerKeyConstraint(unit, place, { kind: 'Unique', columns, c, out });
      return;
    case 'ColumnPrimaryKey':
      lowerKeyConstraint(unit, place, { kind: 'PrimaryKey', columns, c, out });
      return;
    case 'ColumnCheck':
      check(unit, place, { condition: c.condition, c, out, column: column.name.name });
      return;
    case 'ColumnReferences':
      foreignKey(unit, place, { ...c, columns, referenced: c.columns }, out);
      return;
    case 'ScopeIs':
    case 'WithRowid':
      if (pointsToOneTable(unit, place, column.name.name)) return;
      unit.report(constraintKind(c.span, c.kind === 'ScopeIs' ? 'SCOPE IS' : 'WITH ROWID'));
      return;
    default:
      unreachable(c);
  }
}

/** PostgreSQL checks NOT NULL at once. Of a table that has no rows yet nothing is to be validated. */
export function reportNotNull(unit: UnitContext, { name }: Identifier, { span, state }: ColumnConstraint): void {
  if (state.deferrable && state.enabled !== false)
    unit.report(constraintKind(span, `DEFERRABLE of NOT NULL of ${name}`));
}

/** Adds what becomes of a constraint beside the columns; what has no place in PostgreSQL is reported. */
export function lowerTableConstraint(
  unit: UnitContext,
  place: ConstraintPlace,
  c: TableConstraint,
  out: LoweredConstraints,
): void {
  switch (c.kind) {
    case 'Unique':
    case 'PrimaryKey':
      lowerKeyConstraint(unit, place, { kind: c.kind, columns: c.columns, c, out });
      return;
    case 'Check':
      check(unit, place, { condition: c.condition, c, out, column: undefined });
      return;
    case 'ForeignKey':
      foreignKey(unit, place, c, out);
      return;
    case 'SupplementalLog':
      return;
    default:
      unreachable(c);
  }
}

function check(
  unit: UnitContext,
  place: ConstraintPlace,
  {
    condition,
    c,
    out,
    column,
  }: {
    readonly condition: Expr;
    readonly c: Constraint;
    readonly out: LoweredConstraints;
    readonly column: string | undefined;
  },
): void {
  const id = givenName(c);
  if (c.state.enabled === false) {
    const make = (enabled: Constraint, made: LoweredConstraints): void =>
      check(unit, place, { condition, c: enabled, out: made, column });
    keepDisabled(unit, place, c, {
      what: column ?? 'check',
      ending: column ? `${foldName(column)}_check` : 'check',
      out,
      make,
    });
    return;
  }
  const lowered = attempt(
    unit,
    () => rowCondition(unit, condition),
    () => constraintFailed(c.span, id?.name ?? column ?? 'CHECK'),
  );
  if (!lowered) return;
  // PostgreSQL knows no deferred checks; checking at once is stricter only inside a transaction.
  if (c.state.deferrable) unit.report(constraintKind(c.span, `DEFERRABLE of check ${id?.name ?? ''}`.trim()));
  const notValid = c.state.validated === false;
  if (notValid && holdsRows(place, c)) reportUnvalidatedCheck(unit, place, condition, c.span, id?.name ?? column ?? '');
  out.inline.push({
    kind: 'check',
    ...common(c, id && foldName(id.name)),
    deferrable: undefined,
    initiallyDeferred: undefined,
    notValid: notValid || undefined,
    condition: lowered,
  });
}

/** Of a row that violates the check Oracle takes what an UPDATE changes in other columns. */
export function reportUnvalidatedCheck(
  unit: UnitContext,
  place: ConstraintPlace,
  condition: Expr,
  span: Span,
  name: string,
): void {
  if (!hasOthers(place, condition)) return;
  const what = `NOVALIDATE of check ${name} for UPDATE of other columns in rows that violate it`;
  unit.report(constraintKind(span, what));
}

/** Was the table there before the constraint? */
function holdsRows({ relation }: ConstraintPlace, { span }: Constraint): boolean {
  const created = relation?.definition?.span;
  return !(created && created.file === span.file && created.start <= span.start && span.start < created.end);
}

/** Has the table columns that the condition does not name? */
function hasOthers({ relation }: ConstraintPlace, condition: Expr): boolean {
  const named = new Set(nodesOf(condition, 'Name').map(lastName));
  return relation?.columns.some((c) => !named.has(c.name)) ?? true;
}

// ---------- foreign keys ----------

type ForeignKey = Constraint & {
  readonly columns: readonly Identifier[];
  readonly table: QualifiedName;
  readonly referenced?: readonly Identifier[];
  readonly onDelete?: 'CASCADE' | 'SET NULL';
};

function foreignKey(unit: UnitContext, place: ConstraintPlace, c: ForeignKey, out: LoweredConstraints): void {
  const id = givenName(c);
  if (c.state.enabled === false) {
    const what = `on ${c.columns.map((x) => x.name).join(', ')}`;
    keepDisabled(unit, place, c, {
      what,
      ending: `${c.columns.map(fold).join('_')}_fkey`,
      out,
      make: (enabled, made) => foreignKey(unit, place, enabled, made),
    });
    return;
  }
  const { relation } = place;
  const target = relationNamed(unit, c.table);
  const identifier = identifierOf(target);
  const toIdentifier = identifier && relation && c.columns.some((x) => refOf(relation, x.name));
  const key = c.referenced?.map((x) => x.name) ?? target?.keys.find((k) => k.primary)?.columns;
  if (target && key && !keptByPartitions(target, key)) {
    unit.report(partitionForeignKey(c.span, id?.name ?? c.columns.map((x) => x.name).join(', '), target.name));
    return;
  }
  const notValid = c.state.validated === false;
  // PostgreSQL 15 always checks the rows of a partitioned table. (PostgreSQL manual, ALTER TABLE, "ADD
  // table_constraint")
  const mustCheck = relation?.definition?.kind === 'CreateTable' && partitionKeys(relation.definition).length > 0;
  if (notValid && mustCheck)
    unit.report(constraintKind(c.span, `NOVALIDATE of foreign key ${id?.name ?? ''} of a partitioned table`));
  const deletes = onDelete(unit, relation, target, c.span);
  const constraint: PgTableConstraint = {
    kind: 'foreign key',
    ...common(c, id && foldName(id.name)),
    notValid: (notValid && !mustCheck) || undefined,
    columns: c.columns.map(fold),
    table: target ? unit.naming.of(target) : nameAsWritten(unit, c.table),
    referenced: toIdentifier ? [foldName(identifier.name)] : c.referenced?.map(fold),
    onDelete: deletes.byKey ? c.onDelete && onDeleteRule[c.onDelete] : undefined,
  };
  out.late.push({
    kind: 'PgAlterTable',
    span: c.span,
    name: place.table,
    actions: [{ kind: 'add constraint', constraint }],
  });
  out.late.push(...deletes.statements);
}

const onDeleteRule = { CASCADE: 'cascade', 'SET NULL': 'set null' } as const;

function refOf(relation: RelationSymbol, column: string): ObjectTypeSymbol | undefined {
  const type = relation.columns.find((x) => x.name === column)?.type;
  return type?.kind === 'ref' ? type.target : undefined;
}

/**
 * Only one table holds what the REFs of the column point to: its scope says no more. WITH ROWID is about their storage.
 */
function pointsToOneTable(unit: UnitContext, { relation }: ConstraintPlace, column: string): boolean {
  const target = relation && refOf(relation, column);
  return target !== undefined && tablesOfObjects(unit.analysis.catalog, target).length === 1;
}
