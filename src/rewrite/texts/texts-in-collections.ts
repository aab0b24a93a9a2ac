import { isAnyOf } from '../../ir/kinds.js';
import { stringLiteral } from '../../ir/made-nodes.js';
import { replaceNodes } from '../../ir/map-tree.js';
import type { Expr, ScriptUnit } from '../../ir/oracle/index.js';
import type { OracleNode } from '../../ir/oracle/node.js';
import { walk } from '../../ir/walk.js';
import { firstName, type LiteralCollection, literalCollections } from './literal-collections.js';
import { concatenatedText } from './literal-texts.js';
import { canBeReadTwice, variablesIn } from './read-twice.js';
import { branchesFor, type Dynamic, isDynamic, textOf } from './text-branches.js';

/*
 * Texts that stand in a collection or come from a query: `l := texts_t('DROP TABLE a', …); FOR i IN 1 .. l.COUNT LOOP
 * EXECUTE IMMEDIATE l(i)`. The statements among the literals of the unit become branches of their own.
 */

/** Not a message like 'Select statement cannot be empty': what no statement of its kind is without has to be in it. */
const statementText =
  /^\s*(?:(?:delete|create|alter|drop|truncate|comment|rename|begin|declare)\b[\s\S]*\s|with\s+(?:function\b|procedure\b|\S+\s+(?:\([^)]*\)\s*)?as\b)|set\s+(?:transaction|role|constraints?)\b|(?:select|revoke)\b[\s\S]*\bfrom\b|(?:insert|merge)\b[\s\S]*\binto\b|update\b[\s\S]*\bset\b|grant\b[\s\S]*\bto\b)/i;

/** The units with branches for what elements of collections and fields of records may hold. */
export function withCollectionTexts<T extends { readonly unit: ScriptUnit }>(units: readonly T[]): readonly T[] {
  return units.map((one) => {
    if (!isAnyOf(one.unit.kind, 'AnonymousBlock', 'CreateRoutine', 'CreatePackageBody')) return one;
    const replaced = branchesIn(one.unit);
    return replaced.size === 0 ? one : { ...one, unit: replaceNodes(one.unit, replaced) };
  });
}

function branchesIn(unit: ScriptUnit): ReadonlyMap<OracleNode, OracleNode> {
  const replaced = new Map<OracleNode, OracleNode>();
  const statements: Dynamic[] = [];
  walk(unit, (node) => {
    if (node.kind === 'ForAll') return false;
    if (isDynamic(node) && isPart(textOf(node))) statements.push(node);
    return true;
  });
  if (statements.length === 0) return replaced;
  const variables = variablesIn(unit);
  const texts = new Set<string>();
  const inPlace = new Set<Expr>();
  walk(unit, (node) => {
    if (isDynamic(node)) inPlace.add(textOf(node));
    if (node.kind === 'Binary') {
      // What stands beside other operands is a part of a text, or something to compare with.
      for (const operand of [node.left, node.right]) inPlace.add(operand);
    }
    if ((node.kind !== 'StringLiteral' && node.kind !== 'Binary') || inPlace.has(node)) return;
    const value = concatenatedText(node);
    if (value !== undefined && statementText.test(value)) texts.add(value);
  });
  const collections = literalCollections(unit);
  for (const statement of statements) {
    const text = textOf(statement);
    if (!canBeReadTwice(text, variables)) continue;
    const held =
      text.kind === 'Call' && text.callee.kind === 'Name' ? collections.get(firstName(text.callee)) : undefined;
    const branches = branchesFor(statement, text, [...(held?.texts ?? texts)], held ? otherOf(held, text) : text);
    if (branches) replaced.set(statement, branches);
  }
  return replaced;
}

/** Is it written as an element of a collection or a field of a record? */
const isPart = (text: Expr): boolean =>
  text.kind === 'Call' || text.kind === 'Member' || (text.kind === 'Name' && text.parts.length > 1);

/** What else an element may be: NULL, which EXECUTE IMMEDIATE refuses. */
const otherOf = ({ mayBeNull }: LiteralCollection, { span }: Expr): Expr | undefined =>
  mayBeNull ? stringLiteral(span, '') : undefined;
