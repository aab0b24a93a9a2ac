import type { Argument, Expr } from '../../ir/oracle/index.js';
import type { BoundArgument } from '../analysis.js';
import { isDatetime, isNumeric, isText } from '../model/operators.js';
import type { CursorSymbol, ObjectTypeSymbol, RoutineSymbol } from '../model/symbols.js';
import type { OracleType } from '../model/types.js';

/**
 * The actual of each formal in order, or undefined when the call does not fit the routine or cursor. (PL/SQL Language Reference,
 * "Positional, Named, and Mixed Notation for Actual Parameters")
 */
export function bind(
  { parameters }: Pick<RoutineSymbol | CursorSymbol, 'parameters'>,
  args: readonly Argument[],
): readonly BoundArgument[] | undefined {
  const actuals = new Array<Expr | undefined>(parameters.length).fill(undefined);
  let position = 0;
  for (const arg of args) {
    if (arg.key) return undefined;
    if (arg.name) {
      const wanted = arg.name.name;
      const at = parameters.findIndex((p) => p.variable.name === wanted);
      if (at < 0 || actuals[at]) return undefined;
      actuals[at] = arg.value;
    } else {
      if (position >= actuals.length) return undefined;
      actuals[position++] = arg.value;
    }
  }
  const bound: BoundArgument[] = [];
  for (const [i, parameter] of parameters.entries()) {
    const actual = actuals[i];
    if (!actual && !parameter.initial) return undefined;
    bound.push({ parameter, actual });
  }
  return bound;
}

/**
 * The overload that a call means: the one whose types take the actual parameters with the least conversion; among
 * equals that of the nearest type, where a type adds to the methods that it inherits, then the one with the fewest
 * defaults. (PL/SQL Language Reference, "Overloaded Subprograms")
 */
export function chooseOverload(
  candidates: readonly RoutineSymbol[],
  args: readonly Argument[],
  typeOf: (expr: Expr) => OracleType,
  wanted?: 'PROCEDURE' | 'FUNCTION',
): { routine: RoutineSymbol; args: readonly BoundArgument[] } | undefined {
  let best: { routine: RoutineSymbol; args: readonly BoundArgument[]; rank: readonly number[] } | undefined;
  for (const routine of candidates) {
    if (wanted && routine.routine !== wanted) continue;
    const bound = bind(routine, args);
    if (!bound) continue;
    let conversions = 0;
    let defaults = 0;
    for (const { parameter, actual } of bound) {
      if (actual) conversions += conversionCost(typeOfActual(actual, typeOf), parameter.variable.type);
      else defaults += 1;
    }
    const rank = [conversions, -supertypesOf(routine.container), defaults];
    if (!best || isBefore(rank, best.rank)) best = { routine, args: bound, rank };
  }
  return best;
}

/** How far below the root of its hierarchy a type stands; 0 for all that is no type. */
function supertypesOf(container: RoutineSymbol['container']): number {
  return container?.kind === 'objectType' && container.supertype ? 1 + supertypesOf(container.supertype) : 0;
}

function isBefore(a: readonly number[], b: readonly number[]): boolean {
  const differing = a.findIndex((value, i) => value !== b[i]);
  return differing >= 0 && a[differing]! < b[differing]!;
}

/** The literal '' is NULL, but text. */
const typeOfActual = (actual: Expr, typeOf: (expr: Expr) => OracleType): OracleType =>
  actual.kind === 'StringLiteral' ? { kind: 'varchar2' } : typeOf(actual);

/** An implicit conversion costs more than any step within a family of types … */
const implicitly = 20;
/** … and what does not convert more than any number of conversions. */
const notAtAll = 1000;

/** 0 the same type, small within a family, large for an implicit conversion, very large where there is none. */
function conversionCost(from: OracleType, to: OracleType): number {
  if (from.kind === 'null' || from.kind === 'unknown' || to.kind === 'unknown') return 1;
  if (from.kind === to.kind) return costWithinKind(from, to);
  return costWithinFamily(from, to) ?? costOfConversion(from, to);
}

/** Of two types of one kind. */
function costWithinKind(from: OracleType, to: OracleType): number {
  if (from.kind === 'collection' && to.kind === 'collection') return from.collection === to.collection ? 0 : notAtAll;
  if (from.kind === 'object' && to.kind === 'object') return objectDistance(from.object, to.object);
  if (from.kind === 'record' && to.kind === 'record') return sameRecord(from, to) ? 0 : notAtAll;
  if (from.kind === 'timestamp' && to.kind === 'timestamp') return from.zone === to.zone ? 0 : 2;
  if (from.kind !== 'jsonElement' || to.kind !== 'jsonElement' || from.element === to.element) return 0;
  // JSON_ELEMENT_T is the supertype of the others.
  return to.element === 'ELEMENT' ? 1 : notAtAll;
}

/** Of two numbers, two texts, two datetimes or two kinds of bytes; undefined for others. */
function costWithinFamily(from: OracleType, to: OracleType): number | undefined {
  // ("Formal Parameters that Differ Only in Numeric Data Type")
  if (isNumeric(from) && isNumeric(to)) return 2 + (to.kind === 'number' ? 0 : to.kind === 'binaryDouble' ? 1.1 : 1);
  if (isText(from) && isText(to)) return from.kind === 'clob' || to.kind === 'clob' ? 3 : 1;
  if (isDatetime(from) && isDatetime(to)) return 3;
  // RAW and BLOB are bytes both.
  return isBytes(from) && isBytes(to) ? 3 : undefined;
}

const isBytes = ({ kind }: OracleType): boolean => kind === 'raw' || kind === 'blob';

/** Of types of different families. (SQL Language Reference, "Implicit Data Conversion") */
function costOfConversion(from: OracleType, to: OracleType): number {
  // Among numeric parameters a text means NUMBER first, PLS_INTEGER last. ("Formal Parameters that Differ Only in
  // Numeric Data Type")
  if (isText(from) && isNumeric(to)) return implicitly + (textRank[to.kind] ?? 0);
  if (from.kind === 'rowid' && isText(to)) return 4;
  // RAW becomes VARCHAR2, but never a CLOB.
  if (from.kind === 'raw') return isText(to) && to.kind !== 'clob' ? implicitly : notAtAll;
  const converts =
    (isText(from) && (isDatetime(to) || isInterval(to) || to.kind === 'raw')) ||
    (isText(to) && (isNumeric(from) || isDatetime(from) || isInterval(from)));
  return converts ? implicitly : notAtAll;
}

const isInterval = ({ kind }: OracleType): boolean => kind.startsWith('interval');

const textRank: Readonly<Record<string, number>> = { number: 0, binaryFloat: 0.1, binaryDouble: 0.2, plsInteger: 0.3 };

function sameRecord(a: OracleType & { kind: 'record' }, b: OracleType & { kind: 'record' }): boolean {
  if (a.identity.kind === 'declared' && b.identity.kind === 'declared') return a.identity.symbol === b.identity.symbol;
  if (a.identity.kind === 'table' && b.identity.kind === 'table') return a.identity.table === b.identity.table;
  return a.fields.length === b.fields.length;
}

function objectDistance(from: ObjectTypeSymbol, to: ObjectTypeSymbol): number {
  let distance = 0;
  for (let t: typeof from | undefined = from; t; t = t.supertype) {
    if (t === to) return distance;
    distance += 1;
  }
  return notAtAll;
}
