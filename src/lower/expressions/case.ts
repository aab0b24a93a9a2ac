import { isText } from '../../analyze/model/operators.js';
import type { OracleType } from '../../analyze/model/types.js';
import type { Case, Expr } from '../../ir/oracle/index.js';
import type { PgCase, PgExpr, PlStatement } from '../../ir/postgres/index.js';
import { b } from '../builders.js';
import type { ExprContext } from '../context.js';
import { pgTypeOf } from '../types.js';
import { comparedValues } from './conditions/collated.js';
import { compare, type LoweredValue } from './conditions/comparisons.js';
import { convert, isCastable } from './conversions/convert.js';
import { callsRoutine } from './evaluation/calls-routine.js';
import { failsForValues } from './evaluation/in-order.js';
import { isConstantNull, isNull } from './evaluation/left-out-calls.js';
import { onceInSql } from './evaluation/once-in-sql.js';
import { behind, perhaps } from './evaluation/reached.js';
import { lowerCondition, lowerTo } from './index.js';
import { isNullLiteral, operand, typeBeside } from './typing.js';

/** CASE as an expression: all results are converted to the common type. (SQL Language Reference, "CASE Expressions") */
export function lowerCase(ex: ExprContext, node: Case): PgExpr {
  return lowerCaseTo(ex, node, typeOfResults(ex, node));
}

/** Text that stands for a type that is not among the inputs becomes what the other results are. */
function typeOfResults(ex: ExprContext, node: Case): OracleType {
  const type = ex.unit.analysis.typeOf(node);
  if (type.kind !== 'unknown') return type;
  return typeBeside(ex, [...node.branches.map((x) => x.then), ...(node.otherwise ? [node.otherwise] : [])]) ?? type;
}

/** CASE whose results are wanted in a type: each is converted on its own, so that literals stay literals. */
export function lowerCaseTo(ex: ExprContext, node: Case, type: OracleType): PgExpr {
  const own = typeOfResults(ex, node);
  // Results of several kinds have the first one's type before they get the wanted one.
  const chosen = contextOfResults(ex, node);
  const each = sameFamily(own, type) && !(isText(type) && changesResults(ex, node, own)) ? type : own;
  const result = (e: Expr): PgExpr => lowerTo(chosen, e, each);
  const { hoist, routine } = ex;
  const value = hoist && routine ? withHoisting(ex, node, each, hoist) : build(ex, node, result);
  // Without a result that has a type, PostgreSQL takes it for text.
  const wanted: OracleType = type.kind === 'plsInteger' ? { kind: 'number' } : type;
  if (own.kind === 'null' && isCastable(wanted))
    return b.cast(node.span, value, pgTypeOf(ex.unit.naming, wanted, 'value'));
  return each === type ? value : convert(ex, value, { from: own, to: type, span: node.span });
}

const contextOfResults = (ex: ExprContext, node: Case): ExprContext =>
  behind(perhaps(ex), [...(node.operand ? [node.operand] : []), ...node.branches.flatMap((x) => x.when)]);

/** Is a result other text once it has the type of all: a DATE among TIMESTAMPs, a NUMBER among BINARY_DOUBLEs? */
function changesResults(ex: ExprContext, node: Case, own: OracleType): boolean {
  if (own.kind !== 'timestamp' && own.kind !== 'binaryDouble' && own.kind !== 'binaryFloat') return false;
  const results = [...node.branches.map((x) => x.then), ...(node.otherwise ? [node.otherwise] : [])];
  return results.some((e) => !isNullLiteral(e) && ex.unit.analysis.typeOf(e).kind !== own.kind);
}

function sameFamily(a: OracleType, c: OracleType): boolean {
  return (
    a.kind === c.kind ||
    a.kind === 'null' ||
    a.kind === 'unknown' ||
    (isText(a) && isText(c)) ||
    c.kind === 'boolean' ||
    isText(c)
  );
}

function build(ex: ExprContext, node: Case, result: (e: Expr) => PgExpr): PgExpr {
  const { span } = node;
  const otherwise = node.otherwise && !isNullLiteral(node.otherwise) ? result(node.otherwise) : undefined;
  if (!node.operand) {
    return b.caseWhen(
      span,
      node.branches.map((x, i) => ({ when: conditions(i === 0 ? ex : perhaps(ex), x.when), then: result(x.then) })),
      otherwise,
    );
  }
  const given = node.branches.flatMap((x) => x.when.map((when) => ({ when, then: () => result(x.then) })));
  const [selector, ...values] = comparedValues(
    ex,
    [node.operand, ...given.map((g) => g.when)].map((e) => operand(ex, e)),
  );
  const branches = given.map(({ then }, i) => ({ when: values[i]!, then }));
  return caseOf(ex, span, { ...selector!, expr: node.operand }, branches, otherwise);
}

