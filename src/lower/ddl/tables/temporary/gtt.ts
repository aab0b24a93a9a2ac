import type { Analysis } from '../../../../analyze/analysis.js';
import { relationsRead } from '../../../../analyze/effects/relations-behind.js';
import type { RelationSymbol } from '../../../../analyze/model/symbols.js';
import { mapTree } from '../../../../ir/map-tree.js';
import type { CreateView } from '../../../../ir/oracle/index.js';
import type { OracleNode } from '../../../../ir/oracle/node.js';
import type { PgExpr, PgSelect, PgStatement, PlStatement } from '../../../../ir/postgres/index.js';
import { noSpan, type Span } from '../../../../ir/span.js';
import { ofKinds, walk, walkWhere } from '../../../../ir/walk.js';
import { b, pgTypes } from '../../../builders.js';
import type { UnitContext } from '../../../context.js';
import { foldName } from '../../../naming/naming.js';
import { remembered } from '../../../remembered.js';
import { regclassText } from '../../names.js';

/**
 * Global temporary tables. Oracle: one definition for all, rows of a session's own. Here: a permanent, empty template
 * `hr.work`, which gives the row type its name and is what views and checks are made on; and in each session that uses
 * it a copy `pg_temp.work`, made by `ora.gtt('hr.work')`. SQL names the copy with its schema, so it can never mean the
 * template, and a plan made too early fails instead of reading the wrong table.
 */

/** What can name a table. */
const naming = ofKinds(
  'TableRef',
  'DerivedTable',
  'Join',
  'TableFunction',
  'XmlTable',
  'JsonTable',
  'OnlyTable',
  'UnsupportedFrom',
  'QualifiedName',
  'ExecuteImmediate',
  'OpenFor',
  'Call',
  'Insert',
  'Update',
  'Delete',
  'Merge',
);

/** Temporary tables that SQL anywhere in these parts names, in order of first use. */
function temporaryTables(unit: UnitContext, parts: readonly OracleNode[]): readonly RelationSymbol[] {
  const found = new Set<RelationSymbol>();
  for (const part of parts)
    walkWhere(part, naming, (node) => {
      const source = unit.analysis.sourceOf(node);
      if (source?.relation?.temporary) found.add(source.relation);
      const symbol = node.kind === 'QualifiedName' ? unit.analysis.symbolOf(node) : undefined;
      if (symbol?.kind === 'relation' && symbol.temporary) found.add(symbol);
      if (node.kind === 'Insert' || node.kind === 'Update' || node.kind === 'Delete' || node.kind === 'Merge')
        for (const relation of behindView(unit, node.target)) found.add(relation);
      if (node.kind === 'ExecuteImmediate' || node.kind === 'OpenFor' || isParse(unit, node))
        for (const relation of inDynamicText(unit, node)) found.add(relation);
    });
  return [...found];
}

/** What DML reaches through a view of temporary tables; queries read them as `rowsOfTemporaryTables` says. */
function behindView(unit: UnitContext, target: OracleNode): readonly RelationSymbol[] {
  const read = unit.analysis.sourceOf(target)?.relation;
  if (read?.definition?.kind !== 'CreateView') return [];
  const ofViews = [...relationsRead((item) => unit.analysis.sourceOf(item)?.relation, read)].filter((r) => r.temporary);
  return [...temporaryTables(unit, [read.definition.query]), ...ofViews];
}

/** DBMS_SQL.PARSE. */
function isParse(unit: UnitContext, node: OracleNode): boolean {
  if (node.kind !== 'Call') return false;
  const { base } = unit.analysis.resolve(node);
  return base.kind === 'supplied' && base.package === 'DBMS_SQL' && base.member === 'PARSE';
}

/** A table whose name the text of dynamic SQL holds: a literal of the statement, or what its variable holds. */
function inDynamicText(unit: UnitContext, node: OracleNode): readonly RelationSymbol[] {
  const temporary = allTemporary(unit.analysis);
  if (temporary.length === 0) return [];
  const words = new Set<string>();
  const note = (text: string): void => {
    for (const [word] of text.matchAll(/[\p{L}_$#][\p{L}\p{N}_$#]*/gu)) words.add(word.toUpperCase());
  };
  walk(node, (n) => {
    if (n.kind === 'StringLiteral') note(n.value);
    const text =
      n.kind === 'ExecuteImmediate' || n.kind === 'DynamicText' ? n.text : n.kind === 'Argument' ? n.value : undefined;
    if (text) note(unit.analysis.dynamicText(text)?.text ?? '');
  });
  const named = viewsByName(unit.analysis);
  const views = [...words]
    .flatMap((word) => named.get(word) ?? [])
    .flatMap(({ query }) => temporaryTables(unit, [query]));
  return [...temporary.filter((r) => words.has(r.name.toUpperCase())), ...views];
}

const allTemporary = remembered((analysis: Analysis) => analysis.catalog.relations.filter((r) => r.temporary));

/** The views of each name, in capitals. */
const viewsByName = remembered((analysis: Analysis): ReadonlyMap<string, readonly CreateView[]> => {
  const views = new Map<string, CreateView[]>();
  for (const { name, definition } of analysis.catalog.relations) {
    if (definition?.kind !== 'CreateView') continue;
    const key = name.toUpperCase();
    views.set(key, [...(views.get(key) ?? []), definition]);
  }
  return views;
});

/** `ora.gtt('hr.work')`: makes the session's copy where it does not exist yet. */
export function gttCall(unit: UnitContext, relation: RelationSymbol, span: Span): PgExpr {
  return b.ora(span, 'gtt', b.text(span, regclassText(unit.naming.of(relation))));
}

/** What a PL/pgSQL body begins with. */
export function prepareTemporaryTables(unit: UnitContext, ...parts: readonly OracleNode[]): PlStatement[] {
  return temporaryTables(unit, parts).map((r) => b.perform(noSpan, gttCall(unit, r, noSpan)));
}

/** What stands before a statement outside of PL/pgSQL. */
export function prepareTemporaryTablesInScript(unit: UnitContext, tree: OracleNode): PgStatement[] {
  return temporaryTables(unit, [tree]).map((r) => gttStatement(unit, r, noSpan));
}

/** `call ora.gtt_use('hr.work')`: makes the session's copy, as a statement of its own. */
export function gttStatement(unit: UnitContext, relation: RelationSymbol, span: Span): PgStatement {
  return {
    kind: 'PgCallStatement',
    span,
    name: ['ora', 'gtt_use'],
    args: [b.text(span, regclassText(unit.naming.of(relation)))],
  };
}

/**
 * In views: the rows of the session's copy, through a function, since a permanent view cannot name a temporary table.
 */
export function rowsOfTemporaryTables(unit: UnitContext, query: PgSelect): PgSelect {
  const byName = new Map(allTemporary(unit.analysis).map((r) => [foldName(r.name), r]));
  if (byName.size === 0) return query;
  return mapTree(query, (table) => {
    if (table.kind !== 'PgTable') return undefined;
    const relation = table.name[0] === 'pg_temp' ? byName.get(table.name[1] ?? '') : undefined;
    if (!relation) return undefined;
    const rows = b.ora(
      table.span,
      'gtt_rows',
      b.cast(table.span, b.null(table.span), pgTypes.named(...unit.naming.of(relation))),
    );
    return b.fromFunction(table.span, rows, table.alias ?? table.name[1]);
  });
}
