import type { ParserRuleContext, ParseTree } from 'antlr4ng';
import type { PhysicalClause } from '../../../ir/oracle/index.js';
import { OracleParser as P } from '../../generated/OracleParser.js';
import type { BuildContext } from '../context.js';
import { firstTokenOf, ruleOf } from '../tree.js';

/** Words enough to tell a clause from others; the rest are its values. */
const wordCounts: ReadonlyMap<number, number> = new Map([
  [P.ROW, 3],
  [P.COLUMN, 3],
  [P.SEGMENT, 3],
  [P.ENABLE, 3],
  [P.DISABLE, 3],
  [P.NO, 2],
  [P.FORCE, 2],
  [P.FLASHBACK, 2],
  [P.READ, 2],
  [P.COMPUTE, 2],
  [P.NESTED, 2],
  [P.DEFAULT, 3],
  [P.STORE, 2],
  [P.USING, 2],
  [P.ON, 3],
  [P.PERIOD, 2],
  [P.SCOPE, 2],
]);

/** What clauses about the objects of a column begin with. */
const ofObjects: ReadonlySet<number> = new Set([P.COLUMN, P.VARRAY, P.NESTED]);

/** A clause that does not change what statements mean: its first words, for the report. */
export function physicalClause(cx: BuildContext, ctx: ParserRuleContext): PhysicalClause {
  const first = firstTokenOf(ctx).type;
  if (ofObjects.has(first) && narrowsTypes(ctx))
    return { kind: 'PhysicalClause', span: cx.span(ctx), what: 'NOT SUBSTITUTABLE' };
  const what = first === P.LOB ? 'LOB STORAGE' : cx.wordsOf(ctx, wordCounts.get(first) ?? 1);
  return {
    kind: 'PhysicalClause',
    span: cx.span(ctx),
    what: first === P.NESTED && below(ctx, P.RULE_outOfLineConstraint) ? `${what} CONSTRAINT` : what,
  };
}

/**
 * COLUMN c NOT SUBSTITUTABLE AT ALL LEVELS, or IS OF (ONLY t): subtypes are not stored. (SQL Language Reference, CREATE
 * TABLE, "substitutable_column_clause")
 */
function narrowsTypes(ctx: ParserRuleContext): boolean {
  const clause = below(ctx, P.RULE_substitutableColumn);
  return clause !== undefined && firstTokenOf(clause).type !== P.SUBSTITUTABLE;
}

/** The first tree of a rule of the grammar somewhere below. */
function below(tree: ParseTree, rule: number): ParserRuleContext | undefined {
  if (ruleOf(tree) === rule) return tree as ParserRuleContext;
  for (let i = 0; i < tree.getChildCount(); i += 1) {
    const child = tree.getChild(i);
    const found = child === null ? undefined : below(child, rule);
    if (found) return found;
  }
  return undefined;
}