function conditions(ex: ExprContext, when: readonly Expr[]): PgExpr {
  const [first] = when;
  if (when.length === 1 && first) return lowerCondition(ex, first);
  return b.or(first?.span ?? { file: -1, start: 0, end: 0 }, ...when.map((w) => lowerCondition(ex, w)));
}

/** `case x when a then …` where each comparison is PostgreSQL's own, else `case when x = a then …`. */
export function caseOf(
  ex: ExprContext,
  span: Case['span'],
  { expr, ...selector }: LoweredValue & { readonly expr?: Expr },
  branches: readonly { readonly when: LoweredValue; readonly then: () => PgExpr }[],
  otherwise: PgExpr | undefined,
): PgExpr {
  const tests = branches.map((x) => compare(ex, x.when.value.span, '=', selector, x.when));
  const [firstTest] = tests;
  const left = firstTest?.kind === 'PgBinary' ? firstTest.left : undefined;
  // A NULL that stands alone behind CASE is text to PostgreSQL.
  const simple =
    left !== undefined &&
    left.kind !== 'PgNull' &&
    tests.every((t) => t.kind === 'PgBinary' && t.op === '=' && JSON.stringify(t.left) === JSON.stringify(left));
  if (expr && !simple && tests.length > 1)
    return onceInSql(ex, expr, selector, (once) => caseOf(ex, span, once, branches, otherwise));
  const { hoist } = ex;
  const known = branches.some((x) => isNull(x.when.value));
  const mustRun =
    (known && failsForValues(selector.value)) ||
    ((known || (!simple && tests.length > 1)) && callsRoutine(selector.value));
  if (hoist && !ex.sql && mustRun) {
    const held = hold(ex, selector, hoist);
    if (held !== selector) return caseOf(ex, span, held, branches, otherwise);
  }
  const whens = tests.map((t, i) => ({
    when: simple && t.kind === 'PgBinary' ? t.right : t,
    then: branches[i]!.then(),
  }));
  if (!simple) return b.caseWhen(span, whens, otherwise);
  const node: PgCase = {
    kind: 'PgCase',
    span,
    operand: left,
    branches: whens,
    ...(otherwise === undefined ? {} : { otherwise }),
  };
  return node;
}

/** The value in a variable, so that it is evaluated once, before all comparisons; a literal as it is. */
export function hold(ex: ExprContext, selector: LoweredValue, hoist: (s: PlStatement) => void): LoweredValue {
  const { value, type } = selector;
  const { routine } = ex;
  const isConstant = value.kind === 'PgString' || value.kind === 'PgNumber' || isConstantNull(value);
  if (!routine || type.kind === 'unknown' || isConstant) return selector;
  const held = b.column(value.span, routine.temporary('selector', pgTypeOf(ex.unit.naming, type, 'value')));
  hoist(b.assign(value.span, held, value));
  return { ...selector, value: held };
}

/**
 * Where a result needs statements before it (calls with OUT parameters), the CASE becomes an IF that fills a temporary.
 */
function withHoisting(ex: ExprContext, node: Case, target: OracleType, hoist: (s: PlStatement) => void): PgExpr {
  const { span } = node;
  let found = false;
  const plain = build({ ...ex, hoist: () => (found = true) }, node, (e) =>
    lowerTo({ ...contextOfResults(ex, node), hoist: () => (found = true) }, e, target),
  );
  const { routine } = ex;
  if (!found || !routine) return plain;
  const result = b.column(span, routine.temporary('result', pgTypeOf(ex.unit.naming, target, 'value')));
  const assign = (e: Expr | undefined): PlStatement[] => {
    const body: PlStatement[] = [];
    const value = e ? lowerTo({ ...ex, hoist: (s) => body.push(s) }, e, target) : b.null(span);
    return [...body, b.assign(span, result, value)];
  };
  const selector = node.operand && hold(ex, operand(ex, node.operand), hoist);
  const rest = (i: number): PlStatement[] => {
    const branch = node.branches[i];
    if (!branch) return assign(node.otherwise);
    const before: PlStatement[] = [];
    const inner: ExprContext = { ...ex, hoist: (s) => before.push(s) };
    const condition = b.or(
      span,
      ...branch.when.map((w) =>
        selector ? compare(inner, w.span, '=', selector, operand(inner, w)) : lowerCondition(inner, w),
      ),
    );
    return [...before, b.ifThen(span, condition, assign(branch.then), rest(i + 1))];
  };
  for (const s of rest(0)) hoist(s);
  return result;
}
