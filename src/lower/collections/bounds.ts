import type { VariableSymbol } from '../../analyze/model/symbols.js';
import { wholeVariable } from '../../analyze/names/whole-variable.js';
import type { Block, Expr, ForLoop } from '../../ir/oracle/index.js';
import type { OracleNode } from '../../ir/oracle/node.js';
import type { PgExpr } from '../../ir/postgres/index.js';
import { contains, walk } from '../../ir/walk.js';
import type { ExprContext, UnitContext } from '../context.js';

/** What a block's code shows about its collections. */
interface Facts {
  /** Local arrays that start as a collection and never become NULL. */
  readonly neverNull: ReadonlySet<VariableSymbol>;
  /** The collection that a loop index runs over, by index; nothing in the loop makes the collection shorter. */
  readonly runsOver: ReadonlyMap<VariableSymbol, VariableSymbol>;
}
const none: Facts = { neverNull: new Set(), runsOver: new Map() };
const facts = new WeakMap<Block, Facts>();

/** Is the subscript proven to be that of an element: the index of a loop over 1 .. c.COUNT? */
export function inBounds(ex: ExprContext, value: PgExpr, index: Expr): boolean {
  if (index.kind !== 'Name' || value.kind !== 'PgColumn' || !ex.routine) return false;
  const { base, steps } = ex.unit.analysis.resolve(index);
  if (
    base.kind !== 'variable' ||
    steps.length > 0 ||
    (base.variable.storage !== 'loopIndex' && base.variable.storage !== 'forallIndex')
  )
    return false;
  const collection = variableOf(ex, value);
  return (
    collection?.block !== undefined && factsOf(ex.unit, collection.block).runsOver.get(base.variable) === collection
  );
}

/** Is the collection one that is never NULL? */
export function neverNull(ex: ExprContext, value: PgExpr): boolean {
  const symbol = variableOf(ex, value);
  return symbol?.block !== undefined && factsOf(ex.unit, symbol.block).neverNull.has(symbol);
}

const variables = new WeakMap<PgExpr, VariableSymbol>();

/** Remembers which variable an expression stands for. */
export function rememberVariable<E extends PgExpr>(value: E, symbol: VariableSymbol): E {
  variables.set(value, symbol);
  return value;
}

function variableOf(ex: ExprContext, value: PgExpr): VariableSymbol | undefined {
  return ex.routine ? variables.get(value) : undefined;
}

function factsOf(unit: UnitContext, block: Block): Facts {
  let found = facts.get(block);
  if (!found) {
    facts.set(block, none);
    found = collect(unit, block);
    facts.set(block, found);
  }
  return found;
}

function collect(unit: UnitContext, block: Block): Facts {
  const neverNull = new Set<VariableSymbol>();
  for (const d of block.declarations) {
    if (d.kind !== 'VariableDeclaration' || !d.initial) continue;
    const symbol = unit.analysis.declaredBy(d);
    if (symbol?.kind === 'variable' && isArray(symbol) && isConstructor(unit, d.initial)) neverNull.add(symbol);
  }
  const runsOver = new Map<VariableSymbol, VariableSymbol>();
  walk(block, (node) => {
    for (const symbol of replacedBy(unit, node)) neverNull.delete(symbol);
    if (node.kind === 'ForAll') {
      const { bounds } = node;
      const index = unit.analysis.declaredBy(node);
      const collection = bounds.kind === 'Range' ? between(unit, bounds.low, bounds.high) : undefined;
      if (index?.kind === 'variable' && collection && !passed(unit, node).includes(collection))
        runsOver.set(index, collection);
    }
    if (node.kind === 'ForLoop') {
      const index = unit.analysis.declaredBy(node);
      const collection = rangeOver(unit, node);
      if (index?.kind === 'variable' && collection && !shortened(unit, node, collection))
        runsOver.set(index, collection);
    }
    return true;
  });
  return { neverNull, runsOver };
}

const isArray = (symbol: VariableSymbol): boolean =>
  symbol.type.kind === 'collection' && symbol.type.collection.variant !== 'associativeArray';

function isConstructor(unit: UnitContext, expr: Expr): boolean {
  if (expr.kind !== 'Call' && expr.kind !== 'New') return false;
  const { base, steps } = unit.analysis.resolve(expr);
  return base.kind === 'constructor' && steps.length === 0;
}

/**
 * Variables to which the node assigns a whole collection that may be NULL: anything but a constructor
 * or the result of BULK COLLECT.
 */
