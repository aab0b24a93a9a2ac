import type { BoundArgument, ResolvedStep } from '../../../analyze/analysis.js';
import { isDatetime, isInterval, isNumeric, isScalar, isText } from '../../../analyze/model/operators.js';
import type { RoutineSymbol } from '../../../analyze/model/symbols.js';
import type { OracleType } from '../../../analyze/model/types.js';
import { convertsText } from '../../../analyze/oracle/builtin-functions.js';
import { literalNumber } from '../../../ir/literals.js';
import type { Expr } from '../../../ir/oracle/index.js';
import type { OracleNode } from '../../../ir/oracle/node.js';
import type { PgExpr } from '../../../ir/postgres/index.js';
import { contains, isQuery } from '../../../ir/walk.js';
import { b } from '../../builders.js';
import { isLazy } from '../../builtins/lazy.js';
import type { ExprContext } from '../../context.js';
import { calleesOf } from '../../plsql/effects/callees.js';
import { callsForEffect } from '../../plsql/effects/calls-for-effect.js';
import { hasAtMostOneRow } from '../../queries/grouping/at-most-one-row.js';
import { pgTypeOf } from '../../types.js';
import { lowerExpr } from '../index.js';
import { isConstant } from '../names/constants.js';
import { isNullLiteral, mayBeNull, typeOf } from '../typing.js';
import { isKnownWhenPlanned } from './reached.js';

/**
 * The context of operands and arguments that stand beside calls with effects. PL/pgSQL plans a statement of SQL, and an
 * expression that calls itself or has failed, with the values of variables as constants; a strict function of a NULL is
 * NULL then, and the call beside it is left out. Oracle evaluates all operands (PL/SQL Language Reference,
 * "Expressions"). So PostgreSQL is kept from knowing those that may be NULL: `mod(ora.reached(v), next())`. So it is
 * where what fails beside them is met again, in a loop with handlers, and in SQL, which is planned each time:
 * `ora.reached(v) + ora.to_number(s)`.
 */
export function besideCalls(outer: ExprContext, expr: Expr): ExprContext {
  const ex = besideFailing(outer, expr);
  if (!ex.routine) return ex;
  const operands = operandsOf(ex, expr);
  if (operands.length < 2) return ex;
  const kept = [...failingAgain(ex, expr, operands), ...operands.filter((o) => callsForEffect(ex, o))];
  const isBeside = (operand: Expr): boolean => kept.some((other) => other !== operand && meet(expr, operand, other));
  const known = operands.filter((o) => isBeside(o) && isScalar(typeOf(ex, o)) && mayBeNull(ex, o) && mayBeKnown(ex, o));
  if (known.length === 0) return ex;
  const made = new Map<Expr, PgExpr>();
  const replace = (operand: Expr): PgExpr | undefined => {
    if (!known.includes(operand)) return ex.substitutions?.replace(operand);
    const value = made.get(operand) ?? b.ora(operand.span, 'reached', lowerExpr(ex, operand));
    made.set(operand, value);
    return value;
  };
  return { ...ex, substitutions: { ...ex.substitutions, replace } };
}

/**
 * The context of `2.5 / 0 * NULL` in SQL: beside the literal NULL PostgreSQL would leave out what fails, which Oracle
 * works out. `ora.reached(null::numeric)`
 */
function besideFailing(ex: ExprContext, expr: Expr): ExprContext {
  if (!ex.sql || expr.kind !== 'Binary' || expr.op === '||') return ex;
  const operands = [expr.left, expr.right];
  const nothing = operands.find(isNullLiteral);
  const other = operands.find((o) => !isNullLiteral(o));
  if (!nothing || !other || !failingAgain(ex, expr, operands).includes(other)) return ex;
  const type = typeOf(ex, other);
  const kept: OracleType | undefined =
    isNumeric(type) || (isText(type) && isArithmetic(expr.op))
      ? { kind: 'number' }
      : isArithmetic(expr.op) || !isScalar(type)
        ? undefined
        : type;
  if (!kept) return ex;
  const { span } = nothing;
  const value = b.ora(span, 'reached', b.cast(span, b.null(span), pgTypeOf(ex.unit.naming, kept, 'value')));
  const replace = (operand: Expr): PgExpr | undefined =>
    operand === nothing ? value : ex.substitutions?.replace(operand);
  return { ...ex, substitutions: { ...ex.substitutions, replace } };
}

