import { forbidsNull } from '../../../analyze/declare/tables/not-null-constraints.js';
import type { OracleType } from '../../../analyze/model/types.js';
import { alterNotConverted } from '../../../diagnostics/op6-objects.js';
import type { AlterTable, AlterTableAction, ColumnDefinition, Identifier } from '../../../ir/oracle/index.js';
import type { PgStatement } from '../../../ir/postgres/index.js';
import { shownPlace } from '../../../ir/span.js';
import type { UnitContext } from '../../context.js';
import { helperName, shorten } from '../../naming/naming.js';
import { type AlterPlace, alter, atRunTime } from '../alter/alter-place.js';
import { fold } from '../names.js';
import { columnTriggers } from '../triggers/columns/column-triggers.js';
import { type LoweredColumn, lowerColumn } from './column.js';
import { type LoweredIdentity, lowerIdentity } from './identity.js';
import { namedInTheEnd } from './names-in-the-end.js';
import { partitionKeys } from './partition-keys.js';

/** A column at a place of the script, and what its definition has come to there. */
interface Column {
  readonly name: Identifier;
  readonly created: ColumnDefinition;
  readonly now: ColumnDefinition;
  /** The column whose own triggers these are; absent: those made with the table. */
  readonly group?: string;
}

/**
 * Triggers stand in for DEFAULT ON NULL, identity and some virtual columns (column-triggers.ts), and name the columns:
 * what renames, drops or modifies one of these makes them anew.
 */
export function keepDuties(place: AlterPlace, action: AlterTableAction): void {
  const names = touched(action);
  const { relation, unit } = place;
  if (names.length === 0 || relation?.definition?.kind !== 'CreateTable') return;
  const before = columnsAt(place, action);
  const after = apply(before, action);
  freeOfNotNull(place, before, after, action);
  const groups = new Set<string | undefined>();
  for (const c of [...before, ...after])
    if (names.includes(c.name.name) && duties(place, [c]).length > 0) groups.add(c.group);
  if (groups.size === 0) return;
  const changes = [...groups].map((group) => {
    const inGroup = (c: Column): boolean => c.group === group;
    return {
      had: duties(place, before.filter(inGroup), group),
      has: duties(place, after.filter(inGroup), group),
    };
  });
  const isKnown = !atRunTime(place) || (knowsDuties(place, before) && changes.every(addsNoTrigger));
  if (!isKnown || unit.options.emptyStrings === 'trigger') {
    unit.report(
      alterNotConverted(action.span, 'A change of a column with DEFAULT ON NULL, IDENTITY or a virtual value'),
    );
    return;
  }
  for (const { had, has } of changes)
    place.statements.push(...namedInTheEnd(unit, relation, place.node.span, replaced(place, had, has, action)));
}

/**
 * Are the duties that the table has when a program executes the statement those that the inputs show? So if no other
 * statement touches them.
 */
function knowsDuties(place: AlterPlace, before: readonly Column[]): boolean {
  const { relation, node } = place;
  const others = (relation?.alters ?? []).filter((a) => !isSame(a, node));
  const touchedElsewhere = new Set(others.flatMap((a) => a.actions.flatMap(touched)));
  const hasDuties = (c: Column): boolean => duties(place, [c, { ...c, now: c.created }]).length > 0;
  return node.actions.length === 1 && !before.some((c) => touchedElsewhere.has(c.name.name) && hasDuties(c));
}

const triggerNames = (list: readonly PgStatement[]): string[] =>
  list.flatMap((s) => (s.kind === 'PgCreateTrigger' ? [s.name] : []));

/** Functions can be made anew any number of times, triggers cannot. */
const addsNoTrigger = ({ had, has }: Record<'had' | 'has', readonly PgStatement[]>): boolean =>
  triggerNames(has).every((name) => triggerNames(had).includes(name));

/** With ON NULL the NOT NULL that it implied goes. (Database Error Messages, ORA-30667) */
function freeOfNotNull(
  place: AlterPlace,
  before: readonly Column[],
  after: readonly Column[],
  { span }: AlterTableAction,
): void {
  for (const { name, now } of before) {
    const then = after.find((c) => c.name.name === name.name)?.now;
    if (!now.defaultOnNull || !then || then.defaultOnNull) continue;
    const stays =
      forbidsNull(now) ||
      now.constraints.some((c) => c.kind === 'ColumnPrimaryKey') ||
      place.relation?.keys.some((k) => k.primary && k.columns.includes(name.name));
    if (!stays) alter(place, span, { kind: 'drop not null', name: fold(name) });
  }
}

/** Functions anew; triggers that were not there; those that have nothing to do any more go. */
function replaced(
  { table }: AlterPlace,
  before: readonly PgStatement[],
  after: readonly PgStatement[],
  { span }: AlterTableAction,
): PgStatement[] {
  const [had, has] = [triggerNames(before), triggerNames(after)];
  return [
    ...after.filter((s) => s.kind !== 'PgCreateTrigger' || !had.includes(s.name)),
    ...had
      .filter((name) => !has.includes(name))
      .map(
        (name): PgStatement => ({
          kind: 'PgDrop',
          span,
          objectKind: 'trigger',
          names: [[name]],
          on: table,
          ifExists: true,
        }),
      ),
  ];
}

