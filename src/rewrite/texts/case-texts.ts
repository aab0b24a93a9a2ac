import { isAnyOf } from '../../ir/kinds.js';
import { operandsOf } from '../../ir/literals.js';
import { stringLiteral } from '../../ir/made-nodes.js';
import { replaceNodes } from '../../ir/map-tree.js';
import type { Case, CaseStatement, Expr, ScriptUnit, Statement } from '../../ir/oracle/index.js';
import type { OracleNode } from '../../ir/oracle/node.js';
import { walk } from '../../ir/walk.js';
import { around } from '../replaced-statement.js';
import { concatenatedText } from './literal-texts.js';
import { type Dynamic, isDynamic, textOf, withText } from './text-branches.js';

/*
 * Texts of dynamic SQL with CASE between literals: `'ALTER TABLE ' || t || CASE WHEN p THEN ' ENABLE' ELSE ' DISABLE'
 * END || ' CONSTRAINT ' || c`. Each result becomes a statement of its own, whose words are known as far as it says them.
 */

const mostBranches = 16;

/** The units with a CASE statement for each text that is put together with CASE. */
export function withCaseTexts<T extends { readonly unit: ScriptUnit }>(units: readonly T[]): readonly T[] {
  return units.map((one) => {
    if (!isAnyOf(one.unit.kind, 'AnonymousBlock', 'CreateRoutine', 'CreatePackageBody', 'CreateTrigger')) return one;
    const replaced = new Map<OracleNode, OracleNode>();
    walk(one.unit, (node) => {
      if (node.kind === 'ForAll') return false;
      const branches = isDynamic(node) ? branchesOf(node, textOf(node)) : undefined;
      if (branches) replaced.set(node, branches);
      return true;
    });
    return replaced.size === 0 ? one : { ...one, unit: replaceNodes(one.unit, replaced) };
  });
}

function branchesOf(statement: Dynamic, text: Expr): CaseStatement | undefined {
  const operands = operandsOf(text);
  const choices = operands.flatMap((operand) => (isChoice(operand) ? [operand] : []));
  const count = choices.reduce((product, { branches }) => product * (branches.length + 1), 1);
  if (choices.length === 0 || operands.length === 1 || count > mostBranches) return undefined;
  const bare: Dynamic = { ...statement, comments: undefined, trailingComment: undefined, blankBefore: undefined };
  const made = chosen(bare, text, operands);
  if (made.kind !== 'CaseStatement') return undefined;
  return { ...made, ...around(statement) };
}

/** The statement for each result of the first CASE among the operands, and so on with the next one. */
function chosen(statement: Dynamic, whole: Expr, operands: readonly Expr[]): Statement {
  const at = operands.findIndex(isChoice);
  const choice = operands[at];
  if (!choice || !isChoice(choice)) return withText(statement, concatenation(whole, operands));
  const { span } = choice;
  const result = (then: Expr | undefined): readonly Statement[] => {
    const value = (then && concatenatedText(then)) ?? '';
    const literal = stringLiteral(span, value);
    return [chosen(statement, whole, operands.with(at, literal))];
  };
  return {
    kind: 'CaseStatement',
    span,
    ...(choice.operand ? { operand: choice.operand } : {}),
    branches: choice.branches.map(({ when, then }) => ({
      kind: 'CaseStatementBranch',
      span,
      when,
      body: result(then),
    })),
    otherwise: result(choice.otherwise),
  };
}

const concatenation = ({ span }: Expr, operands: readonly Expr[]): Expr =>
  operands.reduce((left, right): Expr => ({ kind: 'Binary', span, op: '||', left, right }));

/** A CASE whose results are all known, or NULL, which adds nothing. */
const isChoice = (expr: Expr): expr is Case =>
  expr.kind === 'Case' &&
  [...expr.branches.map(({ then }) => then), ...(expr.otherwise ? [expr.otherwise] : [])].every(
    (result) => result.kind === 'NullLiteral' || concatenatedText(result) !== undefined,
  );
