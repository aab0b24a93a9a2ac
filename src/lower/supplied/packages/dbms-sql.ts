import { dynamicSqlAsWritten } from '../../../diagnostics/op3-dynamic.js';
import type { CallStatement } from '../../../ir/oracle/index.js';
import type { PlStatement } from '../../../ir/postgres/index.js';
import type { ExprContext } from '../../context.js';
import type { BodyBuilder } from '../../plsql/body/body-builder.js';
import { toCursorNumber } from '../cursor-number.js';
import { lowerSqlParse } from '../sql-parse.js';
import { each, type PackageConversion, type SuppliedCall } from './conversion.js';

/** (PL/SQL Packages and Types Reference, "DBMS_SQL") */
export const dynamicSqlConversions: readonly PackageConversion[] = [
  {
    name: 'DBMS_SQL',
    members: {
      BIND_ARRAY: {
        differs: 'where the statement fails for an element, the rows of the elements before it are undone as well',
      },
      LAST_ERROR_POSITION: { advice: 'PostgreSQL tells the position of an error to the client only' },
      LAST_ROW_ID: { advice: 'rows have no ROWIDs' },
      LAST_SQL_FUNCTION_CODE: { advice: 'statements have no numbers' },
      PARSE: { statement: parse },
      ...each('RETURN_RESULT GET_NEXT_RESULT', {
        advice: 'a cursor goes to the caller in an OUT parameter of type refcursor',
      }),
      TO_CURSOR_NUMBER: {
        expression: toCursorNumber,
        differs:
          'TIMESTAMP columns of a static query with variables are described as DATE, lengths and precisions of its ' +
          'columns are not known, a column that is an expression without an alias has the name that PostgreSQL gives ' +
          'it, and an expression of type CLOB counts as text of type VARCHAR2 or CHAR',
      },
    },
  },
];

/** PARSE(c, statement, language_flag); what is given in pieces or with more parameters is not looked into. */
function parse(rc: BodyBuilder, ex: ExprContext, s: CallStatement, { args }: SuppliedCall): PlStatement[] | undefined {
  if (args.length <= 3) return lowerSqlParse(rc, ex, s, args);
  rc.unit.report(dynamicSqlAsWritten(s.span, 'of the run'));
  return undefined;
}
