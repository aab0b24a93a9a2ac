import type { TimestampType } from '../../../analyze/model/types.js';
import type { Expr, TypeRef } from '../../../ir/oracle/index.js';

/**
 * `TYPE|length|precision|scale|C where the length counts characters` of a type that PostgreSQL's stands for several of;
 * undefined where PostgreSQL's says it all.
 */
export function dictionaryType(type: TypeRef, inChars: boolean): string | undefined {
  if (type.kind !== 'BuiltinTypeRef') return undefined;
  const semantics = type.lengthSemantics ?? (inChars ? 'CHAR' : 'BYTE');
  const size = numberOf(type.precision);
  switch (type.name) {
    case 'INTEGER':
    case 'INT':
    case 'SMALLINT':
      return 'NUMBER|22||0';
    case 'NUMERIC':
    case 'DECIMAL':
    case 'DEC':
      return type.precision === undefined ? 'NUMBER|22||0' : undefined;
    // A precision that is not written is none, even beside a scale.
    case 'NUMBER': {
      const scale = numberOf(type.scale);
      return type.precision === '*' && scale !== undefined ? `NUMBER|22||${scale}` : undefined;
    }
    case 'FLOAT':
      return `FLOAT|22|${size ?? 126}|`;
    case 'DOUBLE PRECISION':
      return 'FLOAT|22|126|';
    case 'REAL':
      return 'FLOAT|22|63|';
    case 'RAW':
      return size === undefined ? undefined : `RAW|${size}||`;
    // Up to four bytes a character, as in AL32UTF8; PostgreSQL counts characters either way.
    case 'VARCHAR2':
    case 'VARCHAR':
      return semantics === 'CHAR' && size !== undefined ? `VARCHAR2|${Math.min(4 * size, 4000)}|||C` : undefined;
    case 'CHAR':
    case 'CHARACTER':
      return semantics === 'CHAR' ? `CHAR|${Math.min(4 * (size ?? 1), 2000)}|||C` : undefined;
    case 'NVARCHAR2':
      return size === undefined ? undefined : `NVARCHAR2|${2 * size}||`;
    case 'NCHAR':
      return `NCHAR|${2 * (size ?? 1)}||`;
    case 'LONG':
    case 'LONG RAW':
      return `${type.name}|0||`;
    case 'NCLOB':
      return 'NCLOB|4000||';
    case 'ROWID':
      return 'ROWID|10||';
    case 'UROWID':
      return `UROWID|${size ?? 4000}||`;
    case 'TIMESTAMP':
      return timestampType({ zone: 'none', precision: size });
    case 'TIMESTAMP WITH TIME ZONE':
      return timestampType({ zone: 'zone', precision: size });
    case 'TIMESTAMP WITH LOCAL TIME ZONE':
      return timestampType({ zone: 'local', precision: size });
    case 'INTERVAL YEAR TO MONTH':
      return `INTERVAL YEAR(${size ?? 2}) TO MONTH|5|${size ?? 2}|0`;
    case 'INTERVAL DAY TO SECOND': {
      const fraction = numberOf(type.scale) ?? 6;
      return `INTERVAL DAY(${size ?? 2}) TO SECOND(${fraction})|11|${size ?? 2}|${fraction}`;
    }
    default:
      return undefined;
  }
}

/** The number that a precision, scale or length is; undefined for `*` and where it is not a literal. */
export const numberOf = (expr: Expr | '*' | undefined): number | undefined =>
  expr !== undefined && expr !== '*' && expr.kind === 'NumberLiteral' ? Number(expr.text) : undefined;

/**
 * A TIMESTAMP in the session's zone, of more digits than PostgreSQL keeps, or of none: timestamp(0) is what DATE becomes.
 */
export function timestampType({ precision = 6, zone }: Pick<TimestampType, 'precision' | 'zone'>): string | undefined {
  if (zone === 'local') return `TIMESTAMP(${precision}) WITH LOCAL TIME ZONE|11||${precision}`;
  if (zone === 'zone') return precision > 6 ? `TIMESTAMP(${precision}) WITH TIME ZONE|13||${precision}` : undefined;
  if (precision === 0) return 'TIMESTAMP(0)|7||0';
  return precision > 6 ? `TIMESTAMP(${precision})|11||${precision}` : undefined;
}
