import type { LedgerTarget } from '../../ledger/ledger.js';
import { ownStatement } from '../../plan/statements/own-statements.js';
import { quoteIdentifier, quoteText } from '../../sql/quoting.js';

/** What takes back a block or call of the converter's own making. */
export async function capturedOwn(target: LedgerTarget, sql: string): Promise<readonly string[]> {
  const own = ownStatement(sql);
  switch (own?.kind) {
    case 'role': {
      const { rows } = await target.execute(`select from pg_roles where rolname = ${quoteText(own.role)}`);
      return rows.length > 0 ? [] : [dropRole(own.role)];
    }
    case 'job': {
      const { rows } = await target.execute(
        `select pg_get_functiondef(p.oid) from pg_proc p where p.oid = to_regproc('ora.job_call')
           and not exists (select from ora.job_texts t where t.code = ${quoteText(own.code)})`,
      );
      return rows.flatMap(([definition]) => [
        `delete from ora.job_texts where code = ${quoteText(own.code)}`,
        definition ?? '',
      ]);
    }
    default:
      return [];
  }
}

/**
 * A role belongs to all databases of the server: it stays where anything has come to use it. (PostgreSQL manual, DROP
 * ROLE)
 */
const dropRole = (role: string): string => `do $oraphant$
begin
  if exists (select from pg_auth_members m where m.roleid = to_regrole(${quoteText(quoteIdentifier(role))})) then
    raise notice 'role % has members, and stays', ${quoteText(role)};
  else
    drop role if exists ${quoteIdentifier(role)};
  end if;
exception
  when dependent_objects_still_exist or object_in_use then
    raise notice 'role % is in use, and stays', ${quoteText(role)};
end
$oraphant$`;
