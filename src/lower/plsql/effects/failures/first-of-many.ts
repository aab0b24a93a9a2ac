import type { Analysis } from '../../../../analyze/analysis.js';
import type { VariableSymbol } from '../../../../analyze/model/symbols.js';
import { isOthers } from '../../../../ir/exception-handlers.js';
import { isLoop } from '../../../../ir/kinds.js';
import type { Block, ExceptionHandler, Expr, Statement } from '../../../../ir/oracle/index.js';
import type { OracleNode } from '../../../../ir/oracle/node.js';
import { isWithin, type Span } from '../../../../ir/span.js';
import { contains, nodesOf } from '../../../../ir/walk.js';
import { alwaysRaises } from './raising-handlers.js';

/*
 * SELECT INTO, or EXECUTE IMMEDIATE with INTO, that finds more than one row has put the first one into its targets when
 * it raises TOO_MANY_ROWS. The manual leaves that open; Oracle does so on all versions, and handlers that go on see it.
 * (Jeff Kemp, "TOO_MANY_ROWS side effect", with recorded output)
 */

/** A body and what it belongs to. */
interface Body {
  readonly source: OracleNode;
  readonly symbol: object | undefined;
}

/** Does anything see what INTO of more than one row leaves in its targets? */
export function showsFirstOfMany(
  analysis: Analysis,
  body: Body,
  { span }: Statement,
  targets: readonly Expr[],
): boolean {
  const catching = blocksAround(body.source, span).filter((block) => handlersOfMany(analysis, block).length > 0);
  return targets.some((target) => {
    const variable = variableOf(analysis, target);
    return variable ? new Shown(analysis, body, variable).behind(catching) : catching.length > 0;
  });
}

/** The blocks whose handlers take what the statement raises, the innermost first. */
function blocksAround(source: OracleNode, at: Span): Block[] {
  return nodesOf(source, 'Block')
    .filter(({ body }) => body.some(({ span }) => isWithin(at, span)))
    .sort((a, b) => b.span.start - a.span.start);
}

const handlersOfMany = (analysis: Analysis, { handlers }: Block): readonly ExceptionHandler[] =>
  handlers.filter(({ exceptions }) =>
    exceptions.some((e) => {
      if (isOthers(e)) return true;
      const symbol = analysis.symbolOf(e);
      return symbol?.kind === 'exception' && symbol.oraCode === 1422;
    }),
  );

function variableOf(analysis: Analysis, node: OracleNode): VariableSymbol | undefined {
  if (node.kind !== 'Name' && node.kind !== 'Call' && node.kind !== 'Member') return undefined;
  const { base } = analysis.resolve(node);
  return base.kind === 'variable' ? base.variable : undefined;
}

class Shown {
  /** It lives on when the routine is left. */
  private readonly outlives: boolean;
  /** It does so where the routine fails: what a parameter holds is not handed back then. */
  private readonly outlivesErrors: boolean;

  constructor(
    private readonly analysis: Analysis,
    private readonly body: Body,
    private readonly variable: VariableSymbol,
  ) {
    this.outlives = variable.storage !== 'local' || variable.container !== body.symbol;
    this.outlivesErrors = variable.storage === 'package' || (this.outlives && variable.container !== body.symbol);
  }

  /** Is the variable read in or behind the handlers of the blocks, from the innermost on, or by who called the routine? */
  behind([block, ...outer]: readonly Block[]): boolean {
    if (!block) return this.outlivesErrors;
    return handlersOfMany(this.analysis, block).some((handler) => {
      const end = this.inList(handler.body);
      if (end === 'raises') return this.behind(outer);
      return end === 'shown' || (end === 'goes on' && this.after(block));
    });
  }

  /** What comes of the variable in the statements. */
  private inList(list: readonly Statement[]): 'shown' | 'hidden' | 'raises' | 'goes on' {
    for (const s of list) {
      if (s.kind === 'Assignment' && this.isWhole(s.target)) return this.isNamed(s.value) ? 'shown' : 'hidden';
      if (this.isNamed(s)) return 'shown';
      if (alwaysRaises(this.analysis, s)) return 'raises';
      if (s.kind === 'Return') return this.outlives ? 'shown' : 'hidden';
    }
    return 'goes on';
  }

  private after(block: Block): boolean {
    if (this.outlives) return true;
    const { source } = this.body;
    const again = (node: OracleNode): boolean =>
      node.kind === 'Goto' || (isLoop(node) && isWithin(block.span, node.span) && this.isNamed(node));
    return contains(source, (node) => again(node) || (this.names(node) && node.span.start > block.span.end));
  }

  private isNamed(part: OracleNode): boolean {
    return contains(part, (node) => this.names(node));
  }

  private names(node: OracleNode): boolean {
    return variableOf(this.analysis, node) === this.variable;
  }

  private isWhole(target: Expr): boolean {
    if (target.kind !== 'Name') return false;
    const { base, steps } = this.analysis.resolve(target);
    return base.kind === 'variable' && base.variable === this.variable && steps.length === 0;
  }
}
