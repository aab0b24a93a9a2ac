import { isText } from '../../../analyze/model/operators.js';
import type { RoutineSymbol } from '../../../analyze/model/symbols.js';
import type { OracleType } from '../../../analyze/model/types.js';
import { passingFunctions } from '../../../analyze/oracle/builtin-functions.js';
import { coarseClocks, fineClocks } from '../../../analyze/oracle/clocks.js';
import { comparisonOperators } from '../../../ir/kinds.js';
import type { Binary, Expr } from '../../../ir/oracle/index.js';
import { contains } from '../../../ir/walk.js';
import type { ExprContext } from '../../context.js';
import { hasAtMostOneRow } from '../../queries/grouping/at-most-one-row.js';

/**
 * Can one see that the expression is evaluated although its value is not needed: may it raise, or do something? What is
 * known to do neither is literals, variables and columns, sums and texts of them, and the functions that take any value.
 */
export function isNoticed(ex: ExprContext, expr: Expr): boolean {
  const among = (exprs: readonly (Expr | undefined)[]): boolean => exprs.some((e) => e && isNoticed(ex, e));
  switch (expr.kind) {
    case 'StringLiteral':
    case 'NumberLiteral':
    case 'BooleanLiteral':
    case 'DatetimeLiteral':
    case 'IntervalLiteral':
    case 'NullLiteral':
    case 'InquiryDirective':
    case 'BindVariable':
    case 'CursorAttribute':
      return false;
    case 'Binary':
      return isNoticedOperator(ex, expr) || among([expr.left, expr.right]);
    case 'Unary':
      return isText(ex.unit.analysis.typeOf(expr.operand)) || isNoticed(ex, expr.operand);
    case 'Case':
      return among([
        expr.operand,
        expr.otherwise,
        ...expr.branches.flatMap(({ when, then }) => [...(expr.operand ? when : []), then]),
      ]);
    case 'Subquery':
      return !hasAtMostOneRow(ex, expr.query) || isNoticedQuery(ex, expr);
    case 'Name':
    case 'Call':
    case 'Member':
      return isNoticedCall(ex, expr);
    default:
      return true;
  }
}

/** Division, powers, and arithmetic with text, which becomes a number or is an error. */
function isNoticedOperator({ unit: { analysis } }: ExprContext, { op, left, right }: Binary): boolean {
  switch (op) {
    case '||':
      return false;
    case '+':
    case '-':
    case '*':
      return [left, right].some((e) => e.kind !== 'StringLiteral' && isText(analysis.typeOf(e)));
    case '/':
      return !isDivisor(right) || isText(analysis.typeOf(left));
    default:
      return true;
  }
}

const isDivisor = (e: Expr): boolean => e.kind === 'NumberLiteral' && Number(e.text) !== 0;

/** What a query works out: it is executed as well. */
const isNoticedQuery = (ex: ExprContext, query: Expr): boolean =>
  contains(query, (node) => {
    if (node.kind === 'Name' || node.kind === 'Call' || node.kind === 'Member') return isNoticedCall(ex, node);
    return node.kind === 'Binary' && !comparisonOperators.has(node.op) && isNoticedOperator(ex, node);
  });

function isNoticedCall(ex: ExprContext, e: Extract<Expr, { kind: 'Name' | 'Call' | 'Member' }>): boolean {
  const { base, steps } = ex.unit.analysis.resolve(e);
  const before = steps.slice(0, -1);
  if (before.some((s) => s.kind !== 'field')) return true;
  const last = steps.at(-1);
  if (last?.kind === 'collectionMethod')
    return base.kind !== 'variable' || !isMap(before.at(-1)?.type ?? base.variable.type);
  if (last && last.kind !== 'field') return true;
  switch (base.kind) {
    case 'variable':
    case 'column':
    case 'correlation':
    case 'pseudo':
    case 'row':
      return false;
    case 'sequence':
      return base.which === 'NEXTVAL';
    case 'builtin':
      return !isTotal(
        ex,
        base.name,
        base.args.map((a) => a.value),
      );
    case 'constructor':
      return base.routine !== undefined || base.args.some(({ value }) => isNoticed(ex, value));
    case 'supplied':
      return `${base.package}.${base.member}` !== 'DBMS_LOB.GETLENGTH' || base.args.some((a) => isNoticed(ex, a.value));
    case 'routine':
      return acts(ex, base.routine) || base.args.some(({ actual }) => actual && isNoticed(ex, actual));
    default:
      return true;
  }
}

/** An associative array, which is there from its declaration on. */
const isMap = (type: OracleType): boolean =>
  type.kind === 'collection' && type.collection.variant === 'associativeArray';

/** Does the function take the arguments whatever their values are? */
function isTotal(ex: ExprContext, name: string, args: readonly Expr[]): boolean {
  if (args.some((e) => isNoticed(ex, e))) return false;
  const texts = args.filter((e) => e.kind !== 'StringLiteral' && isText(ex.unit.analysis.typeOf(e)));
  if (ofTexts.has(name) || withoutArguments.has(name)) return true;
  if (ofOneType.has(name)) return texts.length === 0 || args.every((e) => isText(ex.unit.analysis.typeOf(e)));
  // Literals are checked when the code is converted.
  if (/^TO_/.test(name) && args.every(isLiteral)) return true;
  const [first, ...others] = args;
  if (name === 'TO_CHAR' || name === 'INSTR') return others.every(isLiteral);
  return ofNumbersAndDates.has(name) && first !== undefined && !texts.includes(first) && others.every(isLiteral);
}

const isLiteral = (e: Expr): boolean => e.kind === 'StringLiteral' || e.kind === 'NumberLiteral';

const withoutArguments: ReadonlySet<string> = new Set([
  ...coarseClocks,
  ...fineClocks,
  ...'DBTIMEZONE EMPTY_BLOB EMPTY_CLOB SESSIONTIMEZONE SQLCODE SQLERRM SYS_GUID UID USER'.split(' '),
]);

const ofTexts = new Set(
  `CONCAT COUNT INITCAP LENGTH LENGTHB LISTAGG LOWER LPAD LTRIM MAX MIN RAWTOHEX REPLACE RPAD RTRIM SUBSTR SUBSTRB
  SYS_CONTEXT TRANSLATE UPPER USERENV VSIZE`.split(/\s+/),
);

/** Text beside numbers or dates is converted. */
const ofOneType: ReadonlySet<string> = new Set(passingFunctions);

/** What is after the first argument is a unit or a number of digits. */
const ofNumbersAndDates = new Set('ABS ADD_MONTHS AVG CEIL FLOOR LAST_DAY ROUND SIGN SUM TRUNC'.split(' '));

function acts(ex: ExprContext, routine: RoutineSymbol): boolean {
  const { raises, output, writesState, writesTables, dynamicSql } = ex.unit.analysis.effectsOf(routine);
  return raises || output || writesState || dynamicSql || writesTables.size > 0;
}
