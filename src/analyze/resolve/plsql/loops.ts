import { unreachable } from '../../../diagnostics/diagnostic.js';
import { literalInteger } from '../../../ir/literals.js';
import type { CursorForLoop, Expr, ForAll, ForLoop, Identifier, IterationControl } from '../../../ir/oracle/index.js';
import type { AnalyzeContext } from '../../context.js';
import { childScope, containerIn, declare, type Scope } from '../../model/scope.js';
import type { VariableSymbol } from '../../model/symbols.js';
import { type OracleType, type RecordType, unknown } from '../../model/types.js';
import { findSymbol } from '../../names/symbol-lookup.js';
import { noteCapture } from '../../names/uses.js';
import { resolveDml } from '../dml.js';
import { resolveExpr } from '../expressions/expressions.js';
import { resolveQuery } from '../queries/queries.js';
import { noteSymbol, resolveStatement, resolveStatements } from './statements.js';

/**
 * `FOR i IN …`: the index in a scope of its own, then the body in it. (PL/SQL Language
 * Reference 21c, "FOR LOOP Statement")
 */
export function resolveForLoop(cx: AnalyzeContext, s: ForLoop, scope: Scope): void {
  const [first] = s.controls;
  if (first) resolveStart(cx, first, scope);
  const inner = childScope(scope, { qualifier: s.label?.name });
  const type = s.indexType ? cx.typeOfRef(s.indexType, scope) : controlType(cx, first);
  const range = s.mutable ? undefined : literalRange(s.controls);
  const notNull = s.mutable !== true && s.controls.every((c) => givesNoNull(cx, c));
  const index = { storage: 'loopIndex', type, constant: s.mutable !== true, notNull } as const;
  declareIndex(cx, s, inner, s.index, range ? { ...index, range } : index);
  if (first?.kind === 'CollectionControl' && first.valueIndex) {
    const type = elementOf(cx, first);
    const value = { storage: 'loopIndex', type, constant: false, notNull: refusesNull(cx, first) } as const;
    declareIndex(cx, first, inner, first.valueIndex, value);
  }
  // Conditions, what is repeated and the controls after the first one see the iterand.
  for (const c of s.controls) {
    if (c !== first || (c.kind === 'ExpressionControl' && c.repeat)) resolveStart(cx, c, inner);
    for (const e of ['whileCondition' in c ? c.whileCondition : undefined, c.when]) if (e) resolveExpr(cx, e, inner);
  }
  resolveStatements(cx, s.body, inner);
}

/** The bounds of the only control, where they are integers without more. */
function literalRange([control, more]: readonly IterationControl[]): VariableSymbol['range'] {
  if (control?.kind !== 'SteppedControl' || more || control.by) return undefined;
  const [low, high] = [literalInteger(control.low), literalInteger(control.high)];
  return low === undefined || high === undefined ? undefined : { low, high };
}

/** `FOR r IN cursor` or `FOR r IN (query)`. (PL/SQL Language Reference, "Cursor FOR LOOP Statement") */
export function resolveCursorForLoop(cx: AnalyzeContext, s: CursorForLoop, scope: Scope): void {
  const inner = childScope(scope, { qualifier: s.label?.name });
  let type: OracleType;
  if (s.source.kind === 'NamedCursor') {
    const once = loopOverValue(cx, s, s.source, scope);
    if (once) {
      cx.facts.valueLoops.set(s, once);
      resolveForLoop(cx, once, scope);
      return;
    }
    for (const a of s.source.args) resolveExpr(cx, a.value, scope);
    const symbol = noteSymbol(cx, s.source.cursor, scope);
    if (symbol?.kind === 'cursor') noteCapture(cx, symbol.variable, scope, 'read', cx.facts.loopedOver);
    type =
      symbol?.kind === 'cursor'
        ? symbol.row
        : symbol?.kind === 'variable' && symbol.type.kind === 'refCursor'
          ? (symbol.type.returns ?? unknown)
          : unknown;
  } else {
    const columns = resolveQuery(cx, s.source, scope);
    type = {
      kind: 'record',
      identity: { kind: 'query', query: s.source },
      // A record of rows has none of the constraints of their columns. (PL/SQL Language Reference, "%ROWTYPE Attribute")
      fields: columns.map((c) => ({ name: c.name, type: c.type, notNull: false })),
    } satisfies RecordType;
  }
  declareIndex(cx, s, inner, s.record, { storage: 'loopRecord', type, constant: false, notNull: false });
  resolveStatements(cx, s.body, inner);
}

