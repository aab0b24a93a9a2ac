import { lastName } from '../../../ir/dotted.js';
import type {
  AlterObject,
  AlterTable,
  ColumnConstraint,
  ColumnDefinition,
  CreateIndex,
  CreateTable,
  Query,
  TableConstraint,
} from '../../../ir/oracle/index.js';
import type { PgStatement } from '../../../ir/postgres/index.js';
import { foldName } from '../../naming/naming.js';
import { looksUp } from '../alter/alter-place.js';
import { literal, regclassText } from '../names.js';
import { runtimeStatement } from '../runtime-statement.js';
import { notNullColumnNamed } from '../tables/constraints/not-null.js';
import { isShifted } from '../tables/constraints/shifted-keys.js';
import { createdColumns } from '../tables/create-table-as.js';
import { readsTypes, typeOfResult } from './column-types.js';
import { countsChars } from './length-semantics.js';
import { type NotesContext, note, noteCall, notedBy, relationOf, textInParentheses, textOfDefault } from './notes.js';
import { sourcesOfColumns, typeOfColumn } from './query-columns.js';
import { storedExpression } from './stored-expression.js';
import { dictionaryType } from './type-names.js';

/**
 * RENAME CONSTRAINT leaves the index of a key its name; one of NOT NULL has its name in the notes alone. (SQL Language
 * Reference, ALTER TABLE, "rename_constraint_clause")
 */
export function notesOfIndexNames(cx: NotesContext, unit: AlterTable): PgStatement[] {
  const relation = relationOf(cx, unit.name);
  if (!relation || !readsIndexNames(cx)) return [];
  return unit.actions.flatMap((a): readonly PgStatement[] => {
    if (a.kind !== 'RenameConstraint') return [];
    const table = regclassText(cx.naming.of(relation));
    const altered = { unit: cx, node: unit, relation };
    const required = notNullColumnNamed(altered, a.from);
    // Where constraints are looked up at run time, that is noted with them.
    if (required && looksUp(altered)) return [];
    if (required)
      return [noteCall(unit.span, 'note_definition', table, `notnull ${foldName(required.name)}`, a.to.name)];
    return [
      ...(isNameOfPostgres(a.to.name)
        ? [noteCall(unit.span, 'note_definition', table, `named ${foldName(a.to.name)}`, a.to.name)]
        : []),
      noteCall(unit.span, 'note_index_name', table, foldName(a.to.name), a.from.name),
    ];
  });
}

/** An index that is made under another name than Oracle's, which a table has. */
export function noteOfIndexName(cx: NotesContext, unit: CreateIndex, made: readonly PgStatement[]): PgStatement[] {
  const index = made.find((s) => s.kind === 'PgCreateIndex');
  const name = lastName(unit.name);
  if (!index || name === undefined || index.name === foldName(name) || !readsIndexNames(cx)) return [];
  return [noteCall(unit.span, 'note_definition', regclassText([index.table[0] ?? '', index.name]), 'index_name', name)];
}

/**
 * ALTER INDEX … RENAME of a key's index, which makes no statement (alter-object.ts): the constraint keeps its name. One
 * that was made under another name has its own then.
 */
export function noteOfKeyIndex(cx: NotesContext, unit: AlterObject, made: readonly PgStatement[]): PgStatement[] {
  const { objectKind, name, renameTo, span } = unit;
  const [renamed] = made;
  if (renamed?.kind === 'PgRename' && renamed.objectKind === 'index' && name && renameTo && readsIndexNames(cx)) {
    const index = regclassText([renamed.name[0] ?? '', renamed.to]);
    const own = renamed.name.at(-1) ?? '';
    return [
      noteCall(span, 'index_renamed', index, own),
      ...(own === foldName(lastName(name))
        ? []
        : [noteCall(span, 'note_definition', index, 'index_name', renameTo.name)]),
    ];
  }
  if (objectKind !== 'INDEX' || !name || !renameTo || made.length > 0 || !readsIndexNames(cx)) return [];
  const owner = name.parts.length > 1 ? name.parts[0]?.name : cx.analysis.ownerAt(name.span);
  const schema = cx.naming.schemaOf(owner ?? '');
  return [noteCall(span, 'note_key_index', schema, lastName(name), renameTo.name)];
}

