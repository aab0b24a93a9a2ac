import { lastName } from '../../../ir/dotted.js';
import { isOthers } from '../../../ir/exception-handlers.js';
import type { ExceptionHandler } from '../../../ir/oracle/index.js';
import type { OracleNode } from '../../../ir/oracle/node.js';
import type { PlStatement } from '../../../ir/postgres/index.js';
import { contains } from '../../../ir/walk.js';
import { b } from '../../builders.js';
import type { BodyBuilder } from '../body/body-builder.js';
import { tellCount } from '../body/shared-sql-attributes.js';

/**
 * SQL%ROWCOUNT is 1 after a SELECT INTO that found more than one row, whichever handler catches its error. `error`: the
 * variable that holds it; without one PL/pgSQL's own SQLSTATE does. (PL/SQL Language Reference,
 * "SQL%ROWCOUNT Attribute: How Many Rows Were Affected?")
 */
export function countOfMany(rc: BodyBuilder, handler: ExceptionHandler, error: string | undefined): PlStatement[] {
  if (!rc.readsSqlAttributes) return [];
  const { span } = handler;
  const one = [b.assign(span, b.column(span, rc.sqlRowCount()), b.num(span, 1)), ...tellCount(rc, b.num(span, 1))];
  const catching = handler.exceptions.filter((e) => {
    if (isOthers(e) || lastName(e) === 'TOO_MANY_ROWS') return true;
    const symbol = rc.unit.analysis.symbolOf(e);
    return symbol?.kind === 'exception' && symbol.oraCode === 1422;
  });
  const [first] = catching;
  if (!first) return [];
  if (!isOthers(first) && handler.exceptions.length === 1) return one;
  if (!selectsInto(rc, handler)) return [];
  const state = error === undefined ? b.column(span, 'sqlstate') : b.column(span, error, 'sqlstate');
  return [{ kind: 'PlIf', span, branches: [{ condition: b.eq(span, state, b.text(span, 'P0003')), body: one }] }];
}

const isDynamicInto = (node: OracleNode): boolean => node.kind === 'ExecuteImmediate' && node.into !== undefined;

/** May a SELECT INTO of the handler's own block have raised what it handles? */
function selectsInto(rc: BodyBuilder, handler: ExceptionHandler): boolean {
  return contains(
    rc.source,
    (node) =>
      node.kind === 'Block' &&
      node.handlers.includes(handler) &&
      node.body.some((s) => contains(s, (inner) => inner.kind === 'SelectInto' || isDynamicInto(inner))),
  );
}
