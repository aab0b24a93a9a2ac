import { oracleMessages } from '../ir/oracle-messages.js';

/**
 * In: the text of a runtime file, in which a line `{oracle messages}` stands for what `oracleMessages` has, so that the
 * compiler and the runtime tell the same of an error.
 * Out: its statements.
 *   RETURN '{
 *     "100": "no data found",
 *     "1": "unique constraint (.) violated"
 *   }'::jsonb ->> n::text;
 */
export function withMessageList(sql: string): string {
  return sql.replace(/^( *)\{oracle messages\}$/m, (_, indent: string) =>
    messages()
      .map(([number, text]) => `${indent}"${number}": ${JSON.stringify(text).replaceAll("'", "''")}`)
      .join(',\n'),
  );
}

/** Number 100 is the SQLCODE of ORA-01403. */
const messages = (): readonly (readonly [number, string])[] => [
  [100, oracleMessages.get(1403) ?? ''],
  ...oracleMessages,
];