/** What was noted of a column follows its name. */
export function renamedNotes(cx: NotesContext, unit: AlterTable): PgStatement[] {
  const relation = relationOf(cx, unit.name);
  // Where constraints are looked up at run time, that is done with them.
  if (!relation || cx.analysis.showsConstraintStates() || !readsTypes(cx)) return [];
  return unit.actions.flatMap((a): readonly PgStatement[] => {
    if (a.kind !== 'RenameColumn') return [];
    const table = regclassText(cx.naming.of(relation));
    return [noteCall(unit.span, 'renamed_in_states', table, foldName(a.from.name), foldName(a.to.name))];
  });
}

/**
 * What is noted of a table that a CREATE or ALTER TABLE makes or changes.
 * @param columns those that it adds or modifies
 * @param constraints those that stand beside the columns
 */
export function notesOfTable(
  cx: NotesContext,
  unit: CreateTable | AlterTable,
  columns: readonly ColumnDefinition[],
  constraints: readonly TableConstraint[],
): PgStatement[] {
  if (unit.kind === 'CreateTable' && unit.temporary === 'PRIVATE') return [];
  return [
    ...(readsTypes(cx) ? partsOfColumns(cx, unit, columns) : []),
    ...(cx.reads('CONSTRAINTS', 'CONS_COLUMNS', 'INDEXES') ? partsOfConstraints(cx, columns, constraints) : []),
    ...(cx.reads('CONSTRAINTS') ? partsOfDisabledChecks(cx, lastName(unit.name), columns, constraints) : []),
    ...(cx.reads('CONSTRAINTS', 'INDEXES') ? shiftedKeys(cx, unit, columns, constraints) : []),
  ]
    .flatMap(([part, name, value]) => note(cx, unit, unit.name, `${part} ${foldName(name)}`, value))
    .concat(cx.reads('CONSTRAINTS') ? notesOfUnnamedChecks(cx, unit, allConstraints(columns, constraints)) : [])
    .concat(notesOfKeyIndexes(cx, unit, allConstraints(columns, constraints)))
    .concat(notesOfIdentity(cx, unit, columns))
    .concat(notesOfPlaces(cx, unit, columns))
    .concat(noteOfObjects(cx, unit));
}

/** A table of objects is in USER_OBJECT_TABLES, not in USER_TABLES. */
const noteOfObjects = (cx: NotesContext, unit: CreateTable | AlterTable): PgStatement[] =>
  unit.kind === 'CreateTable' && unit.ofType && cx.reads('TABLES', 'LOBS')
    ? note(cx, unit, unit.name, 'objects', lastName(unit.ofType) ?? '')
    : [];

/** INVISIBLE columns, and those that become visible: they have no COLUMN_ID, and another one. */
const notesOfPlaces = (
  cx: NotesContext,
  unit: CreateTable | AlterTable,
  columns: readonly ColumnDefinition[],
): PgStatement[] =>
  columns.flatMap(({ name, invisible, zoneOf }) =>
    invisible === undefined || zoneOf || !cx.reads('TAB_COLUMNS', 'TAB_COLS')
      ? []
      : notedBy(cx, unit, unit.name, 'note_place', foldName(name.name), invisible ? 'hidden' : 'last'),
  );

/** The options of an identity column that its sequence does not keep. */
function notesOfIdentity(
  cx: NotesContext,
  unit: CreateTable | AlterTable,
  columns: readonly ColumnDefinition[],
): PgStatement[] {
  if (!cx.reads('SEQUENCES')) return [];
  return columns.flatMap(({ name, identity }) => {
    if (!identity) return [];
    const { cache } = identity.options;
    const text = cache === null ? '0' : cache;
    return notedBy(cx, unit, unit.name, 'note_identity', foldName(name.name), text);
  });
}

/** Is it like a name that PostgreSQL gives a constraint without one? */
const isNameOfPostgres = (name: string): boolean => /_(pkey|key|fkey|check)\d*$/i.test(name);

const readsIndexNames = (cx: NotesContext): boolean =>
  cx.reads('INDEXES', 'IND_COLUMNS', 'IND_EXPRESSIONS', 'IND_PARTITIONS', 'OBJECTS', 'CONSTRAINTS', 'SEGMENTS');

