import type { ParserRuleContext, ParseTree } from 'antlr4ng';
import { dotted } from '../../../ir/dotted.js';
import type {
  CallStatement,
  Commit,
  Expr,
  Identifier,
  LabelledStatement,
  Pragma,
  Rollback,
  Statement,
  UnsupportedStatement,
} from '../../../ir/oracle/index.js';
import {
  type AssignmentOrCallContext,
  type BlockContext,
  type BrokenStatementContext,
  type CaseStatementContext,
  type CloseStatementContext,
  type ContinueStatementContext,
  type ExecuteImmediateContext,
  type ExitStatementContext,
  type FetchStatementContext,
  type ForallStatementContext,
  type GotoStatementContext,
  type IfStatementContext,
  type LabelContext,
  type LockTableStatementContext,
  type LoopStatementContext,
  type OpenStatementContext,
  OracleParser as P,
  type PipeRowStatementContext,
  type PragmaContext,
  type QueryContext,
  type RaiseStatementContext,
  type ReturnStatementContext,
  type StatementContext,
  type StatementListContext,
  type TransactionStatementContext,
} from '../../generated/OracleParser.js';
import { lineNode } from '../comments.js';
import type { BuildContext } from '../context.js';
import { buildDml, type DmlContext } from '../dml.js';
import { buildArguments, buildExpr, buildReference } from '../expressions/expressions.js';
import { buildIdentifier, buildQualifiedName } from '../names.js';
import { buildQuery } from '../queries/queries.js';
import { firstOf, required } from '../required.js';
import { ruleOf } from '../tree.js';
import { buildBlockStatement } from './blocks.js';
import { buildCase, buildIf } from './conditionals.js';
import { buildClose, buildExecuteImmediate, buildFetch, buildOpen } from './cursors.js';
import { buildForAll, buildLoop } from './loops.js';
import { buildLockTable, buildTransaction } from './transactions.js';

/** The statements of a block, branch or loop, broken ones in their places. */
export function buildStatements(cx: BuildContext, ctx: StatementListContext): Statement[] {
  const statements: Statement[] = [];
  for (const child of ctx.children) {
    const rule = ruleOf(child);
    if (rule === P.RULE_statement) statements.push(buildStatement(cx, child as StatementContext));
    else if (rule === P.RULE_brokenStatement) {
      statements.push(lineNode(cx, child as BrokenStatementContext, buildBroken));
    }
  }
  return statements;
}

/** One statement with its labels and comments. */
function buildStatement(cx: BuildContext, ctx: StatementContext): Statement {
  return lineNode(cx, ctx, buildLabelled);
}

function buildLabelled(cx: BuildContext, ctx: StatementContext): Statement {
  const { children } = ctx;
  const construct = children[children.length - 1] as ParserRuleContext;
  if (children.length === 1) return buildConstruct(cx, construct, undefined);
  const labels = labelsOf(cx, children);
  if (construct.ruleIndex === P.RULE_block) {
    return buildBlockStatement(cx, construct as BlockContext, cx.span(ctx), labels);
  }
  const isOwner = construct.ruleIndex === P.RULE_loopStatement || construct.ruleIndex === P.RULE_caseStatement;
  const own = isOwner ? labels.pop() : undefined;
  const built = buildConstruct(cx, construct, own);
  const span = cx.span(ctx);
  const statement: Statement = own === undefined ? built : { ...built, span };
  return labels.reduceRight<Statement>(
    (inner, label): LabelledStatement => ({ kind: 'LabelledStatement', span, label, statement: inner }),
    statement,
  );
}

/** The labels in front of a statement, outermost first. */
export function labelsOf(cx: BuildContext, children: readonly ParseTree[]): Identifier[] {
  const labels: Identifier[] = [];
  for (const child of children) {
    if (ruleOf(child) === P.RULE_label) labels.push(buildIdentifier(cx, (child as LabelContext).identifier()));
  }
  return labels;
}

/** @param label of a loop or CASE statement */
function buildConstruct(cx: BuildContext, ctx: ParserRuleContext, label: Identifier | undefined): Statement {
  switch (ctx.ruleIndex) {
    case P.RULE_assignmentOrCall:
      return buildAssignmentOrCall(cx, ctx as AssignmentOrCallContext);
    case P.RULE_ifStatement:
      return buildIf(cx, ctx as IfStatementContext);
    case P.RULE_caseStatement:
      return buildCase(cx, ctx as CaseStatementContext, label);
    case P.RULE_loopStatement:
      return buildLoop(cx, ctx as LoopStatementContext, label);
    case P.RULE_forallStatement:
      return buildForAll(cx, ctx as ForallStatementContext);
    case P.RULE_nullStatement:
      return { kind: 'NullStatement', span: cx.span(ctx) };
    case P.RULE_returnStatement:
      return buildReturn(cx, ctx as ReturnStatementContext);
    case P.RULE_raiseStatement:
      return buildRaise(cx, ctx as RaiseStatementContext);
    case P.RULE_exitStatement:
      return buildJump(cx, ctx as ExitStatementContext, 'Exit');
    case P.RULE_continueStatement:
      return buildJump(cx, ctx as ContinueStatementContext, 'Continue');
    case P.RULE_gotoStatement:
      return {
        kind: 'Goto',
        span: cx.span(ctx),
        label: buildIdentifier(cx, (ctx as GotoStatementContext).identifier()),
      };
    case P.RULE_block:
      return buildBlockStatement(cx, ctx as BlockContext, cx.span(ctx), []);
    case P.RULE_query:
      return { kind: 'SelectInto', span: cx.span(ctx), query: buildQuery(cx, ctx as QueryContext) };
    case P.RULE_insertStatement:
    case P.RULE_updateStatement:
    case P.RULE_deleteStatement:
    case P.RULE_mergeStatement:
      return { kind: 'DmlInBlock', span: cx.span(ctx), statement: buildDml(cx, ctx as DmlContext) };
    case P.RULE_lockTableStatement:
      return buildLockTable(cx, ctx as LockTableStatementContext);
    case P.RULE_executeImmediate:
      return buildExecuteImmediate(cx, ctx as ExecuteImmediateContext);
    case P.RULE_openStatement:
      return buildOpen(cx, ctx as OpenStatementContext);
    case P.RULE_fetchStatement:
      return buildFetch(cx, ctx as FetchStatementContext);
    case P.RULE_closeStatement:
      return buildClose(cx, ctx as CloseStatementContext);
    case P.RULE_pipeRowStatement:
      return buildPipeRow(cx, ctx as PipeRowStatementContext);
    case P.RULE_transactionStatement:
      return (
        buildTransaction(cx, ctx as TransactionStatementContext) ?? unsupportedStatement(cx, ctx, cx.wordsOf(ctx, 2))
      );
    case P.RULE_pragma:
      return { kind: 'PragmaStatement', span: cx.span(ctx), pragma: buildPragma(cx, ctx as PragmaContext) };
    default:
      return unsupportedStatement(cx, ctx, cx.wordsOf(ctx, 3));
  }
}

