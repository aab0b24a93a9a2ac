import { virtualColumnTrigger } from '../../../../contract/trigger-names.js';
import { mapTree } from '../../../../ir/map-tree.js';
import type { PgExpr, PgStatement, PlDeclaration, PlStatement } from '../../../../ir/postgres/index.js';
import type { Span } from '../../../../ir/span.js';
import { b } from '../../../builders.js';
import { helperName } from '../../../naming/naming.js';
import type { LoweredColumn } from '../../tables/column.js';
import type { LoweredIdentity } from '../../tables/identity.js';
import { defaultsOnNull } from './defaults-on-null.js';

/** What columns of a table ask of triggers. */
interface ColumnDuties {
  readonly columns: readonly LoweredColumn[];
  readonly identities: readonly LoweredIdentity[];
  /** Columns in which '' becomes NULL (policy `emptyStrings: trigger`). */
  readonly emptyToNull: readonly string[];
}

/**
 * Triggers that do what PostgreSQL's column definitions cannot: DEFAULT ON NULL and identity columns before the user's
 * triggers (`__` sorts first), virtual columns after them.
 */
export function columnTriggers(table: readonly string[], duties: ColumnDuties, span: Span): PgStatement[] {
  return [...defaults(table, duties, span), ...identityUpdates(table, duties, span), ...virtual(table, duties, span)];
}

const newColumn = (span: Span, name: string): PgExpr => b.column(span, 'new', name);

function defaults(table: readonly string[], duties: ColumnDuties, span: Span): PgStatement[] {
  const body: PlStatement[] = [];
  for (const name of duties.emptyToNull) {
    body.push(b.assign(span, newColumn(span, name), b.nullIfEmpty(span, newColumn(span, name))));
  }
  const { declarations, body: onNull } = defaultsOnNull(duties.columns, span);
  const insert: PlStatement[] = [...onNull];
  for (const i of duties.identities) {
    const column = newColumn(span, i.definition.name);
    const assign = b.assign(span, column, i.next);
    // PostgreSQL has chosen the partition before: the default has given the number.
    if (i.always && i.routes) continue;
    if (i.always)
      insert.push(
        b.ifThen(span, b.isNotNull(span, column), [
          raise(span, 32795, 'cannot insert into a generated always identity column'),
        ]),
        assign,
      );
    else if (i.onNull) insert.push(b.ifThen(span, b.isNull(span, column), [assign]));
  }
  const update = defaultsOnNull(
    duties.columns.filter(({ onNullOfUpdates }) => onNullOfUpdates),
    span,
  ).body;
  if (body.length === 0 && insert.length === 0) return [];
  const both = body.length > 0 || update.length > 0;
  const on = (event: string, done: readonly PlStatement[]): readonly PlStatement[] =>
    done.length > 0 ? [b.ifThen(span, b.eq(span, b.raw(span, 'tg_op'), b.text(span, event)), done)] : [];
  const statements = both ? [...body, ...on('INSERT', insert), ...on('UPDATE', update)] : insert;
  return trigger(table, '__defaults', {
    events: both ? ['insert', 'update'] : ['insert'],
    forEach: 'row',
    declarations,
    body: [...statements, b.returns(span, b.column(span, 'new'))],
    span,
  });
}

function identityUpdates(table: readonly string[], duties: ColumnDuties, span: Span): PgStatement[] {
  const columns = duties.identities.filter((i) => i.always).map((i) => i.definition.name);
  if (columns.length === 0) return [];
  const body = [raise(span, 32796, 'cannot update a generated always identity column'), b.returns(span, b.null(span))];
  return trigger(table, '__identity', { events: ['update'], forEach: 'statement', body, span, columns });
}

function virtual(table: readonly string[], duties: ColumnDuties, span: Span): PgStatement[] {
  const computed = duties.columns.filter((c) => c.computed);
  if (computed.length === 0) return [];
  const assignments = computed.map((c) =>
    b.assign(span, newColumn(span, c.definition.name), ofNewRow(c.computed ?? b.null(span))),
  );
  return trigger(table, virtualColumnTrigger, {
    events: ['insert', 'update'],
    forEach: 'row',
    body: [...assignments, b.returns(span, b.column(span, 'new'))],
    span,
  });
}

/** The expression over the row being written. */
function ofNewRow(expr: PgExpr): PgExpr {
  return mapTree(expr, (column) => {
    if (column.kind !== 'PgColumn') return undefined;
    return column.parts.length === 1 ? { ...column, parts: ['new', ...column.parts] } : column;
  });
}

/** `perform ora.raise(code, 'text')`. */
export function raise(span: Span, code: number, text: string): PlStatement {
  return b.perform(span, b.ora(span, 'raise', b.num(span, code), b.text(span, text)));
}

/** A trigger of ours with its function, `schema.table__name`. */
export function trigger(
  table: readonly string[],
  name: string,
  {
    events,
    forEach,
    declarations = [],
    body,
    span,
    columns,
    timing = 'before',
  }: {
    readonly events: readonly ('insert' | 'update' | 'delete')[];
    readonly forEach: 'row' | 'statement';
    readonly declarations?: readonly PlDeclaration[];
    readonly body: readonly PlStatement[];
    readonly span: Span;
    readonly columns?: readonly string[];
    readonly timing?: 'before' | 'instead of';
  },
): PgStatement[] {
  const [schema = '', relation = ''] = table;
  const fn = [schema, helperName(relation, name.replace(/^_+/, ''))];
  return [
    {
      kind: 'PgCreateRoutine',
      span,
      routine: 'function',
      name: fn,
      parameters: [],
      returns: 'trigger',
      language: 'plpgsql',
      orReplace: true,
      body: b.block(span, { declarations, body }),
    },
    {
      kind: 'PgCreateTrigger',
      span,
      name,
      timing,
      events: events.map((event) => (event === 'update' && columns ? { event, columns } : { event })),
      table,
      forEach,
      function: fn,
    },
  ];
}