/** Keys whose indexes have a name of their own (PostgreSQL's has that of the constraint), or are LOCAL. */
function notesOfKeyIndexes(
  cx: NotesContext,
  unit: CreateTable | AlterTable,
  constraints: readonly (ColumnConstraint | TableConstraint)[],
): PgStatement[] {
  const symbol = relationOf(cx, unit.name);
  if (!symbol || !readsIndexNames(cx)) return [];
  return constraints.flatMap(({ state }): readonly PgStatement[] => {
    const using = state.usingIndex?.kind === 'CreateIndex' ? state.usingIndex.name : state.usingIndex;
    const index = using?.parts.at(-1)?.name;
    if (!state.name || state.enabled === false) return [];
    const table = regclassText(cx.naming.of(symbol));
    const key = foldName(state.name.name);
    return [
      ...(state.localIndex ? [noteCall(unit.span, 'note_definition', table, `local ${key}`, 'Y')] : []),
      ...(index !== undefined && index !== state.name.name
        ? [noteCall(unit.span, 'note_index_name', table, key, index)]
        : []),
    ];
  });
}

/** What is noted of a column or constraint: as what, its name, and the value. */
type Part = readonly [part: string, name: string, value: string];

const allConstraints = (
  columns: readonly ColumnDefinition[],
  constraints: readonly TableConstraint[],
): readonly (ColumnConstraint | TableConstraint)[] => [...columns.flatMap((c) => c.constraints), ...constraints];

/** Types and the expressions of DEFAULT and of virtual columns. */
function partsOfColumns(
  cx: NotesContext,
  unit: CreateTable | AlterTable,
  columns: readonly ColumnDefinition[],
): readonly Part[] {
  const parts: Part[] = [];
  const inChars = countsChars(cx, unit);
  const showsDefaults = cx.reads('TAB_COLUMNS', 'TAB_COLS');
  for (const c of columns) {
    const type = c.type
      ? dictionaryType(c.type, inChars)
      : c.virtual && typeOfResult(cx.analysis, cx.analysis.typeOf(c.virtual), c.virtual);
    if (type !== undefined) parts.push(['type', c.name.name, type]);
    if (!showsDefaults) continue;
    if (c.default && !c.identity) parts.push(['default', c.name.name, textOfDefault(cx, c.default.span)]);
    const stored = c.virtual && storedExpression(cx.analysis, c.virtual);
    if (stored !== undefined) parts.push(['default', c.name.name, stored]);
  }
  if (unit.kind === 'CreateTable' && unit.asQuery) parts.push(...typesByQuery(cx, unit, unit.asQuery));
  return parts;
}

/** The types of the columns that a query makes. */
function typesByQuery(cx: NotesContext, unit: CreateTable, { body }: Query): readonly Part[] {
  const symbol = cx.analysis.declared(unit);
  const sources = sourcesOfColumns(cx.analysis, body);
  if (symbol?.kind !== 'relation') return [];
  return createdColumns(symbol).flatMap(({ name, type }, i): readonly Part[] => {
    const shown = typeOfColumn(cx, type, sources?.[i] ?? 'computed', unit);
    return shown === undefined ? [] : [['type', name, shown]];
  });
}

/** What the catalogue does not tell of constraints that have names, and of NOT NULL. */
function partsOfConstraints(
  cx: NotesContext,
  columns: readonly ColumnDefinition[],
  constraints: readonly TableConstraint[],
): readonly Part[] {
  const parts: Part[] = [];
  const all = allConstraints(columns, constraints);
  // The rule on NULL of a key of several columns makes an index of it.
  if (cx.reads('CONSTRAINTS', 'CONS_COLUMNS'))
    for (const c of constraints)
      if (c.kind === 'Unique' && c.columns.length > 1 && c.state.name && c.state.enabled !== false)
        parts.push(['unique', c.state.name.name, 'U']);
  // Names that PostgreSQL could have given.
  if (cx.reads('CONS_COLUMNS') || readsIndexNames(cx))
    for (const { state } of all)
      if (state.name && isNameOfPostgres(state.name.name)) parts.push(['named', state.name.name, state.name.name]);
  if (cx.reads('CONSTRAINTS', 'CONS_COLUMNS')) for (const c of columns) parts.push(...partsOfNotNull(c, constraints));
  if (cx.reads('CONSTRAINTS'))
    for (const k of all)
      if ((k.kind === 'ColumnCheck' || k.kind === 'Check') && k.state.name)
        parts.push(['check', k.state.name.name, textInParentheses(cx, k.condition.span, 1)]);
  if (cx.reads('CONSTRAINTS'))
    for (const { kind, state } of all)
      if (state.name && state.enabled !== false && state.validated === false && isKeptByTable(kind))
        parts.push(['novalidate', state.name.name, 'Y']);
  return parts;
}

