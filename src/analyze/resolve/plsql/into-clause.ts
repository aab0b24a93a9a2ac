import type { IntoClause, QueryBody } from '../../../ir/oracle/index.js';
import { firstQueryBlock } from '../../../ir/query-branches.js';

/** INTO of a query: in its first SELECT, as of a set operation. (PL/SQL Language Reference, "SELECT INTO Statement") */
export const intoOf = (body: QueryBody): IntoClause | undefined => firstQueryBlock(body)?.into;
