import { functionWithOutInSql } from '../../diagnostics/op3-calls.js';
import { argumentsNamed } from '../../ir/arguments-named.js';
import type { PgExpr } from '../../ir/postgres/index.js';
import type { Span } from '../../ir/span.js';
import { b, pgTypes } from '../builders.js';
import { type ExprContext, refuse } from '../context.js';
import { lowerExpr, lowerTo } from '../expressions/index.js';
import { assignTo } from '../plsql/statements/assignments/targets.js';
import type { SuppliedCall } from './packages/conversion.js';

/** The optional parameters after C and DATA, in Oracle's order. */
const options = {
  READ_RAW: ['LEN', 'PEEK'],
  READ_TEXT: ['LEN', 'PEEK'],
  READ_LINE: ['REMOVE_CRLF', 'PEEK'],
} as const;

/**
 * `n := UTL_TCP.READ_TEXT(c, data, len)`: what GET_TEXT gives goes into the second argument, and its length is the
 * result. (PL/SQL Packages and Types Reference, "UTL_TCP")
 */
export function tcpRead(ex: ExprContext, base: SuppliedCall, span: Span): PgExpr | undefined {
  if (!isReader(base.member)) return undefined;
  const { routine: rc, hoist } = ex;
  const by = argumentsNamed(base.args);
  const connection = by('C', 0);
  const data = by('DATA', 1);
  if (!rc || !hoist || !connection || !data) return refuse(functionWithOutInSql(span, `UTL_TCP.${base.member}`));
  const raw = base.member === 'READ_RAW';
  const values = options[base.member].flatMap((name, i): PgExpr[] => {
    const value = by(name, i + 2);
    if (!value) return [];
    const lowered = lowerTo(ex, value, name === 'LEN' ? { kind: 'plsInteger' } : { kind: 'boolean' });
    return [{ kind: 'PgNamedArgument', span, name: name.toLowerCase(), value: lowered }];
  });
  const read = b.column(span, rc.temporary('data', raw ? pgTypes.bytea : pgTypes.text));
  const getter = `utl_tcp_${base.member.toLowerCase().replace('read', 'get')}`;
  hoist(b.assign(span, read, b.ora(span, getter, lowerExpr(ex, connection), ...values)));
  for (const s of assignTo(rc, data, read, raw ? { kind: 'raw' } : { kind: 'varchar2' })) hoist(s);
  return b.coalesce(span, b.call(span, raw ? 'octet_length' : 'length', read), b.num(span, 0));
}

function isReader(member: string): member is keyof typeof options {
  return Object.hasOwn(options, member);
}
