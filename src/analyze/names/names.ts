import type { Argument, Call, CorrelationName, Expr, Member, Name, New } from '../../ir/oracle/index.js';
import type { Resolution } from '../analysis.js';
import type { AnalyzeContext } from '../context.js';
import type { Usage } from '../model/name-resolution.js';
import type { Scope } from '../model/scope.js';
import { unknown } from '../model/types.js';
import { resolveCorrelation, rowNamed } from './column-lookup.js';
import { findBase } from './name-bases.js';
import { attach, goOn } from './name-steps.js';
import { noteUse } from './uses.js';

/** Resolves a name, call or chain and everything in its arguments. */
export function resolveChain(
  cx: AnalyzeContext,
  expr: Name | Call | Member | New | CorrelationName,
  scope: Scope,
): Resolution {
  const known = cx.facts.resolutions.get(expr);
  if (known) return known;
  const result = compute(cx, expr, scope, undefined);
  note(cx, expr, result);
  noteUse(cx, result, scope);
  return result;
}

/** As a statement: only procedures are meant. */
export function resolveCallStatement(cx: AnalyzeContext, expr: Name | Call | Member, scope: Scope): Resolution {
  const result = compute(cx, expr, scope, 'PROCEDURE');
  note(cx, expr, result);
  noteUse(cx, result, scope);
  return result;
}

function note({ facts }: AnalyzeContext, expr: object, resolution: Resolution): void {
  facts.resolutions.set(expr, resolution);
  if (resolution.base.kind === 'row') facts.readAsRows.add(resolution.base.source);
}

function compute(
  cx: AnalyzeContext,
  expr: Name | Call | Member | New | CorrelationName,
  scope: Scope,
  wanted: Usage['wanted'],
): Resolution {
  switch (expr.kind) {
    case 'Name':
      return resolveName(cx, expr, scope, { wanted });
    case 'CorrelationName':
      return resolveCorrelation(expr, scope);
    case 'New': {
      const inner =
        expr.call.kind === 'Name'
          ? resolveName(cx, expr.call, scope, { args: [] })
          : compute(cx, expr.call, scope, undefined);
      note(cx, expr.call, inner);
      return inner;
    }
    case 'Member': {
      const base = resolveTarget(cx, expr.target, scope);
      return goOn(cx, base, [expr.name.name], { wanted });
    }
    case 'Call': {
      resolveArguments(cx, expr, scope);
      if (expr.callee.kind === 'Name') return resolveName(cx, expr.callee, scope, { args: expr.args, wanted });
      if (expr.callee.kind === 'Member') {
        const base = resolveTarget(cx, expr.callee.target, scope);
        return goOn(cx, base, [expr.callee.name.name], { args: expr.args, wanted });
      }
      return attach(resolveTarget(cx, expr.callee, scope), expr.args);
    }
  }
}

function resolveTarget(cx: AnalyzeContext, target: Expr, scope: Scope): Resolution {
  if (
    target.kind === 'Name' ||
    target.kind === 'Call' ||
    target.kind === 'Member' ||
    target.kind === 'New' ||
    target.kind === 'CorrelationName'
  ) {
    return resolveChain(cx, target, scope);
  }
  const type = cx.resolveExpr(target, scope);
  return { base: { kind: 'expression', expr: target }, steps: [], type };
}

function resolveArguments(cx: AnalyzeContext, call: Call, scope: Scope): void {
  for (const arg of call.args) {
    if (arg.key) cx.resolveExpr(arg.key, scope);
    const row = rowArgument(call, arg, scope);
    if (row) {
      note(cx, row.name, row.resolution);
      cx.facts.types.set(row.name, row.resolution.type);
    } else cx.resolveExpr(arg.value, scope);
  }
}

/** `t` in VALUE(t) and REF(t). */
function rowArgument(
  { callee, args }: Call,
  { value }: Argument,
  scope: Scope,
): { name: Name; resolution: Resolution } | undefined {
  const [name, more] = callee.kind === 'Name' ? callee.parts : [];
  const [alias] = value.kind === 'Name' && value.parts.length === 1 ? value.parts : [];
  if (!name || more || name.quoted || (name.name !== 'VALUE' && name.name !== 'REF')) return undefined;
  if (args.length !== 1 || value.kind !== 'Name' || !alias) return undefined;
  const resolution = rowNamed(alias.name, scope);
  return resolution && { name: value, resolution };
}

function resolveName(cx: AnalyzeContext, expr: Name, scope: Scope, usage: Usage): Resolution {
  const { args } = usage;
  const parts = expr.parts.map((p) => p.name);
  const quoted = expr.parts.length === 1 && expr.parts[0]?.quoted === true;
  const found = findBase({ cx, parts, scope, quoted, ...usage });
  if (!found) return unresolved(parts, args);
  let { resolution } = found;
  const rest = parts.slice(found.used);
  if (rest.length > 0) resolution = goOn(cx, resolution, rest, usage);
  else if (args && !found.argsUsed) resolution = attach(resolution, args);
  return resolution;
}

/** What stands for a name that means nothing in the inputs. */
function unresolved(parts: readonly string[], args: readonly Argument[] | undefined): Resolution {
  return { base: { kind: 'unresolved', name: parts.join('.'), args }, steps: [], type: unknown };
}
