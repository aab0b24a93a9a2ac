import type { SelectInto } from '../../../ir/oracle/index.js';
import type { PgExpr, PgSelect } from '../../../ir/postgres/index.js';
import { containsAggregate } from '../../queries/grouping/group-by.js';
import { isRowValue } from '../../types.js';
import type { BodyBuilder } from '../body/body-builder.js';
import { exprContext } from '../body/expr-context.js';

/*
 * `select order_seq.nextval into :new.id from dual` reads one row always: an assignment, in which PL/pgSQL does without
 * a query.
 */

/** Does the query give one value of DUAL to one variable, whose count nothing asks for? */
export function readsDual(rc: BodyBuilder, { query }: SelectInto): boolean {
  const { body, kind: _kind, span: _span, ...clauses } = query;
  if (body.kind !== 'Select' || rc.readsSqlAttributes || isAny(clauses)) return false;
  const { items, from, into, hints: _hints, kind: _select, span: _place, ...others } = body;
  const [item] = items;
  const [target] = into?.targets ?? [];
  if (!item || !target || items.length > 1 || into?.targets.length !== 1 || isAny(others)) return false;
  const { analysis, naming } = rc.unit;
  const type = analysis.typeOf(target);
  if (type.kind === 'record' || type.kind === 'refCursor' || isRowValue(naming, type)) return false;
  if (['Star', 'StringLiteral', 'NullLiteral'].includes(item.value.kind)) return false;
  return (
    from.every((source) => source.kind !== 'Join' && analysis.sourceOf(source)?.kind === 'dual') &&
    !containsAggregate(exprContext(rc, []), item.value)
  );
}

const isAny = (clauses: object): boolean => Object.values(clauses).some((clause) => clause !== undefined);

/** The one value of a query without rows to read; undefined of what is a query still. */
export function soleValue({ kind: _kind, span: _span, body, ...clauses }: PgSelect): PgExpr | undefined {
  if (body.kind !== 'PgSelectCore' || isAny(clauses)) return undefined;
  const { items, from, kind: _core, span: _place, ...others } = body;
  const [item] = items;
  if (!item || items.length > 1 || from.length > 0 || isAny(others)) return undefined;
  const { value } = item;
  return value.kind === 'PgStar' || value.kind === 'PgString' || value.kind === 'PgNull' ? undefined : value;
}
