import { lastName } from '../../../../ir/dotted.js';
import type {
  AlterObject,
  AlterTableAction,
  ColumnConstraint,
  ColumnDefinition,
  ConstraintState,
  CreateIndex,
  CreateTable,
  CurrentOf,
  DmlTarget,
  Expr,
  FromItem,
  Grant,
  OtherStatement,
  Query,
  Revoke,
  ScriptUnit,
} from '../../../../ir/oracle/index.js';
import { treeText } from '../../../../ir/tree-text.js';
import { type Hole, isNumberHole, sourceInParentheses } from './dynamic-words.js';

/*
 * Statements that mean the same whatever object they name, as long as the words that are known at run time only are
 * names:
 *   execute immediate 'truncate table ' || p_table
 * There the words are checked when the program runs, and nothing has to be reported.
 */

/** What stands where no name does: Oracle's error, or a refusal where that is not one error. */
type NoName = number | 'refused';

/** What a word that is no name leads to; undefined of a statement that is another one with another name. */
function withoutName(unit: ScriptUnit): NoName | undefined {
  switch (unit.kind) {
    case 'Truncate':
      return 903;
    case 'CreateTable':
      return isPlainTable(unit) ? 'refused' : undefined;
    case 'DropObject':
      return codes[unit.objectKind];
    case 'AlterTable':
      return alterTable(unit.actions);
    case 'AlterObject':
      return alterObject(unit);
    case 'CommentOn':
      return unit.on === 'TABLE' ? 'refused' : undefined;
    case 'OtherStatement':
      return isOfStatistics(unit) ? 'refused' : undefined;
    case 'CreateOther':
      return unit.context ? 'refused' : undefined;
    case 'CreateSequence':
      return 2277;
    case 'CreateIndex':
      return isPlainIndex(unit) ? 'refused' : undefined;
    case 'Grant':
    case 'Revoke':
      return isOfRows(unit) ? 'refused' : undefined;
    case 'QueryStatement':
      return isNextValue(unit.query) || isOfAnyTable(unit) ? 'refused' : undefined;
    case 'Delete':
      return isOfAnyTable(unit) ? 'refused' : undefined;
    default:
      return undefined;
  }
}

const codes: Readonly<Record<string, NoName>> = {
  TABLE: 903,
  VIEW: 999,
  'MATERIALIZED VIEW': 'refused',
  SEQUENCE: 2277,
  INDEX: 'refused',
  TRIGGER: 'refused',
};

/** A table of columns and keys without names that are known, but for its name. */
function isPlainTable({ kind: _kind, span: _span, name: _name, ...others }: CreateTable): boolean {
  const { temporary, ofType, asQuery, external, cluster, partitioning, ...plain } = others;
  return (
    !(temporary || ofType || asQuery || external || cluster || partitioning) &&
    plain.constraints.every((k) => (k.kind === 'PrimaryKey' || k.kind === 'Unique') && isUnnamed(k.state)) &&
    plain.columns.every(isPlainColumn) &&
    !holdsWord(plain)
  );
}

const isPlainColumn = (c: ColumnDefinition): boolean =>
  c.constraints.every(isPlainInline) && !c.identity && !c.virtual && c.type !== undefined;

/** A column of a known type, whose name may be known at run time only. */
const isPlainNewColumn = (column: ColumnDefinition): boolean =>
  isPlainColumn(column) && !holdsWord({ ...column, name: undefined });

/** A column whose type is all that a word is. */
function isOfTypeOfTheRun({ type, default: initial, constraints, ...column }: ColumnDefinition): boolean {
  const isPlain = constraints.every(({ kind, state }) => isUnnamed(state) && /^(?:NotNull|Nullable)$/.test(kind));
  return (
    typeWord(type) !== undefined &&
    isPlain &&
    isPlainColumn({ ...column, type, constraints }) &&
    !holdsWord({ ...column, name: undefined }) &&
    (initial === undefined || (initial.kind === 'NumberLiteral' && /^\d+$/.test(initial.text) && !holdsWord(initial)))
  );
}

/** The word that stands for a type. */
function typeWord(type: ColumnDefinition['type']): string | undefined {
  if (type?.kind !== 'NamedTypeRef' || type.args || type.name.parts.length > 1) return undefined;
  const name = lastName(type.name).toLowerCase();
  return /^dyn_\d+_$/.test(name) ? name : undefined;
}

/** The words that stand for types of new columns. */
function typeWords(unit: ScriptUnit): readonly string[] {
  if (unit.kind !== 'AlterTable') return [];
  const columns = unit.actions.flatMap((action) => (action.kind === 'AddColumns' ? action.columns : []));
  return columns.map(({ type }) => typeWord(type)).filter((name) => name !== undefined);
}

