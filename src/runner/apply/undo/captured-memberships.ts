import type { LedgerTarget } from '../../ledger/ledger.js';
import { foldIdentifier, quoteIdentifier, quoteText } from '../../sql/quoting.js';
import { splitAtCommas, TokenCursor, tokensOf } from '../../sql/statement-tokens.js';

/** `GRANT a, b TO c` and REVOKE of the same: each membership as it is now. (PostgreSQL manual, GRANT, "GRANT on Roles") */
export async function capturedMemberships(target: LedgerTarget, sql: string): Promise<readonly string[]> {
  const { roles, members } = membershipsOf(sql);
  const undo: string[] = [];
  for (const role of roles) {
    for (const member of members) {
      const { rows } = await target.execute(
        `select admin_option from pg_auth_members where roleid = to_regrole(${quoteText(quoteIdentifier(role))})
           and member = to_regrole(${quoteText(quoteIdentifier(member))})`,
      );
      const pair = (word: string): string => `${quoteIdentifier(role)} ${word} ${quoteIdentifier(member)}`;
      const [[admin] = []] = rows;
      if (admin === undefined) undo.push(`revoke ${pair('from')}`);
      else if (admin === 't' || admin === 'true') undo.push(`grant ${pair('to')} with admin option`);
      else undo.push(`grant ${pair('to')}`, `revoke admin option for ${pair('from')}`);
    }
  }
  return undo;
}

function membershipsOf(sql: string): { readonly roles: readonly string[]; readonly members: readonly string[] } {
  const at = new TokenCursor(tokensOf(sql));
  at.take();
  at.accept('admin', 'option', 'for');
  const list = (...ends: readonly string[]): readonly string[] => {
    const from = at.tokens.indexOf(at.here ?? at.tokens[0]!);
    while (at.here !== undefined && !ends.includes(at.here.word) && at.here.text !== ';') at.take();
    const to = at.here === undefined ? at.tokens.length : at.tokens.indexOf(at.here);
    return splitAtCommas(at.tokens.slice(from, to)).flatMap(([name]) =>
      name === undefined ? [] : [foldIdentifier(name.text)],
    );
  };
  const roles = list('to', 'from');
  at.take();
  return { roles, members: list('with', 'granted', 'cascade', 'restrict') };
}
