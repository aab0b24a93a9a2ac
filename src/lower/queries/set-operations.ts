import type { Analysis } from '../../analyze/analysis.js';
import type { OracleType } from '../../analyze/model/types.js';
import { unreachable } from '../../diagnostics/diagnostic.js';
import type { QueryBody, SetOperation } from '../../ir/oracle/index.js';
import type { PgSelectBody, PgSetOperation } from '../../ir/postgres/index.js';
import { b, pgTypes } from '../builders.js';
import type { ExprContext } from '../context.js';
import { lowerExpr, lowerTo } from '../expressions/index.js';
import { foldName } from '../naming/naming.js';
import { lowerQueryAs } from './index.js';
import { reportMapped } from './mapped-objects.js';
import { lowerSelect } from './select.js';
import type { ColumnUse } from './select-list/select-list.js';

const operators = {
  UNION: 'union',
  'UNION ALL': 'union all',
  INTERSECT: 'intersect',
  'INTERSECT ALL': 'intersect all',
  MINUS: 'except',
  'MINUS ALL': 'except all',
} as const satisfies Record<SetOperation['op'], PgSetOperation['op']>;

/**
 * A query body. The branches of a set operation get the types of the whole, so that NULL and literals have them too.
 */
export function lowerBody(ex: ExprContext, body: QueryBody, use: ColumnUse): PgSelectBody {
  switch (body.kind) {
    case 'Select': {
      const made = lowerSelect(ex, body, {}, use);
      return made.with || made.orderBy || made.limit || made.offset ? made : made.body;
    }
    case 'SetOperation': {
      const own = typesOf(ex, body);
      const types = use.types ?? own;
      if (!sameGroups(ex.unit.analysis, body)) return incompatible(ex, body);
      if (body.op !== 'UNION ALL') for (const type of own) reportMapped(ex, body.op, type, body.span);
      const branch: ColumnUse = { ...use, types, ownTypes: true };
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

/**
 * ORA-01790: text, numbers and datetimes are not converted to each other. (SQL Language Reference, "The Set Operators")
 */
export function sameGroups(analysis: Analysis, body: SetOperation): boolean {
  const [left, right] = [body.left, body.right].map((branch) => groupsOf(analysis, branch));
  // ORA-01789, as PostgreSQL looks first, too.
  if (!left || !right || left.length !== right.length) return true;
  return left.every((group, i) => group === undefined || right[i] === undefined || group === right[i]);
}

type Group = ReturnType<typeof groupOf>;

/** Of each column of a branch; `''` is text, although its value is NULL. */
function groupsOf(analysis: Analysis, body: QueryBody): readonly Group[] {
  if (body.kind === 'Query') return groupsOf(analysis, body.body);
  if (body.kind === 'SetOperation') {
    const right = groupsOf(analysis, body.right);
    return groupsOf(analysis, body.left).map((group, i) => group ?? right[i]);
  }
  const groups = analysis.columnsOf(body).map(({ type }) => groupOf(type));
  if (body.kind !== 'Select' || body.items.length !== groups.length) return groups;
  return body.items.map(({ value }, i) => (value.kind === 'StringLiteral' ? 'text' : groups[i]));
}

/** Do values of the two types stand in one column? What is of no group that is known here does. */
export function areOneGroup(left: OracleType, right: OracleType): boolean {
  const [a, c] = [groupOf(left), groupOf(right)];
  return a === undefined || c === undefined || a === c;
}

function groupOf(type: OracleType): 'text' | 'number' | 'datetime' | undefined {
  if (type.kind === 'varchar2' || type.kind === 'char') return 'text';
  if (type.kind === 'number' || type.kind === 'plsInteger') return 'number';
  return type.kind === 'date' || type.kind === 'timestamp' ? 'datetime' : undefined;
}

function incompatible(ex: ExprContext, body: SetOperation): PgSelectBody {
  const { span } = body;
  const columns = ex.unit.analysis.columnsOf(body);
  const none = b.cast(span, b.null(span), pgTypes.text);
  const text = b.text(span, 'expression must have same datatype as corresponding expression');
  const failure = b.ora(span, 'raise', b.num(span, 1790), text, none);
  return b.select(span, { items: columns.map((c) => b.item(span, failure, foldName(c.name))), from: [] }).body;
}
