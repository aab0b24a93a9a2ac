import type { Analysis } from '../../../../analyze/analysis.js';
import { isDatetime } from '../../../../analyze/model/operators.js';
import { comparisonOperators } from '../../../../ir/kinds.js';
import type { Case, DmlStatement, Expr, Select } from '../../../../ir/oracle/index.js';
import type { OracleNode } from '../../../../ir/oracle/node.js';
import { inconsistentTypes, type OracleFailure, oracleFailure } from '../../../../ir/oracle-failure.js';
import { nodesOf, walk } from '../../../../ir/walk.js';
import { sizeError } from '../../../ddl/invalid-types.js';
import { isLobColumn } from '../../../expressions/conditions/lob-comparisons.js';

/**
 * The error of types that do not go together in a query of dynamic SQL: two dates that are added, a date beside a
 * number, a sum of dates, rows of several lengths, selectors and results of CASE and arguments of COALESCE or NULLIF of
 * several types. And that of calls with too few or too many arguments. (SQL Language Reference, "Datetime/Interval
 * Arithmetic", "CASE Expressions", "COALESCE", "NULLIF", "AVG"; Database Error Messages, ORA-00906, ORA-00909,
 * ORA-00913, ORA-00932, ORA-00938, ORA-00939, ORA-00947, ORA-00975)
 */
export function invalidOperands(analysis: Analysis, select: Select): OracleFailure | undefined {
  let failure: OracleFailure | undefined;
  const look = (node: OracleNode): boolean => {
    failure ??= failureOf(analysis, node);
    return failure === undefined;
  };
  for (const part of [...select.items.map((item) => item.value), select.where, select.having])
    if (part) walk(part, look);
  return failure;
}

/** The error of a call with too few or too many arguments anywhere in a statement. */
export function invalidCounts(analysis: Analysis, statement: DmlStatement): OracleFailure | undefined {
  for (const call of nodesOf(statement, 'Call')) {
    const { base } = analysis.resolve(call);
    const failure = base.kind === 'builtin' ? ofCount(base.name, call.args.length) : undefined;
    if (failure) return failure;
  }
  return undefined;
}

function failureOf(analysis: Analysis, node: OracleNode): OracleFailure | undefined {
  switch (node.kind) {
    case 'Binary':
      if (comparisonOperators.has(node.op) && (isLobColumn(analysis, node.left) || isLobColumn(analysis, node.right)))
        return inconsistentTypes('-', 'CLOB');
      return ofOperator(groupOf(analysis, node.left), node.op, groupOf(analysis, node.right));
    case 'Cast': {
      const { type } = node;
      const isUnsized = type.kind === 'BuiltinTypeRef' && /^(N?VARCHAR2?|RAW)$/.test(type.name) && !type.precision;
      return isUnsized ? oracleFailure(906) : sizeError(node);
    }
    case 'InList':
      return node.operand.kind === 'Row' ? ofRows(node.operand.items.length, node.items) : undefined;
    case 'Case':
      return (
        ofResults(analysis, comparedBy(node)) ??
        ofResults(analysis, [...node.branches.map((branch) => branch.then), node.otherwise])
      );
    case 'Call': {
      const { base } = analysis.resolve(node);
      if (base.kind !== 'builtin') return undefined;
      const { args } = node;
      // (SQL Language Reference, "NULLIF": the literal NULL is no first argument)
      if (base.name === 'NULLIF' && args[0]?.value.kind === 'NullLiteral') return inconsistentTypes('-', 'CHAR');
      const results = base.name === 'COALESCE' || base.name === 'NULLIF' ? args.map((a) => a.value) : [];
      return (
        ofCount(base.name, args.length) ?? ofResults(analysis, results) ?? ofNumber(analysis, base.name, args[0]?.value)
      );
    }
    default:
      return undefined;
  }
}

/** What a CASE with a selector compares: no value of it is converted. */
const comparedBy = ({ operand, branches }: Case): readonly Expr[] =>
  operand ? [operand, ...branches.flatMap((branch) => branch.when)] : [];

/** Each row of a list has as many values as the one that is looked for. */
function ofRows(length: number, rows: readonly Expr[]): OracleFailure | undefined {
  const counts = rows.map((row) => (row.kind === 'Row' ? row.items.length : row.kind === 'Subquery' ? length : 1));
  const other = counts.find((count) => count !== length);
  return other === undefined ? undefined : oracleFailure(other < length ? 947 : 913);
}

type Group = 'text' | 'number' | 'date' | 'datetime' | undefined;

function groupOf(analysis: Analysis, expr: Expr): Group {
  if (expr.kind === 'NullLiteral') return undefined;
  const type = analysis.typeOf(expr);
  if (type.kind === 'varchar2' || type.kind === 'char') return 'text';
  if (type.kind === 'number' || type.kind === 'plsInteger') return 'number';
  return type.kind === 'date' ? 'date' : isDatetime(type) ? 'datetime' : undefined;
}

const inconsistent: OracleFailure = { code: 932, text: 'ORA-00932: inconsistent datatypes' };

const groupNames = { text: 'CHAR', number: 'NUMBER', date: 'DATE', datetime: 'TIMESTAMP' };