/**
 * What has no form with a name in the place of the word: types of columns, contexts, which are rows of the runtime, and
 * comments, which are on tables or views.
 */
export const isForRuntimeAlone = (unit: ScriptUnit): boolean =>
  typeWords(unit).length > 0 ||
  (unit.kind === 'CommentOn' && unit.on === 'TABLE') ||
  (unit.kind === 'CreateOther' && unit.context !== undefined);

/** Is there a word that is known at run time only? */
const holdsWord = (tree: object): boolean => /dyn_\d+_|9070518304726\d\d/i.test(treeText(tree));

/** An index on columns: a unique one depends on which of them may be NULL. */
const isPlainIndex = ({ unique, bitmap, special, local, reverse, columns }: CreateIndex): boolean =>
  !(unique || bitmap || special || local || reverse) &&
  columns.every(({ value }) => value.kind === 'Name' && value.parts.length === 1);

/** Privileges on tables, views and sequences, which PostgreSQL grants by name alone. */
const isOfRows = ({ privileges, object }: Grant | Revoke): boolean =>
  object !== undefined && privileges.every(({ name, columns }) => columns === undefined && ofRows.has(name));

const ofRows: ReadonlySet<string> = new Set(['SELECT', 'INSERT', 'UPDATE', 'DELETE']);

/** Without conditions and references, which say more. */
const isPlainInline = ({ kind, state }: ColumnConstraint): boolean =>
  isUnnamed(state) && /^(?:NotNull|Nullable|ColumnUnique|ColumnPrimaryKey)$/.test(kind);

/** A constraint without a name, in force from the beginning. */
const isUnnamed = (state: ConstraintState): boolean => Object.values(state).every((value) => value === undefined);

/** Constraints, triggers and columns by name, and NOT NULL: nothing depends on the types of the table. */
function alterTable(actions: readonly AlterTableAction[]): NoName | undefined {
  const isState = (a: AlterTableAction): boolean =>
    a.kind === 'SetConstraintState' && a.name !== undefined && !a.exceptionsInto;
  if (actions.every(isState)) return 903;
  const isNamed = (a: AlterTableAction): boolean =>
    isState(a) ||
    a.kind === 'EnableTriggers' ||
    a.kind === 'RenameConstraint' ||
    (a.kind === 'DropConstraint' && a.name !== undefined && !a.cascade) ||
    (a.kind === 'AddColumns' && a.columns.every((column) => isPlainNewColumn(column) || isOfTypeOfTheRun(column))) ||
    (a.kind === 'DropColumns' && !a.cascade && !a.setUnused) ||
    (a.kind === 'ModifyColumns' && a.columns.every(isNullable));
  return actions.every(isNamed) ? 'refused' : undefined;
}

/** Does MODIFY say NULL or NOT NULL of the column, and nothing else? */
function isNullable(column: ColumnDefinition): boolean {
  const { kind: _kind, span: _span, name: _name, constraints, ...others } = column;
  const [only, more] = constraints;
  const isPlain = Object.values(others).every((value) => value === undefined || value === false);
  return isPlain && !more && (only?.kind === 'NotNull' || only?.kind === 'Nullable') && only.state.name === undefined;
}

function alterObject({ objectKind, action, sequenceOptions }: AlterObject): NoName | undefined {
  if (objectKind === 'SEQUENCE') return sequenceOptions ? 2277 : undefined;
  if (objectKind === 'INDEX') return /^(REBUILD|RENAME TO)\b/.test(action) ? 'refused' : undefined;
  return isSwitch(objectKind, action) ? 'refused' : undefined;
}

const isSwitch = (objectKind: string, action: string): boolean =>
  objectKind === 'TRIGGER' && /^(ENABLE|DISABLE)$/.test(action);

/**
 * `SELECT COUNT(*) FROM t`, `DELETE FROM t WHERE c IS NULL`: of what types the table's columns are is of no account.
 * Where it may be a temporary one, the session's own has to be made first.
 */
export function isOfAnyTable(unit: ScriptUnit): boolean {
  if (unit.kind === 'Delete') {
    const { target, where, returning, errorLogging, only, hints } = unit;
    return isTableAlone(target) && (!where || isOfNulls(where)) && !returning && !errorLogging && !only && !hints;
  }
  if (unit.kind !== 'QueryStatement') return false;
  const { body, orderBy, with: subqueries, limit, forUpdate } = unit.query;
  if (body.kind !== 'Select' || orderBy || subqueries || limit || forUpdate) return false;
  const [item, more] = body.items;
  const [table, other] = body.from;
  const { where, hierarchy, groupBy, having, model } = body;
  const isPlain = !more && !other && (!where || isOfNulls(where)) && !hierarchy && !groupBy && !having && !model;
  return isPlain && item !== undefined && isCountOfRows(item.value) && table !== undefined && isTableAlone(table);
}

