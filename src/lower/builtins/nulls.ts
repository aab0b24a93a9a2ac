import { commonType, isNumeric, isText } from '../../analyze/model/operators.js';
import type { OracleType } from '../../analyze/model/types.js';
import { commonOfFirst } from '../../analyze/oracle/builtin-functions.js';
import { unsupportedFunction } from '../../diagnostics/op2-expressions.js';
import type { Expr } from '../../ir/oracle/index.js';
import type { PgExpr, PlStatement } from '../../ir/postgres/index.js';
import { b, pgTypes } from '../builders.js';
import { byBytes } from '../collation.js';
import { refuse } from '../context.js';
import { caseOf, hold } from '../expressions/case.js';
import { comparedValues } from '../expressions/conditions/collated.js';
import { compare, type LoweredValue } from '../expressions/conditions/comparisons.js';
import { bareChar } from '../expressions/conversions/char-column.js';
import { isBinary } from '../expressions/conversions/convert.js';
import { callsRoutine } from '../expressions/evaluation/calls-routine.js';
import { isNoticed } from '../expressions/evaluation/eager.js';
import { failsForValues } from '../expressions/evaluation/in-order.js';
import { onceInSql } from '../expressions/evaluation/once-in-sql.js';
import { perhaps } from '../expressions/evaluation/reached.js';
import { lowerCondition, lowerExpr, lowerTo } from '../expressions/index.js';
import { isNullLiteral, operand, standsAsText, typeOf } from '../expressions/typing.js';
import { pgTypeOf } from '../types.js';
import { argument, type BuiltinCall, type BuiltinTable, optional } from './call.js';

/**
 * The type to which all arguments of NVL, COALESCE, GREATEST … are converted: numbers to
 * the widest, others to the first.
 */
function commonOf(c: BuiltinCall, exprs: readonly Expr[]): OracleType {
  const known = exprs.filter((e) => !standsAsText(c.ex, e));
  const types = (known.length > 0 ? known : exprs).map((e) => typeOf(c.ex, e));
  const type = c.name === 'COALESCE' ? commonType(types) : commonOfFirst(types);
  return type.kind === 'char'
    ? { kind: 'varchar2' }
    : type.kind === 'plsInteger' && c.ex.sql
      ? { kind: 'number' }
      : type;
}

/** NVL(a, b). (SQL Language Reference, "NVL") */
function nvl(c: BuiltinCall): PgExpr {
  const [first, second] = [argument(c, 0), argument(c, 1)];
  if (isNullLiteral(first)) return lowerExpr(c.ex, second);
  if (isNullLiteral(second)) return lowerExpr(c.ex, first);
  const type = commonOf(c, [first, second]);
  const [value, fallback] = [lowerTo(c.ex, first, type), lowerTo(c.ex, second, type)];
  // Both arguments are evaluated.
  const converted = isText(typeOf(c.ex, second)) && !isText(type) && second.kind !== 'StringLiteral';
  if (converted || isNoticed(c.ex, second)) return b.ora(c.span, 'nvl', value, fallback);
  // Text that is no number fails even where it is not needed.
  const never = type.kind === 'number' && second.kind === 'StringLiteral' && !/\d/.test(second.value);
  if (never) return b.caseWhen(c.span, [{ when: b.isNotNull(c.span, fallback), then: value }]);
  return b.coalesce(c.span, value, fallback);
}

/** COALESCE: arguments after the first that is not NULL are not evaluated, in both systems. */
function coalesce(c: BuiltinCall): PgExpr {
  const given = c.args.map((a) => a.value).filter((e) => !isNullLiteral(e));
  const type = commonOf(c, given);
  const values = inSteps(c, given, type) ?? given.map((e, i) => lowerTo(i === 0 ? c.ex : perhaps(c.ex), e, type));
  const [only] = values;
  if (!only) return b.null(c.span);
  return values.length === 1 ? only : b.coalesce(c.span, ...values);
}

/** Where an argument needs statements before it, they run only if all before it were NULL. */
function inSteps(c: BuiltinCall, given: readonly Expr[], type: OracleType): readonly PgExpr[] | undefined {
  const { hoist, routine } = c.ex;
  const [first, ...rest] = given;
  if (!hoist || !routine || !first) return undefined;
  let needed = false;
  for (const e of rest) lowerTo({ ...c.ex, hoist: () => (needed = true) }, e, type);
  if (!needed) return undefined;
  const result = b.column(c.span, routine.temporary('result', pgTypeOf(c.ex.unit.naming, type, 'value')));
  hoist(b.assign(c.span, result, lowerTo(c.ex, first, type)));
  const steps = (i: number): PlStatement[] => {
    const e = rest[i];
    if (!e) return [];
    const body: PlStatement[] = [];
    const value = lowerTo({ ...c.ex, hoist: (s) => body.push(s) }, e, type);
    const isNull: PgExpr = b.not(c.span, b.isNotNull(c.span, result));
    return [b.ifThen(c.span, isNull, [...body, b.assign(c.span, result, value), ...steps(i + 1)])];
  };
  for (const s of steps(0)) hoist(s);
  return [result];
}

