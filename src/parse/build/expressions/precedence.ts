import type { ParseTree } from 'antlr4ng';
import type { BinaryOperator, Expr, IsTest, Quantified } from '../../../ir/oracle/index.js';
import type { Span } from '../../../ir/span.js';
import {
  InConditionContext,
  type IntervalQualifierContext,
  IsConditionContext,
  type OperandContext,
  OracleParser as P,
  TimeZoneConversionContext,
} from '../../generated/OracleParser.js';
import { upperName } from '../../tokens/words.js';
import type { BuildContext } from '../context.js';
import { buildQualifiedName } from '../names.js';
import { lastOf, required } from '../required.js';
import { firstTokenOf, hasToken, lastTokenOf, ruleOf, tokenTypeOf } from '../tree.js';
import { buildExpr, buildOperand, buildReference, parenthesizedItems } from './expressions.js';
import { buildLiteral } from './literals.js';

/**
 * Binding of operators, weakest first. (SQL Language Reference, "About SQL Operators: Operator Precedence" and "About
 * SQL Conditions: Condition Precedence"; PL/SQL Language Reference, "Operator Precedence", which has all comparisons on
 * one level and `**` above the signs)
 */
const level = { or: 1, and: 2, not: 3, comparison: 4, additive: 5, multiplicative: 6, sign: 7, power: 8, postfix: 9 };

/** Resolves the flat list of prefix operators, operands, operators and postfix conditions of an expression. */
export function resolvePrecedence(cx: BuildContext, children: readonly ParseTree[]): Expr {
  return new Climber(cx, children).parse(level.or);
}

class Climber {
  #at = 0;

  constructor(
    private readonly cx: BuildContext,
    private readonly children: readonly ParseTree[],
  ) {}

