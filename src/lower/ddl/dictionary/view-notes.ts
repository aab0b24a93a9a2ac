import type { Analysis, RowSource } from '../../../analyze/analysis.js';
import { certainlyFilledTo, longestInSql } from '../../../analyze/declare/tables/text-lengths.js';
import type { ColumnInfo, RelationSymbol } from '../../../analyze/model/symbols.js';
import type { OracleType } from '../../../analyze/model/types.js';
import type { CreateMaterializedView, CreateView, Query } from '../../../ir/oracle/index.js';
import type { PgStatement } from '../../../ir/postgres/index.js';
import { starsOf } from '../../../ir/stars.js';
import { foldName } from '../../naming/naming.js';
import { isSimpleView } from '../../queries/row-sources.js';
import { remembered } from '../../remembered.js';
import { regclassText } from '../names.js';
import { readsTypes } from './column-types.js';
import { type NotesContext, note, notedBy } from './notes.js';
import { isTaken, sourcesOfColumns, typeOfColumn } from './query-columns.js';

/** The text of the query, and whether the view is READ ONLY. (Database Reference, ALL_VIEWS) */
export function notesOfView(cx: NotesContext, view: CreateView): PgStatement[] {
  const { query, restriction } = view;
  const end = restriction ? view.span.end : query.span.end;
  const text = withoutEnd(withColumnsOfStars(cx, query, cx.textOf({ ...query.span, end })));
  return [
    ...note(cx, view, view.name, 'view', text),
    ...note(cx, view, view.name, 'read_only', restriction === 'READ ONLY' ? 'Y' : 'N'),
  ];
}

const withoutEnd = (text: string): string => text.replace(/[\s;/]+$/, '');

/**
 * The text as Oracle keeps it: the columns that there are stand where `*` was, `select "ID","NAME" from t` and
 * `select t."ID",t."NAME" from t`.
 */