/** NVL2(a, b, c) → `case when a is not null then b else c end`. (SQL Language Reference, "NVL2") */
function nvl2(c: BuiltinCall): PgExpr {
  const [tested, then, otherwise] = [argument(c, 0), argument(c, 1), argument(c, 2)];
  // The third argument is converted to the type of the second.
  const type = isNullLiteral(then)
    ? typeOf(c.ex, otherwise)
    : commonOf(c, isText(typeOf(c.ex, then)) ? [then] : [then, otherwise]);
  const value = lowerExpr(c.ex, tested);
  return b.caseWhen(
    c.span,
    [{ when: b.isNotNull(tested.span, value), then: lowerTo(c.ex, then, type) }],
    isNullLiteral(otherwise) ? undefined : lowerTo(c.ex, otherwise, type),
  );
}

/** NULLIF(a, b). */
function nullif(c: BuiltinCall): PgExpr {
  const left = operand(c.ex, argument(c, 0));
  const right = operand(c.ex, argument(c, 1));
  const equal = (value: LoweredValue): PgExpr => {
    const [a, other] = comparedValues(c.ex, [value, right]);
    return compare(c.ex, c.span, '=', a!, other!);
  };
  const test = equal(left);
  if (test.kind === 'PgBinary' && test.op === '=' && test.left === left.value)
    return b.call(c.span, 'nullif', test.left, test.right);
  if (c.ex.hoist && callsRoutine(left.value)) {
    const held = hold(c.ex, left, c.ex.hoist);
    return b.caseWhen(c.span, [{ when: b.not(c.span, b.isTrue(c.span, equal(held))), then: held.value }]);
  }
  return onceInSql(c.ex, argument(c, 0), left, (once) =>
    b.caseWhen(c.span, [{ when: b.not(c.span, b.isTrue(c.span, equal(once))), then: once.value }]),
  );
}

/**
 * GREATEST and LEAST: NULL where any argument is NULL; all are converted to the first one's type. (SQL
 * Language Reference, "GREATEST")
 */
function extreme(c: BuiltinCall): PgExpr {
  const name = c.name.toLowerCase();
  const exprs = c.args.map((a) => a.value);
  const first = argument(c, 0);
  const type = isText(typeOf(c.ex, first)) ? ({ kind: 'varchar2' } as const) : commonOf(c, exprs);
  const values = exprs.map((e) => byBytes(c.ex.unit, lowerTo(c.ex, e, type), type));
  if (exprs.some(isNullLiteral)) return b.cast(c.span, b.null(c.span), pgTypeOf(c.ex.unit.naming, type, 'value'));
  if (exprs.every((e) => !c.ex.unit.analysis.mayBeNull(e))) return b.call(c.span, name, ...values);
  // Among values that are simple, the test for NULL reads better than an array.
  const nullable = values.filter((_, i) => c.ex.unit.analysis.mayBeNull(exprs[i]!));
  if (nullable.length === 1 && nullable[0]?.kind === 'PgColumn') {
    return b.caseWhen(c.span, [{ when: b.isNotNull(c.span, nullable[0]), then: b.call(c.span, name, ...values) }]);
  }
  const typed = isText(type)
    ? values.map((v) => (v.kind === 'PgString' || v.kind === 'PgColumn' ? b.cast(v.span, v, pgTypes.text) : v))
    : values;
  return b.ora(c.span, name, ...typed);
}

/**
 * DECODE(x, search, result, …, default): NULL equals NULL; searches are converted to the type of the first, results to
 * that of the first result; text is compared without padding. (SQL Language Reference, "DECODE")
 */
function decode(c: BuiltinCall): PgExpr {
  const { ex, span } = c;
  const tested = argument(c, 0);
  const pairs: { readonly search: Expr; readonly result: Expr }[] = [];
  let i = 1;
  for (; i + 1 < c.args.length; i += 2) pairs.push({ search: argument(c, i), result: argument(c, i + 1) });
  const fallback = optional(c, i);
  const [firstPair] = pairs;
  if (!firstPair) return lowerExpr(ex, tested);
  const firstSearch = isNullLiteral(firstPair.search) ? undefined : typeOf(ex, firstPair.search);
  const testedType: OracleType = isNullLiteral(tested) ? { kind: 'varchar2' } : typeOf(ex, tested);
  const searchType = decodeSearch(testedType, firstSearch);
  const results = [...pairs.map((p) => p.result), ...(fallback ? [fallback] : [])];
  const type = decodeResult(c, results);
  const read = isNullLiteral(tested)
    ? b.cast(tested.span, b.null(tested.span), pgTypeOf(ex.unit.naming, searchType, 'value'))
    : lowerTo(ex, tested, searchType);
  const searches = pairs.map((p) => p.search);
  const selector: LoweredValue = {
    value: (ofOneLength(typeOf(ex, tested), searches) && bareChar(read)) || read,
    type: searchType,
    nullable: ex.unit.analysis.mayBeNull(tested),
  };
  const otherwise = fallback && !isNullLiteral(fallback) ? lowerTo(perhaps(ex), fallback, type) : undefined;
  const whenOf = (search: Expr): LoweredValue => ({
    value: lowerTo(ex, search, searchType),
    type: searchType,
    nullable: ex.unit.analysis.mayBeNull(search),
  });
  const simple = pairs.every(
    (p) => !isNullLiteral(p.search) && (!selector.nullable || !ex.unit.analysis.mayBeNull(p.search)),
  );
  const matched = pairs.map((p) => ({
    search: p.search,
    when: whenOf(p.search),
    then: () => lowerTo(perhaps(ex), p.result, type),
  }));
  if (simple) return caseOf(ex, span, { ...selector, expr: tested }, matched, otherwise);
  if (pairs.length === 1) return decoded(selector);
  return onceInSql(ex, tested, selector, decoded, () => decodedByPlace(c, selector, matched, otherwise));

  function decoded(once: LoweredValue): PgExpr {
    const branches = matched.map(({ search, when, then }) => {
      if (isNullLiteral(search)) return { when: b.isNull(search.span, once.value), then: then() };
      const both = once.nullable && when.nullable;
      return {
        when: both ? b.same(search.span, once.value, when.value) : compare(ex, search.span, '=', once, when),
        then: then(),
      };
    });
    return b.caseWhen(span, branches, otherwise);
  }
}

