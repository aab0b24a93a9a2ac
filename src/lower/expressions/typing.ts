import type { ResolvedBase } from '../../analyze/analysis.js';
import { isNumeric } from '../../analyze/model/operators.js';
import type { RelationSymbol } from '../../analyze/model/symbols.js';
import type { OracleType, RecordType } from '../../analyze/model/types.js';
import { fineClocks } from '../../analyze/oracle/clocks.js';
import { literalInteger } from '../../ir/literals.js';
import type { Binary, Expr } from '../../ir/oracle/index.js';
import { isDense } from '../collections/dense.js';
import type { ExprContext } from '../context.js';
import { sourcesIn } from '../queries/block-nodes.js';
import { tableBehind } from '../queries/from/rowids-of-views.js';
import { isTextIndex } from './bounds/text-index.js';
import type { LoweredValue } from './conditions/comparisons.js';
import { lowerExpr } from './index.js';
import { compileTimeConstant } from './names/constants.js';

/**
 * Functions that give CHAR for CHAR, so that comparisons stay blank-padded. (SQL Language Reference, "UPPER", "LOWER",
 * "INITCAP")
 */
const keepsChar: ReadonlySet<string> = new Set(['UPPER', 'LOWER', 'INITCAP', 'NLS_UPPER', 'NLS_LOWER', 'NLS_INITCAP']);

/**
 * In PL/SQL they are of package STANDARD and return TIMESTAMP_TZ_UNCONSTRAINED or TIMESTAMP_UNCONSTRAINED, with nine
 * digits of a second.
 */
const unconstrained: ReadonlySet<string> = new Set([...fineClocks, 'FROM_TZ', 'SYS_EXTRACT_UTC']);

/** The digits of a second that PL/SQL gives of a variable to SQL, whatever its type says. */
const boundFraction = 9;

/**
 * The type of an expression as far as its values can be relied on: lengths and precisions of parameters and results do
 * not bind them.
 */
export function typeOf(ex: ExprContext, expr: Expr): OracleType {
  const type = ex.unit.analysis.typeOf(expr);
  switch (expr.kind) {
    case 'Binary':
      if (expr.op === '||' && ex.sql) return isCharOfAll(ex, [expr.left, expr.right]) ? { kind: 'char' } : type;
      if (type.kind === 'unknown' && meetsNumber(ex, expr)) return { kind: 'number' };
      return type.kind === 'intervalDayToSecond' || type.kind === 'intervalYearToMonth'
        ? computedInterval(ex, expr, type)
        : type;
    case 'AtTimeZone':
      // SYS_AT_TIME_ZONE of package STANDARD.
      return type.kind === 'timestamp' && !ex.sql && !expr.isOwn ? { ...type, precision: 9 } : type;
    case 'Name':
    case 'Call':
    case 'Member':
    case 'New':
    case 'CorrelationName': {
      const { base, steps } = ex.unit.analysis.resolve(expr);
      if (type.kind === 'timestamp' && ex.sql && base.kind === 'variable') return { ...type, precision: boundFraction };
      return steps.length > 0 ? type : typeOfBase(ex, base, type);
    }
    default:
      return type;
  }
}

function typeOfBase(ex: ExprContext, base: ResolvedBase, type: OracleType): OracleType {
  switch (base.kind) {
    case 'builtin':
      return typeOfBuiltin(ex, base, type);
    case 'routine':
      return withoutBounds(type);
    case 'variable': {
      const { storage } = base.variable;
      // A constant whose declared type is not among the inputs is the literal that stands in its place.
      if (type.kind === 'unknown') {
        const constant = compileTimeConstant(ex.unit, base.variable);
        return constant ? typeOf(ex, constant) : type;
      }
      return storage === 'parameter' || storage === 'cursorParameter' ? withoutBounds(type) : type;
    }
    default:
      return type;
  }
}

