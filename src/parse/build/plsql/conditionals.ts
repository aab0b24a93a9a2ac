import type {
  CaseStatement,
  CaseStatementBranch,
  Identifier,
  If,
  IfBranch,
  Statement,
} from '../../../ir/oracle/index.js';
import { cover } from '../../../ir/span.js';
import type {
  CaseBranchContext,
  CaseStatementContext,
  ElseBranchContext,
  ElsifBranchContext,
  IfStatementContext,
} from '../../generated/OracleParser.js';
import { closeList, closePart, lineNode } from '../comments.js';
import type { BuildContext } from '../context.js';
import { buildCaseCondition, buildExpr } from '../expressions/expressions.js';
import { lastOf } from '../required.js';
import { firstTokenOf, lastTokenOf } from '../tree.js';
import { buildStatements } from './statements.js';

/** `IF … THEN … ELSIF … ELSE … END IF`. (PL/SQL Language Reference, "IF Statement") */
export function buildIf(cx: BuildContext, ctx: IfStatementContext): If {
  const condition = buildExpr(cx, ctx.expression());
  const body = buildStatements(cx, ctx.statementList());
  const first: IfBranch = {
    kind: 'IfBranch',
    span: cover(cx.spanOfToken(firstTokenOf(ctx)), cx.span(ctx.statementList())),
    condition,
    body,
  };
  const branches = [first];
  for (const branch of ctx.elsifBranch()) {
    closePart(cx, lastOf(branches).body, branch);
    branches.push(lineNode(cx, branch, buildElsif));
  }
  closePart(cx, lastOf(branches).body, ctx.elseBranch());
  const otherwise = buildElse(cx, ctx.elseBranch());
  closeList(cx, otherwise ?? lastOf(branches).body, lastTokenOf(ctx).start);
  const node: If = { kind: 'If', span: cx.span(ctx), branches };
  return otherwise === undefined ? node : { ...node, otherwise };
}

function buildElsif(cx: BuildContext, ctx: ElsifBranchContext): IfBranch {
  return {
    kind: 'IfBranch',
    span: cx.span(ctx),
    condition: buildExpr(cx, ctx.expression()),
    body: buildStatements(cx, ctx.statementList()),
  };
}

function buildElse(cx: BuildContext, ctx: ElseBranchContext | null): Statement[] | undefined {
  return ctx === null ? undefined : buildStatements(cx, ctx.statementList());
}

/** (PL/SQL Language Reference, "CASE Statement") */
export function buildCase(cx: BuildContext, ctx: CaseStatementContext, label: Identifier | undefined): CaseStatement {
  const operand = ctx._selector === undefined ? undefined : buildExpr(cx, ctx._selector);
  const branches: CaseStatementBranch[] = [];
  for (const branch of ctx.caseBranch()) {
    closePart(cx, branches.at(-1)?.body ?? [], branch);
    branches.push(lineNode(cx, branch, buildCaseBranch));
  }
  closePart(cx, lastOf(branches).body, ctx.elseBranch());
  const otherwise = buildElse(cx, ctx.elseBranch());
  closeList(cx, otherwise ?? lastOf(branches).body, lastTokenOf(ctx).start);
  return {
    kind: 'CaseStatement',
    span: cx.span(ctx),
    ...(label && { label }),
    ...(operand && { operand }),
    branches,
    ...(otherwise && { otherwise }),
  };
}

function buildCaseBranch(cx: BuildContext, ctx: CaseBranchContext): CaseStatementBranch {
  return {
    kind: 'CaseStatementBranch',
    span: cx.span(ctx),
    when: ctx.caseCondition().map((condition) => buildCaseCondition(cx, condition)),
    body: buildStatements(cx, ctx.statementList()),
  };
}
