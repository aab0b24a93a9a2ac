import type { Analysis, ResolvedBase } from '../../../analyze/analysis.js';
import type { VariableSymbol } from '../../../analyze/model/symbols.js';
import { wholeVariable } from '../../../analyze/names/whole-variable.js';
import type { Block, Call, Expr, Member, Name } from '../../../ir/oracle/index.js';
import type { OracleNode } from '../../../ir/oracle/node.js';
import type { Span } from '../../../ir/span.js';
import { forEachChild } from '../../../ir/walk.js';

/** Multiset operators, conditions and loops over the elements work on those that are there. */
function seesNoGaps(node: OracleNode): boolean {
  if (node.kind === 'CollectionControl') return true;
  if (node.kind === 'IsTest') return ['NULL', 'EMPTY', 'A SET'].includes(node.test);
  return node.kind === 'Binary' && /^(MULTISET|SUBMULTISET|MEMBER|=|<>)/.test(node.op);
}

/**
 * Where a nested table with gaps is used as a whole in PL/SQL, but for copies to another of the
 * tables that keep track of theirs.
 */
export function wholeUses(
  analysis: Analysis,
  tracked: ReadonlySet<VariableSymbol>,
  symbol: VariableSymbol,
  block: Block | undefined,
): readonly Span[] {
  return new WholeUses(analysis, tracked, symbol, block).found();
}

/** Walks over a block for uses of a whole collection. */
class WholeUses {
  private readonly uses: Span[] = [];
  constructor(
    private readonly analysis: Analysis,
    private readonly tracked: ReadonlySet<VariableSymbol>,
    private readonly symbol: VariableSymbol,
    private readonly block: Block | undefined,
  ) {}

  found(): readonly Span[] {
    if (!this.block) return this.uses;
    forEachChild(this.block, (child) => this.visit(child));
    return this.uses;
  }

  private visit(node: OracleNode): void {
    if (seesNoGaps(node)) {
      forEachChild(node, (child) => {
        if (wholeVariable(this.analysis, child as Expr) !== this.symbol) this.visit(child);
      });
      return;
    }
    switch (node.kind) {
      case 'Assignment': {
        const { target, value } = node;
        const to = wholeVariable(this.analysis, target);
        if (this.isCopied(value, to)) return;
        if (to === undefined) this.visit(target);
        this.visit(value);
        return;
      }
      case 'VariableDeclaration': {
        const to = this.analysis.declaredBy(node);
        const { initial } = node;
        if (initial && !this.isCopied(initial, to?.kind === 'variable' ? to : undefined)) this.visit(initial);
        return;
      }
      case 'Name':
      case 'Call':
      case 'Member':
        this.visitName(node);
        return;
      case 'ForAll':
        if (node.bounds.kind !== 'IndicesOf') this.visit(node.bounds);
        this.visit(node.statement);
        return;
      // SQL sees the elements that are left, as in Oracle.
      case 'SelectInto':
      case 'DmlInBlock':
      case 'Query':
      case 'IntoClause':
        return;
      default:
        forEachChild(node, (child) => this.visit(child));
    }
  }

  /** Does the value go, gaps and all, to a variable that keeps track of them? */
  private isCopied(value: Expr, to: VariableSymbol | undefined): boolean {
    return to !== undefined && this.tracked.has(to) && wholeVariable(this.analysis, value) !== undefined;
  }

  private visitName(node: Name | Call | Member): void {
    const { base, steps } = this.analysis.resolve(node);
    if (base.kind === 'variable' && base.variable === this.symbol && steps.length === 0) {
      this.uses.push(node.span);
      return;
    }
    if (node.kind === 'Member') this.visit(node.target);
    if (node.kind !== 'Call' || (base.kind === 'builtin' && base.name === 'CARDINALITY')) return;
    // A routine that is told what is gone sees the gaps, and OUT reads nothing.
    const told = toldOfGaps(this.analysis, base, this.tracked, this.symbol);
    for (const argument of node.args) if (!told.has(argument.value)) this.visit(argument.value);
    if (node.callee.kind !== 'Name') this.visit(node.callee);
  }
}

/** Arguments whose gaps the routine is told of, and those that it does not read. */
function toldOfGaps(
  analysis: Analysis,
  base: ResolvedBase,
  tracked: ReadonlySet<VariableSymbol>,
  symbol: VariableSymbol,
): Set<Expr> {
  return new Set<Expr>(
    base.kind === 'routine'
      ? base.args.flatMap(({ actual, parameter }) =>
          actual &&
          (parameter.mode === 'OUT' || tracked.has(parameter.variable)) &&
          wholeVariable(analysis, actual) === symbol
            ? [actual]
            : [],
        )
      : [],
  );
}
