import { unsupportedStatement } from '../../diagnostics/op3.js';
import { alterIgnored } from '../../diagnostics/op6-objects.js';
import type { CommentOn } from '../../ir/oracle/index.js';
import type { PgComment, PgStatement } from '../../ir/postgres/index.js';
import { refuse, type UnitContext } from '../context.js';
import { fold, lastPart, nameAsWritten } from './names.js';

/** COMMENT ON TABLE, COLUMN, MATERIALIZED VIEW. An empty text removes the comment in both systems. */
export function lowerCommentOn(unit: UnitContext, node: CommentOn): PgStatement[] {
  const isColumn = node.on === 'COLUMN';
  if (isColumn && node.name.parts.length === 1)
    return refuse(unsupportedStatement(node.span, 'COMMENT ON COLUMN without the name of a table'));
  const owner = isColumn ? { ...node.name, parts: node.name.parts.slice(0, -1) } : node.name;
  const symbol = unit.analysis.symbolOf(node.name) ?? unit.analysis.objectAt(owner.parts, node.span);
  if (node.on === 'OTHER') {
    unit.report(alterIgnored(node.span, 'A comment on an operator, index type, edition or mining model'));
    return [];
  }
  const relation = symbol?.kind === 'relation' ? symbol : undefined;
  const name = relation ? unit.naming.of(relation) : nameAsWritten(unit, owner);
  const on: PgComment['on'] = isColumn
    ? 'column'
    : relation?.relation === 'view'
      ? 'view'
      : relation?.relation === 'materialized view' || node.on === 'MATERIALIZED VIEW'
        ? 'materialized view'
        : 'table';
  return [
    {
      kind: 'PgComment',
      span: node.span,
      on,
      name: isColumn ? [...name, fold(lastPart(node.name))] : name,
      text: node.text,
      comments: node.comments,
      blankBefore: node.blankBefore,
    },
  ];
}
