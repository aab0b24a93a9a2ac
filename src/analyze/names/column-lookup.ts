import type { CorrelationName } from '../../ir/oracle/index.js';
import type { Resolution, RowSource } from '../analysis.js';
import { rowTypeOf } from '../declare/type-refs.js';
import { type Found, plain } from '../model/name-resolution.js';
import type { Scope } from '../model/scope.js';
import { type ColumnInfo, everHasColumn, hasKnownColumns } from '../model/symbols.js';
import { type OracleType, unknown } from '../model/types.js';
import { pseudoColumns } from '../oracle/builtin-functions.js';

/** A column of the row sources in sight, inner ones first. */
export function findColumn(parts: readonly string[], scope: Scope): Found | undefined {
  let isOpen = false;
  for (let s: Scope | undefined = scope; s; s = s.parent) {
    if (!s.rows) continue;
    const found = qualifiedColumn(s.rows, parts) ?? bareColumn(s.rows, parts, isOpen) ?? rowAlone(s, parts);
    if (found) return found;
    isOpen ||= s.rows.some((r) => r.open);
  }
  return undefined;
}

/** `alias.column`, `owner.table.column`. */
function qualifiedColumn(
  rows: readonly RowSource[],
  [first = '', second, third]: readonly string[],
): Found | undefined {
  if (second === undefined) return undefined;
  const source = rows.find((r) => r.alias === first);
  const ofAlias = source && columnOfSource(source, second);
  if (ofAlias || third === undefined) return ofAlias;
  const qualified = rows.find((r) => r.relation?.owner === first && r.relation.name === second && r.alias === second);
  const column = qualified && columnOf(qualified, third);
  if (qualified && column) return foundColumn(qualified, column, 3);
  const open = rows.find((r) => r.open && r.alias === second);
  return open && openFound(open, third, 3);
}

/** What the name behind an alias means: a column, or a method of the row. */
function columnOfSource(source: RowSource, name: string): Found | undefined {
  const column = columnOf(source, name);
  if (column) return foundColumn(source, column, 2);
  if ((source.object ?? source.relation?.ofType)?.methods.some((m) => m.name === name))
    return { resolution: plain({ kind: 'row', source }, rowOf(source)), used: 1 };
  const mayBeColumn = source.open && (!pseudoColumns.has(name) || name === 'OBJECT_ID');
  return mayBeColumn ? openFound(source, name, 2) : undefined;
}

/**
 * A column without a table before it; `isOpen`: a query further in has a table of unknown columns. `a.b` where `a` is a
 * column is an attribute of its value, but an alias of this name is tried first.
 */
function bareColumn(
  rows: readonly RowSource[],
  [first = '', second]: readonly string[],
  isOpen: boolean,
): Found | undefined {
  const source = rows.find((r) => columnOf(r, first));
  const column = source && columnOf(source, first);
  if (!source || !column) return undefined;
  if (second !== undefined) return hasParts(column.type) ? foundColumn(source, column, 1) : undefined;
  return isOpen ? { resolution: openResolution(source, first), used: 1 } : foundColumn(source, column, 1);
}

const hasParts = ({ kind }: OracleType): boolean =>
  kind === 'object' ||
  kind === 'ref' ||
  kind === 'anydata' ||
  kind === 'record' ||
  kind === 'collection' ||
  kind === 'xml';

function rowAlone(scope: Scope, parts: readonly string[]): Found | undefined {
  const [alias = '', ...others] = parts;
  const row = others.length === 0 ? rowIn(scope, alias) : undefined;
  return row && { resolution: row, used: 1 };
}

const foundColumn = (source: RowSource, column: ColumnInfo, used: number): Found => ({
  resolution: plain({ kind: 'column', source, column }, column.type),
  used,
});

/**
 * A column of an outer query, unless the table of unknown columns in the inner one has the name:
 * what is known of it may not be so.
 */
function openResolution(source: RowSource, name: string): Resolution {
  return plain({ kind: 'column', source, column: { name, type: unknown, nullable: true }, isOpen: true }, unknown);
}