/** What stands for a statement without a node of its own; `what` names it in the report. */
export function unsupportedStatement(cx: BuildContext, ctx: ParseTree, what: string): UnsupportedStatement {
  return { kind: 'UnsupportedStatement', span: cx.span(ctx), what };
}

function buildBroken(cx: BuildContext, ctx: BrokenStatementContext): UnsupportedStatement {
  return unsupportedStatement(cx, ctx, firstWords(cx.textOf(ctx)));
}

/** The first words of a text that did not parse, for the report. */
export function firstWords(text: string): string {
  return (text.match(/[\w$#"]+/g) ?? []).slice(0, 3).join(' ').toUpperCase();
}

/** `a := b`, or a procedure call: what stands alone is one. (PL/SQL Language Reference, "Procedure Call") */
function buildAssignmentOrCall(cx: BuildContext, ctx: AssignmentOrCallContext): Statement {
  const target = buildReference(cx, required(ctx._target));
  if (ctx._value !== undefined) {
    return { kind: 'Assignment', span: cx.span(ctx), target, value: buildExpr(cx, ctx._value) };
  }
  return transactionCall(cx, ctx, target) ?? buildCallStatement(cx, ctx, target);
}

/** A call as a statement; unsupported where what is written can be none. */
export function buildCallStatement(
  cx: BuildContext,
  ctx: ParseTree,
  target: Expr,
): CallStatement | UnsupportedStatement {
  switch (target.kind) {
    case 'Call':
    case 'Name':
    case 'Member':
    case 'MethodCallOnType':
    case 'BindVariable':
      return { kind: 'CallStatement', span: cx.span(ctx), call: target };
    default:
      return unsupportedStatement(cx, ctx, firstWords(cx.textOf(ctx)));
  }
}

/**
 * `STANDARD.COMMIT`: what COMMIT and ROLLBACK are calls of, by the name of its package. (PL/SQL Language Reference,
 * "PL/SQL Predefined Data Types", on STANDARD; DBMS_STANDARD declares the same)
 */
function transactionCall(cx: BuildContext, ctx: ParseTree, target: Expr): Commit | Rollback | undefined {
  const named = target.kind === 'Call' && target.args.length === 0 ? target.callee : target;
  if (named.kind !== 'Name') return undefined;
  const path = dotted(named);
  const member = /^(?:SYS\.)?(?:DBMS_)?STANDARD\.(COMMIT|ROLLBACK_NR)$/.exec(path)?.[1];
  if (member === undefined) return undefined;
  return { kind: member === 'COMMIT' ? 'Commit' : 'Rollback', span: cx.span(ctx) };
}

function buildReturn(cx: BuildContext, ctx: ReturnStatementContext): Statement {
  const value = ctx.expression();
  const span = cx.span(ctx);
  return value === null ? { kind: 'Return', span } : { kind: 'Return', span, value: buildExpr(cx, value) };
}

function buildRaise(cx: BuildContext, ctx: RaiseStatementContext): Statement {
  const exception = ctx.name();
  const span = cx.span(ctx);
  return exception === null
    ? { kind: 'Raise', span }
    : { kind: 'Raise', span, exception: buildQualifiedName(cx, exception) };
}

function buildJump(
  cx: BuildContext,
  ctx: ExitStatementContext | ContinueStatementContext,
  kind: 'Exit' | 'Continue',
): Statement {
  const label = ctx.identifier();
  const when = ctx.expression();
  return {
    kind,
    span: cx.span(ctx),
    ...(label && { label: buildIdentifier(cx, label) }),
    ...(when && { when: buildExpr(cx, when) }),
  };
}

function buildPipeRow(cx: BuildContext, ctx: PipeRowStatementContext): Statement {
  const items = ctx
    .expressionList()
    .expression()
    .map((item) => buildExpr(cx, item));
  const value: Expr = items.length === 1 ? firstOf(items) : { kind: 'Row', span: cx.span(ctx.expressionList()), items };
  return { kind: 'PipeRow', span: cx.span(ctx), value };
}

/** (PL/SQL Language Reference, "Pragmas") */
export function buildPragma(cx: BuildContext, ctx: PragmaContext): Pragma {
  const args = ctx.callArguments();
  return {
    kind: 'Pragma',
    span: cx.span(ctx),
    name: buildIdentifier(cx, ctx.identifier()).name,
    args: args === null ? [] : buildArguments(cx, args),
  };
}
