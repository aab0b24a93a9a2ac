import type { OracleType } from '../../../analyze/model/types.js';
import { timeZoneNotKept } from '../../../diagnostics/op5.js';
import type { Expr } from '../../../ir/oracle/index.js';
import type { PgExpr } from '../../../ir/postgres/index.js';
import type { Span } from '../../../ir/span.js';
import { b, pgTypes } from '../../builders.js';
import type { ExprContext } from '../../context.js';
import { withPoint } from '../conversions/convert.js';
import { lowerTo } from '../index.js';

/** What JSON_VALUE and a column of JSON_TABLE say about what is missing or wrong. */
interface JsonClauses {
  /** Upper-case words: `NULL ON EMPTY`, `ERROR ON ERROR`. */
  readonly options: readonly string[];
  readonly defaults?: readonly { readonly value: Expr; readonly on: 'EMPTY' | 'ERROR' }[];
}

/** What JSON_VALUE is asked for: the text of a document, a path, and the type of the result, VARCHAR2 where none is. */
interface ScalarAtPath {
  readonly doc: PgExpr;
  readonly path: PgExpr;
  readonly type: OracleType | undefined;
  readonly clauses: JsonClauses;
  readonly span: Span;
  /** May the document be longer than a text of SQL? */
  readonly mayBeLong?: boolean;
  /** Is it asked for as an instant, so that nothing shows its zone? */
  readonly isInstant?: boolean;
}

/**
 * The scalar at a path, as the type; undefined for types that are not converted. What is missing, is no scalar, is no
 * JSON or does not fit the type gives NULL unless a clause says otherwise. A DATE has no time of day without PRESERVE
 * TIME. (SQL Language Reference, "JSON_VALUE"; JSON Developer's Guide, "RETURNING Clause for SQL/JSON Query Functions")
 */
export function jsonScalar(
  ex: ExprContext,
  { doc, path, type, clauses, span, mayBeLong, isInstant }: ScalarAtPath,
): PgExpr | undefined {
  const clause = (on: 'EMPTY' | 'ERROR'): readonly [string, PgExpr] => {
    const given = clauses.defaults?.find((d) => d.on === on);
    if (given) return ['DEFAULT', withPoint(lowerTo(ex, given.value, { kind: 'varchar2' }))];
    if (clauses.options.includes(`ERROR ON ${on}`)) return ['ERROR', b.null(span)];
    return [clauses.options.includes(`NULL ON ${on}`) && on === 'EMPTY' ? 'NULL ON EMPTY' : 'NULL', b.null(span)];
  };
  const [empty, emptyDefault] = clause('EMPTY');
  const [error, errorDefault] = clause('ERROR');
  const plain = empty === 'NULL' && error === 'NULL';
  const value = b.ora(
    span,
    'json_value',
    doc,
    path,
    ...(plain ? [] : [b.text(span, empty), emptyDefault, b.text(span, error), errorDefault]),
  );
  const text = inAscii(value, clauses.options);
  const onError = error === 'NULL' ? [] : [b.text(span, error), errorDefault];
  switch (type?.kind) {
    case undefined:
      return mayBeLong ? b.ora(span, 'json_fit', text, b.num(span, longestByDefault), ...onError) : text;
    case 'clob':
      return text;
    case 'varchar2':
    case 'char':
      return type.length === undefined || type.length >= longestByDefault
        ? text
        : clauses.options.includes('TRUNCATE')
          ? b.call(span, 'left', text, b.num(span, type.length))
          : b.ora(span, 'json_fit', text, b.num(span, type.length), ...onError);
    case 'number': {
      const fallback = error === 'ERROR' ? [] : [b.cast(span, errorDefault, pgTypes.text)];
      const number = b.ora(span, 'point_number', text, ...fallback);
      if (type.precision === undefined) return number;
      const bounds = [b.num(span, type.precision), b.num(span, type.scale ?? 0)];
      return b.ora(span, 'json_number_fit', number, ...bounds, ...onError);
    }
    case 'binaryDouble':
      return b.ora(span, 'json_double', text, ...onError);
    case 'binaryFloat':
      return b.ora(span, 'to_binary_float', b.ora(span, 'json_double', text, ...onError));
    case 'date': {
      const unit = clauses.options.includes('PRESERVE TIME') ? 'second' : 'day';
      return b.call(span, 'date_trunc', b.text(span, unit), b.ora(span, 'json_timestamp', text, ...onError));
    }
    case 'timestamp': {
      const time = b.ora(span, 'json_timestamp', text, ...onError);
      if (type.zone === 'local') return undefined;
      if (type.zone === 'none') return time;
      if (!isInstant) ex.unit.report(timeZoneNotKept(span, 'The time of a JSON document'));
      return b.call(span, 'timezone', b.text(span, 'UTC'), time);
    }
    case 'boolean':
      return b.cast(span, text, pgTypes.boolean);
    default:
      return undefined;
  }
}

