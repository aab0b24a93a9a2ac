import type { Analysis, RowSource } from '../../../../analyze/analysis.js';
import { columnOf } from '../../../../analyze/names/column-lookup.js';
import { simpleName } from '../../../../ir/dotted.js';
import type { FromItem, Query, SubqueryFactor, Unpivot } from '../../../../ir/oracle/index.js';
import { invalidIdentifier, type OracleFailure, oracleFailure } from '../../../../ir/oracle-failure.js';
import { nodesOf } from '../../../../ir/walk.js';
import { leavesOf } from '../../../queries/from/leaves.js';
import { areOneGroup } from '../../../queries/set-operations.js';

/**
 * The error of columns in a query of dynamic SQL that do not go together: more or fewer names than WITH has columns, none
 * where it is recursive, or another set operator there,
 * columns of several types that UNPIVOT makes one, a column of one branch that orders the whole of a set operator.
 * (SQL Language Reference, "SELECT", subquery_factoring_clause, unpivot_clause, "The UNION [ALL], INTERSECT, MINUS
 * Operators"; Database Error Messages, ORA-00904, ORA-01790, ORA-32038, ORA-32039, ORA-32040)
 */
export function invalidColumns(analysis: Analysis, query: Query): OracleFailure | undefined {
  const factors = nodesOf(query, 'SubqueryFactor');
  if (factors.some((factor) => namesOthers(analysis, factor))) return oracleFailure(32038);
  const recursive = factors.filter(namesItself);
  if (recursive.some(({ columns }) => columns === undefined)) return oracleFailure(32039);
  if (recursive.some((factor) => !isUnionAll(factor))) return oracleFailure(32040);
  const items = nodesOf(query, 'Select').flatMap((select) => leavesOf(select.from));
  if (items.some((item) => unpivotsSeveralTypes(analysis, item))) return oracleFailure(1790);
  return orderedByBranch(query);
}

function namesOthers(analysis: Analysis, { columns, query }: SubqueryFactor): boolean {
  const selected = analysis.columnsOf(query);
  return columns !== undefined && selected.length > 0 && columns.length !== selected.length;
}

/** It hides a table of its name from its own query, too. */
const namesItself = ({ name, query }: SubqueryFactor): boolean =>
  nodesOf(query, 'TableRef').some((table) => simpleName(table.name) === name.name);

const isUnionAll = ({ query: { body } }: SubqueryFactor): boolean =>
  body.kind === 'SetOperation' && body.op === 'UNION ALL';

function unpivotsSeveralTypes(analysis: Analysis, item: FromItem): boolean {
  const [first, ...more] = pivotsOf(item);
  const source = analysis.sourceOf(item)?.beforePivots;
  return first?.kind === 'Unpivot' && more.length === 0 && source !== undefined && !isOfOneType(source, first);
}

const pivotsOf = (item: FromItem) => ('pivots' in item && item.pivots) || [];

const isOfOneType = (source: RowSource, unpivot: Unpivot): boolean =>
  unpivot.values.every((_, at) => {
    const types = unpivot.in.flatMap(({ columns }) => columnOf(source, columns[at]?.name ?? '')?.type ?? []);
    return types.every((type) => types[0] === undefined || areOneGroup(types[0], type));
  });

/** Behind a set operator there are no tables any more, only the names of the first select list. */
function orderedByBranch(query: Query): OracleFailure | undefined {
  for (const { body, orderBy } of nodesOf(query, 'Query')) {
    if (body.kind !== 'SetOperation') continue;
    for (const { value } of orderBy ?? [])
      if (value.kind === 'Name' && value.parts.length > 1)
        return invalidIdentifier(...value.parts.map((part) => part.name));
  }
  return undefined;
}
