import { literalText } from '../../ir/literals.js';
import type { Trim } from '../../ir/oracle/index.js';
import type { PgExpr } from '../../ir/postgres/index.js';
import { b } from '../builders.js';
import type { ExprContext } from '../context.js';
import { lowerTo } from './index.js';
import { isLob, typeOf } from './typing.js';

/** TRIM(LEADING c FROM s): the character is one. What nothing is left of is NULL. (SQL Language Reference, "TRIM") */
export function lowerTrim(ex: ExprContext, node: Trim): PgExpr {
  const { span } = node;
  const lob = isLob(typeOf(ex, node.operand));
  const text = lowerTo(ex, node.operand, lob ? { kind: 'clob' } : { kind: 'varchar2' });
  const name = { LEADING: 'ltrim', TRAILING: 'rtrim', BOTH: 'btrim' }[node.side];
  const literal = literalText(node.characters);
  const character =
    node.characters === undefined
      ? undefined
      : literal?.length === 1
        ? b.text(node.characters.span, literal)
        : b.ora(span, 'trim_character', lowerTo(ex, node.characters, { kind: 'varchar2' }));
  const trimmed = b.call(
    span,
    name,
    text,
    ...(character === undefined || (character.kind === 'PgString' && character.value === ' ') ? [] : [character]),
  );
  return lob ? trimmed : b.nullIfEmpty(span, trimmed);
}