/** The row that an alias stands for, where rows are values: of an object table, or of a collection. */
function rowIn(scope: Scope, alias: string): Resolution | undefined {
  const source = scope.rows?.find(
    (r) => r.alias === alias && alias !== '' && (r.relation?.ofType || r.kind === 'function'),
  );
  return source && plain({ kind: 'row', source }, rowOf(source));
}

/**
 * The argument of VALUE and REF is an alias, also where a column has its name. (SQL Language Reference, "VALUE", "REF")
 */
export function rowNamed(alias: string, scope: Scope): Resolution | undefined {
  for (let s: Scope | undefined = scope; s; s = s.parent) {
    const row = rowIn(s, alias);
    if (row) return row;
  }
  return undefined;
}

/** Is it the alias of a row source in sight? */
export const isRowSource = (alias: string, scope: Scope): boolean => {
  for (let s: Scope | undefined = scope; s; s = s.parent) if (s.rows?.some((r) => r.alias === alias)) return true;
  return false;
};

/** The type of a whole row: its object type, or a record of its columns. */
export function rowOf(source: RowSource): OracleType {
  if (source.object) return { kind: 'object', object: source.object };
  if (source.relation?.ofType) return { kind: 'object', object: source.relation.ofType };
  return source.relation ? rowTypeOf(source.relation) : unknown;
}

/** The column of this name among those of a row source. */
export function columnOf(source: RowSource, name: string): ColumnInfo | undefined {
  return source.columns.find((c) => c.name === name);
}

/** A column of a table that is not among the inputs: nothing else had the name. */
export function openColumn(parts: readonly string[], scope: Scope): Found | undefined {
  if (parts.length > 2) return undefined;
  for (let s: Scope | undefined = scope; s; s = s.parent) {
    const source = s.rows?.find((r) => r.open);
    if (source && parts.length === 1) return openFound(source, parts[0] ?? '', 1);
  }
  return undefined;
}

function openFound(source: RowSource, name: string, used: number): Found {
  return {
    resolution: plain({ kind: 'column', source, column: { name, type: unknown, nullable: true } }, unknown),
    used,
  };
}

/** The type of COLUMN_VALUE where it stands. */
export function columnValueType(scope: Scope): OracleType {
  for (let s: Scope | undefined = scope; s; s = s.parent) {
    const source = s.rows?.find((r) => columnOf(r, 'COLUMN_VALUE'));
    if (source) return columnOf(source, 'COLUMN_VALUE')?.type ?? unknown;
  }
  return unknown;
}

/** `:NEW.x`, `:OLD.x`, `:PARENT.x` of the trigger around. */
export function resolveCorrelation(expr: CorrelationName, scope: Scope): Resolution {
  const trigger = scope.trigger;
  const name = expr.column.name;
  if (!trigger) return { base: { kind: 'unresolved', name: `:${expr.correlation}.${name}` }, steps: [], type: unknown };
  const which = expr.correlation === trigger.old ? 'OLD' : expr.correlation === trigger.parent ? 'PARENT' : 'NEW';
  const column = trigger.table?.columns.find((c) => c.name === name);
  const isPseudo = name === 'ROWID' || name === 'OBJECT_VALUE' || name === 'OBJECT_ID';
  if (!column && !isPseudo && hasKnownColumns(trigger.table) && !everHasColumn(trigger.table, name))
    return { base: { kind: 'unresolved', name: `:${expr.correlation}.${name}` }, steps: [], type: unknown };
  const row = which === 'OLD' ? trigger.symbol.oldRow : trigger.symbol.newRow;
  const object = name === 'OBJECT_VALUE' && !column ? trigger.table?.ofType : undefined;
  if (object)
    return {
      base: { kind: 'correlation', which, column, name, row, object },
      steps: [],
      type: { kind: 'object', object },
    };
  const ofRow: OracleType = name === 'ROWID' ? { kind: 'rowid' } : unknown;
  return {
    base: { kind: 'correlation', which, column, name, row, relation: trigger.table },
    steps: [],
    type: column?.type ?? ofRow,
  };
}
