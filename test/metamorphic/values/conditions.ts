import type { Expr, OracleNode } from '../../../src/ir/oracle/index.js';
import { hasEffects, hasMarks, inParentheses, ofNodes } from '../of-nodes.js';
import type { Script } from '../script.js';

/** Conditions in another form of the same three values. (SQL Language Reference, "Logical Conditions") */
const isComparison = (node: OracleNode): node is Extract<Expr, { kind: 'Binary' }> =>
  node.kind === 'Binary' && ['=', '<>', '<', '<=', '>', '>='].includes(node.op);

const isCondition = (node: OracleNode): node is Expr =>
  isComparison(node) ||
  (node.kind === 'Unary' && node.op === 'NOT') ||
  ['Logical', 'Between', 'InList', 'InQuery', 'Like', 'IsTest', 'Exists', 'Quantified', 'IsOfType'].includes(node.kind);

/**
 * What depends on the form of a condition: rows counted by ROWNUM, joins that hierarchies begin with, views that are
 * changed through, and ROWID, which DUAL has, too.
 */
const refuses = ({ text }: Script): boolean =>
  /rownum|connect\s+by|rowid|check\s+option|update\s*\(|delete\s+(from\s+)?\(|insert\s+into\s*\(/i.test(text);

const ofConditions = (name: string, change: (script: Script, node: OracleNode) => string | undefined) =>
  ofNodes(name, change, {
    leaves: (script, node) => (node.kind === 'Hierarchy' ? true : isCondition(node) && hasMarks(script, node)),
    refuses,
  });

export const doubleNegation = ofConditions('double-negation', (script, node) =>
  isCondition(node) ? `(NOT (NOT ${inParentheses(script, node)}))` : undefined,
);

const mirrored = { '=': '=', '<>': '!=', '<': '>', '<=': '>=', '>': '<', '>=': '<=' } as const;

/** The operands of a comparison change places. */
export const flippedComparison = ofConditions('flipped-comparison', (script, node) => {
  if (!isComparison(node) || node.left.kind === 'Row' || hasEffects(script, node.left)) return undefined;
  const op = mirrored[node.op as keyof typeof mirrored];
  return `${inParentheses(script, node.right)} ${op} ${inParentheses(script, node.left)}`;
});

/** NOT of the opposite comparison. */
const opposite = { '=': '<>', '<>': '=', '<': '>=', '<=': '>', '>': '<=', '>=': '<' } as const;
export const oppositeComparison = ofConditions('opposite-comparison', (script, node) => {
  if (!isComparison(node)) return undefined;
  const op = opposite[node.op as keyof typeof opposite];
  const [left, right] = node.left.kind === 'Row' ? [] : [node.left, node.right];
  return left && right && `NOT (${inParentheses(script, left)} ${op} ${inParentheses(script, right)})`;
});

/** BETWEEN and IN as comparisons. (SQL Language Reference, "BETWEEN Condition", "IN Condition") */
export const spelledOut = ofConditions('spelled-out', (script, node) => {
  if (node.kind !== 'Between' && node.kind !== 'InList') return undefined;
  if (node.operand.kind === 'Row' || hasEffects(script, node.operand)) return undefined;
  const operand = inParentheses(script, node.operand);
  const { negated } = node;
  if (node.kind === 'Between') {
    const [low, high] = [inParentheses(script, node.low), inParentheses(script, node.high)];
    return negated
      ? `(${operand} < ${low} OR ${operand} > ${high})`
      : `(${operand} >= ${low} AND ${operand} <= ${high})`;
  }
  const each = node.items.map((item) => `${operand} ${negated ? '<>' : '='} ${inParentheses(script, item)}`);
  return `(${each.join(negated ? ' AND ' : ' OR ')})`;
});

/** AND by OR and the other way round. */
export const deMorgan = ofConditions('de-morgan', (script, node) => {
  if (node.kind !== 'Logical') return undefined;
  const operands = node.operands.map((operand) => `NOT ${inParentheses(script, operand)}`);
  return `(NOT (${operands.join(node.op === 'AND' ? ' OR ' : ' AND ')}))`;
});

/** Negated forms by NOT, and the other way round. */
export const outerNegation = ofConditions('outer-negation', (script, node) => {
  const text = script.slice(node.span);
  switch (node.kind) {
    case 'IsTest':
      return negation(text, /\bis\s+not\b/i, 'IS', /\bis\b(?!.*\bis\b)/i, 'IS NOT', node.negated);
    case 'Like':
      return /like.*like/is.test(text)
        ? undefined
        : negation(text, /\bnot\s+like/i, 'LIKE', /\blike/i, 'NOT LIKE', node.negated);
    default:
      return undefined;
  }
});

function negation(text: string, not: RegExp, positive: string, is: RegExp, negative: string, negated: boolean) {
  const [from, to] = negated ? [not, positive] : [is, negative];
  return from.test(text) && !/['"]/.test(text) ? `(NOT (${text.replace(from, to)}))` : undefined;
}

/** A condition as the value of a CASE: where only what is true counts. */
const asCase = (text: string): string => `CASE WHEN ${text} THEN 1 ELSE 0 END = 1`;

const conditionOf = (node: OracleNode): Expr | undefined => {
  switch (node.kind) {
    case 'IfBranch':
      return node.condition;
    case 'WhileLoop':
      return node.condition;
    case 'Select':
    case 'Update':
    case 'Delete':
      return node.where?.kind === 'CurrentOf' ? undefined : node.where;
    default:
      return undefined;
  }
};

export const caseCondition = ofNodes(
  'case-condition',
  (script, node) => {
    const condition = conditionOf(node);
    if (!condition || hasMarks(script, condition)) return undefined;
    return { ...condition.span, text: asCase(inParentheses(script, condition)) };
  },
  { refuses },
);

/** A condition of SQL as that of a query of DUAL. */
export const existsDual = ofNodes(
  'exists-dual',
  (script, node) => {
    if (node.kind !== 'Select' && node.kind !== 'Update' && node.kind !== 'Delete') return undefined;
    const condition = conditionOf(node);
    if (!condition || /\(\s*\+\s*\)|nextval|:new|:old/i.test(script.slice(condition.span))) return undefined;
    return { ...condition.span, text: `EXISTS (SELECT 1 FROM dual WHERE ${inParentheses(script, condition)})` };
  },
  { refuses },
);
