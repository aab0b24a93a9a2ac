import type { PackageSymbol, VariableSymbol } from '../../../analyze/model/symbols.js';
import type { OracleType } from '../../../analyze/model/types.js';
import type { Expr, Statement } from '../../../ir/oracle/index.js';
import type { PgExpr } from '../../../ir/postgres/index.js';
import type { Span } from '../../../ir/span.js';
import { scriptVariablesPackage } from '../../../rewrite/script-variables.js';
import { b } from '../../builders.js';
import type { UnitContext } from '../../context.js';
import { isSeriallyReusable } from '../packages/serially-reusable.js';

/**
 * Does the initialisation of the package do nothing that can be seen or fail? Then it may happen as late as the first
 * use of one of the variables. Its variables start as NULL, as empty collections or as literals that surely fit, and
 * its initialisation part sets no more than that.
 */
export function startsPlainly(unit: UnitContext, pkg: PackageSymbol): boolean {
  if (isSeriallyReusable(pkg)) return false;
  // Nothing sets a variable of SQL*Plus at first.
  if (pkg.name === scriptVariablesPackage) return false;
  const part = pkg.body?.initialization;
  if (part && (part.declarations.length > 0 || !part.body.every((s) => isPlainStatement(unit, pkg, s)))) return false;
  for (const members of pkg.members.values()) {
    for (const m of members) if (m.kind === 'variable' && !isPlainVariable(unit, m)) return false;
  }
  return true;
}

function isPlainStatement(unit: UnitContext, pkg: PackageSymbol, s: Statement): boolean {
  if (s.kind === 'NullStatement') return true;
  if (s.kind !== 'Assignment' || s.target.kind !== 'Name') return false;
  const { base, steps } = unit.analysis.resolve(s.target);
  return (
    base.kind === 'variable' &&
    base.variable.container === pkg &&
    steps.length === 0 &&
    surelyFits(unit, s.value, base.variable.type)
  );
}

function isPlainVariable(unit: UnitContext, variable: VariableSymbol): boolean {
  const { initial } = variable;
  if (
    initial &&
    variable.notNull &&
    (initial.kind === 'NullLiteral' || (initial.kind === 'StringLiteral' && initial.value === ''))
  )
    return false;
  if (initial) return surelyFits(unit, initial, variable.type);
  // Fields of records may have initial values of their own.
  return variable.type.kind !== 'record' || variable.type.fields.every((f) => !f.initial && f.type.kind !== 'record');
}

/** Can giving the value to a variable of the type not fail, once the value is evaluated? */
export function alwaysFits(unit: UnitContext, value: Expr, type: OracleType, notNull: boolean): boolean {
  if (notNull) return value.kind !== 'NullLiteral' && surelyFits(unit, value, type);
  if (value.kind === 'NullLiteral') return type.kind !== 'plsInteger' || !type.notNull;
  return surelyFits(unit, value, type) || isNoNarrower(type, unit.analysis.typeOf(value));
}

/** A value that every variable of the type holds, however narrow. */
export function someValue(type: OracleType, span: Span): PgExpr | undefined {
  switch (type.kind) {
    case 'number':
    case 'plsInteger':
    case 'binaryFloat':
    case 'binaryDouble':
      return b.num(span, 0);
    case 'varchar2':
    case 'char':
    case 'clob':
    case 'raw':
    case 'blob':
      return b.text(span, '');
    case 'boolean':
      return { kind: 'PgBoolean', span, value: false };
    case 'date':
    case 'timestamp':
      return b.text(span, '2000-01-01');
    case 'intervalYearToMonth':
    case 'intervalDayToSecond':
      return b.text(span, '0');
    default:
      return undefined;
  }
}

/** Does the type hold every value of the other? */
function isNoNarrower(type: OracleType, from: OracleType): boolean {
  if (type.kind !== from.kind) return false;
  switch (type.kind) {
    case 'number':
      return type.precision === undefined && type.digits === undefined;
    case 'plsInteger':
      return type.low === undefined && type.high === undefined && !type.notNull;
    case 'varchar2':
      return (
        type.length === undefined ||
        (from.kind === 'varchar2' &&
          from.length !== undefined &&
          from.length <= type.length &&
          from.semantics === type.semantics)
      );
    case 'boolean':
    case 'date':
    case 'clob':
    case 'blob':
    case 'collection':
    case 'object':
    case 'refCursor':
      return true;
    default:
      return false;
  }
}

/** Is the value a literal (or an empty collection) that the type holds? */
function surelyFits(unit: UnitContext, value: Expr, type: OracleType): boolean {
  switch (value.kind) {
    case 'NullLiteral':
      return type.kind !== 'plsInteger' || !type.notNull;
    case 'BooleanLiteral':
      return type.kind === 'boolean';
    case 'NumberLiteral':
      return value.binary === undefined && numberFits(Number(value.text), type);
    case 'Unary':
      return value.op === '-' && value.operand.kind === 'NumberLiteral' && value.operand.binary === undefined
        ? numberFits(-Number(value.operand.text), type)
        : false;
    case 'StringLiteral':
      return (
        type.kind === 'clob' ||
        (type.kind === 'varchar2' && Buffer.byteLength(value.value) <= (type.length ?? 0)) ||
        (type.kind === 'char' && Buffer.byteLength(value.value) <= (type.length ?? 1))
      );
    case 'DatetimeLiteral':
      return type.kind === 'date' && value.type === 'DATE';
    case 'Call': {
      const { base, steps } = unit.analysis.resolve(value);
      return type.kind === 'collection' && base.kind === 'constructor' && steps.length === 0 && base.args.length === 0;
    }
    default:
      return false;
  }
}

function numberFits(value: number, type: OracleType): boolean {
  switch (type.kind) {
    case 'number':
      return (
        type.precision === undefined || Math.abs(value) < 10 ** Math.min(type.precision - (type.scale ?? 0), 30) - 1
      );
    case 'plsInteger':
      return Number.isInteger(value) && value >= (type.low ?? -2147483648) && value <= (type.high ?? 2147483647);
    default:
      return false;
  }
}
