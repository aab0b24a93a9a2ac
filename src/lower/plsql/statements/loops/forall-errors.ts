import type { CursorAttribute, ForAll } from '../../../../ir/oracle/index.js';
import type { OracleNode } from '../../../../ir/oracle/node.js';
import type { PgExpr, PlStatement } from '../../../../ir/postgres/index.js';
import type { Span } from '../../../../ir/span.js';
import { contains, nodesOf } from '../../../../ir/walk.js';
import { b, pgTypes } from '../../../builders.js';
import type { BodyBuilder } from '../../body/body-builder.js';
import { tellBulk } from '../../body/shared-sql-attributes.js';
import { errType, storeError } from '../../errors/capture.js';

/**
 * May anything ask for the error that ended the statement: a handler around it, what comes behind the block of such a
 * handler, another routine? Handlers of other blocks ask for the errors of theirs.
 */
export function asksErrors(rc: BodyBuilder, s: ForAll): boolean {
  if (rc.sharesBulkAttributes) return true;
  if (!rc.hasHandlers) return false;
  const [around, others] = [new Set<OracleNode>(), new Set<OracleNode>()];
  for (const block of nodesOf(rc.source, 'Block')) {
    const isAround = block.body.some((statement) => contains(statement, (node) => node === s));
    for (const handler of block.handlers) (isAround ? around : others).add(handler);
  }
  if (around.size === 0) return false;
  const asks = (node: OracleNode): boolean => node.kind === 'CursorAttribute' && node.attribute === 'BULK_EXCEPTIONS';
  const ofOthers = new Set([...others].flatMap((handler) => nodesOf(handler, 'CursorAttribute')));
  return contains(rc.source, (node) => asks(node) && !ofOthers.has(node as CursorAttribute));
}

/**
 * Without SAVE EXCEPTIONS the error that ends the statement is the only one of SQL%BULK_EXCEPTIONS. (PL/SQL Language
 * Reference, "Handling FORALL Exceptions Immediately")
 */
export function notingError(rc: BodyBuilder, span: Span, body: PlStatement[], position: string): PlStatement {
  const bulk = rc.bulkVariables();
  const error = rc.fresh('forall_error', errType);
  const only = (array: string, value: PgExpr): PlStatement =>
    b.assign(span, b.column(span, array), b.cast(span, b.array(span, value), pgTypes.arrayOf(pgTypes.integer)));
  const note: PlStatement[] = [
    storeError(span, error),
    only(bulk.errorIndexes, b.column(span, position)),
    only(bulk.errorCodes, b.ora(span, 'error_code', b.column(span, error))),
    ...tellBulk(rc, span, ['errorIndexes', 'errorCodes']),
    b.reraise(span),
  ];
  return b.block(span, { body, handlers: [b.handler(span, [{ name: 'others' }], note)] });
}