/** Without RETURNING, or without a size in it, the result is VARCHAR2(4000). (SQL Language Reference, "JSON_OBJECT") */
const longestByDefault = 4000;

/** ASCII: what is no character of it is escaped. (SQL Language Reference, "JSON_SERIALIZE") */
export const inAscii = (json: PgExpr, options: readonly string[]): PgExpr =>
  options.includes('ASCII') ? b.ora(json.span, 'json_ascii', json) : json;

/**
 * What JSON_QUERY finds, in VARCHAR2(length), or VARCHAR2(4000) where nothing else is said: what is longer is an error,
 * which ON ERROR decides about. (SQL Language Reference, "JSON_QUERY")
 */
export function fitJson(
  found: PgExpr,
  type: OracleType | undefined,
  options: readonly string[],
  mayBeLong = false,
): PgExpr {
  if (type?.kind === 'json') return b.cast(found.span, found, pgTypes.jsonb);
  const isText = type === undefined || type.kind === 'varchar2' || type.kind === 'char';
  const length = (isText && type?.length) || (isText ? longestByDefault : undefined);
  if (length === undefined || length > longestByDefault || (length === longestByDefault && !mayBeLong)) return found;
  const { span } = found;
  if (options.includes('TRUNCATE')) return b.call(span, 'left', found, b.num(span, length));
  const onError = options.find((o) => /^(ERROR|EMPTY).* ON ERROR$/.test(o));
  const instead =
    onError === undefined
      ? []
      : onError.startsWith('ERROR')
        ? [b.text(span, 'ERROR')]
        : [b.text(span, 'DEFAULT'), b.text(span, onError.includes('OBJECT') ? '{}' : '[]')];
  return b.ora(span, 'json_fit', found, b.num(span, length), ...instead);
}

/**
 * The wrapper, ON EMPTY and ON ERROR of JSON_QUERY as arguments of `ora.json_query`; those that are its defaults are
 * left out.
 */
export function queryClauses(words: readonly string[]): readonly string[] {
  const wrapper = words.some((w) => w.startsWith('WITH ') && w.includes('CONDITIONAL') && !w.includes('UNCONDITIONAL'))
    ? 'CONDITIONAL'
    : words.some((w) => w.startsWith('WITH ') && w.includes('WRAPPER'))
      ? 'WITH'
      : 'WITHOUT';
  const on = (what: string): string => {
    const found = words.find((w) => w.endsWith(`ON ${what}`));
    if (found === undefined || found.startsWith('NULL')) return 'NULL';
    if (found.startsWith('ERROR')) return 'ERROR';
    return found.includes('OBJECT') ? 'EMPTY OBJECT' : 'EMPTY ARRAY';
  };
  const [empty, error] = [on('EMPTY'), on('ERROR')];
  if (empty !== 'NULL' || error !== 'NULL') return [wrapper, empty, error];
  return wrapper === 'WITHOUT' ? [] : [wrapper];
}
