import { deferredView, materializedViewRefresh, prebuiltTable, queryRewrite } from '../../../diagnostics/op6.js';
import type { CreateMaterializedView } from '../../../ir/oracle/index.js';
import type { PgStatement } from '../../../ir/postgres/index.js';
import type { UnitContext } from '../../context.js';
import { foldName } from '../../naming/naming.js';
import { lowerQuery } from '../../queries/index.js';
import { nameAsWritten, written } from '../names.js';
import { rowsOfTemporaryTables } from '../tables/gtt.js';
import { reportPhysical } from '../tables/physical.js';

/** CREATE MATERIALIZED VIEW: PostgreSQL refreshes on request only. (Data Warehousing Guide, "Basic Materialized Views") */
export function lowerCreateMaterializedView(unit: UnitContext, node: CreateMaterializedView): PgStatement[] {
  reportPhysical(unit, node.physical);
  const title = written(node.name);
  if (node.prebuilt) {
    unit.report(prebuiltTable(node.span, title));
    return [];
  }
  const how = refreshedBy(node);
  if (how !== undefined) unit.report(materializedViewRefresh(node.span, title, how));
  if (node.build === 'DEFERRED') unit.report(deferredView(node.span, title));
  if (node.queryRewrite) unit.report(queryRewrite(node.span, title));
  const symbol = unit.analysis.declared(node);
  return [
    {
      kind: 'PgCreateMaterializedView',
      span: node.span,
      name: symbol ? unit.naming.of(symbol) : nameAsWritten(unit, node.name),
      columns: node.columns?.map((c) => foldName(c.name)),
      query: rowsOfTemporaryTables(unit, lowerQuery({ unit, sql: true }, node.query)),
      withData: node.build !== 'DEFERRED',
      comments: node.comments,
      blankBefore: node.blankBefore,
    },
  ];
}

/** What refreshes it in Oracle without being asked; ON DEMAND is what PostgreSQL does too. */
function refreshedBy({ refresh }: CreateMaterializedView): string | undefined {
  if (refresh?.on === 'COMMIT') return 'at each COMMIT';
  if (refresh?.on === 'STATEMENT') return 'by each statement';
  if (refresh?.startWith || refresh?.next) return 'on a schedule';
  return undefined;
}