function mismatch(expected: NonNullable<Group>, got: NonNullable<Group>): OracleFailure {
  return inconsistentTypes(groupNames[expected], groupNames[got]);
}

function ofOperator(left: Group, op: string, right: Group): OracleFailure | undefined {
  if (left === undefined || right === undefined) return undefined;
  const isDate = (group: Group): boolean => group === 'date' || group === 'datetime';
  if (op === '+' && isDate(left) && isDate(right)) return oracleFailure(975);
  const mixed = (isDate(left) && right === 'number') || (left === 'number' && isDate(right));
  if (mixed && comparisonOperators.has(op)) return mismatch(left, right);
  if (mixed && (op === '*' || op === '/')) return mismatch('number', isDate(left) ? left : right);
  return op === '-' && left === 'number' && isDate(right) ? inconsistent : undefined;
}

/**
 * Results of one CASE or COALESCE are text, numbers or datetimes, all of them: the first says which. A literal without
 * characters is NULL.
 */
function ofResults(analysis: Analysis, results: readonly (Expr | undefined)[]): OracleFailure | undefined {
  let first: Group;
  for (const result of results) {
    if (!result || (result.kind === 'StringLiteral' && result.value === '')) continue;
    const group = groupOf(analysis, result);
    if (group === undefined) continue;
    first ??= group;
    if (kindOf(group) !== kindOf(first)) return mismatch(first, group);
  }
  return undefined;
}

const kindOf = (group: NonNullable<Group>): string => (group === 'date' ? 'datetime' : group);

const ofNumbers: ReadonlySet<string> = new Set(
  `ABS AVG CEIL EXP FLOOR LN LOG MOD POWER SIGN SQRT STDDEV STDDEV_POP STDDEV_SAMP SUM VARIANCE VAR_POP VAR_SAMP`.split(
    /\s+/,
  ),
);

const notNumbers: Readonly<Record<string, string>> = {
  date: 'DATE',
  intervalYearToMonth: 'INTERVAL YEAR TO MONTH',
  intervalDayToSecond: 'INTERVAL DAY TO SECOND',
};

/** The functions that add up or compute take numbers, of which a date and an interval are none. */
function ofNumber(analysis: Analysis, name: string, value: Expr | undefined): OracleFailure | undefined {
  if (!value || !ofNumbers.has(name)) return undefined;
  const given = notNumbers[analysis.typeOf(value).kind];
  return given === undefined ? undefined : inconsistentTypes('NUMBER', given);
}

const many = Number.POSITIVE_INFINITY;

/** How many arguments everyday functions take; those that take one number of them only have an error of their own. */
const counts: Readonly<Record<string, readonly [number, number]>> = {
  ABS: [1, 1],
  ADD_MONTHS: [2, 2],
  ASCII: [1, 1],
  AVG: [1, 1],
  CEIL: [1, 1],
  COALESCE: [2, many],
  CONCAT: [2, 2],
  CORR: [2, 2],
  COUNT: [1, 1],
  COVAR_POP: [2, 2],
  COVAR_SAMP: [2, 2],
  DECODE: [3, many],
  EXP: [1, 1],
  FLOOR: [1, 1],
  GREATEST: [1, many],
  INITCAP: [1, 1],
  INSTR: [2, 4],
  LAST_DAY: [1, 1],
  LEAST: [1, many],
  LENGTH: [1, 1],
  LN: [1, 1],
  LOG: [2, 2],
  LOWER: [1, 1],
  LPAD: [2, 3],
  LTRIM: [1, 2],
  MAX: [1, 1],
  MEDIAN: [1, 1],
  MIN: [1, 1],
  MOD: [2, 2],
  MONTHS_BETWEEN: [2, 2],
  NEXT_DAY: [2, 2],
  NULLIF: [2, 2],
  NVL: [2, 2],
  NVL2: [3, 3],
  POWER: [2, 2],
  REGEXP_COUNT: [2, 4],
  REGEXP_INSTR: [2, 7],
  REGEXP_REPLACE: [2, 6],
  REGEXP_SUBSTR: [2, 6],
  REPLACE: [2, 3],
  ROUND: [1, 2],
  RPAD: [2, 3],
  RTRIM: [1, 2],
  SIGN: [1, 1],
  SQRT: [1, 1],
  STATS_MODE: [1, 1],
  STDDEV: [1, 1],
  STDDEV_POP: [1, 1],
  STDDEV_SAMP: [1, 1],
  SUBSTR: [2, 3],
  SUM: [1, 1],
  TO_CHAR: [1, 3],
  TO_DATE: [1, 3],
  TO_NUMBER: [1, 3],
  TRANSLATE: [3, 3],
  TRUNC: [1, 2],
  UPPER: [1, 1],
  VARIANCE: [1, 1],
  VAR_POP: [1, 1],
  VAR_SAMP: [1, 1],
};

function ofCount(name: string, given: number): OracleFailure | undefined {
  const [least, most] = (Object.hasOwn(counts, name) && counts[name]) || [given, given];
  if (given >= least && given <= most) return undefined;
  if (least === most) return oracleFailure(909);
  return given < least ? oracleFailure(938) : oracleFailure(939);
}
