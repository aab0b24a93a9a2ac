import { dependsOnRow, repeatableCall } from '../../analyze/effects/repeatable-calls.js';
import { isText } from '../../analyze/model/operators.js';
import type { VariableSymbol } from '../../analyze/model/symbols.js';
import { comparisonOperators, isAnyOf, loopKinds } from '../../ir/kinds.js';
import type { Expr, FromItem } from '../../ir/oracle/index.js';
import type { OracleNode } from '../../ir/oracle/node.js';
import { nodesOf } from '../../ir/walk.js';
import type { LintFacts } from '../facts.js';
import { shapeOf } from '../schema.js';
import { below, type Entry, enclosing } from '../tree.js';
import { calledName, resolutionOf, typeOf } from './facts.js';
import { type Predicate, plain } from './predicate.js';

/** A column of a table that stays, with the table; undefined for anything else. */
function columnOf(node: OracleNode, facts: LintFacts) {
  const base = resolutionOf(node, facts)?.base;
  if (base?.kind !== 'column' || base.source.relation?.relation !== 'table') return undefined;
  return { table: base.source.relation, column: base.column };
}

/**
 * A function of a column that begins an index or chooses the partition, where rows are chosen: neither helps, and no
 * index on the expression is there.
 */
function hidesIndex(entry: Entry, facts: LintFacts): boolean {
  if (entry.node.kind !== 'Call' || !isCondition(entry)) return false;
  const base = resolutionOf(entry.node, facts)?.base;
  if (base?.kind !== 'builtin' && base?.kind !== 'routine') return false;
  for (const inner of below(entry)) {
    if (inner.node.kind === 'Query') return false;
    const found = inner === entry ? undefined : columnOf(inner.node, facts);
    if (!found || isOfOuterQuery(inner, facts)) continue;
    const indexes = facts.schema.indexesOf(found.table);
    if (indexes.some((i) => i.expressions.has(shapeOf(entry.node)))) return false;
    if (indexes.some((i) => i.columns[0] === found.column.name)) return true;
    if (facts.schema.partitionKeyOf(found.table).includes(found.column.name)) return true;
  }
  return false;
}

/** A column of a query around this one: its value is known when rows are looked for here. */
function isOfOuterQuery(entry: Entry, facts: LintFacts): boolean {
  const select = enclosing(entry, 'Select', 'Update', 'Delete', 'Merge');
  const base = resolutionOf(entry.node, facts)?.base;
  if (select?.node.kind !== 'Select' || base?.kind !== 'column') return false;
  for (const { node } of below(select)) if (facts.analysis.sourceOf(node as FromItem) === base.source) return false;
  return true;
}

/** An operand of a comparison in WHERE or ON, not deeper. */
function isCondition(entry: Entry): boolean {
  const { parent } = entry;
  if (!parent || !isAnyOf(parent.node.kind, 'Binary', 'Between', 'InList', 'InQuery', 'Like')) return false;
  if (parent.node.kind === 'Binary' && !comparisonOperators.has(parent.node.op)) return false;
  if (!/^(left|right|operand)$/.test(entry.field)) return false;
  return choosesRows(parent);
}

/** A condition of WHERE or ON, or what AND, OR and NOT make such a one of. */
function choosesRows(entry: Entry): boolean {
  for (let e: Entry | undefined = entry; e; e = e.parent) {
    if (e.field === 'where' || e.field === 'on') return true;
    if (e.node.kind !== 'Logical' && e.node.kind !== 'Unary' && e !== entry) return false;
  }
  return false;
}

/**
 * A comparison that turns every value of a text column into a number or a date, so that an
 * index on the column does not help.
 */
function convertsColumn({ node }: Entry, facts: LintFacts): boolean {
  if (node.kind !== 'Binary' || !comparisonOperators.has(node.op)) return false;
  const { left, right } = node;
  const converted = (side: Expr, other: Expr): boolean => {
    const found = columnOf(side, facts);
    const kind = found?.column.type.kind;
    if (kind !== 'varchar2' && kind !== 'char') return false;
    return /^(number|plsInteger|binaryFloat|binaryDouble|date|timestamp)$/.test(typeOf(other, facts).kind);
  };
  return converted(left, right) || converted(right, left);
}

/** A loop over rows whose body is one INSERT, UPDATE, DELETE or MERGE: it is one statement. */
function isOneStatement({ node }: Entry): boolean {
  if (node.kind !== 'CursorForLoop') return false;
  const { body } = node;
  const [only] = body;
  return body.length === 1 && only?.kind === 'DmlInBlock' && nodesOf(only.statement, 'CurrentOf').length === 0;
}

/** `x := x || …`. */
function appends({ node }: Entry): boolean {
  if (node.kind !== 'Assignment') return false;
  const { target, value } = node;
  let first = value;
  while (first.kind === 'Binary' && first.op === '||') first = first.left;
  return first !== value && shapeOf(first) === shapeOf(target);
}

