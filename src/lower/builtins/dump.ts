import { isNational } from '../../analyze/model/operators.js';
import type { OracleType } from '../../analyze/model/types.js';
import { differentResult, unsupportedFunction } from '../../diagnostics/op2-expressions.js';
import type { Expr } from '../../ir/oracle/index.js';
import type { PgExpr } from '../../ir/postgres/index.js';
import { b } from '../builders.js';
import { refuse } from '../context.js';
import { lowerExpr } from '../expressions/index.js';
import { isBytes } from '../expressions/typing.js';
import { argument, type BuiltinCall, type BuiltinLowering, number, text, typeOfArgument } from './call.js';

/*
 * DUMP and VSIZE show Oracle's internal representation, which the runtime makes from the value. A DATE that is stored
 * has another one than a DATE that is computed: `dump(hiredate)` is `Typ=12 Len=7: …`, `dump(sysdate)`
 * `Typ=13 Len=8: …`. (SQL Language Reference, "DUMP", "VSIZE", "Data Types")
 */

/** DUMP: the bytes that Oracle has for the value. @throws Refusal where they are not known */
export function dump(c: BuiltinCall): PgExpr {
  const type = typeOfArgument(c, 0);
  if (isNational(type)) {
    const places = [1, 2, 3].map((i) => (c.args[i] ? number(c, i) : b.null(c.span)));
    return b.ora(c.span, 'dump_national', text(c, 0), b.num(c.span, type.kind === 'char' ? 96 : 1), ...places);
  }
  switch (type.kind) {
    case 'date':
      return dumpOfDate(c);
    case 'timestamp':
      if (type.zone === 'none' && originOf(c, argument(c, 0)) === 'stored') return dumpOf(c, 'dump_timestamp');
      return refuse(unsupportedFunction(c.span, 'DUMP', 'the bytes of such a TIMESTAMP are not known'));
    case 'intervalYearToMonth':
    case 'intervalDayToSecond':
      if (originOf(c, argument(c, 0)) === 'stored')
        return dumpOf(c, type.kind === 'intervalYearToMonth' ? 'dump_interval_months' : 'dump_interval_seconds');
      return refuse(unsupportedFunction(c.span, 'DUMP', 'the bytes of an INTERVAL that is computed are not known'));
    case 'binaryFloat':
    case 'binaryDouble':
      return dumpOf(c, 'dump_binary');
    case 'char':
      // The type code of CHAR and of literals is 96.
      return b.call(c.span, 'replace', rawOrText('dump')(c), b.text(c.span, 'Typ=1 '), b.text(c.span, 'Typ=96 '));
    default:
      return rawOrText('dump')(c);
  }
}

function dumpOfDate(c: BuiltinCall): PgExpr {
  const origin = originOf(c, argument(c, 0));
  if (origin === 'unknown')
    c.ex.unit.report(differentResult(c.span, 'DUMP', 'the DATE is shown as it is stored, also where it is computed'));
  return dumpOf(c, origin === 'computed' ? 'dump_computed_date' : 'dump');
}

const dumpOf = (c: BuiltinCall, name: string): PgExpr =>
  b.ora(c.span, name, lowerExpr(c.ex, argument(c, 0)), ...c.args.slice(1).map((_, i) => number(c, i + 1)));

/**
 * Is it read from a table or a variable, or made by a function, a literal, an operator? Conditional
 * expressions hand on what they are given.
 */
function originOf(c: BuiltinCall, expr: Expr): 'stored' | 'computed' | 'unknown' {
  switch (expr.kind) {
    case 'DatetimeLiteral':
    case 'Binary':
      return 'computed';
    case 'Name':
    case 'Call': {
      const { base, steps } = c.ex.unit.analysis.resolve(expr);
      if (steps.length > 0) return 'unknown';
      if (base.kind === 'variable') return 'stored';
      if (base.kind === 'column') return base.source.relation?.relation === 'table' ? 'stored' : 'unknown';
      return base.kind === 'builtin' && makesDates.has(base.name) ? 'computed' : 'unknown';
    }
    default:
      return 'unknown';
  }
}

const makesDates: ReadonlySet<string> = new Set(
  'SYSDATE CURRENT_DATE TO_DATE TRUNC ROUND ADD_MONTHS LAST_DAY NEXT_DAY NEW_TIME'.split(' '),
);

/** VSIZE of what is no text: DATE has 7 bytes, TIMESTAMP 11 where it has a fraction of a second. */
export function vsize(c: BuiltinCall): PgExpr {
  const type = typeOfArgument(c, 0);
  const bytes = fixedSizes[type.kind];
  if (bytes === undefined && type.kind !== 'timestamp') return rawOrText('vsize')(c);
  const value = lowerExpr(c.ex, argument(c, 0));
  const size = bytes ?? (type.kind === 'timestamp' && type.zone === 'zone' ? 13 : undefined);
  if (size === undefined) return b.ora(c.span, 'vsize', value);
  return {
    kind: 'PgCase',
    span: c.span,
    branches: [{ when: b.isNotNull(c.span, value), then: b.num(c.span, size) }],
  };
}

const fixedSizes: Partial<Record<OracleType['kind'], number>> = {
  date: 7,
  binaryDouble: 8,
  binaryFloat: 4,
  intervalYearToMonth: 5,
  intervalDayToSecond: 11,
};

/** Text; that of the national character set, which is AL16UTF16, as its bytes. */
export function bytesOrText(c: BuiltinCall): PgExpr {
  return isNational(typeOfArgument(c, 0)) ? b.ora(c.span, 'to_utf16', text(c, 0)) : text(c, 0);
}

function rawOrText(name: string): BuiltinLowering {
  return (c) => {
    const type = typeOfArgument(c, 0);
    const value =
      type.kind === 'plsInteger'
        ? number(c, 0)
        : isBytes(type) || type.kind === 'number' || type.kind === 'date'
          ? lowerExpr(c.ex, argument(c, 0))
          : bytesOrText(c);
    return b.ora(c.span, name, value, ...c.args.slice(1).map((_, i) => number(c, i + 1)));
  };
}
