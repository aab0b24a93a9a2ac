import { secondDigits } from '../../analyze/oracle/builtin-functions.js';
import { timestampPrecision } from '../../diagnostics/op1-types.js';
import { unsupportedExpression } from '../../diagnostics/op2-expressions.js';
import { timeZoneNotKept } from '../../diagnostics/op5.js';
import { literalText } from '../../ir/literals.js';
import type { PgExpr } from '../../ir/postgres/index.js';
import { b, isCall, pgTypes } from '../builders.js';
import { refuse } from '../context.js';
import { convert } from '../expressions/conversions/convert.js';
import { lowerExpr } from '../expressions/index.js';
import {
  argument,
  type BuiltinCall,
  type BuiltinLowering,
  type BuiltinTable,
  datetime,
  isInteger,
  number,
  runtime,
  typeOfArgument,
  varchar,
} from './call.js';

/** One value a statement in SQL, as in Oracle, and usable with an index; in PL/SQL the clock at each call. */
function clock(name: string): BuiltinLowering {
  return (c) => {
    const call = b.ora(c.span, name);
    const now = c.ex.sql ? b.scalar(c.span, b.select(c.span, { items: [call] })) : call;
    const digits = secondDigits(c.name, c.args);
    // The precision is a number that is written down. (SQL Language Reference, "LOCALTIMESTAMP")
    if (digits === undefined && c.args.length > 0)
      refuse(unsupportedExpression(c.span, `${c.name} with a precision other than a number from 0 to 9`));
    if (digits === undefined || digits >= 6) return now;
    const type = c.name === 'LOCALTIMESTAMP' ? pgTypes.timestamp : pgTypes.timestamptz;
    return b.cast(c.span, now, { ...type, modifiers: `(${digits})` });
  };
}

const instant = (c: BuiltinCall, i: number): PgExpr =>
  convert(c.ex, lowerExpr({ ...c.ex, asInstant: argument(c, i) }, argument(c, i)), {
    from: typeOfArgument(c, i),
    to: { kind: 'timestamp', zone: 'zone' },
    span: c.span,
  });

/** TRUNC to a month, a quarter or a year. */
function isFirstOfMonth(value: PgExpr): boolean {
  if (!isCall(value, 'date_trunc')) return false;
  const [unit] = value.args;
  return unit?.kind === 'PgString' && /^(month|quarter|year)$/.test(unit.value);
}

/** (SQL Language Reference, "Datetime Functions") */
export const datetimeFunctions: BuiltinTable = {
  SYSDATE: clock('sysdate'),
  CURRENT_DATE: clock('current_date'),
  SYSTIMESTAMP: clock('systimestamp'),
  CURRENT_TIMESTAMP: clock('current_timestamp'),
  LOCALTIMESTAMP: clock('localtimestamp'),
  DBTIMEZONE: (c) => b.ora(c.span, 'dbtimezone'),
  SESSIONTIMEZONE: (c) => b.ora(c.span, 'sessiontimezone'),
  ADD_MONTHS: (c) => {
    const months = number(c, 1);
    const day = dateOnly(c, 0);
    if (!isInteger(c, 1, months)) return b.ora(c.span, 'add_months', day, months);
    return b.ora(c.span, isFirstOfMonth(day) ? 'add_months_first' : 'add_months_integer', day, months);
  },
  LAST_DAY: (c) => b.ora(c.span, 'last_day', dateOnly(c, 0)),
  NEXT_DAY: (c) => b.ora(c.span, 'next_day', dateOnly(c, 0), varchar(c, 1)),
  NEW_TIME: runtime('new_time', 'dtt'),
  MONTHS_BETWEEN: runtime('months_between', 'dd'),
  SYS_EXTRACT_UTC: (c) => b.ora(c.span, 'sys_extract_utc', instant(c, 0)),
  TZ_OFFSET: runtime('tz_offset', 't'),
  NUMTODSINTERVAL: runtime('numtodsinterval', 'nt'),
  NUMTOYMINTERVAL: runtime('numtoyminterval', 'nt'),
  TO_DSINTERVAL: (c) => {
    reportSeconds(c);
    return c.node?.onConversionError
      ? b.ora(c.span, 'to_dsinterval_default', varchar(c, 0), lowerExpr(c.ex, c.node.onConversionError))
      : b.ora(c.span, 'to_dsinterval', varchar(c, 0));
  },
  TO_YMINTERVAL: (c) =>
    c.node?.onConversionError
      ? b.ora(c.span, 'to_yminterval_default', varchar(c, 0), lowerExpr(c.ex, c.node.onConversionError))
      : b.ora(c.span, 'to_yminterval', varchar(c, 0)),
  FROM_TZ: (c) => {
    if (c.ex.asInstant === undefined || c.ex.asInstant !== c.node) c.ex.unit.report(timeZoneNotKept(c.span, 'FROM_TZ'));
    return b.ora(c.span, 'from_tz', datetime(c, 0), varchar(c, 1));
  },
};

/** More than the six fractional digits that PostgreSQL keeps, in a text that is given. */
function reportSeconds(c: BuiltinCall): void {
  const digits = /\.(\d+)/.exec(literalText(argument(c, 0)) ?? '')?.[1]?.replace(/0+$/, '').length ?? 0;
  if (digits > 6) c.ex.unit.report(timestampPrecision(c.span, c.name, String(digits)));
}

/** The argument as DATE: fractions of a second are gone. */
function dateOnly(c: BuiltinCall, i: number): PgExpr {
  const type = typeOfArgument(c, i);
  const value = datetime(c, i);
  return type.kind === 'timestamp' ? b.ora(c.span, 'date_fit', value) : value;
}
