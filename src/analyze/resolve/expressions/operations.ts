import type {
  AtTimeZone,
  Binary,
  Cast,
  Collate,
  Expr,
  Extract,
  OuterJoinMark,
  Treat,
  Trim,
  Unary,
} from '../../../ir/oracle/index.js';
import type { AnalyzeContext } from '../../context.js';
import { binaryType, isNumeric } from '../../model/operators.js';
import { inSql, type Scope } from '../../model/scope.js';
import type { OracleType } from '../../model/types.js';
import { resolveExpr } from './expressions.js';
import { nullable, type Typed } from './typed.js';

const number: OracleType = { kind: 'number' };
const varchar2: OracleType = { kind: 'varchar2' };

type Operation = Unary | Binary | Cast | Extract | Trim | AtTimeZone | Collate | Treat | OuterJoinMark;

/** Operators, conversions and what else makes one value of others by a syntax of its own. */
export function resolveOperation(cx: AnalyzeContext, expr: Operation, scope: Scope): Typed {
  const type = (e: Expr): OracleType => resolveExpr(cx, e, scope);
  const notNull = (e: Expr): boolean => cx.facts.notNull.has(e);
  switch (expr.kind) {
    case 'Unary':
      return unary(expr.op, type(expr.operand), notNull(expr.operand));
    case 'Binary': {
      const result = binaryType(expr.op, type(expr.left), type(expr.right), { plsql: !inSql(scope) });
      const [left, right] = [notNull(expr.left), notNull(expr.right)];
      return { type: result, notNull: expr.op === '||' ? left || right : left && right };
    }
    case 'Cast':
      return cast(cx, expr, scope);
    case 'Extract': {
      type(expr.operand);
      const isText = expr.field === 'TIMEZONE_REGION' || expr.field === 'TIMEZONE_ABBR';
      return { type: isText ? varchar2 : number, notNull: notNull(expr.operand) };
    }
    case 'Trim': {
      if (expr.characters) type(expr.characters);
      const operand = type(expr.operand);
      return nullable(operand.kind === 'clob' ? operand : varchar2);
    }
    case 'AtTimeZone': {
      const operand = type(expr.operand);
      if (expr.zone !== 'LOCAL') type(expr.zone);
      const precision = operand.kind === 'timestamp' ? operand.precision : undefined;
      const zoned = expr.zone === 'LOCAL' || expr.isOwn === true || notNull(expr.zone);
      return { type: { kind: 'timestamp', precision, zone: 'zone' }, notNull: zoned && notNull(expr.operand) };
    }
    case 'Collate':
      return { type: type(expr.operand), notNull: notNull(expr.operand) };
    case 'Treat':
      type(expr.operand);
      return nullable(cx.typeOfRef(expr.type, scope));
    case 'OuterJoinMark':
      return nullable(type(expr.operand));
  }
}

function unary(op: Unary['op'], operand: OracleType, notNull: boolean): Typed {
  switch (op) {
    case 'NOT':
      return { type: { kind: 'boolean' }, notNull };
    case 'CONNECT_BY_ROOT':
      return { type: operand, notNull };
    // The root of a hierarchy has no prior row.
    case 'PRIOR':
      return nullable(operand);
    default: {
      const keeps = isNumeric(operand) || operand.kind.startsWith('interval') || operand.kind === 'unknown';
      return { type: keeps ? operand : number, notNull };
    }
  }
}

function cast(cx: AnalyzeContext, { operand, type, format, nls, onConversionError }: Cast, scope: Scope): Typed {
  const from = resolveExpr(cx, operand, scope);
  for (const e of [onConversionError, format, nls]) if (e) resolveExpr(cx, e, scope);
  const to = cx.typeOfRef(type, scope);
  // An empty CLOB is not NULL, but as another type it is no text, which is NULL.
  const mayBeEmpty = from.kind === 'clob' && to.kind !== 'clob';
  return { type: to, notNull: cx.facts.notNull.has(operand) && !onConversionError && !mayBeEmpty };
}
