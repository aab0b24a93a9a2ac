import { unreachable } from '../../../diagnostics/diagnostic.js';
import type { FromItem, TableColumn } from '../../../ir/oracle/index.js';
import type { OnlyTable, TableFunction, TableRef } from '../../../ir/oracle/queries.js';
import type { Span } from '../../../ir/span.js';
import type { RowSource } from '../../analysis.js';
import type { AnalyzeContext } from '../../context.js';
import { pipelinedCallee } from '../../model/callees.js';
import type { Scope } from '../../model/scope.js';
import type { ColumnInfo } from '../../model/symbols.js';
import { type OracleType, unknown } from '../../model/types.js';
import { columnsAt } from '../../names/columns-at.js';
import { ownerOf } from '../../names/symbol-lookup.js';
import { dictionaryView } from '../../oracle/dictionary-views.js';
import { resolveExpr } from '../expressions/expressions.js';
import { withPivots } from './pivot-columns.js';
import { anyNumber, hasOpenColumns, resolveQuery } from './queries.js';

/** Where an item of FROM stands. */
interface FromPlace {
  readonly scope: Scope;
  /** It may have no row beside those of the others: its columns are NULL then. */
  readonly optional: boolean;
  /** At the right of APPLY: it may refer to what is at the left. */
  readonly lateral?: boolean;
}

/** Names in an item of FROM; `rows` gets the row sources in it. */
export function resolveFrom(cx: AnalyzeContext, item: FromItem, place: FromPlace, rows: RowSource[]): void {
  const { scope, optional } = place;
  switch (item.kind) {
    case 'Join': {
      const ofLeft = { scope, optional: optional || item.type === 'RIGHT' || item.type === 'FULL' };
      resolveFrom(cx, item.left, ofLeft, rows);
      const ofRight = {
        scope,
        optional: optional || item.type === 'LEFT' || item.type === 'FULL' || item.type === 'OUTER APPLY',
        lateral: item.type.endsWith('APPLY'),
      };
      resolveFrom(cx, item.right, ofRight, rows);
      if (item.on) resolveExpr(cx, item.on, scope);
      for (const e of item.partitionBy ?? []) resolveExpr(cx, e, scope);
      return;
    }
    default: {
      const read = rowSource(cx, item, place);
      const source = withPivots(cx, isMatched(item) ? matchedRows(read) : read, item.pivots ?? [], scope);
      cx.facts.sources.set(item, source);
      rows.push(source);
    }
  }
}

function isMatched(item: FromItem): boolean {
  return (item.kind === 'TableRef' || item.kind === 'DerivedTable') && item.matchRecognize !== undefined;
}

/** What MATCH_RECOGNIZE makes of rows: its measures are columns that are not read here. */
export function matchedRows({ alias, optional }: Pick<RowSource, 'alias' | 'optional'>): RowSource {
  return { kind: 'derived', alias, columns: [], open: true, optional };
}

function rowSource(cx: AnalyzeContext, item: Exclude<FromItem, { kind: 'Join' }>, place: FromPlace): RowSource {
  const { scope, optional, lateral = false } = place;
  const alias = item.alias?.name;
  switch (item.kind) {
    case 'TableRef':
    case 'OnlyTable':
      return namedSource(cx, item, place);
    case 'DerivedTable': {
      const inner = item.lateral || lateral ? scope : (scope.parent ?? scope);
      const columns = resolveQuery(cx, item.query, inner);
      const open = hasOpenColumns(cx, item.query);
      return {
        kind: 'derived',
        alias: alias ?? '',
        ...(item.columns
          ? { columns: columns.map((c, i) => ({ ...c, name: item.columns?.[i]?.name ?? c.name })) }
          : { columns, rows: item.query }),
        open,
        optional: optional || item.outer === true,
      };
    }
    case 'TableFunction':
      return functionSource(cx, item, place);
    case 'XmlTable':
      resolveExpr(cx, item.path, scope);
      for (const n of item.namespaces) resolveExpr(cx, n.uri, scope);
      for (const p of item.passing) resolveExpr(cx, p.value, scope);
      return {
        kind: 'function',
        alias: alias ?? '',
        columns:
          item.columns.length === 0
            ? [{ name: 'COLUMN_VALUE', type: { kind: 'xml' }, nullable: false }]
            : tableColumns(cx, item.columns, scope),
        open: false,
        optional: optional || item.outer === true,
      };
    case 'JsonTable':
      resolveExpr(cx, item.value, scope);
      if (item.path) resolveExpr(cx, item.path, scope);
      return {
        kind: 'function',
        alias: alias ?? '',
        columns: tableColumns(cx, item.columns, scope),
        open: false,
        optional: optional || item.outer === true,
      };
    case 'UnsupportedFrom':
      return { kind: 'derived', alias: alias ?? '', columns: [], open: true, optional };
    default:
      return unreachable(item, 'analyze');
  }
}

