import type { RelationSymbol, VariableSymbol } from '../analyze/model/symbols.js';
import type { OracleType } from '../analyze/model/types.js';
import { runtimeViewColumns, runtimeViewName } from '../analyze/oracle/dictionary-columns.js';
import type { PgType } from '../ir/postgres/index.js';
import type { Naming } from './naming/naming.js';
import { rootOf } from './objects/hierarchy.js';

/**
 * Where a type stands. column: of a table; variable: PL/SQL variable, record field or attribute, where length and
 * precision bind, but for DATE; value: parameter, result, cast target or expression, where they do not.
 */
type TypePlace = 'column' | 'variable' | 'value';

const plain = (name: string, modifiers?: string): PgType => ({ name: [name], modifiers });

/** Longest varchar(n) and largest numeric(p) that PostgreSQL takes. */
const longestVarchar = 10485760;

/** The PostgreSQL type that stands for an Oracle type. (Mapping: src/lower/CALLING-CONVENTION.md, "Types") */
export function pgTypeOf(naming: Naming, type: OracleType, place: TypePlace): PgType {
  const bound = place !== 'value';
  switch (type.kind) {
    case 'number':
      return bound && !type.float ? plain('numeric', numericModifiers(type.precision, type.scale)) : plain('numeric');
    case 'plsInteger':
      return plain('integer');
    case 'binaryFloat':
      return plain('real');
    case 'binaryDouble':
      return plain('double precision');
    case 'varchar2':
      if (type.long && place === 'column') return plain('text');
      return bound && type.length !== undefined && type.length <= longestVarchar
        ? plain('varchar', `(${type.length})`)
        : plain('text');
    case 'char':
      if (place === 'column' && type.length !== undefined) return plain('char', `(${type.length})`);
      // A CHAR variable is kept blank-padded by the assignment; text keeps the blanks where char(n) would drop them.
      return plain('text');
    case 'clob':
      return plain('text');
    case 'raw':
    case 'blob':
      return plain('bytea');
    case 'bfile':
      return plain('text');
    case 'date':
      // What is assigned to a DATE has lost its fraction of a second by then; a type that rounds would cost a cast.
      return place === 'column' ? plain('timestamp', '(0)') : plain('timestamp');
    case 'timestamp': {
      const name = type.zone === 'none' ? 'timestamp' : 'timestamp with time zone';
      return bound ? plain(name, `(${Math.min(type.precision ?? 6, 6)})`) : plain(name);
    }
    case 'intervalYearToMonth':
    case 'intervalDayToSecond':
      return plain('interval');
    case 'boolean':
      return plain('boolean');
    case 'rowid':
      return plain('text');
    case 'xml':
      return plain('xml');
    case 'json':
      return plain('jsonb');
    case 'anydata':
      return plain('jsonb');
    case 'jsonElement':
      return { name: ['ora', 'json_element'] };
    case 'refCursor':
      return plain('refcursor');
    case 'record':
      switch (type.identity.kind) {
        case 'declared':
          return { name: naming.of(type.identity.symbol) };
        case 'table':
          return rowTypeName(naming, type.identity.table);
        case 'cursor':
        case 'query':
          return plain('record');
      }
      return plain('record');
    case 'collection': {
      const { collection } = type;
      if (collection.variant === 'associativeArray' || naming.keepsGaps(collection))
        return { name: naming.of(collection) };
      if (place === 'column' && !collection.container) return { name: naming.of(collection) };
      return arrayOf(naming, collection.element);
    }
    case 'object':
      // Subtypes are domains for columns only: PL/pgSQL treats a domain over a composite as a scalar in several places.
      return { name: naming.of(bound && place === 'column' ? type.object : rootOf(type.object)) };
    case 'ref':
      return plain('uuid');
    case 'null':
    case 'unknown':
      return plain('text');
  }
}

/**
 * Is a value of SQL of that type a row of PostgreSQL: an object, or a nested table that keeps its gaps? INTO would
 * spread a row's columns over it.
 */
export const isRowValue = (naming: Naming, type: OracleType): boolean =>
  type.kind === 'object' || (type.kind === 'collection' && naming.keepsGaps(type.collection));

/** The composite type of a table's or view's rows; of a dictionary view, that of the runtime's view. */
function rowTypeName(naming: Naming, relation: RelationSymbol): PgType {
  if (!relation.supplied) return { name: naming.of(relation) };
  return runtimeViewColumns(relation.name) ? { name: ['ora', runtimeViewName(relation.name)] } : plain('record');
}

/**
 * The type of a routine's parameter: where overloads differ only in Oracle types that PostgreSQL has one type
 * for, a type of its own for each.
 */
export function parameterType(naming: Naming, parameter: VariableSymbol): PgType {
  return naming.distinguishes(parameter)
    ? distinctType(naming, parameter.type)
    : pgTypeOf(naming, parameter.type, 'value');
}

/**
 * A type of its own for each Oracle type that shares PostgreSQL's with another one: domains and types of the runtime.
 */
export function distinctType(naming: Naming, type: OracleType): PgType {
  switch (type.kind) {
    case 'varchar2':
      return plain('varchar');
    case 'raw':
      return { name: ['ora', 'raw'] };
    case 'date':
      return { name: ['ora', 'oracle_date'] };
    case 'timestamp':
      return type.zone === 'local' ? { name: ['ora', 'local_time'] } : pgTypeOf(naming, type, 'value');
    case 'intervalYearToMonth':
      return { name: ['ora', 'year_to_month'] };
    case 'collection':
      return type.collection.container ? pgTypeOf(naming, type, 'value') : { name: naming.of(type.collection) };
    case 'object':
      return { name: naming.of(type.object) };
    default:
      return pgTypeOf(naming, type, 'value');
  }
}

/**
 * The array type over an element type; PostgreSQL has no arrays of arrays, so inner collections
 * keep a named type of their own.
 */
export function arrayOf(naming: Naming, element: OracleType): PgType {
  const inner =
    element.kind === 'collection' ? { name: naming.of(element.collection) } : pgTypeOf(naming, element, 'variable');
  return { ...inner, array: true };
}

function numericModifiers(precision: number | undefined, scale: number | undefined): string | undefined {
  if (precision === undefined) return undefined;
  return scale === undefined || scale === 0 ? `(${precision})` : `(${precision},${scale})`;
}
