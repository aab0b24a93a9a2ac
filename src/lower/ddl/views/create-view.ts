import {
  checkOptionLost,
  invisibleColumn,
  objectView,
  readOnlyView,
  relyConstraint,
} from '../../../diagnostics/op1.js';
import type { CreateView } from '../../../ir/oracle/index.js';
import type { PgStatement } from '../../../ir/postgres/index.js';
import type { Span } from '../../../ir/span.js';
import { b } from '../../builders.js';
import type { UnitContext } from '../../context.js';
import { selectsObjects, wholeObjects } from '../../dml/whole-objects.js';
import { foldName } from '../../naming/naming.js';
import { reportGapsOfStars } from '../../queries/dictionary-gaps.js';
import { lowerQueryAs } from '../../queries/index.js';
import { isSimpleView } from '../../queries/row-sources.js';
import { misplacedInView, refuseMisplaced } from '../../queries/sequences/places.js';
import { refuseColumns } from '../invalid-definition.js';
import { nameAsWritten, written } from '../names.js';
import { rowsOfTemporaryTables } from '../tables/temporary/gtt.js';
import { trigger } from '../triggers/columns/column-triggers.js';
import { hiddenColumnsLast } from './hidden-columns.js';
import { withoutInlineView } from './inline-views.js';

/** CREATE VIEW with its column names as Oracle derives them. (SQL Language Reference, CREATE VIEW) */
export function lowerCreateView(unit: UnitContext, node: CreateView): PgStatement[] {
  const symbol = unit.analysis.declared(node);
  const name = symbol ? unit.naming.of(symbol) : nameAsWritten(unit, node.name);
  const title = written(node.name);
  if (!node.ofType && !node.under) refuseColumns(`View ${title}`, node.columns?.length, node.query);
  if (node.constraints?.length) unit.report(relyConstraint(node.span));
  if (node.ofType || node.under) unit.report(objectView(node.span, title));
  for (const column of node.hidden ?? []) unit.report(invisibleColumn(node.span, column));
  const ofTable = isSimpleView(node.query);
  reportGapsOfStars(unit, node.query);
  refuseMisplaced(misplacedInView(unit.analysis, node.query), node.query.span);
  const relation = symbol?.kind === 'relation' ? symbol : undefined;
  const ex = { unit: { ...unit, isView: true }, sql: true };
  const objects = relation && selectsObjects(ex, node.query, relation);
  const lowered = objects
    ? wholeObjects(ex, node.query, relation)
    : lowerQueryAs(ex, node.query, ofTable ? { stored: true } : {});
  const merged = withoutInlineView(lowered);
  const simple = ofTable || merged !== undefined;
  if (node.restriction === 'CHECK OPTION' && !simple) unit.report(checkOptionLost(node.span, title));
  const named =
    node.columns?.map((c) => foldName(c.name)) ??
    (node.ofType ? relation?.columns.map((c) => foldName(c.name)) : undefined);
  const { columns, query } = node.hidden
    ? hiddenColumnsLast({ columns: named ?? [], query: merged ?? lowered }, new Set(node.hidden.map(foldName)))
    : { columns: named, query: merged ?? lowered };
  const rows = rowsOfTemporaryTables(unit, query);
  const statements: PgStatement[] = [
    {
      kind: 'PgCreateView',
      span: node.span,
      name,
      columns: columns && columns.length > 0 ? columns : undefined,
      query: rows,
      // Nothing but converted statements, which check it themselves, changes rows through a view of temporary tables.
      checkOption: node.restriction === 'CHECK OPTION' && simple && rows === query ? 'cascaded' : undefined,
      comments: node.comments,
      blankBefore: node.blankBefore,
    },
  ];
  // PostgreSQL refuses to update some of them by itself, but with another error.
  if (node.restriction === 'READ ONLY') {
    if (simple) unit.report(readOnlyView(node.span, title));
    statements.push(...refusedChanges(name, node.span));
  }
  return statements;
}

/** The triggers of a view WITH READ ONLY. */
function refusedChanges(name: readonly string[], span: Span): PgStatement[] {
  const text = 'cannot perform a DML operation on a read-only view';
  const refuse = b.perform(span, b.ora(span, 'raise', b.num(span, 42399), b.text(span, text)));
  const made = trigger(name, 'read_only', {
    events: ['insert', 'update', 'delete'],
    forEach: 'row',
    body: [refuse, b.returns(span, b.null(span))],
    span,
    timing: 'instead of',
  });
  // A statement that finds no rows is refused as well.
  const [, byRow] = made;
  return byRow?.kind === 'PgCreateTrigger'
    ? [...made, { ...byRow, name: '__read_only', timing: 'before', forEach: 'statement' }]
    : [...made];
}
