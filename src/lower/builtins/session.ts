import { longestName } from '../../analyze/declare/static-integer.js';
import { pseudoColumn } from '../../diagnostics/op2-expressions.js';
import { apexSessionState, serverFile } from '../../diagnostics/op4.js';
import { sessionFactDiffers } from '../../diagnostics/op5.js';
import { literalText } from '../../ir/literals.js';
import type { Expr } from '../../ir/oracle/index.js';
import type { PgExpr } from '../../ir/postgres/index.js';
import { b } from '../builders.js';
import { definerOf } from '../calls/definer.js';
import { refuse } from '../context.js';

import { errorInfo } from '../plsql/errors/error-info.js';
import { type BuiltinCall, type BuiltinTable, optional, runtime, text, varchar } from './call.js';
import { eventAttributes } from './event-attributes.js';
import { refused } from './refused.js';

/**
 * What the client tells Oracle when it connects, and PostgreSQL does not know. (SQL Language Reference, SYS_CONTEXT,
 * "Predefined Parameters of Namespace USERENV")
 */
const otherFacts =
  /^(OS_USER|HOST|TERMINAL|SERVER_HOST|INSTANCE_NAME|DB_DOMAIN|PROXY_USER|PROXY_USERID|AUTHENTICATION_METHOD|AUTHENTICATION_DATA|IDENTIFICATION_TYPE|ENTRYID|STATEMENTID|CURRENT_SQL[1-7]?|CURRENT_SQL_LENGTH|ORACLE_HOME|LDAP_SERVER_TYPE|DB_SUPPLEMENTAL_LOG_LEVEL|CURRENT_BIND|GLOBAL_UID|SCHEDULER_JOB|BG_JOB_ID|FG_JOB_ID|DBLINK_INFO)$/i;

function reportUnknownFact(c: BuiltinCall, parameter: Expr | undefined, unknown: RegExp): void {
  const name = literalText(parameter);
  if (name === undefined || !unknown.test(name)) return;
  c.ex.unit.report(
    sessionFactDiffers(c.span, c.args.length > 1 ? `${c.name}('USERENV', '${name}')` : `${c.name}('${name}')`),
  );
}

function itemText(c: BuiltinCall): string {
  const item = literalText(optional(c, 0));
  return `${c.name}(${item === undefined ? '…' : `'${item.toUpperCase()}'`})`;
}

/** The value of an item in the session state of Oracle Application Express: a setting of the session stands for it. */
function itemOfApex(c: BuiltinCall): PgExpr {
  c.ex.unit.report(apexSessionState(c.span, itemText(c)));
  return b.ora(c.span, 'apex_item', varchar(c, 0));
}

/** The session and its surroundings, and what has no counterpart. */
export const sessionFunctions: BuiltinTable = {
  USER: (c) => b.ora(c.span, 'user_name'),
  UID: (c) => b.ora(c.span, 'uid'),
  ORA_MAX_NAME_LEN: (c) => b.num(c.span, longestName),
  SYS_CONTEXT: (c) => {
    if (/^USERENV$/i.test(literalText(optional(c, 0)) ?? '')) {
      const definer = definerOf(c.ex.routine?.symbol);
      const asksForOwner = /^CURRENT_(SCHEMA|USER)$/i.test(literalText(optional(c, 1)) ?? '');
      if (asksForOwner && definer !== undefined) return b.text(c.span, definer);
      reportUnknownFact(c, optional(c, 1), otherFacts);
    }
    return runtime('sys_context', 'ttn')(c);
  },
  USERENV: (c) => {
    reportUnknownFact(c, optional(c, 0), /^(TERMINAL|ENTRYID)$/i);
    return runtime('userenv', 't')(c);
  },
  ...eventAttributes,
  V: (c) => itemOfApex(c),
  NV: (c) => b.ora(c.span, 'to_number', itemOfApex(c)),
  SYS_GUID: (c) => b.ora(c.span, 'sys_guid'),
  SQLCODE: (c) => errorInfo(c.ex, 'SQLCODE', c.args, c.span),
  SQLERRM: (c) => errorInfo(c.ex, 'SQLERRM', c.args, c.span),
  SYS_CONNECT_BY_PATH: (c) => refuse(pseudoColumn(c.span, c.name)),
  BFILENAME: (c) => {
    c.ex.unit.report(serverFile(c.span, 'BFILENAME'));
    return b.ora(c.span, 'bfilename', text(c, 0), text(c, 1));
  },
  SCN_TO_TIMESTAMP: refused('there are no system change numbers'),
  TIMESTAMP_TO_SCN: refused('there are no system change numbers'),
  NLS_CHARSET_ID: runtime('nls_charset_id', 't'),
  NLS_CHARSET_NAME: runtime('nls_charset_name', 'n'),
  NLS_CHARSET_DECL_LEN: refused('the character set is UTF-8'),
};
