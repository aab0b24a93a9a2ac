import type { PackageSymbol, RoutineSymbol } from '../../../analyze/model/symbols.js';
import type { Expr, If } from '../../../ir/oracle/index.js';
import type { PgExpr, PlCall, PlStatement } from '../../../ir/postgres/index.js';
import { nodesOf } from '../../../ir/walk.js';
import { b } from '../../builders.js';
import type { ExprContext, UnitContext } from '../../context.js';
import { lowerCondition } from '../../expressions/index.js';
import type { RoutineContext } from '../body/routine-context.js';
import { isSeriallyReusable } from '../packages/serially-reusable.js';

/**
 * The call of a procedure of the same package that first of all returns where a variable of the package says so
 * (`IF g_loaded THEN RETURN; END IF;`), under the opposite test: reading a variable costs a third of CALL. Only in the
 * file that has the procedure, too, and where nothing is lost with the arguments.
 */
export function unlessReturnsAtOnce(
  rc: RoutineContext,
  ex: ExprContext,
  routine: RoutineSymbol,
  call: PlCall,
): PlStatement {
  const test = firstTest(rc, routine);
  if (!test || !call.args.every(isPlain) || !hasPlainDefaults(routine, call.args.length)) return call;
  const goesOn = b.distinct(call.span, lowerCondition(ex, test), b.boolean(call.span, true));
  return b.ifThen(call.span, oppositeOf(ex, test) ?? goesOn, [call]);
}

/** `IS NOT NULL` for `IS NULL` and the other way round. */
function oppositeOf(ex: ExprContext, test: Expr): PgExpr | undefined {
  return test.kind === 'IsTest' ? lowerCondition(ex, { ...test, negated: !test.negated }) : undefined;
}

/** What is left out of the call is a literal: the default of a parameter is worked out at each call. */
function hasPlainDefaults({ parameters }: RoutineSymbol, given: number): boolean {
  return given >= parameters.length || parameters.every(({ initial }) => initial === undefined || isLiteral(initial));
}

const isLiteral = ({ kind }: Expr): boolean =>
  kind === 'NumberLiteral' || kind === 'StringLiteral' || kind === 'BooleanLiteral' || kind === 'NullLiteral';

function firstTest(rc: RoutineContext, { container, definition }: RoutineSymbol): Expr | undefined {
  if (container?.kind !== 'package' || isSeriallyReusable(container)) return undefined;
  if (rc.symbol?.kind !== 'routine' || rc.symbol.container !== container) return undefined;
  if (definition?.body.kind !== 'Block' || definition.body.declarations.length > 0) return undefined;
  const [first] = definition.body.body;
  if (first?.kind !== 'If' || !isOnlyReturn(first)) return undefined;
  const test = first.branches[0]?.condition;
  return test && isPlainTest(rc.unit, container, test) && readsState(rc, container) ? test : undefined;
}

function isOnlyReturn({ branches, otherwise }: If): boolean {
  const [branch, ...more] = branches;
  const [statement, ...others] = branch?.body ?? [];
  return !otherwise && more.length === 0 && others.length === 0 && statement?.kind === 'Return' && !statement.value;
}

/** Made of BOOLEAN variables of the package and of IS NULL of such that are scalar: it cannot raise. */
function isPlainTest(unit: UnitContext, pkg: PackageSymbol, test: Expr): boolean {
  switch (test.kind) {
    case 'Logical':
      return test.operands.every((e) => isPlainTest(unit, pkg, e));
    case 'Unary':
      return test.op === 'NOT' && isPlainTest(unit, pkg, test.operand);
    case 'IsTest':
      return test.test === 'NULL' && isScalar(kindOf(unit, pkg, test.operand));
    default:
      return kindOf(unit, pkg, test) === 'boolean';
  }
}

const isScalar = (kind: string | undefined): boolean =>
  kind === 'boolean' || kind === 'varchar2' || kind === 'number' || kind === 'plsInteger' || kind === 'date';

/** The kind of type of the variable of the package that the expression names. */
function kindOf(unit: UnitContext, pkg: PackageSymbol, expr: Expr): string | undefined {
  if (expr.kind !== 'Name') return undefined;
  const { base, steps } = unit.analysis.resolve(expr);
  return base.kind === 'variable' && base.variable.container === pkg && !base.variable.constant && steps.length === 0
    ? base.variable.type.kind
    : undefined;
}

/** Does the calling body name variables of the package? Only then it has begun by initialising it. */
function readsState({ unit, source }: RoutineContext, pkg: PackageSymbol): boolean {
  const named = [...nodesOf(source, 'Name', 'Call', 'Member')].map((node) => unit.analysis.resolve(node).base);
  return named.some((base) => base.kind === 'variable' && base.variable.container === pkg && !base.variable.constant);
}

function isPlain(value: PgExpr): boolean {
  switch (value.kind) {
    case 'PgColumn':
    case 'PgString':
    case 'PgNumber':
    case 'PgBoolean':
    case 'PgNull':
      return true;
    case 'PgCast':
      return value.operand.kind === 'PgNull';
    default:
      return false;
  }
}
