import type { Argument, Expr } from '../../ir/oracle/index.js';
import type { BoundArgument } from '../analysis.js';
import { isDatetime, isNumeric, isText } from '../model/operators.js';
import type { RoutineSymbol } from '../model/symbols.js';
import type { OracleType } from '../model/types.js';

/** The actual of each formal in order, or undefined when the call does not fit the routine. (PL/SQL Language Reference, "Positional, Named, and Mixed Notation") */
export function bind(routine: RoutineSymbol, args: readonly Argument[]): readonly BoundArgument[] | undefined {
  const actuals = new Array<Expr | undefined>(routine.parameters.length).fill(undefined);
  let position = 0;
  for (const arg of args) {
    if (arg.key) return undefined;
    if (arg.name) {
      const wanted = arg.name.name;
      const at = routine.parameters.findIndex((p) => p.variable.name === wanted);
      if (at < 0 || actuals[at]) return undefined;
      actuals[at] = arg.value;
    } else {
      if (position >= actuals.length) return undefined;
      actuals[position++] = arg.value;
    }
  }
  const bound: BoundArgument[] = [];
  for (const [i, parameter] of routine.parameters.entries()) {
    const actual = actuals[i];
    if (!actual && !parameter.initial) return undefined;
    bound.push({ parameter, actual });
  }
  return bound;
}

/** The overload that a call means, by arity, names and types. (PL/SQL Language Reference, "Overloaded Subprograms") */
export function chooseOverload(
  candidates: readonly RoutineSymbol[],
  args: readonly Argument[],
  typeOf: (expr: Expr) => OracleType,
  wanted?: 'PROCEDURE' | 'FUNCTION',
): { routine: RoutineSymbol; args: readonly BoundArgument[] } | undefined {
  let best: { routine: RoutineSymbol; args: readonly BoundArgument[]; cost: number } | undefined;
  for (const routine of candidates) {
    if (wanted && routine.routine !== wanted) continue;
    const bound = bind(routine, args);
    if (!bound) continue;
    let cost = 0;
    for (const { parameter, actual } of bound)
      cost += actual ? conversionCost(typeOfActual(actual, typeOf), parameter.variable.type) : 0.01;
    if (!best || cost < best.cost) best = { routine, args: bound, cost };
  }
  return best;
}

/** The literal '' is NULL, but text. */
const typeOfActual = (actual: Expr, typeOf: (expr: Expr) => OracleType): OracleType =>
  actual.kind === 'StringLiteral' ? { kind: 'varchar2' } : typeOf(actual);

/** 0 the same type, small within a family, large for an implicit conversion, very large where there is none. */
function conversionCost(from: OracleType, to: OracleType): number {
  if (from.kind === 'null' || from.kind === 'unknown' || to.kind === 'unknown') return 1;
  if (from.kind === to.kind) {
    if (from.kind === 'collection' && to.kind === 'collection') return from.collection === to.collection ? 0 : 1000;
    if (from.kind === 'object' && to.kind === 'object') return objectDistance(from.object, to.object);
    if (from.kind === 'record' && to.kind === 'record') return sameRecord(from, to) ? 0 : 1000;
    if (from.kind === 'timestamp' && to.kind === 'timestamp') return from.zone === to.zone ? 0 : 2;
    return 0;
  }
  if (isNumeric(from) && isNumeric(to)) return 2 + (to.kind === 'number' ? 0 : 1);
  if (isText(from) && isText(to)) return from.kind === 'clob' || to.kind === 'clob' ? 3 : 1;
  if (isDatetime(from) && isDatetime(to)) return 3;
  // Among numeric parameters a text means NUMBER first, PLS_INTEGER last. ("Formal Parameters that Differ Only in Numeric Data Type")
  if (isText(from) && isNumeric(to)) return 20 + (textRank[to.kind] ?? 0);
  if (from.kind === 'rowid' && isText(to)) return 4;
  if (
    (isText(from) && (isNumeric(to) || isDatetime(to) || to.kind.startsWith('interval'))) ||
    (isText(to) && (isNumeric(from) || isDatetime(from) || from.kind.startsWith('interval')))
  )
    return 20;
  // RAW and BLOB are bytes both; RAW becomes VARCHAR2, but never a CLOB. (PL/SQL Language Reference, "Implicit Conversion")
  if ((from.kind === 'raw' && to.kind === 'blob') || (from.kind === 'blob' && to.kind === 'raw')) return 3;
  if (from.kind === 'raw' && to.kind === 'clob') return 1000;
  if ((from.kind === 'raw' && isText(to)) || (isText(from) && to.kind === 'raw')) return 20;
  return 1000;
}

const textRank: Readonly<Record<string, number>> = { number: 0, binaryFloat: 0.1, binaryDouble: 0.2, plsInteger: 0.3 };

function sameRecord(a: OracleType & { kind: 'record' }, b: OracleType & { kind: 'record' }): boolean {
  if (a.identity.kind === 'declared' && b.identity.kind === 'declared') return a.identity.symbol === b.identity.symbol;
  if (a.identity.kind === 'table' && b.identity.kind === 'table') return a.identity.table === b.identity.table;
  return a.fields.length === b.fields.length;
}

function objectDistance(
  from: import('../model/symbols.js').ObjectTypeSymbol,
  to: import('../model/symbols.js').ObjectTypeSymbol,
): number {
  let distance = 0;
  for (let t: typeof from | undefined = from; t; t = t.supertype) {
    if (t === to) return distance;
    distance += 1;
  }
  return 1000;
}