function replacedBy(unit: UnitContext, node: OracleNode): readonly VariableSymbol[] {
  if (node.kind === 'Assignment') {
    const to = wholeVariable(unit.analysis, node.target);
    return to && !isConstructor(unit, node.value) ? [to] : [];
  }
  if (node.kind === 'IntoClause') {
    return node.bulk ? [] : node.targets.flatMap((t) => wholeVariable(unit.analysis, t) ?? []);
  }
  return passed(unit, node);
}

/** Variables that the node passes where they can be written. */
function passed(unit: UnitContext, node: OracleNode): readonly VariableSymbol[] {
  if (node.kind !== 'Call' && node.kind !== 'Name' && node.kind !== 'Member') return [];
  const { base, steps } = unit.analysis.resolve(node);
  const out: VariableSymbol[] = [];
  const note = (
    args: readonly { readonly parameter: { readonly mode: string }; readonly actual: Expr | undefined }[],
  ): void => {
    for (const a of args) {
      const to = a.parameter.mode !== 'IN' && a.actual ? wholeVariable(unit.analysis, a.actual) : undefined;
      if (to) out.push(to);
    }
  };
  if (base.kind === 'routine') {
    note(base.args);
    if (base.routine.nested)
      out.push(
        ...unit.analysis
          .capturesOf(base.routine)
          .filter((c) => c.written)
          .map((c) => c.variable),
      );
  }
  // GET_LINES, COMMA_TO_TABLE: which arguments of Oracle's packages come back is not looked up.
  if (base.kind === 'supplied') out.push(...base.args.flatMap((a) => wholeVariable(unit.analysis, a.value) ?? []));
  for (const step of steps) if (step.kind === 'objectMethod') note(step.args);
  return out;
}

/** The local array of `FOR i IN 1 .. c.COUNT` or `c.FIRST .. c.LAST`. */
function rangeOver(unit: UnitContext, loop: ForLoop): VariableSymbol | undefined {
  const [control] = loop.controls;
  if (loop.controls.length !== 1 || control?.kind !== 'SteppedControl' || control.by || loop.mutable) return undefined;
  return between(unit, control.low, control.high);
}

function between(unit: UnitContext, from: Expr, till: Expr): VariableSymbol | undefined {
  const high = methodOf(unit, till);
  if (!high || (high.method !== 'COUNT' && high.method !== 'LAST')) return undefined;
  const low = methodOf(unit, from);
  const fromOne =
    from.kind === 'NumberLiteral'
      ? /^[1-9]\d{0,8}$/.test(from.text)
      : low?.method === 'FIRST' && low.collection === high.collection;
  return fromOne && isArray(high.collection) && high.collection.storage !== 'package' ? high.collection : undefined;
}

function methodOf(
  unit: UnitContext,
  expr: Expr,
): { readonly collection: VariableSymbol; readonly method: string } | undefined {
  if (expr.kind !== 'Name' && expr.kind !== 'Call') return undefined;
  const { base, steps } = unit.analysis.resolve(expr);
  const [step] = steps;
  return base.kind === 'variable' && steps.length === 1 && step?.kind === 'collectionMethod'
    ? { collection: base.variable, method: step.method }
    : undefined;
}

/** May anything in the loop make the collection shorter? */
function shortened(unit: UnitContext, loop: ForLoop, collection: VariableSymbol): boolean {
  return contains(loop, (node) => {
    switch (node.kind) {
      case 'Assignment':
        return wholeVariable(unit.analysis, node.target) === collection;
      case 'IntoClause':
        return namesIt(unit, node, collection);
      case 'CallStatement':
        return callsMethod(unit, node.call, collection);
      default:
        return passed(unit, node).includes(collection);
    }
  });
}

/** Is it a call of one of the collection's methods that may make it shorter: of any but EXTEND? */
function callsMethod(unit: UnitContext, call: OracleNode, collection: VariableSymbol): boolean {
  if (call.kind !== 'Call' && call.kind !== 'Name') return false;
  const { base, steps } = unit.analysis.resolve(call);
  const [step] = steps;
  return (
    base.kind === 'variable' &&
    base.variable === collection &&
    step?.kind === 'collectionMethod' &&
    step.method !== 'EXTEND'
  );
}

function namesIt(unit: UnitContext, node: OracleNode, collection: VariableSymbol): boolean {
  return contains(node, (inner) => inner.kind === 'Name' && wholeVariable(unit.analysis, inner) === collection);
}
