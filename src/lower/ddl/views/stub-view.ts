import type { Analysis } from '../../../analyze/analysis.js';
import type { ColumnInfo } from '../../../analyze/model/symbols.js';
import type { Diagnostic } from '../../../diagnostics/diagnostic.js';
import type { CreateMaterializedView, CreateView } from '../../../ir/oracle/index.js';
import type { PgSelect, PgStatement } from '../../../ir/postgres/index.js';
import type { Span } from '../../../ir/span.js';
import { b } from '../../builders.js';
import { foldName, type Naming } from '../../naming/naming.js';
import { pgTypeOf } from '../../types.js';

interface Project {
  readonly analysis: Analysis;
  readonly naming: Naming;
}

/**
 * A view that was refused: its name and columns are there, so that what refers to it can be created, and reading it
 * raises P0004. A materialized view stays without data.
 */
export function stubView(
  project: Project,
  node: CreateView | CreateMaterializedView,
  diagnostic: Diagnostic,
): PgStatement[] {
  const symbol = project.analysis.declared(node);
  if (symbol?.kind !== 'relation') return [];
  const { span } = node;
  const query = stubQuery(project.naming, span, columnsOf(node, symbol.columns), diagnostic);
  const name = project.naming.of(symbol);
  const comments = [...(node.comments ?? []), `-- oraphant: refused ${diagnostic.code}`];
  return [
    node.kind === 'CreateView'
      ? { kind: 'PgCreateView', span, name, query, comments }
      : { kind: 'PgCreateMaterializedView', span, name, query, withData: false, comments },
  ];
}

type Column = Pick<ColumnInfo, 'name' | 'type'>;

/** Names as the statement lists them, types as far as they are known. */
function columnsOf(node: CreateView | CreateMaterializedView, known: readonly ColumnInfo[]): readonly Column[] {
  const unknown = { kind: 'unknown' } as const;
  const listed = node.columns?.map((c, i): Column => ({ name: c.name, type: known[i]?.type ?? unknown }));
  const columns = listed && listed.length > 0 ? listed : known.filter((c) => c.name !== '');
  const distinct = columns.filter((c, i) => columns.findIndex((other) => other.name === c.name) === i);
  return distinct.length > 0 ? distinct : [{ name: 'REFUSED', type: unknown }];
}

function stubQuery(naming: Naming, span: Span, columns: readonly Column[], diagnostic: Diagnostic): PgSelect {
  return b.select(span, {
    items: columns.map((c) =>
      b.item(span, b.cast(span, b.null(span), pgTypeOf(naming, c.type, 'value')), foldName(c.name)),
    ),
    from: [
      b.fromFunction(span, b.ora(span, 'refused', b.text(span, `${diagnostic.code} ${diagnostic.message}`)), 'refused'),
    ],
  });
}
