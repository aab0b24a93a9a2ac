import type { IntoClause, QueryBody } from '../../../ir/oracle/index.js';

/** INTO of a query: in its first SELECT, as of a set operation. (PL/SQL Language Reference, "SELECT INTO Statement") */
export function intoOf(body: QueryBody): IntoClause | undefined {
  switch (body.kind) {
    case 'Select':
      return body.into;
    case 'SetOperation':
      return intoOf(body.left);
    case 'Query':
      return intoOf(body.body);
    case 'TableValues':
      return undefined;
  }
}