/** The columns that the action renames, drops or gives another default, by their names before and after. */
function touched(action: AlterTableAction): readonly string[] {
  switch (action.kind) {
    case 'RenameColumn':
      return [action.from.name, action.to.name];
    case 'DropColumns':
      return action.columns.map((c) => c.name);
    case 'ModifyColumns':
      return action.columns.filter((c) => c.default || c.identity || c.dropIdentity).map((c) => c.name.name);
    default:
      return [];
  }
}

/** The definition of a column before the action. */
export const columnBefore = (place: AlterPlace, action: AlterTableAction, name: Identifier): Column | undefined =>
  columnsAt(place, action).find((c) => c.name.name === name.name);

function columnsAt({ unit, relation, node }: AlterPlace, until: AlterTableAction): readonly Column[] {
  const definition = relation?.definition;
  let columns: readonly Column[] =
    definition?.kind === 'CreateTable' ? definition.columns.map((c) => ({ name: c.name, created: c, now: c })) : [];
  for (const alter of relation?.alters ?? []) {
    const isThis = isSame(alter, node);
    if (!isThis && unit.analysis.precedes(node.span, alter.span)) continue;
    for (const [i, action] of alter.actions.entries()) {
      if (isThis && i === node.actions.indexOf(until)) return columns;
      columns = apply(columns, action);
    }
  }
  return columns;
}

/** A text of dynamic SQL is read more than once, and not each reading knows the places within it. */
function isSame(one: AlterTable, other: AlterTable): boolean {
  const [a, b] = [shownPlace(one.span), shownPlace(other.span)];
  return one === other || (a.file === b.file && a.start === b.start && a.end === b.end);
}

function apply(columns: readonly Column[], action: AlterTableAction): readonly Column[] {
  switch (action.kind) {
    case 'AddColumns':
      return [...columns, ...action.columns.map((c) => ({ name: c.name, created: c, now: c, group: fold(c.name) }))];
    case 'DropColumns':
      return columns.filter((c) => !action.columns.some((d) => d.name === c.name.name));
    case 'RenameColumn':
      return columns.map((c) => (c.name.name === action.from.name ? { ...c, name: action.to } : c));
    case 'ModifyColumns':
      return columns.map((c) => {
        const m = action.columns.find((x) => x.name.name === c.name.name);
        return m ? modified(c, m) : c;
      });
    default:
      return columns;
  }
}

function modified(column: Column, by: ColumnDefinition): Column {
  const { now } = column;
  const type = by.type ?? now.type;
  if (now.identity && (by.identity || by.dropIdentity)) {
    const { identity, ...others } = now;
    return { ...column, now: by.identity ? { ...others, identity: { ...identity, mode: by.identity.mode } } : others };
  }
  if (!by.default) return { ...column, now: { ...now, ...(type && { type }) } };
  const fresh = by.defaultOnNull === true && now.defaultOnNull !== true;
  return {
    ...column,
    now: { ...now, ...(type && { type }), default: by.default, defaultOnNull: by.defaultOnNull === true },
    ...(fresh && { group: fold(column.name) }),
  };
}

/** The triggers of the columns, and their functions. */
function duties(place: AlterPlace, columns: readonly Column[], group?: string): PgStatement[] {
  // What there is to say was said where the column was made.
  const unit: UnitContext = { ...place.unit, report: () => {} };
  const types = new Map<string, OracleType>((place.relation?.columns ?? []).map((c) => [c.name, c.type]));
  const lowered: LoweredColumn[] = [];
  const identities: LoweredIdentity[] = [];
  for (const c of columns) {
    const type = c.now.type ? unit.analysis.typeOfRef(c.now.type) : (types.get(c.name.name) ?? { kind: 'unknown' });
    const made = lowerColumn(unit, c.now, type, types);
    const name = fold(c.name);
    lowered.push({ ...made, definition: { ...made.definition, name } });
    // Its sequence is called as the column was.
    const definition = place.relation?.definition;
    const keys = definition?.kind === 'CreateTable' ? partitionKeys(definition) : [];
    const identity = lowerIdentity(unit, place.table, made, c.created.span, keys);
    if (identity) identities.push({ ...identity, definition: { ...identity.definition, name } });
  }
  return namedForColumn(
    columnTriggers(place.table, { columns: lowered, identities, emptyToNull: [] }, place.node.span),
    group,
  );
}

/** The triggers and functions of a column that was added later under names of their own, beside those of the table. */
export function namedForColumn(statements: readonly PgStatement[], column: string | undefined): PgStatement[] {
  if (column === undefined) return [...statements];
  return statements.map((s) => {
    if (s.kind === 'PgCreateTrigger')
      return { ...s, name: shorten(`${s.name}_${column}`), function: suffixed(s.function, column) };
    return s.kind === 'PgCreateRoutine' ? { ...s, name: suffixed(s.name, column) } : s;
  });
}

const suffixed = (name: readonly string[], column: string): readonly string[] => [
  ...name.slice(0, -1),
  helperName(name.at(-1) ?? '', column, '_'),
];
