import type { ParserRuleContext, ParseTree } from 'antlr4ng';
import type { ExecuteImmediate } from '../../../src/ir/oracle/index.js';
import { forEachChild } from '../../../src/ir/walk.js';
import { BuildContext } from '../../../src/parse/build/context.js';
import { buildDml, type DmlContext } from '../../../src/parse/build/dml.js';
import { buildExpr } from '../../../src/parse/build/expressions/expressions.js';
import { buildQuery } from '../../../src/parse/build/queries/queries.js';
import { ruleOf } from '../../../src/parse/build/tree.js';
import { buildTypeRef } from '../../../src/parse/build/types.js';
import {
  type DataTypeContext,
  type ExpressionContext,
  OracleParser as P,
  type QueryContext,
} from '../../../src/parse/generated/OracleParser.js';
import { type ParsedUnit, parseUnit, type UnitEntry } from '../../../src/parse/parse-unit.js';
import { splitText } from '../../../src/source/split-text.js';
import type { Unit } from '../../../src/source/unit.js';
import { notationOf } from './notation.js';

interface Node {
  readonly kind: string;
  readonly span?: { readonly start: number; readonly end: number };
}

/** The parts of a tree that the builders of this folder read, outermost first; what is inside them is not listed. */
export function buildable(tree: ParseTree): ParserRuleContext[] {
  const found: ParserRuleContext[] = [];
  const visit = (node: ParseTree): void => {
    if (builders.has(ruleOf(node))) found.push(node as ParserRuleContext);
    else for (let i = 0; i < node.getChildCount(); i++) visit(node.getChild(i)!);
  };
  visit(tree);
  return found;
}

const builders: ReadonlyMap<number, (cx: BuildContext, ctx: ParserRuleContext) => Node> = new Map([
  [P.RULE_expression, (cx, ctx) => buildExpr(cx, ctx as ExpressionContext)],
  [P.RULE_query, (cx, ctx) => buildQuery(cx, ctx as QueryContext)],
  [P.RULE_dataType, (cx, ctx) => buildTypeRef(cx, ctx as DataTypeContext)],
  ...[P.RULE_insertStatement, P.RULE_updateStatement, P.RULE_deleteStatement, P.RULE_mergeStatement].map(
    (rule) => [rule, (cx: BuildContext, ctx: ParserRuleContext) => buildDml(cx, ctx as DmlContext)] as const,
  ),
] as [number, (cx: BuildContext, ctx: ParserRuleContext) => Node][]);

export function buildPart(cx: BuildContext, ctx: ParserRuleContext): Node {
  return builders.get(ctx.ruleIndex)!(cx, ctx);
}

export function contextOf(unit: Unit, parsed: ParsedUnit): BuildContext {
  return new BuildContext(unit, parsed.lexed, parsed.tokens);
}

/** Builds the only part of a one-unit text, checks the spans, and gives its notation. */
export function built(text: string, entry: UnitEntry = 'unit'): string {
  const node = builtNode(text, entry);
  assertNested(node, text);
  return notationOf(node);
}

export function builtNode(text: string, entry: UnitEntry = 'unit'): Node {
  // An expression alone is no unit; it is split as part of one and parsed from its own text.
  const { units } = splitText(entry === 'expression' ? `${text};` : `${text}\n/\n`, 'test.sql');
  return builtUnit(entry === 'expression' ? { ...units[0]!, text } : units[0]!, entry);
}

export function builtUnit(unit: Unit, entry: UnitEntry = 'unit'): Node {
  const parsed = parseUnit(unit.text, { entry });
  if (parsed.errors.length > 0) throw new Error(`${unit.text}: ${parsed.errors[0]!.message}`);
  const [part] = buildable(parsed.tree);
  return buildPart(contextOf(unit, parsed), part!);
}

/**
 * Every node's span lies within its parent's; a value of USING keeps its place where it
 * stands in the block of the text.
 */
export function assertNested(node: Node, text: string, given: ReadonlySet<object> = new Set()): void {
  const values =
    node.kind === 'ExecuteImmediate' ? new Set((node as unknown as ExecuteImmediate).using.map((u) => u.value)) : given;
  forEachChild(node, (child) => {
    if (given.has(child)) return;
    const { span } = child as Node;
    const outer = node.span;
    if (
      span !== undefined &&
      outer !== undefined &&
      (span.start < outer.start || span.end > outer.end || span.end < span.start)
    ) {
      throw new Error(
        `${child.kind} ${span.start}-${span.end} outside ${node.kind} ${outer.start}-${outer.end}: ${text.slice(outer.start, outer.end)}`,
      );
    }
    assertNested(span === undefined && outer !== undefined ? { ...child, span: outer } : (child as Node), text, values);
  });
}
