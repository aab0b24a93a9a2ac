import { unsupportedClause } from '../../diagnostics/op2.js';
import type { BuiltinTypeRef, ColumnDefinition, Expr, TypeRef } from '../../ir/oracle/index.js';
import { type OracleFailure, oracleFailure } from '../../ir/oracle-failure.js';
import { oracleMessage } from '../../ir/oracle-messages.js';
import { refuse } from '../context.js';

/** Types of PL/SQL that no column has. */
const ofPlsql: ReadonlySet<string> = new Set([
  'BOOLEAN',
  'PLS_INTEGER',
  'BINARY_INTEGER',
  'NATURAL',
  'NATURALN',
  'POSITIVE',
  'POSITIVEN',
  'SIGNTYPE',
  'SIMPLE_INTEGER',
  'SIMPLE_FLOAT',
  'SIMPLE_DOUBLE',
  'STRING',
  'TIME',
  'TIME WITH TIME ZONE',
]);

/** Those that are no words of the language. (PL/SQL Language Reference, "Unconstrained Subtypes", "Cursor Variables") */
const namedOfPlsql = /^(SYS_REFCURSOR|(TIME|TIME_TZ|TIMESTAMP|TIMESTAMP_L?TZ|YMINTERVAL|DSINTERVAL)_UNCONSTRAINED)$/;

/** The name of a type that only PL/SQL has. */
function nameInPlsql(type: TypeRef): string | undefined {
  if (type.kind === 'BuiltinTypeRef') return ofPlsql.has(type.name) ? type.name : undefined;
  if (type.kind !== 'NamedTypeRef' || type.name.parts.length > 1) return undefined;
  const name = type.name.parts[0]?.name ?? '';
  return namedOfPlsql.test(name) ? name : undefined;
}

/** A type that needs a length and has none. */
export const missingParenthesis = oracleFailure(906);

/**
 * The error of the type of a column: lengths and precisions, where they are numbers. (SQL Language Reference, "Oracle
 * Built-in Data Types"; Database Error Messages)
 */
export function sizeError({ type }: Pick<ColumnDefinition, 'type'>): OracleFailure | undefined {
  // To SQL these are names of object types, which have no length.
  if (type && nameInPlsql(type)) {
    const sized = type.kind === 'BuiltinTypeRef' ? type.precision : type.kind === 'NamedTypeRef' && type.args;
    const code = sized ? 907 : 902;
    return oracleFailure(code);
  }
  if (type?.kind !== 'BuiltinTypeRef') return undefined;
  // The national character set has two bytes a character.
  const most = { VARCHAR2: 4000, VARCHAR: 4000, NVARCHAR2: 2000, CHAR: 2000, NCHAR: 1000, RAW: 2000 }[type.name];
  if (most !== undefined) {
    if (type.precision === undefined && /^N?VARCHAR/.test(type.name)) return missingParenthesis;
    const length = literalNumber(type.precision);
    if (length === 0) return oracleFailure(1723);
    if (length !== undefined && length > most) return oracleFailure(910);
  }
  const code = numberError(type) ?? timeError(type);
  return code === undefined ? undefined : oracleFailure(code);
}

/** Fractions of seconds and leading fields have up to nine digits. */
function timeError({ name, precision, scale }: BuiltinTypeRef): number | undefined {
  if (!/^(TIMESTAMP|INTERVAL)/.test(name)) return undefined;
  const digits = Math.max(literalNumber(precision) ?? 0, literalNumber(scale) ?? 0);
  return digits > 9 ? 30088 : undefined;
}

/** NUMBER has 1 to 38 digits and a scale of -84 to 127, FLOAT 1 to 126 bits. (SQL Language Reference, "NUMBER Data Type") */
function numberError(type: BuiltinTypeRef): number | undefined {
  if (type.name === 'FLOAT') {
    const bits = literalNumber(type.precision);
    return bits !== undefined && (bits < 1 || bits > 126) ? 1727 : undefined;
  }
  if (type.name !== 'NUMBER') return undefined;
  const precision = literalNumber(type.precision);
  const scale = literalNumber(type.scale);
  if (precision !== undefined && (precision < 1 || precision > 38)) return 1727;
  return scale !== undefined && (scale < -84 || scale > 127) ? 1728 : undefined;
}

function literalNumber(e: Expr | '*' | undefined): number | undefined {
  if (e === '*') return undefined;
  if (e?.kind === 'Unary' && e.op === '-') return -(literalNumber(e.operand) ?? 0);
  return e?.kind === 'NumberLiteral' ? Number(e.text) : undefined;
}

/** A column of a type that no table of Oracle has. */
export function refuseNumberOfNoTable({ type }: ColumnDefinition): void {
  const code = type?.kind === 'BuiltinTypeRef' ? numberError(type) : undefined;
  if (type && code !== undefined)
    refuse(unsupportedClause(type.span, `A NUMBER that Oracle does not take (${oracleMessage(code)})`));
}
