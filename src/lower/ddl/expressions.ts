import type { OracleType } from '../../analyze/model/types.js';
import type { Diagnostic } from '../../diagnostics/diagnostic.js';
import { mapTree } from '../../ir/map-tree.js';
import type { Expr } from '../../ir/oracle/index.js';
import type { PgExpr } from '../../ir/postgres/index.js';
import { b, isCall, pgTypes } from '../builders.js';
import { type ExprContext, Refusal, type UnitContext } from '../context.js';
import { fitTo } from '../expressions/conversions/fit.js';
import { lowerCondition, lowerTo } from '../expressions/index.js';
import { foldName } from '../naming/naming.js';
import { textFunctions } from './tables/text-functions.js';

/** Expressions of DDL stand outside of queries: bare function calls, no scalar subqueries. */
export const ddlContext = (unit: UnitContext): ExprContext => ({ unit, sql: false });

/** A default or virtual expression as a value for a column of the type. */
export function valueForColumn(unit: UnitContext, expr: Expr, type: OracleType): PgExpr {
  const ex = ddlContext(unit);
  return unqualify(fitTo(ex, lowerTo(ex, expr, type), { from: unit.analysis.typeOf(expr), to: type, span: expr.span }));
}

/** The condition of a CHECK constraint, over the row's columns. */
export function rowCondition(unit: UnitContext, expr: Expr): PgExpr {
  return unqualify(lowerCondition(ddlContext(unit), expr));
}

/** Runs `make`; a refusal inside costs only what `make` makes, and is reported as the reason of what was lost. */
export function attempt<T>(unit: UnitContext, make: () => T, lost: () => Diagnostic): T | undefined {
  try {
    return make();
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    const { span, message } = error.diagnostic;
    const diagnostic = lost();
    unit.report({
      ...diagnostic,
      message: `${diagnostic.message.replace(/\.$/, '')}: ${message}`,
      related: { span, message },
    });
    return undefined;
  }
}

/** Columns by their bare names: in DDL of a table only its own columns are in scope. */
export function unqualify(expr: PgExpr): PgExpr {
  return mapTree(expr, (column) => {
    if (column.kind !== 'PgColumn') return undefined;
    return column.parts.length > 1 ? { ...column, parts: column.parts.slice(-1) } : column;
  });
}

/**
 * `to_char(d, 'YYYY-MM')` as a call that PostgreSQL knows to be immutable: the text of a plain date or number by a
 * model that asks no setting. Numbers of such a text, as in TO_NUMBER(TO_CHAR(d, 'YYYYMM')), are a cast.
 */
export function withFixedModels(expr: PgExpr, columns: ReadonlyMap<string, OracleType>): PgExpr {
  const typeOf = (value: PgExpr | undefined): OracleType | undefined => {
    const name = value?.kind === 'PgColumn' ? value.parts[value.parts.length - 1] : undefined;
    return [...columns].find(([column]) => foldName(column) === name)?.[1];
  };
  return mapTree(expr, (call) => {
    if (call.kind !== 'PgCall') return undefined;
    const { span } = call;
    const [value, model, fmt, ...others] = call.args;
    switch (call.name.join('.')) {
      case 'to_char':
      case 'ora.to_char_plain':
      case 'ora.to_char_plain_computed': {
        if (model?.kind !== 'PgString' || !value || others.length > 0) return undefined;
        if (fmt === undefined) return isPlainDate(typeOf(value)) ? b.ora(span, 'model_text', value, model) : undefined;
        const isFixed = fmt.kind === 'PgString' && !/[DGLCU]/i.test(fmt.value) && typeOf(value)?.kind === 'number';
        return isFixed ? b.ora(span, 'model_text', value, model, fmt) : undefined;
      }
      case 'ora.to_number':
      case 'ora.to_number_computed': {
        const text = value && call.args.length === 1 ? withFixedModels(value, columns) : undefined;
        const digits = isCall(text, 'ora.model_text') && text.args.length === 2 && text.args[1];
        const isNumber = digits && digits.kind === 'PgString' && digitsOnly.test(digits.value);
        return text && isNumber ? b.cast(span, text, pgTypes.numeric) : undefined;
      }
      default:
        return undefined;
    }
  });
}

const digitsOnly = /^(?:FM)?(?:YYYY|MM|DDD|DD|HH24|HH12|HH|MI|SS|SSSS|WW|IW|Q|J)+$/;

const isPlainDate = (type: OracleType | undefined): boolean =>
  type?.kind === 'date' || (type?.kind === 'timestamp' && type.zone === 'none');

/**
 * `concat(a, b)` as `coalesce(a, '') || coalesce(b, '')`, which PostgreSQL knows to be immutable: concat itself is not,
 * since it takes values of every type. Unchanged where an operand is not text for certain.
 */
export function withoutConcat(expr: PgExpr, columns: ReadonlyMap<string, OracleType>): PgExpr {
  return mapTree(expr, (call) => {
    if (!isCall(call, 'concat')) return undefined;
    const operands = call.args.map((arg) => textOperand(withoutConcat(arg, columns), columns));
    const [first, ...rest] = operands;
    if (!first || operands.includes(undefined)) return undefined;
    return b.concat(call.span, first, ...rest.filter((o) => o !== undefined));
  });
}

function textOperand(arg: PgExpr, columns: ReadonlyMap<string, OracleType>): PgExpr | undefined {
  const orEmpty = (value: PgExpr): PgExpr => b.coalesce(arg.span, value, b.text(arg.span, ''));
  switch (arg.kind) {
    case 'PgString':
      return arg;
    case 'PgBinary':
      return arg.op === '||' ? orEmpty(arg) : undefined;
    case 'PgCall': {
      const name = arg.name.at(-1)?.replace(/_computed$/, '') ?? '';
      return textFunctions.has(name) || (arg.name[0] === 'ora' && name.endsWith('_text')) ? orEmpty(arg) : undefined;
    }
    case 'PgColumn': {
      const name = arg.parts.at(-1);
      const type = [...columns].find(([column]) => foldName(column) === name)?.[1];
      if (type?.kind === 'char')
        return orEmpty(
          b.call(arg.span, 'rpad', b.cast(arg.span, arg, pgTypes.text), b.num(arg.span, type.length ?? 1)),
        );
      return type?.kind === 'varchar2' || type?.kind === 'clob' ? orEmpty(arg) : undefined;
    }
    default:
      return undefined;
  }
}
