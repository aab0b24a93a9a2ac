import type { OracleType } from '../../../analyze/model/types.js';
import type { PgExpr } from '../../../ir/postgres/index.js';
import type { PostgresNode } from '../../../ir/postgres/node.js';
import { contains } from '../../../ir/walk.js';
import { runtimeFunction } from '../../../runtime/index.js';
import { foldName } from '../../naming/naming.js';
import { textFunctions } from './text-functions.js';

/**
 * PostgreSQL's own functions that conversions emit and that are immutable for every
 * argument type. (pg_proc.provolatile)
 */
const immutableFunctions = new Set(
  `abs ascii btrim ceil ceiling char_length chr coalesce concat_ws_immutable decode encode exp floor greatest hashtext
  hashtextextended initcap least left length ln log lower lpad ltrim md5 mod nullif octet_length overlay position
  power regexp_replace repeat replace reverse right round rpad rtrim sign split_part sqrt strpos substr substring
  translate trim trunc upper make_interval`.split(/\s+/),
);

/** Types whose text does not depend on settings. */
const plainText = new Set<OracleType['kind']>(['number', 'plsInteger', 'varchar2', 'char', 'clob', 'boolean', 'rowid']);

/**
 * Is the expression the same for the same row at any time and in any session? Only then does PostgreSQL take it in an
 * index or a generated column. False where that is not proven.
 * `own`: names of converted functions that are created IMMUTABLE. (PostgreSQL manual, 38.7)
 */
export function isImmutable(
  expr: PgExpr,
  columns: ReadonlyMap<string, OracleType>,
  own: ReadonlySet<string> = new Set(),
): boolean {
  const mayChange = (node: PostgresNode): boolean => {
    switch (node.kind) {
      case 'PgCall':
        return (
          !immutableCall(node.name) &&
          !own.has(node.name.join('.')) &&
          !truncatesTimestamp(node, columns) &&
          !checksLength(node)
        );
      case 'PgCast':
        return !immutableCast(node, columns);
      case 'PgRaw':
      case 'PgScalarSubquery':
      case 'PgArraySubquery':
      case 'PgInQuery':
      case 'PgExists':
      case 'PgAtTimeZone':
      case 'PgParameter':
        return true;
      case 'PgTypedLiteral':
        return /now|today|tomorrow|yesterday/i.test(node.value);
      case 'PgExtract':
        return !isColumnOf(
          node.operand,
          columns,
          (t) => t.kind === 'date' || (t.kind === 'timestamp' && t.zone === 'none'),
        );
      default:
        return false;
    }
  };
  return !contains(expr, mayChange);
}

/** A function of PostgreSQL or of the runtime that is immutable for every argument type. */
export function immutableCall(name: readonly string[]): boolean {
  const [first, second] = name;
  if (first === undefined) return false;
  if (second === undefined) return immutableFunctions.has(first);
  return first === 'ora' && immutableRuntime(second);
}

/** `ora.fit(text, size)` is immutable; with a label it is that of statements, and stable. */
export const checksLength = (call: Extract<PgExpr, { kind: 'PgCall' }>): boolean =>
  call.name.join('.') === 'ora.fit' && call.args.length === 2;

/** `date_trunc(unit, timestamp)` is immutable; of a timestamptz it is not. */
function truncatesTimestamp(
  call: Extract<PgExpr, { kind: 'PgCall' }>,
  columns: ReadonlyMap<string, OracleType>,
): boolean {
  const [, moment] = call.args;
  return (
    call.name.join('.') === 'date_trunc' &&
    moment !== undefined &&
    isColumnOf(moment, columns, (t) => t.kind === 'date' || (t.kind === 'timestamp' && t.zone === 'none'))
  );
}

/**
 * A function of PostgreSQL or of the runtime that gives the same within one statement: settings and the time zone of
 * the session do not change in it.
 */
export function stableCall(name: readonly string[]): boolean {
  const [first, second] = name;
  if (first === undefined) return false;
  if (second === undefined) return immutableFunctions.has(first) || stableFunctions.has(first);
  return first === 'ora' && declaredAs(second, /\b(IMMUTABLE|STABLE)\b/);
}

const stableFunctions: ReadonlySet<string> = new Set(['concat', 'concat_ws', 'date_trunc', 'to_char']);

/** All overloads of the runtime function are declared immutable. */
const immutableRuntime = (name: string): boolean => declaredAs(name, /\bIMMUTABLE\b/);

function declaredAs(name: string, volatility: RegExp): boolean {
  const sql = runtimeFunction(name)?.sql;
  if (sql === undefined) return false;
  const functions = sql.split(/^CREATE FUNCTION/im).slice(1);
  return functions.length > 0 && functions.every((f) => volatility.test(f.split(/\bAS \$/i)[0] ?? ''));
}

function immutableCast(cast: Extract<PgExpr, { kind: 'PgCast' }>, columns: ReadonlyMap<string, OracleType>): boolean {
  const target = cast.type.name.length === 1 ? (cast.type.name[0] ?? '') : '';
  if (/^(numeric|smallint|integer|bigint|real|double precision|boolean|bytea)$/.test(target)) return true;
  const literal =
    cast.operand.kind === 'PgString' || cast.operand.kind === 'PgNumber' || cast.operand.kind === 'PgNull';
  if (/^(text|varchar|char)$/.test(target)) {
    if (literal) return true;
    if (cast.operand.kind === 'PgCall' || cast.operand.kind === 'PgCast' || cast.operand.kind === 'PgCase')
      return textual(cast.operand);
    return isColumnOf(cast.operand, columns, (t) => plainText.has(t.kind));
  }
  if (/^timestamp$/.test(target))
    return isColumnOf(cast.operand, columns, (t) => t.kind === 'date' || (t.kind === 'timestamp' && t.zone === 'none'));
  return false;
}

function textual(expr: PgExpr): boolean {
  if (expr.kind === 'PgCall') return textFunctions.has(expr.name.at(-1)?.replace(/_computed$/, '') ?? '');
  return expr.kind === 'PgCast' && /^(text|varchar|char|numeric|integer|bigint)$/.test(expr.type.name[0] ?? '');
}

function isColumnOf(
  expr: PgExpr,
  columns: ReadonlyMap<string, OracleType>,
  accept: (type: OracleType) => boolean,
): boolean {
  if (expr.kind !== 'PgColumn') return false;
  const name = expr.parts.at(-1);
  for (const [column, type] of columns) if (foldName(column) === name) return accept(type);
  return false;
}