/** `FORALL i IN bounds` and its one statement. (PL/SQL Language Reference, "FORALL Statement") */
export function resolveForAll(cx: AnalyzeContext, s: ForAll, scope: Scope): void {
  const b = s.bounds;
  if (b.kind === 'Range') {
    resolveExpr(cx, b.low, scope);
    resolveExpr(cx, b.high, scope);
  } else {
    resolveExpr(cx, b.collection, scope);
    if (b.kind === 'IndicesOf') for (const e of [b.low, b.high]) if (e) resolveExpr(cx, e, scope);
  }
  const inner = childScope(scope);
  const type = { kind: 'plsInteger' } as const;
  declareIndex(cx, s, inner, s.index, { storage: 'forallIndex', type, constant: true, notNull: true });
  if (s.statement.kind === 'ExecuteImmediate') resolveStatement(cx, s.statement, inner);
  else resolveDml(cx, s.statement, inner);
}

/** Declares what a loop counts or fetches into; `node` is what has it. */
function declareIndex(
  cx: AnalyzeContext,
  node: object,
  scope: Scope,
  { name, span }: Identifier,
  what: Pick<VariableSymbol, 'storage' | 'type' | 'constant' | 'notNull' | 'range'>,
): void {
  const symbol: VariableSymbol = { kind: 'variable', name, span, ...what, container: containerIn(scope) ?? scope.unit };
  cx.facts.declared.set(node, symbol);
  declare(scope, symbol);
}

/**
 * `FOR i IN n LOOP` of what is no cursor but a number held by a variable: 21c takes the value once. The loop as one
 * with that iteration control. (PL/SQL Language Reference 21c, "FOR LOOP Statement", "Single Expression Iteration
 * Control")
 */
function loopOverValue(
  cx: AnalyzeContext,
  s: CursorForLoop,
  { cursor, args, span }: Extract<CursorForLoop['source'], { kind: 'NamedCursor' }>,
  scope: Scope,
): ForLoop | undefined {
  const symbol = findSymbol(cx, cursor, scope);
  if (symbol?.kind === 'cursor' || (symbol?.kind === 'variable' && symbol.type.kind === 'refCursor')) return undefined;
  const name: Expr = { kind: 'Name', span, parts: cursor.parts };
  const value: Expr = args.length > 0 ? { kind: 'Call', span, callee: name, args } : name;
  const { kind } = resolveExpr(cx, value, scope);
  // Packages and routines have effects, which are looked for among the nodes of the body.
  const base = cx.facts.resolutions.get(value)?.base;
  const isLocal = base?.kind === 'variable' && base.variable.storage !== 'package';
  if (!isLocal || (kind !== 'number' && kind !== 'plsInteger')) return undefined;
  const { record, source: _, ...loop } = s;
  const control = { kind: 'ExpressionControl', span, repeat: false, value } as const;
  return { ...loop, kind: 'ForLoop', index: record, controls: [control] };
}

/** What a control starts from. */
function resolveStart(cx: AnalyzeContext, c: IterationControl, scope: Scope): void {
  switch (c.kind) {
    case 'SteppedControl':
      for (const e of [c.low, c.high, c.by]) if (e) resolveExpr(cx, e, scope);
      return;
    case 'ExpressionControl':
    case 'CollectionControl':
      resolveExpr(cx, c.value, scope);
      return;
    default:
      unreachable(c, 'analyze');
  }
}

/** The type of an iterand that is declared without one. (PL/SQL Language Reference 21c, "Iterand") */
function controlType(cx: AnalyzeContext, c: IterationControl | undefined): OracleType {
  if (c?.kind !== 'CollectionControl') return { kind: 'plsInteger' };
  if (c.over === 'VALUES') return elementOf(cx, c);
  const type = cx.facts.types.get(c.value) ?? unknown;
  return type.kind === 'collection' ? (type.collection.index ?? { kind: 'plsInteger' }) : unknown;
}

/** The bounds of a range cannot be NULL (ORA-06502); indexes of collections are not. */
function givesNoNull(cx: AnalyzeContext, control: IterationControl): boolean {
  switch (control.kind) {
    case 'SteppedControl':
      return true;
    case 'ExpressionControl':
      return false;
    case 'CollectionControl':
      return control.over !== 'VALUES' || refusesNull(cx, control);
    default:
      return unreachable(control, 'analyze');
  }
}

function refusesNull(cx: AnalyzeContext, control: CollectionControl): boolean {
  const type = cx.facts.types.get(control.value) ?? unknown;
  return type.kind === 'collection' && type.collection.elementNotNull;
}

type CollectionControl = Extract<IterationControl, { kind: 'CollectionControl' }>;

function elementOf(cx: AnalyzeContext, c: CollectionControl): OracleType {
  const type = cx.facts.types.get(c.value) ?? unknown;
  return type.kind === 'collection' ? type.collection.element : unknown;
}
