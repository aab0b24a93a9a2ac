import type { Argument } from '../../../ir/oracle/expressions.js';
import type {
  Call,
  CorrelationName,
  Expr,
  Member,
  MethodCallOnType,
  Name,
  New,
  WindowSpec,
} from '../../../ir/oracle/index.js';
import type { Resolution } from '../../analysis.js';
import type { AnalyzeContext } from '../../context.js';
import { inSql, type Scope } from '../../model/scope.js';
import type { VariableSymbol } from '../../model/symbols.js';
import { type OracleType, unknown } from '../../model/types.js';
import { methodOnType } from '../../names/method-on-type.js';
import { resolveChain } from '../../names/names.js';
import { noteUse, noteWrite, takesSelfToChange } from '../../names/uses.js';
import { builtinFunction } from '../../oracle/builtin-functions.js';
import { memberOnlyReads } from '../../oracle/supplied-packages.js';
import { resolveExpr } from './expressions.js';
import { nullable, type Typed } from './typed.js';

/** Resolves names, calls and what is read of them, and their arguments and clauses; types the value of the whole. */
export function resolveChainValue(
  cx: AnalyzeContext,
  expr: Name | Call | Member | New | CorrelationName,
  scope: Scope,
): Typed {
  if (expr.kind === 'Call') resolveCallParts(cx, expr, scope);
  if (expr.kind === 'Call' || expr.kind === 'Member') resolveClausesBelow(cx, expr, scope);
  const resolution = resolveChain(cx, expr, scope);
  if (expr.kind === 'Call') noteUnknownActuals(cx, expr, resolution, scope);
  const type = percentileType(cx, expr, resolution) ?? integerType(expr, resolution, scope) ?? resolution.type;
  return { type, notNull: chainNotNull(cx, expr, resolution) };
}

/** Notes what a call may write of which it is not known whether it has OUT parameters. */
export function noteUnknownActuals(
  cx: AnalyzeContext,
  { args }: Call,
  { base, steps, type }: Resolution,
  scope: Scope,
): void {
  const last = steps.at(-1);
  if (last ? last.kind === 'objectMethod' : base.kind === 'routine') return;
  if (base.kind === 'supplied' && memberOnlyReads(base.package, base.member)) return;
  // A chain that ends before the call has the type of nothing known.
  if (base.kind !== 'supplied' && base.kind !== 'unresolved' && type.kind !== 'unknown') return;
  for (const { value } of args) {
    const actual = cx.facts.resolutions.get(value)?.base;
    if (base.kind === 'supplied') noteWrite(cx, value, scope);
    else if (actual?.kind === 'variable') cx.facts.written.push(actual.variable);
  }
}

/** `(self AS type).method(…)`. (Object-Relational Developer's Guide, "Generalized Method Invocation") */
export function resolveMethodOnType(cx: AnalyzeContext, expr: MethodCallOnType, scope: Scope): Typed {
  resolveExpr(cx, expr.self, scope);
  for (const a of expr.args) resolveExpr(cx, a.value, scope);
  const call = methodOnType(cx, expr, scope);
  if (!call) return nullable(unknown);
  const resolution: Resolution = {
    base: { kind: 'routine', routine: call.method, args: call.bound },
    steps: [],
    type: call.method.returns ?? unknown,
  };
  cx.facts.resolutions.set(expr, resolution);
  noteUse(cx, resolution, scope);
  if (takesSelfToChange(call.method)) noteWrite(cx, expr.self, scope);
  return nullable(resolution.type);
}

/** PERCENTILE_CONT and _DISC have the type of what they are ordered by. (SQL Language Reference, "PERCENTILE_DISC") */
function percentileType(cx: AnalyzeContext, expr: Expr, resolution: Resolution): OracleType | undefined {
  if (
    expr.kind !== 'Call' ||
    resolution.base.kind !== 'builtin' ||
    !/^(PERCENTILE_(CONT|DISC)|APPROX_PERCENTILE)$/.test(resolution.base.name)
  )
    return undefined;
  const item = expr.withinGroup?.[0];
  return item && cx.facts.types.get(item.value);
}

/**
 * In PL/SQL, what package STANDARD declares as NATURAL or PLS_INTEGER; SQL has NUMBER. (PL/SQL Language
 * Reference, "Overloaded Subprograms")
 */
function integerType(expr: Expr, { base, steps }: Resolution, scope: Scope): OracleType | undefined {
  const isOne = expr.kind === 'Call' && steps.length === 0 && base.kind === 'builtin' && !inSql(scope);
  return isOne && /^(ASCII|INSTR|LENGTH)$/.test(base.name) ? { kind: 'plsInteger' } : undefined;
}

