import type { OracleType } from '../../analyze/types.js';
import { unreachable } from '../../diagnostics/diagnostic.js';
import type { QueryBody, SetOperation } from '../../ir/oracle/index.js';
import type { PgSelectBody, PgSetOperation } from '../../ir/postgres/index.js';
import type { ExprContext } from '../context.js';
import { lowerExpr, lowerTo } from '../expression.js';
import { lowerQueryAs } from '../query.js';
import { lowerSelect } from './select.js';
import type { ColumnUse } from './select-list.js';

const operators = {
  UNION: 'union',
  'UNION ALL': 'union all',
  INTERSECT: 'intersect',
  'INTERSECT ALL': 'intersect all',
  MINUS: 'except',
  'MINUS ALL': 'except all',
} as const satisfies Record<SetOperation['op'], PgSetOperation['op']>;

/** A query body. The branches of a set operation get the types of the whole, so that NULL and literals have them too. */
export function lowerBody(ex: ExprContext, body: QueryBody, use: ColumnUse): PgSelectBody {
  switch (body.kind) {
    case 'Select': {
      const made = lowerSelect(ex, body, {}, use);
      return made.with || made.orderBy || made.limit || made.offset ? made : made.body;
    }
    case 'SetOperation': {
      const types = use.types ?? typesOf(ex, body);
      const branch: ColumnUse = { ...use, types };
      return {
        kind: 'PgSetOperation',
        span: body.span,
        op: operators[body.op],
        left: lowerBody(ex, body.left, branch),
        right: lowerBody(ex, body.right, branch),
      };
    }
    case 'Query':
      return lowerQueryAs(ex, body, use);
    case 'TableValues':
      return {
        kind: 'PgValues',
        span: body.span,
        rows: body.rows.map((row) =>
          row.map((e, i) => {
            const type = use.types?.[i];
            return type ? lowerTo(ex, e, type) : lowerExpr(ex, e);
          }),
        ),
      };
    default:
      return unreachable(body);
  }
}

/** The types of the result; CHAR of one length stays CHAR, which both branches give as padded text anyway. */
function typesOf(ex: ExprContext, body: SetOperation): readonly OracleType[] {
  return ex.unit.analysis.columnsOf(body).map((c) => c.type);
}
