import { identifierOf, tablesOfObjects } from '../../../analyze/model/object-identifiers.js';
import type { ObjectTypeSymbol, RelationSymbol } from '../../../analyze/model/symbols.js';
import { unreachable } from '../../../diagnostics/diagnostic.js';
import { constraintFailed, constraintKind, deferrableUniqueNulls } from '../../../diagnostics/op1.js';
import { globalUniqueKey, partitionForeignKey } from '../../../diagnostics/op6.js';
import type {
  ColumnConstraint,
  ColumnDefinition,
  ConstraintState,
  Expr,
  Identifier,
  TableConstraint,
} from '../../../ir/oracle/index.js';
import type { PgTableConstraint } from '../../../ir/postgres/index.js';
import type { Span } from '../../../ir/span.js';
import { b } from '../../builders.js';
import type { UnitContext } from '../../context.js';
import { foldName, shorten } from '../../naming/naming.js';
import { attempt, rowCondition } from '../expressions.js';
import { fold, isGeneratedName, keyName, nameAsWritten, relationNamed } from '../names.js';
import { onDelete } from '../triggers/cascade-trigger.js';
import { keepDisabled } from './disabled-constraint.js';
import type { ConstraintPlace, LoweredConstraints } from './lowered-constraints.js';
import { keptByPartitions, partitionKeys } from './partition-keys.js';
import { isForeignKeyTarget, isShifted } from './shifted-keys.js';

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
      return;
    case 'Nullable':
      return;
    case 'ColumnUnique':
      key(unit, place, { kind: 'Unique', columns, c, out });
      return;
    case 'ColumnPrimaryKey':
      key(unit, place, { kind: 'PrimaryKey', columns, c, out });
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
      key(unit, place, { kind: c.kind, columns: c.columns, c, out });
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

interface Constraint {
  readonly span: Span;
  readonly state: ConstraintState;
  readonly comments?: readonly string[];
  readonly trailingComment?: string;
  readonly blankBefore?: boolean;
}

const ownName = (c: Constraint): Identifier | undefined =>
  c.state.name && !isGeneratedName(c.state.name.name) ? c.state.name : undefined;

function common(
  c: Constraint,
  name: string | undefined,
): { readonly span: Span } & Pick<
  PgTableConstraint,
  'name' | 'deferrable' | 'initiallyDeferred' | 'comments' | 'trailingComment' | 'blankBefore'
> {
  return {
    span: c.span,
    name,
    deferrable: c.state.deferrable || undefined,
    initiallyDeferred: c.state.initiallyDeferred || undefined,
    comments: c.comments,
    trailingComment: c.trailingComment,
    blankBefore: c.blankBefore,
  };
}

// ---------- keys ----------

function key(
  unit: UnitContext,
  place: ConstraintPlace,
  {
    kind,
    columns,
    c,
    out,
  }: {
    readonly kind: 'Unique' | 'PrimaryKey';
    readonly columns: readonly Identifier[];
    readonly c: Constraint;
    readonly out: LoweredConstraints;
  },
): void {
  const text = columns.map((x) => x.name).join(', ');
  if (c.state.enabled === false) {
    keepDisabled(unit, place, c, `on ${text}`, out, (enabled, made) =>
      key(unit, place, { kind, columns, c: enabled, out: made }),
    );
    return;
  }
  const id = ownName(c);
  if (
    !keptByPartitions(
      place.relation,
      columns.map((x) => x.name),
    )
  ) {
    unit.report(globalUniqueKey(c.span, id?.name ?? text, place.relation?.name ?? ''));
    return;
  }
  const name = id && keyName(unit, place.table[0] ?? '', id);
  const names = columns.map(fold);
  const written = columns.map((x) => x.name);
  // PostgreSQL lets no foreign key refer to a deferrable key.
  const isTarget = isForeignKeyTarget(unit.analysis, place.relation, written, kind === 'PrimaryKey');
  if (c.state.deferrable && isTarget)
    unit.report(constraintKind(c.span, `DEFERRABLE of key ${id?.name ?? text}, to which a foreign key refers,`));
  // Checked at the end of each statement, as Oracle does, where some statement needs that.
  const atStatementEnd = isShifted(unit.analysis, place.relation, written);
  const deferrable: Pick<PgTableConstraint, 'deferrable' | 'initiallyDeferred'> = isTarget
    ? { deferrable: undefined, initiallyDeferred: undefined }
    : atStatementEnd
      ? { deferrable: true }
      : {};
  if (kind === 'PrimaryKey') {
    out.inline.push({ kind: 'primary key', ...common(c, name), ...deferrable, columns: names });
    return;
  }
  unique(unit, place, { columns, names, name, c, out, deferrable, mayDefer: c.state.deferrable === true && !isTarget });
}

/** A UNIQUE key that is enabled, as PostgreSQL checks it when. */
interface UniqueKey {
  readonly columns: readonly Identifier[];
  /** Their names in PostgreSQL. */
  readonly names: string[];
  readonly name: string | undefined;
  readonly c: Constraint;
  readonly out: LoweredConstraints;
  readonly deferrable: Pick<PgTableConstraint, 'deferrable' | 'initiallyDeferred'>;
  readonly mayDefer: boolean;
}