/**
 * DECODE by the place of the value among those that are searched for: as in DECODE, NULL is found there. (PostgreSQL
 * manual, "Array Functions", array_position)
 */
function decodedByPlace(
  { ex, span }: BuiltinCall,
  tested: LoweredValue,
  matched: readonly { readonly search: Expr; readonly when: LoweredValue; readonly then: () => PgExpr }[],
  otherwise: PgExpr | undefined,
): PgExpr | undefined {
  const searches = matched.flatMap(({ search, when }) => {
    if (isNullLiteral(search)) return [when.value];
    if (callsRoutine(when.value) || failsForValues(when.value)) return [];
    const test = compare(ex, search.span, '=', tested, when);
    return test.kind === 'PgBinary' && test.op === '=' && test.left === tested.value ? [test.right] : [];
  });
  if (searches.length < matched.length) return undefined;
  return {
    kind: 'PgCase',
    span,
    operand: b.call(span, 'array_position', b.array(span, ...searches), tested.value),
    branches: matched.map(({ search, then }, i) => ({ when: b.num(search.span, i + 1), then: then() })),
    ...(otherwise === undefined ? {} : { otherwise }),
  };
}

/** CHAR and texts of its length: no blank is added to any of them, so that the column compares as it is stored. */
function ofOneLength(tested: OracleType, searches: readonly Expr[]): boolean {
  return (
    tested.kind === 'char' &&
    searches.every((s) => isNullLiteral(s) || (s.kind === 'StringLiteral' && s.value.length === tested.length))
  );
}

/** Numbers are compared by numeric precedence, everything else in the type of the first search. */
function decodeSearch(tested: OracleType, first: OracleType | undefined): OracleType {
  if (first && isNumeric(first))
    return isNumeric(tested)
      ? commonType([{ kind: 'number' }, tested, first])
      : first.kind === 'plsInteger'
        ? { kind: 'number' }
        : first;
  return withoutPadding(first ?? tested);
}

const withoutPadding = (type: OracleType): OracleType => (type.kind === 'char' ? { kind: 'varchar2' } : type);

/** The type of the first result; a NULL first makes it VARCHAR2, numbers widen. */
function decodeResult(c: BuiltinCall, results: readonly Expr[]): OracleType {
  const [first] = results;
  if (!first || isNullLiteral(first)) return { kind: 'varchar2' };
  const type = typeOf(c.ex, first);
  const binary = commonType(results.map((r) => typeOf(c.ex, r)).filter(isBinary));
  if (isNumeric(type) && binary.kind !== 'null') return binary;
  if (type.kind === 'number' || type.kind === 'plsInteger') {
    return results.every((r) => ['number', 'plsInteger', 'null'].includes(typeOf(c.ex, r).kind))
      ? commonOf(c, results)
      : { kind: 'number' };
  }
  return withoutPadding(type);
}

/** LNNVL(condition): true where it is false or unknown. (SQL Language Reference, "LNNVL") */
function lnnvl(c: BuiltinCall): PgExpr {
  return { kind: 'PgIs', span: c.span, what: 'true', negated: true, operand: lowerCondition(c.ex, argument(c, 0)) };
}

/** What is left of it where two of its values are not compared. */
const mapNonNull = (c: BuiltinCall): PgExpr =>
  refuse(unsupportedFunction(c.span, c.name, 'its value is compared with what it does not give itself'));

/** (SQL Language Reference, "NULL-Related Functions", "General Comparison Functions") */
export const nullFunctions: BuiltinTable = {
  SYS_OP_MAP_NONNULL: mapNonNull,
  NVL: nvl,
  NVL2: nvl2,
  COALESCE: coalesce,
  NULLIF: nullif,
  GREATEST: extreme,
  LEAST: extreme,
  DECODE: decode,
  LNNVL: lnnvl,
};
