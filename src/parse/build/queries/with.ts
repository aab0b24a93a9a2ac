import type { RoutineDefinition, SubqueryFactor, With } from '../../../ir/oracle/index.js';
import {
  type CommonTableContext,
  FunctionContext,
  OracleParser as P,
  ProcedureContext,
  type WithClauseContext,
} from '../../generated/OracleParser.js';
import type { BuildContext } from '../context.js';
import { buildExpr } from '../expressions/expressions.js';
import { buildColumnList, buildIdentifier } from '../names.js';
import { buildRoutine } from '../plsql/routines.js';
import { firstOf, lastOf, required } from '../required.js';
import { hasToken } from '../tree.js';
import { buildOrderItem } from './order-by.js';
import { buildQuery } from './queries.js';

/** WITH: its routines and its subqueries. (SQL Language Reference, SELECT, with_clause) */
export function buildWith(cx: BuildContext, ctx: WithClauseContext): With {
  const routines: RoutineDefinition[] = [];
  for (const child of ctx.children) {
    if (!(child instanceof ProcedureContext || child instanceof FunctionContext)) continue;
    const routine = buildRoutine(cx, child);
    // A heading without a body is only there for its definition that follows.
    if (routine.kind === 'RoutineDefinition') routines.push(routine);
  }
  return {
    kind: 'With',
    span: cx.span(ctx),
    routines,
    factors: ctx.commonTable().map((child) => buildFactor(cx, child)),
  };
}

function buildFactor(cx: BuildContext, ctx: CommonTableContext): SubqueryFactor {
  const columns = ctx.columnList();
  const search = ctx.searchClause();
  const cycle = ctx.cycleClause();
  const names = cycle === null ? [] : cycle.identifier().map((name) => buildIdentifier(cx, name));
  const cycleValues = cycle === null ? [] : cycle.expression();
  return {
    kind: 'SubqueryFactor',
    span: cx.span(ctx),
    name: buildIdentifier(cx, ctx.identifier()),
    columns: columns === null ? undefined : buildColumnList(cx, columns),
    query: buildQuery(cx, ctx.query()),
    search:
      search === null
        ? undefined
        : {
            order: hasToken(search, P.DEPTH) ? 'DEPTH' : 'BREADTH',
            by: search.orderByItem().map((item) => buildOrderItem(cx, item)),
            set: buildIdentifier(cx, search.identifier()),
          },
    cycle:
      cycle === null
        ? undefined
        : {
            columns: names.slice(0, -1),
            set: lastOf(names),
            to: buildExpr(cx, firstOf(cycleValues)),
            otherwise: buildExpr(cx, required(cycleValues[1])),
          },
  };
}