/** A constraint where NULLs make no difference, or the one of PostgreSQL 15 does as Oracle; else a unique index. */
function unique(unit: UnitContext, place: ConstraintPlace, key: UniqueKey): void {
  const { columns, names, name, c, out, deferrable, mayDefer } = key;
  const nullable = nullableOf(place.relation, columns);
  if (columns.length === 1 || nullable.length === 0) {
    out.inline.push({ kind: 'unique', ...common(c, name), ...deferrable, columns: names });
    return;
  }
  if (nullable.length < columns.length && !mayDefer) {
    // One column at least is never NULL: no key is all NULL, and a partly NULL one may not repeat.
    out.inline.push({ kind: 'unique', ...common(c, name), ...deferrable, columns: names, nullsNotDistinct: true });
    return;
  }
  if (mayDefer) {
    unit.report(deferrableUniqueNulls(c.span, ownName(c)?.name ?? columns.map((x) => x.name).join(', ')));
    out.inline.push({ kind: 'unique', ...common(c, name), columns: names });
    return;
  }
  uniqueWithNulls(unit, place, { columns, name, names, out, c, deferrable });
}

/** A unique index as Oracle has it: rows that are all NULL repeat, partly NULL ones do not. */
function uniqueWithNulls(
  unit: UnitContext,
  place: ConstraintPlace,
  {
    columns,
    name,
    names,
    out,
    c,
    deferrable,
  }: {
    readonly columns: readonly Identifier[];
    readonly name: string | undefined;
    readonly names: string[];
    readonly out: LoweredConstraints;
    readonly c: Constraint;
    readonly deferrable: Pick<PgTableConstraint, 'deferrable' | 'initiallyDeferred'>;
  },
): void {
  const referenced = isReferenced(
    unit,
    place.relation,
    columns.map((x) => x.name),
  );
  const base = name ?? shorten(`${place.table.at(-1)}_${names.join('_')}_key`);
  if (referenced) out.inline.push({ kind: 'unique', ...common(c, name), ...deferrable, columns: names });
  out.indexes.push({
    kind: 'PgCreateIndex',
    span: c.span,
    name: referenced ? shorten(`${base}_nulls`) : base,
    unique: true,
    nullsNotDistinct: true,
    table: place.table,
    items: names.map((n) => ({ value: b.column(c.span, n) })),
    where: notAllNull(c.span, names),
  });
}

const nullableOf = (relation: RelationSymbol | undefined, columns: readonly Identifier[]): readonly Identifier[] =>
  columns.filter((x) => relation?.columns.find((col) => col.name === x.name)?.nullable ?? true);

/** How a key that is kept as a unique index is named, and whether a constraint stands beside it. */
export interface KeyIndex {
  readonly index: string;
  readonly besideConstraint: boolean;
}

/** The unique index that a UNIQUE constraint called `name` became: several columns, all of which may be NULL. */
export function keyIndexOf(
  unit: UnitContext,
  relation: RelationSymbol | undefined,
  c: TableConstraint | undefined,
  name: string,
): KeyIndex | undefined {
  if (c?.kind !== 'Unique' || c.columns.length === 1 || c.state.deferrable) return undefined;
  if (nullableOf(relation, c.columns).length < c.columns.length) return undefined;
  const besideConstraint = isReferenced(
    unit,
    relation,
    c.columns.map((x) => x.name),
  );
  return { index: besideConstraint ? shorten(`${name}_nulls`) : name, besideConstraint };
}

/**
 * `not (a is null and b is null)`: Oracle keeps no index entry for a key that is all NULL. (Database
 * Concepts, "Indexes and Nulls")
 */
function notAllNull(span: Span, names: readonly string[]): ReturnType<typeof b.not> {
  return b.not(span, b.and(span, ...names.map((n) => b.isNull(span, b.column(span, n)))));
}

/** Does a foreign key of the inputs refer to these columns? */
function isReferenced(unit: UnitContext, relation: RelationSymbol | undefined, columns: readonly string[]): boolean {
  if (!relation) return false;
  const sorted = [...columns].sort().join(',');
  return unit.analysis.catalog.relations.some((r) =>
    r.constraints.some(
      (c) =>
        c.kind === 'ForeignKey' &&
        c.referenced &&
        relationNamed(unit, c.table) === relation &&
        c.referenced
          .map((x) => x.name)
          .sort()
          .join(',') === sorted,
    ),
  );
}

// ---------- check ----------

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
  const id = ownName(c);
  if (c.state.enabled === false) {
    const make = (enabled: Constraint, made: LoweredConstraints): void =>
      check(unit, place, { condition, c: enabled, out: made, column });
    keepDisabled(unit, place, c, column ?? 'check', out, make);
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
  out.inline.push({
    kind: 'check',
    ...common(c, id && foldName(id.name)),
    deferrable: undefined,
    initiallyDeferred: undefined,
    notValid: c.state.validated === false || undefined,
    condition: lowered,
  });
}

// ---------- foreign keys ----------

type ForeignKey = Constraint & {
  readonly columns: readonly Identifier[];
  readonly table: import('../../../ir/oracle/index.js').QualifiedName;
  readonly referenced?: readonly Identifier[];
  readonly onDelete?: 'CASCADE' | 'SET NULL';
};

function foreignKey(unit: UnitContext, place: ConstraintPlace, c: ForeignKey, out: LoweredConstraints): void {
  const id = ownName(c);
  if (c.state.enabled === false) {
    const what = `on ${c.columns.map((x) => x.name).join(', ')}`;
    keepDisabled(unit, place, c, what, out, (enabled, made) => foreignKey(unit, place, enabled, made));
    return;
  }
  // An installation makes foreign keys at its end, when a later ALTER TABLE has dropped the column, and the key with
  // it.
  const { relation } = place;
  if (relation && unit.options.installerBlocks && c.columns.some((x) => isDropped(relation, x.name))) return;
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

/** What a program drops is there until it runs. */
function isDropped(relation: RelationSymbol, column: string): boolean {
  return (relation.alters ?? []).some(
    (a) => !a.atRunTime && a.actions.some((x) => x.kind === 'DropColumns' && x.columns.some((c) => c.name === column)),
  );
}