/** The conditions of disabled checks without a name. */
function partsOfDisabledChecks(
  cx: NotesContext,
  table: string,
  columns: readonly ColumnDefinition[],
  constraints: readonly TableConstraint[],
): readonly Part[] {
  const isMeant = ({ state }: ColumnConstraint | TableConstraint): boolean => !state.name && state.enabled === false;
  const ofColumns = columns.flatMap((c) =>
    c.constraints.flatMap((k): readonly Part[] =>
      k.kind === 'ColumnCheck' && isMeant(k)
        ? [['check', `${table}_${c.name.name}_CHECK`, textInParentheses(cx, k.condition.span, 1)]]
        : [],
    ),
  );
  const ofTable = constraints.flatMap((k): readonly Part[] =>
    k.kind === 'Check' && isMeant(k) ? [['check', `${table}_CHECK`, textInParentheses(cx, k.condition.span, 1)]] : [],
  );
  return [...ofColumns, ...ofTable];
}

/** The names of NOT NULL; where it has none, that PostgreSQL cannot tell it from what a primary key asks for. */
function partsOfNotNull(column: ColumnDefinition, constraints: readonly TableConstraint[]): readonly Part[] {
  const { name } = column.name;
  // An identity column says it by itself.
  if (column.identity && !column.constraints.some((k) => k.kind === 'NotNull'))
    return isInPrimaryKey(column, constraints) ? [['required', name, 'Y']] : [];
  return column.constraints.flatMap((k): readonly Part[] => {
    if (k.kind !== 'NotNull' || k.state.enabled === false) return [];
    if (k.state.name) return [['notnull', name, k.state.name.name]];
    return isInPrimaryKey(column, constraints) ? [['required', name, 'Y']] : [];
  });
}

/** Foreign keys are made later, and NOT VALID; NOT NULL is the column's. */
function isKeptByTable(kind: (ColumnConstraint | TableConstraint)['kind']): boolean {
  return /PrimaryKey$|Unique$|Check$/.test(kind);
}

/** The columns of keys that are deferrable only because PostgreSQL would check them row by row. */
function shiftedKeys(
  cx: NotesContext,
  unit: CreateTable | AlterTable,
  columns: readonly ColumnDefinition[],
  constraints: readonly TableConstraint[],
): readonly Part[] {
  const relation = relationOf(cx, unit.name);
  const ofColumns = columns.flatMap((c) =>
    c.constraints.some((k) => (k.kind === 'ColumnPrimaryKey' || k.kind === 'ColumnUnique') && !k.state.deferrable)
      ? [[c.name.name]]
      : [],
  );
  const ofTable = constraints.flatMap((c) =>
    (c.kind === 'PrimaryKey' || c.kind === 'Unique') && !c.state.deferrable ? [c.columns.map((x) => x.name)] : [],
  );
  return [...ofColumns, ...ofTable]
    .filter((key) => isShifted(cx.analysis, relation, key))
    .flatMap((key) => key.map((name): Part => ['shifted', name, 'Y']));
}

const isInPrimaryKey = (column: ColumnDefinition, constraints: readonly TableConstraint[]): boolean =>
  column.constraints.some((k) => k.kind === 'ColumnPrimaryKey') ||
  constraints.some((k) => k.kind === 'PrimaryKey' && k.columns.some((c) => c.name === column.name.name));

/** PostgreSQL chooses their names. */
function notesOfUnnamedChecks(
  cx: NotesContext,
  unit: CreateTable | AlterTable,
  constraints: readonly (ColumnConstraint | TableConstraint)[],
): PgStatement[] {
  const conditions = constraints.flatMap((c) =>
    (c.kind === 'ColumnCheck' || c.kind === 'Check') && !c.state.name && c.state.enabled !== false
      ? [literal(textInParentheses(cx, c.condition.span, 1))]
      : [],
  );
  const own = cx.analysis.declared(unit);
  const symbol = own?.kind === 'relation' ? own : relationOf(cx, unit.name);
  if (conditions.length === 0 || !symbol) return [];
  const table = literal(regclassText(cx.naming.of(symbol)));
  return [runtimeStatement(unit.span, 'note_checks', table, `array[${conditions.join(', ')}]`)];
}