/**
 * The later operand of AND or OR, as PostgreSQL must not know it when it plans: FALSE and TRUE settle the answer there,
 * and what stands before is left out, though PL/SQL evaluates it first.
 */
export function behindCalls(ex: ExprContext, earlier: readonly Expr[], operand: Expr, made: PgExpr): PgExpr {
  const { routine } = ex;
  if (ex.sql || !routine || !mayBeKnown(ex, operand)) return made;
  const isPlannedAnew = (e: Expr): boolean =>
    (routine.plansWithValues && contains(e, (node) => mayFail(ex, node))) || callsItself(ex, e);
  return earlier.some(isPlannedAnew) ? b.ora(operand.span, 'reached', made) : made;
}

/** Does the expression call the routine that it stands in, by itself or through others? */
function callsItself({ unit: { analysis }, routine }: ExprContext, expr: Expr): boolean {
  const own = routine?.symbol;
  if (own?.kind !== 'routine') return false;
  const met = new Set<RoutineSymbol>();
  const leadsHere = (callee: RoutineSymbol): boolean => {
    if (callee === own) return true;
    if (met.has(callee)) return false;
    met.add(callee);
    return [...analysis.effectsOf(callee).calls].some(leadsHere);
  };
  return contains(expr, (node) => calleesOf(analysis, node).some(leadsHere));
}

/** What PostgreSQL's operator or function needs, all of it, for a result that is not NULL. */
function operandsOf(ex: ExprContext, expr: Expr): readonly Expr[] {
  switch (expr.kind) {
    case 'Binary':
      // Of numbers and comparisons the calls are statements of their own where there is a place for these.
      return expr.op === '||' || (isHoisted(ex, expr) && failingAgain(ex, expr, [expr.left, expr.right]).length === 0)
        ? []
        : [expr.left, expr.right];
    case 'Between':
      return [expr.operand, expr.low, expr.high];
    case 'InList':
      return [expr.operand, ...expr.items];
    case 'Like':
      return [expr.operand, expr.pattern];
    case 'Case':
      return expr.operand ? [expr.operand, ...expr.branches.flatMap((branch) => branch.when)] : [];
    case 'Call': {
      const { base, steps } = ex.unit.analysis.resolve(expr);
      if (base.kind !== 'builtin' || steps.length > 0) return [];
      return !isLazy(base.name) || (ex.sql && base.name === 'NULLIF') ? base.args.map((a) => a.value) : [];
    }
    default:
      return [];
  }
}

const isHoisted = (ex: ExprContext, expr: Extract<Expr, { kind: 'Binary' }>): boolean =>
  !ex.sql && ex.hoist !== undefined && !isDatetimeArithmetic(ex, expr);

/** BETWEEN and IN compare the first operand with each other one, and these not with each other. */
const meet = (expr: Expr, one: Expr, other: Expr): boolean =>
  (expr.kind !== 'Between' && expr.kind !== 'InList') || one === expr.operand || other === expr.operand;

/** The operands that fail for some values, where PostgreSQL plans with the values of variables. */
function failingAgain(ex: ExprContext, expr: Expr, operands: readonly Expr[]): readonly Expr[] {
  if (!ex.sql && ex.routine?.plansWithValues !== true) return [];
  const types = operands.map((o) => typeOf(ex, o));
  // Text beside a number or datetime is converted, but as an argument. What a comparison of SQL does with a column of
  // text depends on Oracle's plan as well.
  const isCompared = ex.sql && !(expr.kind === 'Binary' && isArithmetic(expr.op));
  const toValue = expr.kind !== 'Call' && !isCompared && types.some((t) => isNumeric(t) || isDated(t));
  return operands.filter(
    (o, i) => (toValue && isText(types[i] ?? unknown) && !isLiteral(o)) || contains(o, (node) => mayFail(ex, node)),
  );
}

const unknown: OracleType = { kind: 'unknown' };

const isLiteral = (expr: Expr): boolean => expr.kind === 'StringLiteral' || expr.kind === 'NullLiteral';

