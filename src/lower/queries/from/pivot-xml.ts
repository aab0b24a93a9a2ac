import { isNumeric, isText } from '../../../analyze/model/operators.js';
import type { OracleType } from '../../../analyze/model/types.js';
import { columnsUsed } from '../../../analyze/resolve/queries/pivot-columns.js';
import { unsupportedClause } from '../../../diagnostics/op2.js';
import type { Call, Pivot, Query } from '../../../ir/oracle/index.js';
import type { PgExpr, PgFromItem } from '../../../ir/postgres/index.js';
import type { Span } from '../../../ir/span.js';
import { b, pgTypes } from '../../builders.js';
import { type ExprContext, refuse } from '../../context.js';
import { compare } from '../../expressions/conditions/comparisons.js';
import { toText, withPoint } from '../../expressions/conversions/convert.js';
import { lowerExpr } from '../../expressions/index.js';
import { madeUp } from '../../naming/made-names.js';
import { foldName } from '../../naming/naming.js';
import { lowerQuery } from '../index.js';
import { named } from '../projection.js';
import { within } from '../scope.js';
import { columnOf, filtered, type Input } from './pivot-input.js';

/** What one element of the document is made of. */
interface Cell {
  readonly name: string;
  readonly column: string;
  readonly type: OracleType;
}

/**
 * PIVOT XML: a document for each group, `<PivotSet><item><column name = "K">1</column><column name = "S">7</column></item>
 * …`, with an item for each value of the group (ANY), or for each that the query in IN has.
 * (SQL Language Reference, "SELECT", pivot_clause, XML)
 */
export function pivotXml(ex: ExprContext, clause: Pivot, input: Input, alias: string): Input {
  const { span } = clause;
  const inner = within(ex, () => undefined);
  const used = columnsUsed(clause);
  const kept = input.columns.filter((c) => !used.has(c.name));
  const keys = clause.columns.map((column, i): Cell => {
    const type = input.columns.find((c) => c.name === column.name)?.type ?? { kind: 'unknown' };
    return { name: column.name, column: madeUp(`key_${i + 1}`), type: written(type, span) };
  });
  const sums = clause.aggregates.map(({ call, alias: given }, i): Cell => {
    const type = written(ex.unit.analysis.typeOf(call), span);
    return { name: given?.name ?? textOf(call), column: madeUp(`value_${i + 1}`), type };
  });
  const read = keys.map(({ name }) => columnOf(input, name, span));
  const rows =
    clause.in === 'ANY'
      ? { from: input.from, groups: kept.map((c) => columnOf(input, c.name, span)), keys: read, filter: undefined }
      : keyedRows(ex, clause.in as Query, { inner, input, kept: kept.map((c) => c.name), keys, span });
  const cells = b.select(span, {
    items: [
      ...rows.groups.map((g, i) => named(g, foldName(kept[i]?.name ?? ''))),
      ...rows.keys.map((k, i) => named(k, keys[i]?.column ?? '')),
      ...clause.aggregates.map(({ call }, i) => {
        const value = lowerExpr(inner, call);
        const made = rows.filter ? filtered(value, rows.filter) : value;
        return named(made ?? refuse(unsupportedClause(call.span, 'This aggregate of PIVOT')), sums[i]?.column ?? '');
      }),
    ],
    from: [rows.from],
    groupBy: [...rows.groups, ...rows.keys].map((value) => ({ kind: 'expr' as const, value })),
  });
  const made = madeUp('cells');
  const document = documentOf({ keys, sums, rows: made, span });
  const name = `${clause.columns.map((c) => c.name).join('_')}_XML`;
  const groups = kept.map((c) => b.column(span, made, foldName(c.name)));
  const query = b.select(span, {
    items: [...groups.map((g) => b.item(span, g)), b.item(span, b.cast(span, document, pgTypes.xml), foldName(name))],
    from: [b.derived(span, cells, made)],
    ...(groups.length > 0 ? { groupBy: groups.map((value) => ({ kind: 'expr' as const, value })) } : {}),
  });
  return {
    from: b.derived(span, query, alias),
    alias,
    columns: [...kept, { name, type: { kind: 'xml' }, nullable: true }],
  };
}

