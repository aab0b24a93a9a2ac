import type { Expr, Identifier, PivotClause, Unpivot } from '../../../ir/oracle/index.js';
import {
  OracleParser as P,
  type PivotClauseContext,
  type UnpivotClauseContext,
  type UnpivotColumnsContext,
} from '../../generated/OracleParser.js';
import type { BuildContext } from '../context.js';
import { buildExpr, buildOperand } from '../expressions/expressions.js';
import { buildColumnList, buildIdentifier, buildQualifiedName } from '../names.js';
import { lastOf, required } from '../required.js';
import { hasToken } from '../tree.js';
import { buildQuery } from './queries.js';

/** PIVOT [XML] (…); undefined where something other than a call stands for an aggregate. */
export function buildPivot(cx: BuildContext, ctx: PivotClauseContext): PivotClause | undefined {
  const aggregates: { call: Extract<Expr, { kind: 'Call' }>; alias?: Identifier }[] = [];
  for (const aggregate of ctx.pivotAggregate()) {
    const call = buildOperand(cx, aggregate.operand());
    if (call.kind !== 'Call') return undefined;
    const alias = aggregate.columnAlias();
    aggregates.push({ call, alias: alias === null ? undefined : buildIdentifier(cx, alias) });
  }
  const column = ctx.identifier();
  const query = ctx.selectQuery();
  const values = ctx.pivotValue().map((value) => {
    const built = buildExpr(cx, value.expression());
    const alias = value.identifier() ?? value.columnAlias();
    return {
      values: built.kind === 'Row' ? built.items : [built],
      alias: alias === null ? undefined : buildIdentifier(cx, alias),
    };
  });
  return {
    kind: 'Pivot',
    span: cx.span(ctx),
    xml: hasToken(ctx, P.XML),
    aggregates,
    columns: column === null ? buildColumnList(cx, required(ctx.columnList())) : [buildIdentifier(cx, column)],
    in: query !== null ? buildQuery(cx, query) : values.length === 0 ? 'ANY' : values,
  };
}

/** UNPIVOT (…). (SQL Language Reference, SELECT, unpivot_clause) */
export function buildUnpivot(cx: BuildContext, ctx: UnpivotClauseContext): Unpivot {
  const [values, names] = ctx.unpivotColumns();
  return {
    kind: 'Unpivot',
    span: cx.span(ctx),
    includeNulls: hasToken(ctx, P.INCLUDE),
    values: unpivotNames(cx, required(values)),
    names: unpivotNames(cx, required(names)),
    in: ctx.unpivotValue().map((value) => {
      const label = value.expression();
      const built = label === null ? undefined : buildExpr(cx, label);
      return {
        columns: unpivotNames(cx, value.unpivotColumns()),
        as: built === undefined ? undefined : built.kind === 'Row' ? built.items : [built],
      };
    }),
  };
}

/** The columns may be written with the table's name; only the last part names them. */
function unpivotNames(cx: BuildContext, ctx: UnpivotColumnsContext): readonly Identifier[] {
  const only = ctx.name();
  const names = only === null ? required(ctx.nameList()).name() : [only];
  return names.map((name) => {
    const { parts } = buildQualifiedName(cx, name);
    return lastOf(parts);
  });
}