/** A call of a loop over rows that changes a LOB of its record: each pass has another one, so none grows. */
function changesLobOfRow(entry: Entry): boolean {
  if (entry.node.kind !== 'Call') return false;
  const lob = entry.node.args[0]?.value;
  const loop = enclosing(entry, ...loopKinds)?.node;
  const record = loop?.kind === 'CursorForLoop' ? loop.record : undefined;
  return record !== undefined && lob?.kind === 'Name' && lob.parts.length > 1 && lob.parts[0]?.name === record.name;
}

/** Both sides are the same name, meaning the same. */
function hasSameOperands({ node }: Entry, facts: LintFacts): boolean {
  if (node.kind !== 'Binary' || !comparisonOperators.has(node.op)) return false;
  const { left, right } = node;
  if (left.kind !== 'Name' || right.kind !== 'Name') return false;
  const [a, b] = [resolutionOf(left, facts)?.base, resolutionOf(right, facts)?.base];
  return a?.kind === 'column' && b?.kind === 'column' && a.source === b.source && a.column === b.column;
}

/**
 * Dynamic SQL into whose text a text parameter of the routine goes as it is, directly or by way of local
 * variables. DBMS_ASSERT makes it safe.
 */
function concatenatesParameter(entry: Entry, facts: LintFacts): boolean {
  const { text } = entry.node as OracleNode & { readonly text?: Expr };
  if (!isAnyOf(entry.node.kind, 'ExecuteImmediate', 'DynamicText') || text === undefined) return false;
  const start = entry.children.find((c) => c.field === 'text');
  const routine = enclosing(entry, 'RoutineDefinition');
  return start !== undefined && routine !== undefined && reachesParameter(start, routine, facts, new Set());
}

/**
 * Whether a text parameter becomes part of the value as it is. Conditions decide on the value, they are no part of it.
 */
function reachesParameter(entry: Entry, routine: Entry, facts: LintFacts, seen: Set<VariableSymbol>): boolean {
  const any = (fields: RegExp): boolean =>
    entry.children.some((c) => fields.test(c.field) && reachesParameter(c, routine, facts, seen));
  switch (entry.node.kind) {
    case 'Binary':
      return entry.node.op === '||' && any(/^(left|right)$/);
    case 'Case':
      return any(/^(branches\.then|otherwise)$/);
    case 'Argument':
      return any(/^value$/);
    case 'Call':
      return unchanged.test(calledName(entry.node, facts) ?? '') && any(/^args$/);
    case 'Name': {
      const base = resolutionOf(entry.node, facts)?.base;
      return base?.kind === 'variable' && variableReaches(base.variable, routine, facts, seen);
    }
    default:
      return false;
  }
}

/** Functions that leave the text of their arguments in the result. */
const unchanged = /^(UPPER|LOWER|TRIM|LTRIM|RTRIM|NVL|COALESCE|CONCAT|TO_CHAR|SUBSTR)$/;

function variableReaches(
  variable: VariableSymbol,
  routine: Entry,
  facts: LintFacts,
  seen: Set<VariableSymbol>,
): boolean {
  if (variable.storage === 'parameter') return isText(variable.type);
  if (variable.storage !== 'local' || seen.has(variable)) return false;
  seen.add(variable);
  for (const e of below(routine)) {
    const source = sourceFor(e, variable, facts);
    if (source && reachesParameter(source, routine, facts, seen)) return true;
  }
  return false;
}

/** The expression that a variable gets here: by assignment, or where it is declared. */
function sourceFor(e: Entry, variable: VariableSymbol, facts: LintFacts): Entry | undefined {
  if (e.node.kind === 'VariableDeclaration' && facts.analysis.declaredBy(e.node) === variable)
    return e.children.find((c) => c.field === 'initial');
  if (e.node.kind !== 'Assignment') return undefined;
  const target = e.children.find((c) => c.field === 'target');
  const base = target && resolutionOf(target.node, facts)?.base;
  return base?.kind === 'variable' && base.variable === variable
    ? e.children.find((c) => c.field === 'value')
    : undefined;
}

const isCalledOnce = ({ node }: Entry, { analysis }: LintFacts): boolean =>
  repeatableCall(analysis, node) !== undefined && !dependsOnRow(analysis, node);

/** Predicates about queries and programs. */
export const codePredicates: Readonly<Record<string, Predicate>> = {
  /** A function of an indexed column where rows are chosen. */
  'hides-index': plain(hidesIndex),
  /** A condition by which rows are chosen: of WHERE or ON, not one within an expression. */
  'chooses-rows': plain(choosesRows),
  /** A call that is the same for all rows, and is converted to one call. */
  'called-once': plain(isCalledOnce),
  /** A comparison that converts every value of a text column. */
  'converts-column': plain(convertsColumn),
  /** A loop over rows that is one statement. */
  'one-statement': plain(isOneStatement),
  /** An assignment that appends to its target. */
  appends: plain(appends),
  /** A call that changes a LOB of the row that the loop has come to. */
  'lob-of-row': plain(changesLobOfRow),
  /** A comparison of a column with itself. */
  'same-operands': plain(hasSameOperands),
  /** Dynamic SQL into which a text parameter goes as it is. */
  'concatenates-parameter': plain(concatenatesParameter),
};