/** `<PivotSet><item>…</item>…</PivotSet>`: the rows of a group as items, by their keys. */
function documentOf({
  keys,
  sums,
  rows,
  span,
}: {
  readonly keys: readonly Cell[];
  readonly sums: readonly Cell[];
  readonly rows: string;
  readonly span: Span;
}): PgExpr {
  const item = b.concat(
    span,
    b.text(span, '<item>'),
    ...[...keys, ...sums].flatMap((cell) => [
      b.text(span, `<column name = "${inAttribute(cell.name)}">`),
      b.coalesce(span, contentOf(cell, rows, span), b.text(span, '')),
      b.text(span, '</column>'),
    ]),
    b.text(span, '</item>'),
  );
  const items: PgExpr = {
    ...b.call(span, 'string_agg', item, b.text(span, '')),
    orderBy: keys.map((k) => ({ value: b.column(span, rows, k.column) })),
  };
  return b.concat(
    span,
    b.text(span, '<PivotSet>'),
    b.coalesce(span, items, b.text(span, '')),
    b.text(span, '</PivotSet>'),
  );
}

const inAttribute = (name: string): string =>
  name.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');

/** Each group with each value of the query, whether it has rows of it or not. */
function keyedRows(
  ex: ExprContext,
  query: Query,
  at: {
    readonly inner: ExprContext;
    readonly input: Input;
    readonly kept: readonly string[];
    readonly keys: readonly Cell[];
    readonly span: Span;
  },
): { from: PgFromItem; groups: PgExpr[]; keys: PgExpr[]; filter: PgExpr } {
  const { input, span } = at;
  const [keyRows, groupRows] = [madeUp('keys'), madeUp('groups')];
  const types = ex.unit.analysis.columnsOf(query).map((c) => c.type);
  const columns = at.keys.map((k) => k.column);
  const keys = b.derived(span, lowerQuery(ex, query), keyRows, columns);
  const groups = at.kept.map((name) => b.column(span, groupRows, foldName(name)));
  const distinct = b.select(span, {
    distinct: true,
    items: at.kept.map((name) => named(columnOf(input, name, span), foldName(name))),
    from: [input.from],
  });
  const of = columns.map((c) => b.column(span, keyRows, c));
  const matches = at.keys.map((k, i) =>
    compare(
      at.inner,
      span,
      '=',
      { value: columnOf(input, k.name, span), type: k.type, nullable: true },
      { value: of[i] ?? b.null(span), type: types[i] ?? k.type, nullable: true },
    ),
  );
  const same = at.kept.map((name, i) => b.same(span, columnOf(input, name, span), groups[i] ?? b.null(span)));
  const pairs = at.kept.length > 0 ? b.join(span, 'cross', b.derived(span, distinct, groupRows), keys) : keys;
  return {
    from: b.join(span, 'left', pairs, input.from, b.and(span, ...same, ...matches)),
    groups,
    keys: of,
    filter: b.and(span, ...at.keys.map((k) => b.isNotNull(span, columnOf(input, k.name, span)))),
  };
}

/** Numbers and texts; how others are written there, the manual does not say. @throws Refusal */
function written(type: OracleType, span: Span): OracleType {
  return isNumeric(type) || isText(type)
    ? type
    : refuse(unsupportedClause(span, 'PIVOT XML of other values than texts and numbers'));
}

function contentOf(cell: Cell, rows: string, span: Span): PgExpr {
  const value = b.column(span, rows, cell.column);
  return isText(cell.type)
    ? b.cast(span, b.ora(span, 'xml_text', value), pgTypes.text)
    : withPoint(toText(value, cell.type, span));
}

/** What an aggregate without an alias is called: its text. @throws Refusal where how that is written is not known */
function textOf(call: Call): string {
  const [argument, ...more] = call.args;
  const name = call.callee.kind === 'Name' ? call.callee.parts.at(-1)?.name : undefined;
  const value = argument?.value;
  if (name && value && more.length === 0 && !call.quantifier) {
    if (value.kind === 'Star') return `${name}(*)`;
    if (value.kind === 'Name' && value.parts.length === 1) return `${name}(${value.parts[0]?.name ?? ''})`;
  }
  return refuse(unsupportedClause(call.span, 'PIVOT XML with an aggregate without an alias'));
}
