import type { PgType } from '../ir/postgres/index.js';
import { quoteIdent, quoteName } from './quote.js';

/** A type as PostgreSQL writes it: `timestamp(3) with time zone`, `bank.address_t[]`, `emp.sal%type`. */
export function typeName(type: PgType): string {
  return `${bareName(type)}${type.anchor ?? ''}${type.array ? '[]' : ''}`;
}

function bareName(type: PgType): string {
  const modifiers = type.modifiers ?? '';
  if (type.anchor !== undefined || type.name.length !== 1) return quoteName(type.name) + modifiers;
  const name = type.name[0]!;
  const zoned = /^(timestamp|time) (with|without) time zone$/.exec(name);
  if (zoned) return `${zoned[1]}${modifiers} ${zoned[2]} time zone`;
  // One part is PostgreSQL's own: its key words (`double precision`) are the type's spelling, not names.
  return (/^[a-z_][a-z0-9_ ]*$/.test(name) || name.startsWith('"') ? name : quoteIdent(name)) + modifiers;
}
