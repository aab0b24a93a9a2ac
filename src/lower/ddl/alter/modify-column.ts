import { narrows } from '../../../analyze/model/narrower-type.js';
import type { OracleType } from '../../../analyze/model/types.js';
import { constraintKind, invisibleColumn } from '../../../diagnostics/op1.js';
import { alterNotConverted } from '../../../diagnostics/op6-objects.js';
import type { AlterTableAction, ColumnConstraint, ColumnDefinition, Identifier } from '../../../ir/oracle/index.js';
import type { PgAlterTableAction, PgExpr, PgStatement, PgType } from '../../../ir/postgres/index.js';
import { walk } from '../../../ir/walk.js';
import { b, pgTypes } from '../../builders.js';
import { ordersByKind } from '../../context.js';
import { fold, literal, regclassText } from '../names.js';
import { runtimeStatement } from '../runtime-statement.js';
import { lowerDefault } from '../tables/column.js';
import { columnBefore } from '../tables/column-duties.js';
import { columnType } from '../tables/column-type.js';
import { lowerColumnConstraint, reportNotNull } from '../tables/constraints/constraints.js';
import { dropOfIdentity, identityDefault, movedIdentity } from '../tables/identity.js';
import { type AlterPlace, alter, atRunTime } from './alter-place.js';

/** MODIFY: what is written changes, the rest stays. */
export function modifyColumn(place: AlterPlace, node: ColumnDefinition): void {
  const { unit, relation } = place;
  const name = fold(node.name);
  const known = relation?.columns.find((c) => c.name === node.name.name)?.type;
  const type = node.type ? unit.analysis.typeOfRef(node.type) : (known ?? { kind: 'unknown' });
  const actions: PgAlterTableAction[] = [];
  const earlier = typesBefore(place, node.name);
  const before = earlier?.at(-1);
  const checked =
    isUnderView(place) ||
    hasTriggers(place) ||
    (atRunTime(place)
      ? !(node.type && before && widens(before, type))
      : isUnsure(place, node.name) || changesKind(before, type) || earlier?.some((t) => narrows(t, type)) === true);
  const nullability = node.constraints.find((c) => c.kind === 'NotNull' || c.kind === 'Nullable');
  const checksNull = atRunTime(place) && nullability !== undefined && hasPlainState(nullability);
  if (node.invisible !== undefined) unit.report(invisibleColumn(node.span, node.name.name, 'altered'));
  const newType = node.type
    ? columnType(unit, type, { column: node.name.name, span: node.span, ref: node.type })
    : undefined;
  if ((newType && checked) || checksNull)
    place.statements.push(
      checkedModification(
        place,
        node,
        checked ? newType : undefined,
        checksNull ? nullability.kind === 'NotNull' : undefined,
      ),
    );
  if (newType && !checked)
    actions.push({ kind: 'alter type', name, type: newType, using: withBlanks(node, before, type) });
  if (node.default) {
    const value = lowerDefault(unit, node, node.default, type);
    actions.push(value ? { kind: 'set default', name, value } : { kind: 'drop default', name });
    // ON NULL implies it. (SQL Language Reference, CREATE TABLE, "ON NULL")
    if (node.defaultOnNull && !nullability) actions.push({ kind: 'set not null', name });
  }
  for (const c of node.constraints) {
    if (c === nullability && checksNull) continue;
    if (c.kind === 'NotNull' || c.kind === 'Nullable') actions.push(changedNullability(place, node, c));
    else lowerColumnConstraint(unit, place, node, c, place.constraints);
  }
  const ofIdentity = node.identity || node.dropIdentity ? modifyIdentity(place, node) : undefined;
  actions.push(...(ofIdentity?.actions ?? []));
  if (node.virtual) unit.report(alterNotConverted(node.span, `MODIFY of virtual column ${node.name.name}`));
  alter(place, node.span, ...actions);
  place.statements.push(...(ofIdentity?.after ?? []));
}

/** Has the constraint a name at most, and none of ENABLE, VALIDATE, DEFERRABLE …? */
const hasPlainState = ({ state }: ColumnConstraint): boolean =>
  Object.entries(state).every(([key, v]) => v === undefined || key === 'name');