function withColumnsOfStars({ analysis }: NotesContext, query: Query, text: string): string {
  // An inline view may have been merged: then the list is that of the query within it.
  const [, head = '', star = ''] = /^(\s*select\s+)((?:[\w$#"]+\s*\.\s*)?\*)(?=\s+from\s*\()/i.exec(text) ?? [];
  if (star !== '') return columnsAt(text, head.length, star, analysis.columnsOf(query));
  return starsOf(query.body).reduceRight((whole, { star: node, select }) => {
    const [begin, at] = [query.span.inText ?? query.span, node.span.inText ?? node.span];
    const start = at.start - begin.start;
    const written = whole.slice(start, at.end - begin.start);
    const columns = analysis.expandStar(node, select).map(({ column }) => column);
    return columnsAt(whole, start, written, columns);
  }, text);
}

function columnsAt(text: string, start: number, star: string, columns: readonly ColumnInfo[]): string {
  if (!star.endsWith('*') || columns.length === 0 || columns.some((c) => c.name === '')) return text;
  const names = columns.map((c) => `${star.slice(0, -1)}"${c.name}"`).join(',');
  return `${text.slice(0, start)}${names}${text.slice(start + star.length)}`;
}

/**
 * The text of the query, and how and when the materialized view is refreshed, filled and used. (Database Reference,
 * ALL_MVIEWS; SQL Language Reference, CREATE MATERIALIZED VIEW, for what holds where nothing is said)
 */
export function notesOfMaterializedView(cx: NotesContext, view: CreateMaterializedView): PgStatement[] {
  const { query, refresh, prebuilt, build = 'IMMEDIATE', queryRewrite } = view;
  const { method = 'FORCE', on = 'DEMAND' } = refresh ?? {};
  const parts = {
    view: withoutEnd(cx.textOf(query.span)),
    refresh_mode: method === 'NEVER' ? method : on,
    refresh_method: method,
    build_mode: prebuilt ? 'PREBUILT' : build,
    rewrite_enabled: queryRewrite ? 'Y' : 'N',
  };
  return Object.entries(parts).flatMap(([part, value]) => note(cx, view, view.name, part, value));
}

/**
 * WITH CHECK OPTION and WITH READ ONLY are constraints of the view. (Database Reference,
 * ALL_CONSTRAINTS, "CONSTRAINT_TYPE")
 */
export function noteOfRestriction(cx: NotesContext, view: CreateView): PgStatement[] {
  if (!view.restriction)
    return restrictedViews(cx.analysis).has(lastName(view)) ? note(cx, view, view.name, 'restriction', '') : [];
  const type = view.restriction === 'READ ONLY' ? 'O' : 'V';
  return note(cx, view, view.name, 'restriction', `${type}${view.restrictionName?.name ?? ''}`);
}

const lastName = ({ name }: CreateView): string => name.parts[name.parts.length - 1]?.name ?? '';

const restrictedViews = remembered(
  (analysis: Analysis): ReadonlySet<string> =>
    new Set(analysis.units.flatMap((u) => (u.kind === 'CreateView' && u.restriction ? [lastName(u)] : []))),
);

/**
 * The types of columns that are evaluated: PostgreSQL's text is CLOB elsewhere, its timestamp TIMESTAMP. And which columns
 * of tables are NOT NULL, which PostgreSQL does not know of views.
 */
export function notesOfViewColumns(cx: NotesContext, view: CreateView | CreateMaterializedView): PgStatement[] {
  const symbol = cx.analysis.declared(view);
  if (!readsTypes(cx) || symbol?.kind !== 'relation') return [];
  if (view.kind === 'CreateMaterializedView') return view.prebuilt ? [] : notesOfTypes(cx, view, symbol);
  const hidden = (view.hidden ?? []).flatMap((c) => notedBy(cx, view, view.name, 'note_place', foldName(c), 'hidden'));
  return [...notesOfTypes(cx, view, symbol), ...notesOfBases(cx, view, symbol), ...hidden];
}

function notesOfTypes(
  cx: NotesContext,
  view: CreateView | CreateMaterializedView,
  symbol: RelationSymbol,
): PgStatement[] {
  const made = sourcesOfColumns(cx.analysis, view.query.body);
  if (made && made.length !== symbol.columns.length) return [];
  // Views over more than one table, or with groups, and materialized views read a CHAR with its blanks, as text.
  const keepsChar = view.kind === 'CreateView' && isSimpleView(view.query);
  return symbol.columns.flatMap((column, i) => {
    const source = made?.[i] ?? 'computed';
    const shown = typeof source === 'string' ? withLength(column) : column.type;
    const isText = isTaken(source) && column.type.kind === 'char' && !keepsChar;
    const type = typeOfColumn(cx, shown, isText ? 'computed' : source, view);
    return type === undefined ? [] : note(cx, view, view.name, `type ${foldName(column.name)}`, type);
  });
}

/**
 * A text that set operators make is as long as its longest branch; one that is computed further below may be of any
 * length.
 */
const withLength = (column: ColumnInfo): OracleType =>
  column.type.kind === 'varchar2' && column.type.length === undefined
    ? { ...column.type, length: certainlyFilledTo(column) ?? longestInSql }
    : column.type;

/**
 * `select ora.note_definition('app.emps', 'base id', 'app.emp|id')`: the column of a table or view that one of the view is
 * and that is NOT NULL there. (SQL*Plus User's Guide, "DESCRIBE", of EMP_DETAILS_VIEW)
 */
function notesOfBases(cx: NotesContext, view: CreateView, symbol: RelationSymbol): PgStatement[] {
  const { body } = view.query;
  if (body.kind !== 'Select' || body.quantifier || body.groupBy || body.hierarchy) return [];
  const bases = body.items.flatMap(({ value }): readonly (Base | undefined)[] => {
    if (value.kind === 'Star') return cx.analysis.expandStar(value, body);
    const base = value.kind === 'Name' ? cx.analysis.resolve(value).base : undefined;
    return [base?.kind === 'column' ? base : undefined];
  });
  if (bases.length !== symbol.columns.length) return [];
  return symbol.columns.flatMap(({ name }, i) => {
    const { source, column } = bases[i] ?? {};
    const relation = source?.beforePivots ? undefined : source?.relation;
    if (!relation || relation.supplied || source?.kind !== 'relation' || source.optional || !column || column.nullable)
      return [];
    const base = `${regclassText(cx.naming.of(relation))}|${foldName(column.name)}`;
    return note(cx, view, view.name, `base ${foldName(name)}`, base);
  });
}

interface Base {
  readonly source: RowSource;
  readonly column: ColumnInfo;
}