function typeOfBuiltin(
  ex: ExprContext,
  { name, args }: Extract<ResolvedBase, { readonly kind: 'builtin' }>,
  type: OracleType,
): OracleType {
  const values = args.map((a) => a.value);
  const [first] = values;
  if (first && keepsChar.has(name)) {
    const inner = typeOf(ex, first);
    return inner.kind === 'char' ? inner : type;
  }
  if (name === 'CONCAT' && ex.sql) return isCharOfAll(ex, values) ? { kind: 'char' } : type;
  if (name === 'LAST_DAY' || name === 'ADD_MONTHS') return { kind: 'date' };
  if (type.kind === 'timestamp' && !ex.sql && unconstrained.has(name)) return { ...type, precision: 9 };
  return type.kind === 'unknown' && givesArgument.has(name) ? (typeBeside(ex, values) ?? type) : type;
}

/**
 * In SQL, CHAR beside CHAR, also in CONCAT, is CHAR; of what length, NULLs decide. In PL/SQL, of which values without columns may come, the
 * operator is a function of package STANDARD, which returns VARCHAR2. (SQL Language Reference, "Concatenation Operator")
 */
const isCharOfAll = (ex: ExprContext, operands: readonly Expr[]): boolean =>
  operands.every((e) => typeOf(ex, e).kind === 'char') && sourcesIn(ex, ...operands).size > 0;

const givesArgument: ReadonlySet<string> = new Set(['NVL', 'COALESCE', 'GREATEST', 'LEAST']);

/** What text that stands for a type becomes beside values of known types; undefined where none of both is there. */
export function typeBeside(ex: ExprContext, values: readonly Expr[]): OracleType | undefined {
  const types = values.map((e) => typeOf(ex, e));
  const known = types.find((t) => t.kind !== 'null' && t.kind !== 'unknown');
  return values.some((e, i) => standsAsText(ex, e, types[i])) ? known : undefined;
}

/** Is the result a number because text that stands for a type is evaluated with one? */
function meetsNumber(ex: ExprContext, { op, left, right }: Binary): boolean {
  const isArithmetic = op === '+' || op === '-' || op === '*' || op === '/';
  const isNumberOrStands = (e: Expr): boolean => {
    const type = typeOf(ex, e);
    return isNumeric(type) || standsAsText(ex, e, type);
  };
  return isArithmetic && isNumberOrStands(left) && isNumberOrStands(right);
}

/**
 * Computed intervals have 9 digits; in SQL the difference of two TIMESTAMPs has their fraction. In PL/SQL the operator
 * is a function of package STANDARD, which returns DSINTERVAL_UNCONSTRAINED. (PL/SQL Language Reference, "Unconstrained
 * Subtypes")
 */
function computedInterval(
  ex: ExprContext,
  expr: Binary,
  type: OracleType & { kind: 'intervalDayToSecond' | 'intervalYearToMonth' },
): OracleType {
  if (type.kind === 'intervalYearToMonth') return { ...type, precision: 9 };
  if (!ex.sql) return { ...type, precision: 9, fractional: 9 };
  const digits = (e: Expr): number => {
    const own = ex.unit.analysis.typeOf(e);
    if (own.kind === 'date') return 0;
    return own.kind === 'timestamp' ? (own.precision ?? 6) : 9;
  };
  return { ...type, precision: 9, fractional: Math.max(digits(expr.left), digits(expr.right)) };
}

/** The type without length, precision and scale. */
function withoutBounds(type: OracleType): OracleType {
  switch (type.kind) {
    case 'number':
      return { kind: 'number' };
    case 'varchar2':
      return { kind: 'varchar2' };
    case 'char':
      // What a CHAR parameter holds has the length it was given.
      return { kind: 'char' };
    case 'timestamp':
      return type.precision === undefined ? { ...type, precision: 9 } : type;
    default:
      return type;
  }
}

/** An operand with what is known about it. */
export function operand(ex: ExprContext, expr: Expr): LoweredValue {
  // A comparison sees the instant only.
  return {
    value: lowerExpr({ ...ex, asInstant: expr }, expr),
    type: typeOf(ex, expr),
    nullable: mayBeNull(ex, expr),
    standsAsText: standsAsText(ex, expr),
    addressIn: tableOfAddress(ex, expr),
  };
}

