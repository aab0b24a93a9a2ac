import type { Analysis } from '../../analyze/analysis.js';
import type { VariableSymbol } from '../../analyze/model/symbols.js';
import { wholeVariable } from '../../analyze/names/whole-variable.js';
import { isAnyOf } from '../../ir/kinds.js';
import { literalInteger } from '../../ir/literals.js';
import type { Assignment, Block, Call, Expr, ForLoop, Member, Name } from '../../ir/oracle/index.js';
import type { OracleNode } from '../../ir/oracle/node.js';
import { forEachChild } from '../../ir/walk.js';
import { amongLocalMaps, dropAllIn } from './local-maps.js';

/**
 * Local associative arrays that loops fill with keys in no order, as a cache by account number:
 *   FOR r IN (SELECT …) LOOP m(r.iban) := r.balance; END LOOP;
 * Kept in order, the arrays of keys and elements would be copied for each key that is not the last (40,000 keys:
 * minutes). The first keys of such an array are in order, those behind them as they came, until there are too many of
 * the latter (runtime: loose_sorted). Elements are read and assigned one by one, and asked for by EXISTS, COUNT, FIRST,
 * LAST, NEXT, PRIOR and DELETE; nothing uses the whole, which has its keys in order. (PL/SQL Language Reference,
 * "Associative Arrays")
 */
export const isLoose = amongLocalMaps((analysis, block, candidates) => {
  const uses = new Uses(analysis, candidates, countersIn(analysis, block));
  uses.visitBlock(block);
  return uses.filled;
});

const methods: ReadonlySet<string> = new Set(['EXISTS', 'COUNT', 'FIRST', 'LAST', 'NEXT', 'PRIOR', 'DELETE']);

/** Looks at every use of the candidates, and drops those that are used as a whole. */
class Uses {
  private readonly loose = new Set<VariableSymbol>();
  private depth = 0;

  constructor(
    private readonly analysis: Analysis,
    private readonly candidates: Set<VariableSymbol>,
    /** Variables that only grow, and indexes of loops upwards. */
    private readonly ascending: Set<VariableSymbol>,
  ) {}

  /** Those of the candidates that loops give keys in no order. */
  get filled(): ReadonlySet<VariableSymbol> {
    return new Set([...this.loose].filter((symbol) => this.candidates.has(symbol)));
  }

  visitBlock(block: Block): void {
    forEachChild(block, this.visit);
  }

  private readonly visit = (node: OracleNode): void => {
    switch (node.kind) {
      case 'ForLoop':
        this.visitForLoop(node);
        break;
      case 'BasicLoop':
      case 'WhileLoop':
      case 'CursorForLoop':
        this.inLoop(node);
        break;
      case 'Assignment':
        this.noteKey(node.target);
        forEachChild(node, this.visit);
        break;
      case 'IntoClause':
        for (const target of node.targets) this.noteKey(target);
        forEachChild(node, this.visit);
        break;
      case 'Name':
      case 'Call':
      case 'Member':
        this.visitReference(node);
        break;
      // A nested routine gets the whole, and FORALL runs over it.
      case 'RoutineDefinition':
      case 'ForAll':
        dropAllIn(this.analysis, this.candidates, node);
        break;
      default:
        forEachChild(node, this.visit);
    }
  };

  private visitForLoop(loop: ForLoop): void {
    const index = this.analysis.declaredBy(loop);
    if (index?.kind === 'variable' && countsUpwards(loop)) this.ascending.add(index);
    this.inLoop(loop);
  }

  private inLoop(loop: OracleNode): void {
    this.depth++;
    forEachChild(loop, this.visit);
    this.depth--;
  }

  /** Does the target get a key of which nothing says that it comes behind the others? */
  private noteKey(target: Expr): void {
    if (this.depth === 0 || !isAnyOf(target.kind, 'Call', 'Member')) return;
    const { base, steps } = this.analysis.resolve(target as Call | Member);
    const [step] = steps;
    if (base.kind !== 'variable' || step?.kind !== 'element' || !this.candidates.has(base.variable)) return;
    if (!this.isInOrder(step.index, base.variable)) this.loose.add(base.variable);
  }

  private isInOrder(key: Expr, map: VariableSymbol): boolean {
    if (literalInteger(key) !== undefined) return true;
    const variable = wholeVariable(this.analysis, key);
    if (variable) return this.ascending.has(variable);
    // m.COUNT + 1, NVL(m.LAST, 0) + 1
    return (
      key.kind === 'Binary' && key.op === '+' && literalInteger(key.right) !== undefined && this.asks(key.left, map)
    );
  }

  private asks(node: OracleNode, map: VariableSymbol): boolean {
    if (node.kind === 'Call') {
      const { base } = this.analysis.resolve(node);
      if (base.kind === 'builtin' && base.name === 'NVL' && node.args[0]) return this.asks(node.args[0].value, map);
    }
    if (!isAnyOf(node.kind, 'Name', 'Call')) return false;
    const { base, steps } = this.analysis.resolve(node as Name | Call);
    const [step] = steps;
    return (
      base.kind === 'variable' &&
      base.variable === map &&
      step?.kind === 'collectionMethod' &&
      (step.method === 'COUNT' || step.method === 'LAST')
    );
  }

  private visitReference(node: Name | Call | Member): void {
    const { base, steps } = this.analysis.resolve(node);
    if (base.kind === 'variable' && this.candidates.has(base.variable)) {
      const [step] = steps;
      const isPart =
        step?.kind === 'element' ||
        (step?.kind === 'collectionMethod' &&
          methods.has(step.method) &&
          (step.method !== 'DELETE' || step.args.length < 2));
      if (!isPart) this.candidates.delete(base.variable);
    }
    if (node.kind === 'Member') this.visit(node.target);
    if (node.kind !== 'Call') return;
    for (const { value } of node.args) this.visit(value);
    if (node.callee.kind !== 'Name') this.visit(node.callee);
  }
}

/** `FOR i IN low .. high LOOP` in steps of one. */
function countsUpwards({ mutable, indexType, controls }: ForLoop): boolean {
  const [control] = controls;
  return (
    !mutable &&
    !indexType &&
    controls.length === 1 &&
    control?.kind === 'SteppedControl' &&
    !control.reverse &&
    !control.by
  );
}

/** Variables to which the block assigns numbers, and themselves with a number added, and nothing else. */
function countersIn(analysis: Analysis, block: Block): Set<VariableSymbol> {
  const counters = new Set<VariableSymbol>();
  const others = new Set<VariableSymbol>();
  const visit = (node: OracleNode): void => {
    if (node.kind === 'Assignment') {
      const variable = wholeVariable(analysis, node.target);
      if (variable) (isCounted(analysis, variable, node) ? counters : others).add(variable);
    } else if (node.kind === 'IntoClause') {
      for (const target of node.targets) {
        const variable = wholeVariable(analysis, target);
        if (variable) others.add(variable);
      }
    }
    forEachChild(node, visit);
  };
  visit(block);
  return new Set([...counters].filter((variable) => !others.has(variable)));
}

/** `i := 0`, `i := i + 1` */
const isCounted = (analysis: Analysis, variable: VariableSymbol, { value }: Assignment): boolean =>
  literalInteger(value) !== undefined ||
  (value.kind === 'Binary' &&
    value.op === '+' &&
    (literalInteger(value.right) ?? -1) >= 0 &&
    wholeVariable(analysis, value.left) === variable);