/** NULL or NOT NULL, where nothing has to be looked at before. */
function changedNullability({ unit }: AlterPlace, node: ColumnDefinition, c: ColumnConstraint): PgAlterTableAction {
  const name = fold(node.name);
  if (c.kind !== 'NotNull') return { kind: 'drop not null', name };
  reportNotNull(unit, node.name, c);
  const { validated, enabled } = c.state;
  if (validated === false && enabled !== false)
    unit.report(constraintKind(c.span, `NOVALIDATE of NOT NULL of ${node.name.name}`));
  return { kind: enabled === false ? 'drop not null' : 'set not null', name };
}

/**
 * Where the numbers go on, and whether they are defaults; triggers that refuse others are made anew
 * with the columns' other duties.
 */
function modifyIdentity(
  place: AlterPlace,
  node: ColumnDefinition,
): { readonly actions: readonly PgAlterTableAction[]; readonly after?: readonly PgStatement[] } {
  const { unit, relation, table } = place;
  const { span } = node;
  const name = fold(node.name);
  const action = place.node.actions.find((a) => a.kind === 'ModifyColumns' && a.columns.includes(node));
  const column = action && columnBefore(place, action, node.name);
  const before = column?.now.identity;
  if (!column || !before || (atRunTime(place) && !keepsNull(before.mode, node.identity?.mode))) {
    const what = node.dropIdentity ? 'DROP IDENTITY' : 'GENERATED AS IDENTITY';
    unit.report(alterNotConverted(span, `MODIFY ${node.name.name} ${what}`));
    return { actions: [] };
  }
  const created = fold(column.created.name);
  if (node.dropIdentity) {
    const isKey = relation?.keys.some((k) => k.primary && k.columns.includes(node.name.name));
    return {
      actions: [{ kind: 'drop default', name }, ...(isKey ? [] : [{ kind: 'drop not null' as const, name }])],
      after: [dropOfIdentity(unit, table, created, span)],
    };
  }
  const moved = movedIdentity(unit, table, before, node, created);
  place.statements.push(...moved.map((text): PgStatement => ({ kind: 'PgFixedStatement', span, text })));
  if (before.mode === node.identity?.mode) return { actions: [] };
  return {
    actions: [
      node.identity?.mode === 'ALWAYS'
        ? { kind: 'drop default', name }
        : { kind: 'set default', name, value: identityDefault(unit, table, created, span) },
    ],
  };
}

/** Programs that give such a column NULL are compiled for one of the modes. */
const keepsNull = (before: IdentityMode, after: IdentityMode | undefined): boolean =>
  before === after || (after !== undefined && ![before, after].includes('BY DEFAULT ON NULL'));

type IdentityMode = NonNullable<ColumnDefinition['identity']>['mode'];

/** CHAR becomes VARCHAR2 with its blanks, which PostgreSQL's own conversion takes away. */
function withBlanks(node: ColumnDefinition, before: OracleType | undefined, type: OracleType): PgExpr | undefined {
  if (before?.kind !== 'char' || type.kind !== 'varchar2') return undefined;
  const { span } = node;
  const text = b.cast(span, b.column(span, fold(node.name)), pgTypes.text);
  return b.call(span, 'rpad', text, b.num(span, before.length ?? 1));
}

/**
 * The types that a column was given before this statement, as far as the script shows; it has the last one, unless
 * the rows did not allow for it.
 */
function typesBefore({ unit, relation, node }: AlterPlace, column: Identifier): OracleType[] | undefined {
  if (relation?.definition?.kind !== 'CreateTable') return undefined;
  if (relation.definition.asQuery) {
    const before = relation.history?.find((h) => h.before === node.span);
    const type = before?.columns.find((c) => c.name === column.name)?.type;
    return type && [type];
  }
  const given = givenBefore({ unit, relation, node }).get(column.name) ?? [];
  if (given.some((g) => g.atRunTime)) return undefined;
  return given.flatMap(({ column: { type } }) => (type ? [unit.analysis.typeOfRef(type)] : []));
}

/** What a statement says of a column. */
interface Given {
  readonly column: ColumnDefinition;
  readonly atRunTime: boolean;
}

