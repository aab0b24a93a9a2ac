import type { RelationSymbol } from '../../../analyze/model/symbols.js';
import {
  deferredView,
  materializedViewRefresh,
  prebuiltTable,
  queryRewrite,
  refreshedAtCommit,
} from '../../../diagnostics/op6.js';
import type { CreateMaterializedView, Query } from '../../../ir/oracle/index.js';
import type { OracleNode } from '../../../ir/oracle/node.js';
import type { PgStatement } from '../../../ir/postgres/index.js';
import { contains } from '../../../ir/walk.js';
import type { UnitContext } from '../../context.js';
import { foldName, shorten } from '../../naming/naming.js';
import { reportGapsOfStars } from '../../queries/dictionary-gaps.js';
import { lowerQuery } from '../../queries/index.js';
import { misplacedInView, refuseMisplaced } from '../../queries/sequences/places.js';
import { refuseColumns } from '../invalid-definition.js';
import { nameAsWritten, regclassText, written } from '../names.js';
import { reportPhysical } from '../tables/physical.js';
import { rowsOfTemporaryTables } from '../tables/temporary/gtt.js';

/**
 * CREATE MATERIALIZED VIEW: PostgreSQL refreshes on request only. (Data Warehousing Guide, "Basic Materialized Views")
 */
export function lowerCreateMaterializedView(unit: UnitContext, node: CreateMaterializedView): PgStatement[] {
  reportPhysical(unit, node.physical);
  const title = written(node.name);
  refuseColumns(`Materialized view ${title}`, node.columns?.length, node.query);
  if (node.prebuilt) {
    unit.report(prebuiltTable(node.span, title));
    return [];
  }
  const symbol = unit.analysis.declared(node);
  const name = symbol ? unit.naming.of(symbol) : nameAsWritten(unit, node.name);
  const tables = node.refresh?.on === 'COMMIT' && node.build !== 'DEFERRED' ? tablesRead(unit, node.query) : undefined;
  if (tables) unit.report(refreshedAtCommit(node.span, title));
  const how = tables ? undefined : refreshedBy(node);
  if (how !== undefined) unit.report(materializedViewRefresh(node.span, title, how));
  if (node.build === 'DEFERRED') unit.report(deferredView(node.span, title));
  if (node.queryRewrite) unit.report(queryRewrite(node.span, title));
  reportGapsOfStars(unit, node.query);
  refuseMisplaced(misplacedInView(unit.analysis, node.query), node.query.span);
  return [
    {
      kind: 'PgCreateMaterializedView',
      span: node.span,
      name,
      columns: node.columns?.map((c) => foldName(c.name)),
      query: rowsOfTemporaryTables(unit, lowerQuery({ unit, sql: true }, node.query)),
      withData: node.build !== 'DEFERRED',
      comments: node.comments,
      blankBefore: node.blankBefore,
    },
    ...(tables ?? []).map((table) => refreshTrigger(unit, node, name, table)),
  ];
}

/**
 * The tables that a query reads, itself and through views; undefined where something else decides about its rows, too.
 */
function tablesRead({ analysis }: UnitContext, query: Query): readonly RelationSymbol[] | undefined {
  const tables = new Set<RelationSymbol>();
  const isOther = (node: OracleNode): boolean => {
    switch (node.kind) {
      case 'TableRef': {
        const source = analysis.sourceOf(node);
        const { relation } = source ?? {};
        // The name of a subquery of WITH, which is looked into where it stands.
        if (!relation) return source === undefined || source.open;
        if (relation.definition?.kind === 'CreateView') return contains(relation.definition.query, isOther);
        tables.add(relation);
        return relation.relation !== 'table' || relation.temporary || relation.external || relation.supplied === true;
      }
      case 'Name':
      case 'Call':
      case 'Member':
        return analysis.resolve(node).base.kind === 'routine';
      default:
        return false;
    }
  };
  return !contains(query, isOther) && tables.size > 0 ? [...tables] : undefined;
}

/** A change of the table asks for the refresh. */
function refreshTrigger(
  unit: UnitContext,
  { span }: CreateMaterializedView,
  view: readonly string[],
  table: RelationSymbol,
): PgStatement {
  return {
    kind: 'PgCreateTrigger',
    span,
    name: shorten(`__refresh_${view[view.length - 1] ?? ''}`),
    timing: 'after',
    events: [{ event: 'insert' }, { event: 'update' }, { event: 'delete' }, { event: 'truncate' }],
    table: unit.naming.of(table),
    forEach: 'statement',
    function: ['ora', 'refresh_at_commit'],
    args: [regclassText(view)],
    orReplace: true,
  };
}

/** What refreshes it in Oracle without being asked; ON DEMAND is what PostgreSQL does too. */
function refreshedBy({ refresh }: CreateMaterializedView): string | undefined {
  if (refresh?.on === 'COMMIT') return 'at each COMMIT';
  if (refresh?.on === 'STATEMENT') return 'by each statement';
  if (refresh?.startWith || refresh?.next) return 'on a schedule';
  return undefined;
}
