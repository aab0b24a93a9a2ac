import type { RelationSymbol } from '../../../../analyze/model/symbols.js';
import { constraintKind, deferrableUniqueNulls } from '../../../../diagnostics/op1.js';
import { globalUniqueKey } from '../../../../diagnostics/op6.js';
import type { Identifier, TableConstraint } from '../../../../ir/oracle/index.js';
import type { PgTableConstraint } from '../../../../ir/postgres/index.js';
import type { Span } from '../../../../ir/span.js';
import { b } from '../../../builders.js';
import type { UnitContext } from '../../../context.js';
import { shorten } from '../../../naming/naming.js';
import { fold, keyName, relationNamed } from '../../names.js';
import { keptByPartitions } from '../partition-keys.js';
import { type Constraint, common, givenName } from './constraint.js';
import { keepDisabled } from './disabled-constraint.js';
import type { ConstraintPlace, LoweredConstraints } from './lowered-constraints.js';
import { isForeignKeyTarget, isShifted } from './shifted-keys.js';

/** PRIMARY KEY and UNIQUE of a table: a constraint, or a unique index where NULLs count in another way. */
export function lowerKeyConstraint(
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
    keepDisabled(unit, place, c, {
      what: `on ${text}`,
      ending: kind === 'PrimaryKey' ? 'pkey' : `${columns.map(fold).join('_')}_key`,
      out,
      make: (enabled, made) => lowerKeyConstraint(unit, place, { kind, columns, c: enabled, out: made }),
    });
    return;
  }
  const id = givenName(c);
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
    unit.report(deferrableUniqueNulls(c.span, givenName(c)?.name ?? columns.map((x) => x.name).join(', ')));
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