/** Does it change what a table is made of? A temporary one has to be changed where it is defined. */
export const changesTable = (unit: ScriptUnit): boolean =>
  unit.kind === 'CreateIndex' ||
  (unit.kind === 'AlterTable' && unit.actions.some(({ kind }) => kind === 'AddColumns' || kind === 'DropColumns'));

/** `c IS NULL`, whatever type the column has. */
function isOfNulls(where: Expr | CurrentOf): boolean {
  switch (where.kind) {
    case 'Logical':
      return where.operands.every(isOfNulls);
    case 'IsTest':
      return where.test === 'NULL' && where.operand.kind === 'Name' && where.operand.parts.length === 1;
    default:
      return false;
  }
}

const isTableAlone = (item: FromItem | DmlTarget): boolean =>
  item.kind === 'TableRef' &&
  !item.partition &&
  !item.sample &&
  !item.flashback &&
  !item.pivots &&
  !item.matchRecognize;

/** `COUNT(*)`, `COUNT(1)`. */
function isCountOfRows(value: Expr): boolean {
  if (value.kind !== 'Call' || value.over || value.keep || value.quantifier || value.callee.kind !== 'Name')
    return false;
  const [argument, more] = value.args;
  const [name, ...others] = value.callee.parts;
  const isRows = argument?.value.kind === 'Star' || argument?.value.kind === 'NumberLiteral';
  return name?.name === 'COUNT' && others.length === 0 && !more && isRows;
}

/** `SELECT s.NEXTVAL FROM dual`. */
function isNextValue({ body, orderBy, with: subqueries, limit, forUpdate }: Query): boolean {
  if (body.kind !== 'Select' || orderBy || subqueries || limit || forUpdate || body.where || body.groupBy) return false;
  const [item, more] = body.items;
  const [table, other] = body.from;
  if (!item || more || item.value.kind !== 'Name' || !table || other || table.kind !== 'TableRef') return false;
  const last = lastName(item.value);
  return last === 'NEXTVAL' && item.value.parts.length > 1 && lastName(table.name) === 'DUAL';
}

/** `ANALYZE TABLE t COMPUTE STATISTICS`. */
const isOfStatistics = ({ text }: OtherStatement): boolean =>
  /^\s*analyze\s+table\s+[\w$#.]+\s+(?:compute|estimate)\s+statistics(?:\s+sample\s+\d+\s+(?:percent|rows))?\s*$/i.test(
    text,
  );

/**
 * Triggers, which only the catalog knows by name: `ALTER TRIGGER x DISABLE`, `DROP TRIGGER x`. The runtime looks for
 * their tables when the statement runs (`ora.dynamic_object`). And statistics, which it gathers.
 */
export const isFoundByRuntime = (unit: ScriptUnit): boolean =>
  (unit.kind === 'DropObject' && unit.objectKind === 'TRIGGER') ||
  (unit.kind === 'OtherStatement' && isOfStatistics(unit)) ||
  isForRuntimeAlone(unit) ||
  (unit.kind === 'AlterObject' && isSwitch(unit.objectKind, unit.action));

/**
 * The words with what is asked of them; undefined where the statement depends on more than names.
 * @param text the statement with names in the places of the words
 */
export function identifierHoles(unit: ScriptUnit, text: string, holes: readonly Hole[]): readonly Hole[] | undefined {
  const noName = withoutName(unit);
  if (noName === undefined) return undefined;
  const code = noName === 'refused' ? undefined : noName;
  const types = typeWords(unit);
  const made = holes.map((hole): Hole | undefined => {
    if (hole.inLiteral || sourceInParentheses(text, hole.name)) return undefined;
    const places = [...text.matchAll(new RegExp(hole.name, 'g'))].map(({ index }) => ({
      before: text.charAt(index - 1),
      after: text.charAt(index + hole.name.length),
    }));
    // Between quotes the word counts as it is written.
    if (places.some(({ before, after }) => before === '"' || after === '"')) return undefined;
    if (isNumberHole(hole)) return hole;
    const isPart = ({ before, after }: (typeof places)[number]): boolean => /[\w$#]/.test(before + after);
    if (types.includes(hole.name)) return places.length > 1 ? undefined : { ...hole, isType: true };
    // What is a name of its own as well as part of one is asked for the first.
    return { ...hole, identifier: { whole: !places.every(isPart), code } };
  });
  return made.every((hole) => hole !== undefined) ? made : undefined;
}
