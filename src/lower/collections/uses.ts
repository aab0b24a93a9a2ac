import type { Resolution } from '../../analyze/analysis.js';
import type { VariableSymbol } from '../../analyze/symbols.js';
import { sparseLeaves } from '../../diagnostics/op3-collections.js';
import type {
  Assignment,
  Block,
  Call,
  CallStatement,
  Expr,
  ForAll,
  IsTest,
  Member,
  Name,
} from '../../ir/oracle/index.js';
import { type AnyNode, forEachChild, walk } from '../../ir/walk.js';
import type { UnitContext } from '../context.js';

const gapsOfBlock = new WeakMap<Block, ReadonlySet<VariableSymbol>>();

/** Is the local nested table one from which the code deletes single elements, or to which such a table is assigned? */
export function hasGaps(unit: UnitContext, symbol: VariableSymbol): boolean {
  if (
    symbol.storage !== 'local' ||
    symbol.type.kind !== 'collection' ||
    symbol.type.collection.variant !== 'nestedTable' ||
    !symbol.block
  )
    return false;
  let found = gapsOfBlock.get(symbol.block);
  if (!found) gapsOfBlock.set(symbol.block, (found = collectGaps(unit, symbol.block)));
  return found.has(symbol);
}

function collectGaps(unit: UnitContext, block: Block): ReadonlySet<VariableSymbol> {
  const gaps = new Set<VariableSymbol>();
  const copies: (readonly [VariableSymbol, VariableSymbol])[] = [];
  walk(block as AnyNode, (node) => {
    if (node.kind === 'CallStatement') {
      const { call } = node as CallStatement;
      if (call.kind === 'Call') {
        const { base, steps } = unit.analysis.resolve(call);
        const [step] = steps;
        if (
          base.kind === 'variable' &&
          steps.length === 1 &&
          step?.kind === 'collectionMethod' &&
          step.method === 'DELETE' &&
          step.args.length > 0
        )
          gaps.add(base.variable);
      }
    } else if (node.kind === 'Assignment') {
      const copy = copied(unit, node as Assignment);
      if (copy) copies.push(copy);
    }
    return true;
  });
  for (let grown = gaps.size > 0; grown; ) {
    grown = false;
    for (const [to, from] of copies) {
      if (gaps.has(from) && !gaps.has(to) && to.storage === 'local') {
        gaps.add(to);
        grown = true;
      }
    }
  }
  return gaps;
}

/** `a := b` of two local variables. */
function copied(unit: UnitContext, s: Assignment): readonly [VariableSymbol, VariableSymbol] | undefined {
  const to = wholeVariable(unit, s.target as Expr);
  const from = to && wholeVariable(unit, s.value);
  return to && from ? [to, from] : undefined;
}

function wholeVariable(unit: UnitContext, expr: Expr): VariableSymbol | undefined {
  if (expr.kind !== 'Name') return undefined;
  const { base, steps } = unit.analysis.resolve(expr);
  return base.kind === 'variable' && steps.length === 0 ? base.variable : undefined;
}

/** Multiset operators, conditions and loops over the elements work on those that are there. */
function seesNoGaps(node: AnyNode): boolean {
  if (node.kind === 'CollectionControl') return true;
  if (node.kind === 'IsTest') return ['EMPTY', 'A SET'].includes((node as IsTest).test);
  return (
    node.kind === 'Binary' && /^(MULTISET|SUBMULTISET|MEMBER|=|<>)/.test((node as Extract<Expr, { kind: 'Binary' }>).op)
  );
}

/** Warns where a nested table with gaps is used as a whole in PL/SQL, but for copies to another such table. */
export function reportWholeUses(unit: UnitContext, symbol: VariableSymbol): void {
  if (!symbol.block) return;
  const visit = (node: AnyNode): void => {
    if (node.kind === 'Assignment') {
      const { target, value } = node as Assignment;
      const to = wholeVariable(unit, target as Expr);
      if (to && wholeVariable(unit, value) && hasGaps(unit, to)) return;
      if (to === undefined) visit(target as AnyNode);
      visit(value as AnyNode);
      return;
    }
    if (seesNoGaps(node)) {
      forEachChild(node, (child) => {
        if (wholeVariable(unit, child as Expr) !== symbol) visit(child);
      });
      return;
    }
    if (node.kind === 'Name' || node.kind === 'Call' || node.kind === 'Member') {
      const resolution: Resolution = unit.analysis.resolve(node as Name | Call | Member);
      const { base, steps } = resolution;
      if (base.kind === 'variable' && base.variable === symbol && steps.length === 0) {
        unit.report(sparseLeaves((node as Name).span, symbol.name));
        return;
      }
      if (node.kind === 'Call') {
        for (const argument of (node as Call).args) visit(argument.value as AnyNode);
        const { callee } = node as Call;
        if (callee.kind !== 'Name') visit(callee as AnyNode);
      } else if (node.kind === 'Member') visit((node as Member).target as AnyNode);
      return;
    }
    if (node.kind === 'ForAll') {
      const { bounds, statement } = node as ForAll;
      if (bounds.kind !== 'IndicesOf') visit(bounds as AnyNode);
      visit(statement as AnyNode);
      return;
    }
    // SQL sees the elements that are left, as in Oracle.
    if (node.kind === 'SelectInto' || node.kind === 'DmlInBlock' || node.kind === 'Query' || node.kind === 'IntoClause')
      return;
    forEachChild(node, visit);
  };
  forEachChild(symbol.block, visit);
}