/** What statements before this one say of columns, by the names that the columns have here. */
function givenBefore({
  unit,
  relation,
  node,
}: Pick<AlterPlace, 'unit' | 'relation' | 'node'>): ReadonlyMap<string, readonly Given[]> {
  const given = new Map<string, readonly Given[]>();
  const add = (column: ColumnDefinition, atRunTime: boolean): void => {
    const { name } = column.name;
    given.set(name, [...(given.get(name) ?? []), { column, atRunTime }]);
  };
  if (relation?.definition?.kind === 'CreateTable') for (const c of relation.definition.columns) add(c, false);
  const takeIn = (action: AlterTableAction, isAtRunTime: boolean): void => {
    switch (action.kind) {
      case 'AddColumns':
      case 'ModifyColumns':
        for (const column of action.columns) add(column, isAtRunTime);
        return;
      case 'RenameColumn': {
        const before = given.get(action.from.name);
        given.delete(action.from.name);
        if (before) given.set(action.to.name, before);
        return;
      }
      case 'DropColumns':
        if (!isAtRunTime) for (const { name } of action.columns) given.delete(name);
        return;
      default:
    }
  };
  for (const a of relation?.alters ?? []) {
    if (a === node || unit.analysis.precedes(node.span, a.span)) continue;
    for (const action of a.actions) takeIn(action, a.atRunTime === true);
  }
  return given;
}

/** Has a program asked for another type before? Whether it got it is known at run time only. */
const isUnsure = (place: Pick<AlterPlace, 'unit' | 'relation' | 'node'>, column: Identifier): boolean =>
  givenBefore(place)
    .get(column.name)
    ?.some((g) => g.atRunTime) === true;

/**
 * Does a view read the table already? PostgreSQL changes no column under a view. An installation makes its views after
 * all tables.
 */
export function isUnderView(place: AlterPlace): boolean {
  const { unit, relation, node } = place;
  if (!relation || (ordersByKind(unit.options) && !atRunTime(place))) return false;
  return unit.analysis.catalog.relations.some((r) => {
    if (r.definition?.kind !== 'CreateView' || !unit.analysis.precedes(r.span, node.span)) return false;
    let shown = false;
    walk(r.definition.query, (n) => {
      if (n.kind === 'TableRef' && unit.analysis.sourceOf(n)?.relation === relation) shown = true;
    });
    return shown;
  });
}

/**
 * Triggers of the table that the script has made already: PostgreSQL changes no column that UPDATE OF or WHEN names.
 */
function hasTriggers(place: AlterPlace): boolean {
  const { unit, relation, node } = place;
  if (!relation || (ordersByKind(unit.options) && !atRunTime(place))) return false;
  return unit.analysis.catalog.triggers.some((t) => t.table === relation && unit.analysis.precedes(t.span, node.span));
}

/** Text that may only grow: no row can forbid it. */
function widens(from: OracleType, to: OracleType): boolean {
  return (
    from.kind === 'varchar2' && to.kind === 'varchar2' && (to.length ?? 0) >= (from.length ?? Number.POSITIVE_INFINITY)
  );
}

/** Oracle changes the kind of a type in empty columns only, and PostgreSQL has to be told what becomes of values. */
function changesKind(from: OracleType | undefined, to: OracleType): boolean {
  const family = (t: OracleType): string => (t.kind === 'char' ? 'varchar2' : t.kind);
  return from !== undefined && from.kind !== 'unknown' && to.kind !== 'unknown' && family(from) !== family(to);
}

/** A change that Oracle accepts or not by what the rows hold. */
function checkedModification(
  { table }: AlterPlace,
  node: ColumnDefinition,
  type: PgType | undefined,
  notNull: boolean | undefined,
): PgStatement {
  const args = [
    literal(regclassText(table)),
    literal(fold(node.name)),
    type ? literal(typeText(type)) : 'null',
    ...(notNull === undefined ? [] : [String(notNull)]),
  ];
  return runtimeStatement(node.span, 'modify_column', ...args);
}

/** A type in a text: the words of a time zone stand after its precision. */
function typeText({ name, modifiers = '' }: PgType): string {
  const [own = '', more] = name;
  if (more !== undefined) return regclassText(name) + modifiers;
  const zoned = /^(timestamp) (with|without) time zone$/.exec(own);
  return zoned ? `${zoned[1]}${modifiers} ${zoned[2]} time zone` : own + modifiers;
}
