import type { OracleType } from '../../analyze/model/types.js';
import { differentResult, unsupportedFunction } from '../../diagnostics/op2-expressions.js';
import type { Expr, NamedFunctionSyntax } from '../../ir/oracle/index.js';
import type { PgExpr } from '../../ir/postgres/index.js';
import { b } from '../builders.js';
import { type ExprContext, refuse } from '../context.js';
import { fitTo } from './conversions/fit.js';
import { lowerExpr, lowerTo } from './index.js';
import { lowerJsonFunction } from './json/functions.js';
import { typeOf } from './typing.js';
import { lowerXmlFunction } from './xml/functions.js';

/** XMLELEMENT, JSON_OBJECT and the other functions with a syntax of their own. */
export function lowerFunctionSyntax(ex: ExprContext, node: NamedFunctionSyntax): PgExpr {
  if (node.name.startsWith('JSON')) return lowerJsonFunction(ex, node);
  if (node.name.startsWith('XML')) return lowerXmlFunction(ex, node);
  if (node.name === 'VALIDATE_CONVERSION') return validateConversion(ex, node);
  // TRANSLATE(x USING NCHAR_CS): all text has one character set.
  if (node.name === 'TRANSLATE' && node.args[0]) return lowerTo(ex, node.args[0].value, { kind: 'varchar2' });
  if (node.name === 'CHR' && node.args[0])
    return b.ora(node.span, 'nchr', lowerTo(ex, node.args[0].value, { kind: 'number' }));
  if (node.name === 'INTERVAL DAY TO SECOND' && node.args[0]) return dayToSecond(ex, node, node.args[0].value);
  if (node.name === 'INTERVAL YEAR TO MONTH' && node.args[0]) return yearToMonth(ex, node, node.args[0].value);
  return refuse(unsupportedFunction(node.span, node.name, 'it has no counterpart'));
}

/**
 * `(a - b) DAY(p) TO SECOND(f)`: the difference of TIMESTAMPs is an interval, that of DATEs a number of days; both get
 * so many digits as a value of the type has. (SQL Language Reference, "Interval Expressions")
 */
function dayToSecond(ex: ExprContext, node: NamedFunctionSyntax, difference: Expr): PgExpr {
  const { span } = node;
  const from = typeOf(ex, difference);
  const value = lowerExpr(ex, difference);
  const to = ex.unit.analysis.typeOf(node);
  if (from.kind === 'intervalDayToSecond') return fitTo(ex, value, { from, to, span });
  if (from.kind !== 'number')
    return refuse(unsupportedFunction(span, node.name, 'the operand is no difference of datetimes'));
  const days: OracleType = { kind: 'intervalDayToSecond', precision: 9, fractional: 9 };
  return fitTo(ex, b.ora(span, 'numtodsinterval', value, b.text(span, 'DAY')), { from: days, to, span });
}

/**
 * `(a - b) YEAR(p) TO MONTH`: the months between both, to the nearest one. (SQL Language Reference, "Interval
 * Expressions")
 */
function yearToMonth(ex: ExprContext, node: NamedFunctionSyntax, difference: Expr): PgExpr {
  const { span } = node;
  if (difference.kind !== 'Binary' || difference.op !== '-')
    return refuse(unsupportedFunction(span, node.name, 'the operand is no difference of datetimes'));
  const date: OracleType = { kind: 'date' };
  const months = b.ora(span, 'months_between', lowerTo(ex, difference.left, date), lowerTo(ex, difference.right, date));
  const to = ex.unit.analysis.typeOf(node);
  const from: OracleType = { kind: 'intervalYearToMonth', precision: 9 };
  ex.unit.report(
    differentResult(
      span,
      node.name,
      'where the days of the months differ, the nearest month is taken, which Oracle may choose otherwise',
    ),
  );
  return fitTo(ex, b.ora(span, 'numtoyminterval', months, b.text(span, 'MONTH')), { from, to, span });
}

/** VALIDATE_CONVERSION(x AS type, fmt, nls). (SQL Language Reference, "VALIDATE_CONVERSION") */
function validateConversion(ex: ExprContext, node: NamedFunctionSyntax): PgExpr {
  const { span } = node;
  const type = node.returning && ex.unit.analysis.typeOfRef(node.returning);
  const name =
    type?.kind === 'timestamp'
      ? type.zone === 'none'
        ? 'TIMESTAMP'
        : 'TIMESTAMP WITH TIME ZONE'
      : type &&
        {
          number: 'NUMBER',
          date: 'DATE',
          binaryDouble: 'BINARY_DOUBLE',
          binaryFloat: 'BINARY_FLOAT',
          intervalDayToSecond: 'INTERVAL DAY TO SECOND',
          intervalYearToMonth: 'INTERVAL YEAR TO MONTH',
        }[type.kind as 'number'];
  const [value, ...rest] = node.args.map((a) => lowerTo(ex, a.value, { kind: 'varchar2' }));
  if (name === undefined || !value) return refuse(unsupportedFunction(span, node.name, 'the type is not known'));
  return b.ora(span, 'validate_conversion', value, b.text(span, name), ...rest);
}