/**
 * Conversions of text, routines that some values make fail, methods (their object may be NULL), elements of a package's
 * collections, queries for one value, and quotients that PostgreSQL does not compute when it plans.
 */
function mayFail(ex: ExprContext, node: OracleNode): boolean {
  const { analysis } = ex.unit;
  if (node.kind === 'Binary') {
    const divisor = node.op === '/' ? literalNumber(node.right) : 1;
    if (divisor !== undefined) return divisor === 0;
    return !isConstant(ex.unit, node.right) && (ex.perhaps === true || !isKnownWhenPlanned(ex, node));
  }
  if (node.kind === 'Subquery') return ex.sql && !hasAtMostOneRow(ex, node.query);
  if (node.kind !== 'Name' && node.kind !== 'Call' && node.kind !== 'Member' && node.kind !== 'New') return false;
  const { base, steps } = analysis.resolve(node);
  if (!ex.sql && steps.some(({ kind }) => kind === 'objectMethod')) return true;
  if (base.kind === 'variable') return base.variable.storage === 'package' && steps.some(asksForElement);
  if (base.kind === 'routine') {
    return (
      analysis.effectsOf(base.routine)[ex.sql ? 'raises' : 'refusesValues'] || base.args.some((a) => converts(ex, a))
    );
  }
  if (base.kind === 'constructor' && base.routine)
    return analysis.effectsOf(base.routine)[ex.sql ? 'raises' : 'refusesValues'];
  return base.kind === 'builtin' && convertsText(base.name) && !base.args.every((a) => isRight(a.value));
}

/** Is the argument text that becomes a number or datetime? */
function converts(ex: ExprContext, { actual, parameter }: BoundArgument): boolean {
  const { type } = parameter.variable;
  if (!actual || !(isNumeric(type) || isDated(type))) return false;
  return isText(typeOf(ex, actual)) && !isRight(actual);
}

/** Elements of a package's collections are got by functions that fail where there are none. */
const asksForElement = (step: ResolvedStep): boolean =>
  step.kind === 'element' || (step.kind === 'collectionMethod' && step.method !== 'EXISTS');

/** A literal with digits is taken for the right text of a number or datetime, and so is a part of a datetime. */
function isRight(argument: Expr): boolean {
  switch (argument.kind) {
    case 'NumberLiteral':
      return true;
    case 'StringLiteral':
      return /\d|yy/i.test(argument.value);
    case 'Call': {
      const { callee, args } = argument;
      const model = args[1]?.value;
      return (
        callee.kind === 'Name' &&
        callee.parts[0]?.name === 'TO_CHAR' &&
        model?.kind === 'StringLiteral' &&
        /^(?:FM)?(?:SSSSS|YYYY|DDD|HH24|HH12|HH|MI|SS|MM|DD|YY|WW|IW|D|J|Q)+$/i.test(model.value)
      );
    }
    default:
      return false;
  }
}

const isArithmetic = (op: string): boolean => /^(?:[-+*/]|\*\*|MOD|REM)$/.test(op);

const isDatetimeArithmetic = (ex: ExprContext, { op, left, right }: Extract<Expr, { kind: 'Binary' }>): boolean =>
  op === '**' || ((op === '+' || op === '-') && [left, right].some((o) => isDated(typeOf(ex, o))));

const isDated = (type: OracleType): boolean => isDatetime(type) || isInterval(type);

/**
 * May PostgreSQL know that it is NULL: is there a variable in it, and in PL/SQL no call? A NULL makes arithmetic with a
 * column NULL as well.
 */
function mayBeKnown({ unit: { analysis }, atOpen, sql }: ExprContext, expr: Expr): boolean {
  let reads = false;
  const calls = contains(
    expr,
    (node) => {
      if (node.kind !== 'Name' && node.kind !== 'Member' && node.kind !== 'Call') return false;
      const { base } = analysis.resolve(node);
      reads ||= base.kind === 'variable' && (base.variable.storage !== 'package' || atOpen !== undefined);
      return base.kind === 'routine' || (base.kind === 'column' && !sql);
    },
    isQuery,
  );
  return reads && !calls;
}