/** TABLE(collection): the attributes of its elements are the columns. */
function functionSource(cx: AnalyzeContext, item: TableFunction, { scope, optional }: FromPlace): RowSource {
  const alias = item.alias?.name;
  const type = resolveExpr(cx, item.value, scope);
  return {
    kind: 'function',
    alias: alias ?? '',
    columns: collectionColumns(type),
    rows: item.value,
    ...(type.kind === 'collection' && type.collection.element.kind === 'object'
      ? { object: type.collection.element.object }
      : {}),
    piped: pipelinedCallee(cx.facts.resolutions.get(item.value)) !== undefined,
    open: type.kind !== 'collection',
    optional: optional || item.outer,
  };
}

/** A table, a view or a factor of WITH, by its name. */
function namedSource(cx: AnalyzeContext, item: TableRef | OnlyTable, { scope, optional }: FromPlace): RowSource {
  const alias = item.alias?.name;
  const parts = item.name.parts.map((p) => p.name);
  const last = parts.at(-1) ?? '';
  if (item.kind === 'TableRef') {
    for (const e of [item.sample?.percent, item.sample?.seed, ...(item.partition?.keys ?? [])])
      if (e) resolveExpr(cx, e, scope);
  }
  if (parts.length === 1) {
    for (let s: Scope | undefined = scope; s; s = s.parent) {
      const factor = s.factors?.get(last);
      if (factor) return { ...factor, alias: alias ?? factor.alias, optional };
    }
  }
  const base = relationSource(cx, parts, scope, item.name.link, item.span);
  return { ...base, alias: alias ?? last, optional };
}

function relationSource(
  cx: AnalyzeContext,
  parts: readonly string[],
  scope: Scope,
  link: string | undefined,
  here: Span,
): RowSource {
  const last = parts.at(-1) ?? '';
  if (!link) {
    const symbol = cx.catalog.lookup(parts, ownerOf(scope));
    if (symbol?.kind === 'relation')
      return {
        kind: 'relation',
        alias: last,
        relation: symbol,
        columns: columnsAt(symbol, scope, here),
        open: false,
        optional: false,
      };
    if (last === 'DUAL' && (parts.length === 1 || parts[0] === 'SYS')) {
      return {
        kind: 'dual',
        alias: last,
        columns: [{ name: 'DUMMY', type: { kind: 'varchar2', length: 1 }, nullable: false }],
        open: false,
        optional: false,
      };
    }
    const dictionary = dictionaryView(last, parts.length > 1 ? parts[0] : undefined);
    if (dictionary)
      return {
        kind: 'relation',
        alias: last,
        relation: dictionary,
        columns: dictionary.columns,
        open: true,
        optional: false,
      };
  }
  return { kind: 'relation', alias: last, columns: [], open: true, optional: false };
}

/** The columns of TABLE(collection): attributes of objects, fields of records, else COLUMN_VALUE. */
export function collectionColumns(type: OracleType): readonly ColumnInfo[] {
  if (type.kind !== 'collection') return [{ name: 'COLUMN_VALUE', type: unknown, nullable: true }];
  const { element } = type.collection;
  if (element.kind === 'object')
    return element.object.attributes.map((a) => ({ name: a.name, type: a.type, nullable: true }));
  if (element.kind === 'record') return element.fields.map((f) => ({ name: f.name, type: f.type, nullable: true }));
  return [{ name: 'COLUMN_VALUE', type: element, nullable: true }];
}

function tableColumns(cx: AnalyzeContext, columns: readonly TableColumn[], scope: Scope): readonly ColumnInfo[] {
  return columns.flatMap((c) => {
    if (c.path) resolveExpr(cx, c.path, scope);
    if (c.default) resolveExpr(cx, c.default, scope);
    for (const d of c.defaults ?? []) resolveExpr(cx, d.value, scope);
    // Where the nested path finds nothing, or beside the rows of another one, its columns are NULL, the numbers as well.
    if (c.nested) return tableColumns(cx, c.nested, scope).map((column) => ({ ...column, nullable: true }));
    const type: OracleType = c.ordinality
      ? anyNumber
      : c.type
        ? cx.typeOfRef(c.type, scope)
        : { kind: 'varchar2', length: 4000 };
    return [{ name: c.name.name, type, nullable: !c.ordinality }];
  });
}
