import { isScalar } from '../../../analyze/model/operators.js';
import type { OracleType, RecordFieldInfo } from '../../../analyze/model/types.js';
import type { Query, Statement } from '../../../ir/oracle/index.js';
import type { PgExpr, PgSelect, PlStatement } from '../../../ir/postgres/index.js';
import type { Span } from '../../../ir/span.js';
import { b, pgTypes } from '../../builders.js';
import { foldName } from '../../naming/naming.js';
import { pgTypeOf } from '../../types.js';
import type { BodyBuilder } from '../body/body-builder.js';
import { errType, propagate, storeError } from './capture.js';

/** A loop over the rows of a query. */
export interface QueryLoop {
  readonly span: Span;
  readonly label?: string;
  readonly record: string;
  readonly query: PgSelect;
  /** What the query was made of, and the fields of the loop's record. */
  readonly source: Query;
  readonly fields: readonly RecordFieldInfo[];
  /** What the body was made of. */
  readonly statements: readonly Statement[];
}

/** A column of the rows that are collected, and the array that has its values. */
/** A column of the rows, and the array that collects its values. */
export interface CollectedColumn {
  readonly name: string;
  readonly rows: PgExpr;
}

/**
 * The loop, which ends transactions, over a query whose rows may fail: the first COMMIT would read all of them, past
 * every handler. They are collected before, up to the one that fails, whose error is raised when its turn comes.
 * Undefined where a row cannot be taken apart.
 *
 *   begin for r in select … loop ids := ids || r.id; end loop; exception when others then late := …; ids := ids || null; end;
 *   for r in select * from unnest(ids) as rows (id) loop if good = 0 then raise late; end if; good := good - 1; … end loop;
 */
export function rowsBeforeFailure(
  rc: BodyBuilder,
  loop: QueryLoop,
  body: readonly PlStatement[],
): PlStatement[] | undefined {
  const { span, label, record } = loop;
  const columns = collectedColumns(rc, loop);
  const [first] = columns ?? [];
  if (!columns || !first) return undefined;
  const late = rc.fresh(`${record}_error`, errType);
  const good = b.column(span, rc.fresh(`${record}_left`, pgTypes.integer));
  const rows = b.fromFunction(
    span,
    b.call(span, 'unnest', ...columns.map((c) => c.rows)),
    'collected',
    columns.map((c) => c.name),
  );
  return [
    ...columns.map((c) => b.assign(span, c.rows, b.text(span, '{}'))),
    collecting(loop, columns, { late, count: b.assign(span, good, b.call(span, 'cardinality', first.rows)) }),
    {
      kind: 'PlForQuery',
      span,
      label,
      targets: [b.column(span, record)],
      query: b.select(span, { items: [b.star(span)], from: [rows] }),
      body: [
        b.ifThen(span, b.eq(span, good, b.num(span, 0)), propagate(rc, span, late)),
        b.assign(span, good, b.binary(span, '-', good, b.num(span, 1))),
        ...body,
      ],
    },
  ];
}

/** Arrays for the columns of the rows; undefined where a row cannot be taken apart. */
export function collectedColumns(
  rc: BodyBuilder,
  { span, record, query, fields }: QueryLoop,
): readonly CollectedColumn[] | undefined {
  const names = columnNames(query, fields);
  if (!names || !fields.every((f) => isOneColumn(f.type))) return undefined;
  return names.map((name, i) => ({
    name,
    rows: b.column(
      span,
      rc.fresh(
        `${record}_${name}`,
        pgTypes.arrayOf(pgTypeOf(rc.unit.naming, fields[i]?.type ?? { kind: 'unknown' }, 'value')),
      ),
    ),
  }));
}

/** The block that appends each row to the arrays, and a row of NULLs for the one that fails; `count`: the good ones. */
function collecting(
  { span, record, query }: QueryLoop,
  columns: readonly CollectedColumn[],
  { late, count }: { readonly late: string; readonly count: PlStatement },
): PlStatement {
  const add = (value: (name: string) => PgExpr): PlStatement[] =>
    columns.map(({ name, rows }) => b.assign(span, rows, b.call(span, 'array_append', rows, value(name))));
  return b.block(span, {
    body: [
      {
        kind: 'PlForQuery',
        span,
        targets: [b.column(span, record)],
        query,
        body: add((name) => b.column(span, record, name)),
      },
      count,
    ],
    handlers: [b.handler(span, [{ name: 'others' }], [storeError(span, late), count, ...add(() => b.null(span))])],
  });
}

/** Is an array of the type's values unnested to one column? */
const isOneColumn = (type: OracleType): boolean =>
  isScalar(type) || ['raw', 'blob', 'bfile', 'rowid', 'xml', 'json'].includes(type.kind);

/** The names that PostgreSQL gives to the columns of the row; undefined where one has none, or two have one. */
function columnNames({ body }: PgSelect, fields: readonly RecordFieldInfo[]): readonly string[] | undefined {
  const own =
    body.kind === 'PgSelectCore' && body.items.length === fields.length
      ? body.items.map(({ alias, value }) => alias ?? (value.kind === 'PgColumn' ? value.parts.at(-1) : undefined))
      : fields.map((f) => (f.unnamed ? undefined : foldName(f.name)));
  const names = own.filter((name) => name !== undefined);
  return names.length === fields.length && new Set(names).size === names.length ? names : undefined;
}