/**
 * The table of a ROWID that outlives the statement, so that the row may have moved. Rows of two partitions may have one
 * address.
 */
function tableOfAddress(ex: ExprContext, expr: Expr): RelationSymbol | undefined {
  if (expr.kind !== 'Name') return undefined;
  const { base } = ex.unit.analysis.resolve(expr);
  const asked = base.kind === 'pseudo' && base.name === 'ROWID' ? base.source?.relation : undefined;
  const relation = tableBehind(ex.unit.analysis, asked);
  const definition = relation?.definition;
  return definition?.kind === 'CreateTable' && !definition.partitioning && !relation?.external ? relation : undefined;
}

/**
 * A variable, parameter, field, element or result whose declared type is not among the inputs, and for which text
 * stands; and what is NULL whatever happens, such as a CASE whose results are all NULL, which PostgreSQL takes for
 * text.
 * @param type what `typeOf` says; where it is at hand, it is not found anew, which in long sums would double at each term
 */
export function standsAsText(ex: ExprContext, expr: Expr, type = typeOf(ex, expr)): boolean {
  if (type.kind === 'null') return !isNullLiteral(expr);
  if ((expr.kind !== 'Name' && expr.kind !== 'Call' && expr.kind !== 'Member') || type.kind !== 'unknown') return false;
  const { base, steps } = ex.unit.analysis.resolve(expr);
  if (base.kind === 'routine') return steps.length === 0 && base.routine.returns?.kind === 'unknown';
  if (base.kind !== 'variable') return false;
  const last = steps.at(-1);
  const owner = steps.length > 1 ? steps[steps.length - 2]?.type : base.variable.type;
  if (!last || !owner) return true;
  if (last.kind === 'element') return owner.kind === 'collection';
  // The rows of tables and cursors have the types of their columns.
  return last.kind === 'field' && owner.kind === 'record' && isDeclaredRecord(owner);
}

const isDeclaredRecord = ({ identity }: RecordType): boolean =>
  identity.kind === 'declared' && identity.symbol.ofCursorRow !== true;

/**
 * May the value be NULL? Beyond what the analysis proves: characters by code, those of loops over a text, elements of
 * arrays without NULL, constants, chains of ||.
 */
export function mayBeNull(ex: ExprContext, expr: Expr): boolean {
  if (expr.kind === 'StringLiteral') return expr.value === '';
  if (!ex.unit.analysis.mayBeNull(expr)) return false;
  if (expr.kind === 'Binary' && expr.op === '||') return mayBeNull(ex, expr.left) && mayBeNull(ex, expr.right);
  if (expr.kind !== 'Name' && expr.kind !== 'Call') return true;
  const { base, steps } = ex.unit.analysis.resolve(expr);
  if (steps.length > 0)
    return !(
      steps.length === 1 &&
      steps[0]?.kind === 'element' &&
      base.kind === 'variable' &&
      isDense(ex.unit, base.variable)
    );
  if (base.kind === 'builtin' && (base.name === 'CHR' || base.name === 'NCHR'))
    return literalInteger(base.args[0]?.value) === undefined;
  if (base.kind === 'builtin' && base.name === 'SUBSTR') {
    const [text, index, amount] = base.args.map((a) => a.value);
    return !(isTextIndex(ex, text, index) && (amount === undefined || (literalInteger(amount) ?? 0) >= 1));
  }
  if (
    base.kind === 'variable' &&
    base.variable.constant &&
    base.variable.initial &&
    base.variable.storage !== 'parameter'
  )
    return mayBeNull(ex, base.variable.initial);
  return true;
}

/** Is it the literal NULL or ''? */
export function isNullLiteral(expr: Expr): boolean {
  return expr.kind === 'NullLiteral' || (expr.kind === 'StringLiteral' && expr.value === '');
}

/** Is it CLOB, of which '' is not NULL? */
export function isLob(type: OracleType): boolean {
  return type.kind === 'clob';
}

/** Is it RAW or BLOB: bytea here? */
export function isBytes(type: OracleType): boolean {
  return type.kind === 'raw' || type.kind === 'blob';
}
