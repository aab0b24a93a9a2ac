import type { CurrentOf, Expr, Query, QueryBody, ScriptUnit, Select } from '../../../../ir/oracle/index.js';
import type { OracleNode } from '../../../../ir/oracle/node.js';
import type { PgExpr, PgSelect, PgSelectBody, PgSelectCore, PgStatement } from '../../../../ir/postgres/index.js';
import { contains } from '../../../../ir/walk.js';
import { b } from '../../../builders.js';
import { hasMark } from '../../../queries/from/outer-join-marks.js';

/**
 * The clause that a query ends with: what is put behind its text becomes a part of this clause, or a clause of its own.
 */
type End = 'from' | 'where' | 'or' | 'group' | 'having' | 'order';

/**
 * The statement where it ends with the clause that Oracle's ended with, so that text put behind it means the same;
 * undefined where it does not. A condition with ROWNUM has become a LIMIT: behind that ` AND x = 1` would be a part of
 * something else. One with (+) has become one of a join: WHERE TRUE goes behind it.
 */
export function endedAlike(unit: ScriptUnit, statement: PgStatement): PgStatement | undefined {
  const joined = unit.kind === 'QueryStatement' ? behindJoins(unit.query, statement) : statement;
  return endsAlike(unit, joined) ? joined : undefined;
}

function behindJoins(query: Query, statement: PgStatement): PgStatement {
  if (statement.kind !== 'PgQueryStatement' || query.body.kind !== 'Select' || !query.body.where) return statement;
  const { body } = statement.query;
  if (endOf(query) !== 'where' || pgEndOf(statement.query) !== 'from' || body.kind !== 'PgSelectCore') return statement;
  const { where, span } = query.body;
  const conditions = where.kind === 'Logical' ? where.operands : [where];
  if (!conditions.every(hasMark)) return statement;
  return { ...statement, query: { ...statement.query, body: { ...body, where: b.boolean(span, true) } } };
}

/**
 * Is a word written at the end of a name in a condition with (+): `b.id(+) = a.id' || more`? It may hold further
 * conditions, and these would go into the join with this one.
 */
export function followsJoin(unit: ScriptUnit, words: readonly string[]): boolean {
  const isGlued = (node: OracleNode): boolean =>
    node.kind === 'Name' && node.parts.some((p) => words.some((w) => p.name !== w && p.name.endsWith(w)));
  return contains(unit, (node) => {
    if (node.kind !== 'Select' || !node.where) return false;
    const conditions = node.where.kind === 'Logical' ? node.where.operands : [node.where];
    return conditions.some((c) => hasMark(c) && contains(c, isGlued, (inner) => inner.kind === 'OuterJoinMark'));
  });
}

function endsAlike(unit: ScriptUnit, statement: PgStatement): boolean {
  if (unit.kind === 'QueryStatement')
    return statement.kind === 'PgQueryStatement' && sameEnd(endOf(unit.query), pgEndOf(statement.query));
  if (statement.kind !== 'PgDmlStatement') return false;
  const made = statement.statement;
  switch (unit.kind) {
    case 'Insert':
      return (
        unit.source.kind === 'Query' &&
        !unit.returning &&
        made.kind === 'PgInsert' &&
        !made.returning &&
        !made.onConflict &&
        made.source !== 'default values' &&
        made.source.kind === 'PgSelect' &&
        sameEnd(endOf(unit.source), pgEndOf(made.source))
      );
    case 'Update':
      return (
        !unit.returning &&
        made.kind === 'PgUpdate' &&
        !made.returning &&
        (made.where !== undefined || !made.from) &&
        sameEnd(conditionEnd(unit.where), pgConditionEnd(made.where))
      );
    case 'Delete':
      return (
        !unit.returning &&
        made.kind === 'PgDelete' &&
        !made.returning &&
        (made.where !== undefined || !made.using) &&
        sameEnd(conditionEnd(unit.where), pgConditionEnd(made.where))
      );
    default:
      return false;
  }
}

const sameEnd = (oracle: End | undefined, made: End | undefined): boolean => oracle !== undefined && oracle === made;

function endOf(query: Query): End | undefined {
  if (query.limit || query.forUpdate || query.orderSiblings) return undefined;
  return query.orderBy ? 'order' : bodyEnd(query.body);
}

function bodyEnd(body: QueryBody): End | undefined {
  switch (body.kind) {
    case 'Query':
      // Stands in parentheses.
      return undefined;
    case 'SetOperation':
      return bodyEnd(body.right);
    case 'Select':
      return selectEnd(body);
    case 'TableValues':
      return undefined;
    default:
      return body satisfies never;
  }
}

function selectEnd(select: Select): End | undefined {
  if (select.hierarchy || select.model || select.windows) return undefined;
  if (select.having) return select.having.kind === 'Logical' && select.having.op === 'OR' ? 'or' : 'having';
  return select.groupBy ? 'group' : conditionEnd(select.where);
}

function conditionEnd(where: Expr | CurrentOf | undefined): End | undefined {
  if (!where) return 'from';
  if (where.kind === 'CurrentOf') return undefined;
  return where.kind === 'Logical' && where.op === 'OR' ? 'or' : 'where';
}

function pgEndOf(query: PgSelect): End | undefined {
  if (query.limit !== undefined || query.offset || query.locking || query.withTies) return undefined;
  return query.orderBy ? 'order' : pgBodyEnd(query.body);
}

function pgBodyEnd(body: PgSelectBody): End | undefined {
  switch (body.kind) {
    case 'PgSelectCore':
      return pgSelectEnd(body);
    case 'PgSetOperation':
      return pgBodyEnd(body.right);
    case 'PgSelect':
    case 'PgValues':
      return undefined;
    default:
      return body satisfies never;
  }
}

function pgSelectEnd(core: PgSelectCore): End | undefined {
  if (core.windows) return undefined;
  if (core.having) return isOr(core.having) ? 'or' : 'having';
  return core.groupBy ? 'group' : pgConditionEnd(core.where);
}

function pgConditionEnd(where: PgExpr | { readonly currentOf: string } | undefined): End | undefined {
  if (!where) return 'from';
  if ('currentOf' in where) return undefined;
  return isOr(where) ? 'or' : 'where';
}

const isOr = (condition: PgExpr): boolean => condition.kind === 'PgOr';