  /** The longest expression from here whose operators bind at least as strongly as `weakest`. */
  parse(weakest: number): Expr {
    const start = this.#at;
    let left = this.#prefixed(start);
    for (;;) {
      const next = this.children[this.#at];
      if (next === undefined) return left;
      const type = tokenTypeOf(next);
      if (type === 0) {
        const isCondition = next instanceof IsConditionContext || next instanceof InConditionContext;
        if (isCondition && weakest > level.comparison) return left;
        this.#at++;
        left = this.#postfix(left, next, this.#spanFrom(start));
        continue;
      }
      const binding = bindingOf(type);
      if (binding < weakest) return left;
      left = this.#infix(left, type, binding, start);
    }
  }

  #prefixed(start: number): Expr {
    const node = this.children[start];
    if (node === undefined) {
      // An operator without its right side: the grammar does not let it through, broken input may.
      const last = lastOf(this.children);
      return this.cx.unsupported('operand missing', last);
    }
    this.#at++;
    switch (tokenTypeOf(node)) {
      case 0:
        return buildOperand(this.cx, node as OperandContext);
      case P.NOT: {
        const operand = this.parse(level.comparison);
        return { kind: 'Unary', span: this.#spanFrom(start), op: 'NOT', operand };
      }
      case P.PLUS:
        return this.#sign('+', start);
      case P.MINUS_SIGN:
        return this.#sign('-', start);
      case P.PRIOR:
        return this.#sign('PRIOR', start);
      case P.CONNECT_BY_ROOT:
        return this.#sign('CONNECT_BY_ROOT', start);
      default:
        return this.cx.unsupported('operator without an operand', node);
    }
  }

  #sign(op: '+' | '-' | 'PRIOR' | 'CONNECT_BY_ROOT', start: number): Expr {
    const operand = this.parse(level.power);
    return { kind: 'Unary', span: this.#spanFrom(start), op, operand };
  }

  #infix(left: Expr, type: number, binding: number, start: number): Expr {
    switch (binding) {
      case level.or:
      case level.and:
        return this.#logical(left, type, binding, start);
      case level.comparison:
        return this.#comparison(left, type, start);
      case level.postfix:
        return this.#collate(left, start);
      default: {
        const op = type === P.MULTISET ? this.#multisetOperator() : arithmeticOf(type);
        if (type !== P.MULTISET) this.#at++;
        const right = this.parse(binding + 1);
        return { kind: 'Binary', span: this.#spanFrom(start), op, left, right };
      }
    }
  }

  #logical(first: Expr, type: number, binding: number, start: number): Expr {
    const operands = [first];
    while (tokenTypeOf(this.children[this.#at]) === type) {
      this.#at++;
      operands.push(this.parse(binding + 1));
    }
    return { kind: 'Logical', span: this.#spanFrom(start), op: type === P.OR ? 'OR' : 'AND', operands };
  }

  #comparison(left: Expr, first: number, start: number): Expr {
    const negated = first === P.NOT;
    if (negated) this.#at++;
    const type = negated ? tokenTypeOf(this.children[this.#at]) : first;
    switch (type) {
      case P.LIKE:
      case P.LIKEC:
      case P.LIKE2:
      case P.LIKE4:
        return this.#like(left, type, negated, start);
      case P.BETWEEN: {
        this.#at++;
        const low = this.parse(level.additive);
        if (!this.#take(P.AND)) return this.#unsupported('BETWEEN without AND', start);
        const high = this.parse(level.additive);
        return { kind: 'Between', span: this.#spanFrom(start), negated, operand: left, low, high };
      }
      case P.MEMBER:
      case P.SUBMULTISET: {
        this.#at++;
        this.#take(P.OF);
        const right = this.parse(level.additive);
        const span = this.#spanFrom(start);
        const op = type === P.MEMBER ? 'MEMBER OF' : 'SUBMULTISET OF';
        const test: Expr = { kind: 'Binary', span, op, left, right };
        return negated ? { kind: 'Unary', span, op: 'NOT', operand: test } : test;
      }
      case P.OVERLAPS:
      case P.ESCAPE:
        this.#at++;
        this.parse(level.additive);
        return this.#unsupported(type === P.OVERLAPS ? 'OVERLAPS' : 'ESCAPE without LIKE', start);
      default: {
        const op = this.#comparisonOperator(type);
        const quantified = this.#quantified(left, op, start);
        if (quantified !== undefined) return quantified;
        const right = this.parse(level.additive);
        return { kind: 'Binary', span: this.#spanFrom(start), op, left, right };
      }
    }
  }

  #like(operand: Expr, type: number, negated: boolean, start: number): Expr {
    this.#at++;
    const pattern = this.parse(level.additive);
    const escapeCharacter = this.#take(P.ESCAPE) ? this.parse(level.additive) : undefined;
    const variant = type === P.LIKE ? 'LIKE' : type === P.LIKEC ? 'LIKEC' : type === P.LIKE2 ? 'LIKE2' : 'LIKE4';
    return { kind: 'Like', span: this.#spanFrom(start), negated, variant, operand, pattern, escape: escapeCharacter };
  }

  /** `= ANY (…)`: SOME is ANY. */
  #quantified(left: Expr, op: Quantified['op'], start: number): Expr | undefined {
    const node = this.children[this.#at];
    if (ruleOf(node) !== P.RULE_operand) return undefined;
    const operand = node as OperandContext;
    const word = tokenTypeOf(operand.children[0]);
    if (word !== P.ANY && word !== P.ALL && word !== P.SOME) return undefined;
    this.#at++;
    const right = parenthesizedItems(this.cx, required(operand.parenthesized()));
    return {
      kind: 'Quantified',
      span: this.#spanFrom(start),
      op,
      quantifier: word === P.ALL ? 'ALL' : 'ANY',
      left,
      right,
    };
  }

  /** Operators of two characters may come as two tokens with space between. */
  #comparisonOperator(type: number): Quantified['op'] {
    this.#at++;
    switch (type) {
      case P.EQ:
        return '=';
      case P.NE:
        return '<>';
      case P.LE:
        return '<=';
      case P.GE:
        return '>=';
      case P.LT:
        return this.#take(P.EQ) ? '<=' : this.#take(P.GT) ? '<>' : '<';
      case P.GT:
        return this.#take(P.EQ) ? '>=' : '>';
      default:
        this.#take(P.EQ);
        return '<>';
    }
  }

  /** ALL is the default. (SQL Language Reference, "Multiset Operators") */
  #multisetOperator(): BinaryOperator {
    this.#at++;
    const type = tokenTypeOf(this.children[this.#at++]);
    const distinct = this.#take(P.DISTINCT);
    if (!distinct) this.#take(P.ALL);
    const set = type === P.UNION ? 'UNION' : type === P.INTERSECT ? 'INTERSECT' : 'EXCEPT';
    return `MULTISET ${set} ${distinct ? 'DISTINCT' : 'ALL'}`;
  }

  #collate(operand: Expr, start: number): Expr {
    this.#at++;
    const name = this.children[this.#at++];
    const collation = name === undefined ? '' : upperName(this.cx.textOf(name));
    return { kind: 'Collate', span: this.#spanFrom(start), operand, collation };
  }

  #postfix(operand: Expr, node: ParseTree, span: Span): Expr {
    if (node instanceof IsConditionContext) return isTest(this.cx, operand, node, span);
    if (node instanceof InConditionContext) return inTest(this.cx, operand, node, span);
    if (node instanceof TimeZoneConversionContext) {
      const zone = node.operand();
      return { kind: 'AtTimeZone', span, operand, zone: zone === null ? 'LOCAL' : buildOperand(this.cx, zone) };
    }
    return intervalOf(this.cx, operand, node as IntervalQualifierContext, span);
  }

  #take(type: number): boolean {
    if (tokenTypeOf(this.children[this.#at]) !== type) return false;
    this.#at++;
    return true;
  }

  #spanFrom(start: number): Span {
    const last = this.children[Math.max(start, this.#at - 1)] ?? lastOf(this.children);
    return this.cx.spanBetween(firstTokenOf(required(this.children[start])), lastTokenOf(last));
  }

  #unsupported(what: string, start: number): Expr {
    return { kind: 'UnsupportedExpr', span: this.#spanFrom(start), what };
  }
}

function bindingOf(type: number): number {
  switch (type) {
    case P.OR:
      return level.or;
    case P.AND:
      return level.and;
    case P.PLUS:
    case P.MINUS_SIGN:
    case P.CONCAT:
    case P.MULTISET:
      return level.additive;
    case P.STAR:
    case P.SLASH:
    case P.MOD:
    case P.REM:
      return level.multiplicative;
    case P.POWER:
      return level.power;
    case P.COLLATE:
      return level.postfix;
    default:
      return level.comparison;
  }
}

function arithmeticOf(type: number): BinaryOperator {
  switch (type) {
    case P.PLUS:
      return '+';
    case P.MINUS_SIGN:
      return '-';
    case P.CONCAT:
      return '||';
    case P.STAR:
      return '*';
    case P.SLASH:
      return '/';
    case P.MOD:
      return 'MOD';
    case P.REM:
      return 'REM';
    default:
      return '**';
  }
}

function isTest(cx: BuildContext, operand: Expr, ctx: IsConditionContext, span: Span): Expr {
  const negated = tokenTypeOf(ctx.children[1]) === P.NOT;
  const word = tokenTypeOf(ctx.children[negated ? 2 : 1]);
  if (word === P.OF) {
    let only = false;
    const types: { only: boolean; name: ReturnType<typeof buildQualifiedName> }[] = [];
    for (const child of ctx.children) {
      if (tokenTypeOf(child) === P.ONLY) only = true;
      else if (ruleOf(child) === P.RULE_name) {
        types.push({ only, name: buildQualifiedName(cx, child as Parameters<typeof buildQualifiedName>[1]) });
        only = false;
      }
    }
    return { kind: 'IsOfType', span, negated, operand, types };
  }
  if (word === P.JSON) {
    const options = ctx.isJsonOption();
    if (options.some((option) => tokenTypeOf(option.children[0]) === P.VALIDATE))
      return { kind: 'UnsupportedExpr', span, what: 'IS JSON VALIDATE' };
    return {
      kind: 'IsTest',
      span,
      negated,
      test: 'JSON',
      operand,
      options: options.map((option) => cx.wordsOf(option)),
    };
  }
  return { kind: 'IsTest', span, negated, test: testOf(word), operand };
}

function testOf(word: number): IsTest['test'] {
  switch (word) {
    case P.NAN:
      return 'NAN';
    case P.INFINITE:
      return 'INFINITE';
    case P.PRESENT:
      return 'PRESENT';
    case P.ANY:
      return 'ANY';
    case P.EMPTY:
      return 'EMPTY';
    case P.DANGLING:
      return 'DANGLING';
    case P.TRUE:
      return 'TRUE';
    case P.FALSE:
      return 'FALSE';
    case P.A:
      return 'A SET';
    default:
      // IS UNKNOWN of booleans is IS NULL (SQL Language Reference 23ai, "BOOLEAN Test Condition").
      return 'NULL';
  }
}

/** `IN (…)`; `IN x` with one value and no parentheses is a list of one. */
function inTest(cx: BuildContext, operand: Expr, ctx: InConditionContext, span: Span): Expr {
  const negated = tokenTypeOf(ctx.children[0]) === P.NOT;
  const parenthesized = ctx.parenthesized();
  if (parenthesized === null) {
    const reference = ctx.reference();
    const item = reference === null ? buildLiteral(cx, required(ctx.literal())) : buildReference(cx, reference);
    return { kind: 'InList', span, negated, operand, items: [item] };
  }
  const items = parenthesizedItems(cx, parenthesized);
  return 'kind' in items
    ? { kind: 'InQuery', span, negated, operand, query: items }
    : { kind: 'InList', span, negated, operand, items };
}

/** `(a - b) DAY(3) TO SECOND(2)`: an interval expression, kept as a function of its operand and precisions. */
function intervalOf(cx: BuildContext, operand: Expr, ctx: IntervalQualifierContext, span: Span): Expr {
  const name = hasToken(ctx, P.YEAR) ? 'INTERVAL YEAR TO MONTH' : 'INTERVAL DAY TO SECOND';
  const args = [{ kind: 'FunctionSyntaxItem' as const, span: operand.span, role: 'VALUE', value: operand }];
  for (const precision of ctx.precision()) {
    const role = precision === ctx.children[1] ? 'LEADING PRECISION' : 'FRACTIONAL PRECISION';
    for (const value of precision.expression()) {
      args.push({ kind: 'FunctionSyntaxItem', span: cx.span(value), role, value: buildExpr(cx, value) });
    }
  }
  return { kind: 'NamedFunctionSyntax', span, name, args, options: [] };
}
