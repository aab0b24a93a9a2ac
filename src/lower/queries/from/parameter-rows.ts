import type { RowSource } from '../../../analyze/analysis.js';
import { runtimeViewName } from '../../../analyze/oracle/dictionary-columns.js';
import { initializationParameters } from '../../../analyze/oracle/initialization-parameters.js';
import { dictionaryRowsFewer, parameterMissing } from '../../../diagnostics/op2.js';
import { conjunctsOfBlock } from '../../../ir/conjuncts.js';
import { literalText } from '../../../ir/literals.js';
import type { Expr, Select } from '../../../ir/oracle/index.js';
import { type ExprContext, refuse } from '../../context.js';
import { leavesOf } from './leaves.js';

/*
 * `select value from v$parameter where name = 'db_block_size'`: the view has the parameters that mean something here. A
 * query that asks for others would get no row where Oracle has one.
 */

/** Refuses a query for a parameter that the view does not have, and reports one whose parameters are not known. */
export function checkParameters(ex: ExprContext, select: Select): void {
  for (const item of leavesOf(select.from)) {
    const source = ex.unit.analysis.sourceOf(item);
    if (!source?.relation?.supplied || runtimeViewName(source.relation.name).replace(/^g/, '') !== 'v_parameter')
      continue;
    const { name } = source.relation;
    const asked = conjunctsOfBlock(select).flatMap((c) => namesAsked(ex, source, c) ?? []);
    if (asked.length === 0) ex.unit.report(dictionaryRowsFewer(item.span, name, initializationParameters.size));
    for (const { text, at } of asked)
      if (!isAnswered(text)) refuse(parameterMissing(at.span, name, text.toLowerCase()));
  }
}

interface Asked {
  readonly text: string;
  readonly at: Expr;
}

/** What the condition compares the name with; undefined where it does not tell which parameters are asked for. */
function namesAsked(ex: ExprContext, source: RowSource, condition: Expr): readonly Asked[] | undefined {
  switch (condition.kind) {
    case 'Binary': {
      if (condition.op !== '=') return undefined;
      const { left, right } = condition;
      return literals(ex, source, left, [right]) ?? literals(ex, source, right, [left]);
    }
    case 'InList':
      return condition.negated ? undefined : literals(ex, source, condition.operand, condition.items);
    case 'Like':
      if (condition.negated) return undefined;
      return literals(ex, source, condition.operand, [condition.pattern])?.map(({ text, at }) => ({
        text: text.replaceAll(literalText(condition.escape) ?? '', ''),
        at,
      }));
    case 'Logical': {
      if (condition.op !== 'OR') return undefined;
      const each = condition.operands.map((o) => namesAsked(ex, source, o));
      return each.every((names) => names !== undefined) ? each.flat() : undefined;
    }
    default:
      return undefined;
  }
}

function literals(
  { unit: { analysis } }: ExprContext,
  source: RowSource,
  operand: Expr,
  values: readonly Expr[],
): readonly Asked[] | undefined {
  const called = operand.kind === 'Call' ? analysis.resolve(operand).base : undefined;
  const folded = called?.kind === 'builtin' && /^(?:LOWER|UPPER)$/.test(called.name);
  const column = folded ? called.args[0]?.value : operand;
  if (column?.kind !== 'Name') return undefined;
  const { base } = analysis.resolve(column);
  if (base.kind !== 'column' || base.source !== source || base.column.name !== 'NAME') return undefined;
  const texts = values.filter((v) => v.kind === 'StringLiteral');
  if (texts.length < values.length) return undefined;
  return texts.map((at) => ({ text: folded ? at.value.toLowerCase() : at.value, at }));
}

/** Is that the name of a parameter of the view, a pattern for such names alone, or a text that no parameter has? */
const isAnswered = (text: string): boolean =>
  initializationParameters.has(text) || /^nls/.test(text) || /[A-Z]/.test(text) || text === '';
