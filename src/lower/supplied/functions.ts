import type { ResolvedBase } from '../../analyze/analysis.js';
import { isText } from '../../analyze/operators.js';
import type { OracleType } from '../../analyze/types.js';
import { backtraceDiffers, suppliedMemberMissing } from '../../diagnostics/op4.js';
import type { Argument, Expr } from '../../ir/oracle/index.js';
import type { PgExpr } from '../../ir/postgres/index.js';
import type { Span } from '../../ir/span.js';
import { b } from '../builders.js';
import { type ExprContext, refuse } from '../context.js';
import { lowerExpr, lowerTo } from '../expression.js';
import { suppliedConstant } from './constants.js';
import { oracleTypeOf, type RuntimeParameter, type RuntimeSignature, runtimeSignatures } from './signatures.js';

type Supplied = Extract<ResolvedBase, { kind: 'supplied' }>;

/** The runtime routine that stands for a member of a supplied package. */
export const runtimeNameOf = (base: Supplied): string => `${base.package}_${base.member}`.toLowerCase();

/** A function or constant of a supplied package in an expression. */
export function lowerSuppliedFunction(ex: ExprContext, base: Supplied, _call: Expr, span: Span): PgExpr {
  const constant = base.args.length === 0 ? suppliedConstant(base.package, base.member) : undefined;
  if (constant !== undefined) return b.num(span, constant);
  const own = special(ex, base, span);
  if (own) return own;
  const name = runtimeNameOf(base);
  const chosen = chooseSignature(
    ex,
    runtimeSignatures(name).filter((s) => s.routine === 'function'),
    base.args,
  );
  if (!chosen) return refuse(suppliedMemberMissing(span, `${base.package}.${base.member}`));
  return b.ora(span, name, ...argumentsFor(ex, chosen, base.args, span));
}

/** Functions that are not simply a runtime function of the same name. */
function special(ex: ExprContext, base: Supplied, span: Span): PgExpr | undefined {
  const name = `${base.package}.${base.member}`;
  switch (name) {
    case 'DBMS_UTILITY.FORMAT_ERROR_STACK':
    case 'DBMS_UTILITY.FORMAT_ERROR_BACKTRACE': {
      const handled = ex.routine?.handled;
      if (base.member === 'FORMAT_ERROR_BACKTRACE' && handled !== undefined)
        ex.unit.report(backtraceDiffers(span, name));
      return handled === undefined
        ? b.cast(span, b.null(span), { name: ['text'] })
        : b.ora(span, runtimeNameOf(base), b.column(span, handled));
    }
    default:
      return undefined;
  }
}

/** The overload that the arguments fit best, by number, names and kind of type. */
export function chooseSignature(
  ex: ExprContext,
  signatures: readonly RuntimeSignature[],
  args: readonly Argument[],
): RuntimeSignature | undefined {
  let best: { signature: RuntimeSignature; cost: number } | undefined;
  for (const signature of signatures) {
    const bound = bindArguments(signature, args);
    if (!bound) continue;
    let cost = 0;
    for (const { parameter, arg } of bound) {
      if (!arg) continue;
      const wanted = oracleTypeOf(parameter.type);
      const given = ex.unit.analysis.typeOf(arg.value);
      if (wanted) cost += distance(given, wanted);
    }
    if (!best || cost < best.cost) best = { signature, cost };
  }
  return best?.signature;
}

function distance(from: OracleType, to: OracleType): number {
  if (from.kind === to.kind || from.kind === 'unknown' || from.kind === 'null') return 0;
  if (isText(from) && isText(to)) return 0;
  if ((from.kind === 'blob' || from.kind === 'longRaw') && to.kind === 'raw') return 0;
  const numeric = (t: OracleType): boolean =>
    t.kind === 'number' || t.kind === 'plsInteger' || t.kind === 'binaryDouble';
  return numeric(from) && numeric(to) ? 1 : 10;
}

export interface BoundRuntimeArgument {
  readonly parameter: RuntimeParameter;
  readonly arg: Argument | undefined;
}

/** Each parameter with its argument; undefined when the call does not fit. */
export function bindArguments(
  signature: RuntimeSignature,
  args: readonly Argument[],
): readonly BoundRuntimeArgument[] | undefined {
  const { parameters } = signature;
  const bound = new Array<Argument | undefined>(parameters.length).fill(undefined);
  let position = 0;
  for (const arg of args) {
    const at = arg.name ? parameters.findIndex((p) => p.name === arg.name?.name.toLowerCase()) : position++;
    if (at < 0 || at >= parameters.length || bound[at]) return undefined;
    bound[at] = arg;
  }
  const result = parameters.map((parameter, i) => ({ parameter, arg: bound[i] }));
  return result.every(({ parameter, arg }) => arg || parameter.hasDefault) ? result : undefined;
}

/** The values for a call; what is left out in the middle goes by name. */
export function argumentsFor(
  ex: ExprContext,
  signature: RuntimeSignature,
  args: readonly Argument[],
  span: Span,
): PgExpr[] {
  const bound = bindArguments(signature, args) ?? [];
  const values: PgExpr[] = [];
  let byName = false;
  for (const { parameter, arg } of bound) {
    if (!arg) {
      byName = true;
      continue;
    }
    const value = argumentValue(ex, parameter, arg.value);
    values.push(byName ? { kind: 'PgNamedArgument', span, name: parameter.name, value } : value);
  }
  return values;
}

export function argumentValue(ex: ExprContext, parameter: RuntimeParameter, expr: Expr): PgExpr {
  const wanted = oracleTypeOf(parameter.type);
  if (!wanted) return lowerExpr(ex, expr);
  const value = lowerTo(ex, expr, wanted);
  return value.kind === 'PgNull' ? b.cast(expr.span, value, { name: [parameter.type] }) : value;
}
