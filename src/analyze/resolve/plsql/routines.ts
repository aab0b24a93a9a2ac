import type { RoutineDefinition } from '../../../ir/oracle/index.js';
import type { AnalyzeContext } from '../../context.js';
import { childScope, declare, type Scope } from '../../model/scope.js';
import type { RoutineSymbol, VariableSymbol } from '../../model/symbols.js';
import type { OracleType } from '../../model/types.js';
import { resolveExpr } from '../expressions/expressions.js';
import { startingBody } from './presence.js';
import { resolveParts } from './statements.js';

/** Types of parameters and result, and the defaults of parameters. */
export function resolveHeading(cx: AnalyzeContext, symbol: RoutineSymbol, scope: Scope): void {
  for (const p of symbol.parameters) {
    void p.variable.type;
    if (p.initial) resolveExpr(cx, p.initial, scope);
  }
  void symbol.returns;
}

/** Resolves the body of a routine whose symbol was declared. */
export function resolveRoutine(cx: AnalyzeContext, node: RoutineDefinition, outer: Scope): void {
  const symbol = cx.facts.declared.get(node);
  if (symbol?.kind !== 'routine') return;
  resolveHeading(cx, symbol, outer);
  const scope = childScope(outer, { qualifier: symbol.name, unit: symbol });
  // A definition that repeats its heading's defaults has expressions of its own.
  for (const p of node.parameters) {
    if (p.initial && !cx.facts.types.has(p.initial)) resolveExpr(cx, p.initial, outer);
    cx.typeOfRef(p.type, outer);
  }
  if (symbol.container?.kind === 'objectType') declareSelf(cx, symbol, scope);
  for (const p of symbol.parameters) declare(scope, p.variable);
  // The routine's own block shares the qualifier of the routine: `proc.local`.
  if (node.body.kind === 'Block') resolveParts(startingBody(cx, symbol, node.body), node.body, scope, symbol);
}

/** Methods see SELF and, unqualified, the attributes of their type. */
function declareSelf(_cx: AnalyzeContext, symbol: RoutineSymbol, scope: Scope): void {
  const object = symbol.container;
  if (object?.kind !== 'objectType') return;
  const type: OracleType = { kind: 'object', object };
  const explicit = symbol.parameters.find((p) => p.variable.name === 'SELF');
  const role = symbol.declaration.method?.role;
  if (role === 'STATIC') return;
  const self: VariableSymbol =
    explicit?.variable ??
    ({
      kind: 'variable',
      name: 'SELF',
      span: symbol.span,
      storage: 'self',
      type,
      constant: false,
      notNull: false,
      container: symbol,
    } satisfies VariableSymbol);
  if (!explicit) declare(scope, self);
}