function resolveCallParts(cx: AnalyzeContext, call: Call, scope: Scope): void {
  for (const a of call.args) {
    if (a.key) resolveExpr(cx, a.key, scope);
    resolveExpr(cx, a.value, scope);
  }
  resolveCallClauses(cx, call, scope);
}

function resolveCallClauses(cx: AnalyzeContext, call: Call, scope: Scope): void {
  for (const o of [...(call.withinGroup ?? []), ...(call.keep?.orderBy ?? []), ...(call.orderBy ?? [])])
    resolveExpr(cx, o.value, scope);
  if (call.overflow?.indicator) resolveExpr(cx, call.overflow.indicator, scope);
  if (call.onConversionError) resolveExpr(cx, call.onConversionError, scope);
  if (call.over && call.over.kind === 'WindowSpec') resolveWindow(cx, call.over, scope);
}

/** The clauses of calls further left in a chain: `xmlagg(x order by y).getClobVal()`. */
function resolveClausesBelow(cx: AnalyzeContext, expr: Expr, scope: Scope): void {
  const below = expr.kind === 'Call' ? expr.callee : expr.kind === 'Member' ? expr.target : undefined;
  if (!below) return;
  if (below.kind === 'Call') resolveCallClauses(cx, below, scope);
  resolveClausesBelow(cx, below, scope);
}

/** Resolves what stands in OVER (…) or WINDOW w AS. */
export function resolveWindow(cx: AnalyzeContext, window: WindowSpec, scope: Scope): void {
  for (const e of window.partitionBy) resolveExpr(cx, e, scope);
  for (const o of window.orderBy) resolveExpr(cx, o.value, scope);
  for (const bound of [window.frame?.start, window.frame?.end]) if (bound?.offset) resolveExpr(cx, bound.offset, scope);
}

/** Is the value of a chain proven not NULL, by what its name means? */
function chainNotNull(cx: AnalyzeContext, expr: Expr, resolution: Resolution): boolean {
  const lastStep = resolution.steps.at(-1);
  if (lastStep)
    return lastStep.kind === 'collectionMethod' && (lastStep.method === 'COUNT' || lastStep.method === 'EXISTS');
  const { base } = resolution;
  switch (base.kind) {
    case 'column':
      return !base.column.nullable && !base.source.optional;
    case 'variable':
      return variableNotNull(cx, base);
    case 'builtin':
      return builtinNotNull(cx, base, expr);
    case 'constructor':
    case 'sequence':
      return true;
    case 'pseudo':
      return (
        base.name === 'ROWNUM' ||
        base.name === 'LEVEL' ||
        (base.name === 'ROWID' && base.source?.optional === false) ||
        base.name.startsWith('CONNECT_BY') ||
        base.name.endsWith('ING')
      );
    default:
      return false;
  }
}

function variableNotNull(
  cx: AnalyzeContext,
  base: { readonly kind: 'variable'; readonly variable: VariableSymbol },
): boolean {
  const { variable } = base;
  if (cx.present?.variables.has(variable)) return true;
  if (variable.storage === 'forallIndex') return true;
  if (
    variable.constant &&
    variable.initial &&
    variable.storage !== 'parameter' &&
    cx.facts.notNull.has(variable.initial)
  )
    return true;
  return variable.notNull || (variable.type.kind === 'plsInteger' && variable.type.notNull === true);
}

function builtinNotNull(
  cx: AnalyzeContext,
  base: { readonly kind: 'builtin'; readonly name: string; readonly args: readonly Argument[] },
  expr: Expr,
): boolean {
  const info = builtinFunction(base.name);
  const args = base.args.map((a) => cx.facts.notNull.has(a.value));
  if (expr.kind === 'Call' && expr.onConversionError) return false;
  switch (info?.nullability) {
    case 'never':
      return true;
    case 'strict':
      return args.every(Boolean);
    case 'coalesce':
      return args.some(Boolean);
    case 'always': {
      if (base.name === 'NVL2') return (args[1] ?? false) && (args[2] ?? false);
      const isLob = cx.facts.types.get(base.args[0]?.value ?? expr)?.kind === 'clob';
      // A conversion of a proven value gives a value or an error; not for text that may trim to nothing, as an empty
      // CLOB is.
      if (
        !isLob &&
        (base.name === 'TO_CHAR' ||
          base.name === 'TO_DATE' ||
          base.name === 'TO_NUMBER' ||
          base.name === 'TO_TIMESTAMP') &&
        args[0]
      )
        return args.every(Boolean) && (base.args.length === 1 || base.name !== 'TO_CHAR');
      if ((base.name === 'LENGTH' || base.name === 'INSTR') && args.every(Boolean)) return !isLob;
      if ((base.name === 'LAG' || base.name === 'LEAD') && args[0] && args[2]) return true;
      return false;
    }
    default:
      return false;
  }
}
