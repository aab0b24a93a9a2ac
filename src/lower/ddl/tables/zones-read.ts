import type { Analysis } from '../../../analyze/analysis.js';
import type { RelationSymbol } from '../../../analyze/model/symbols.js';
import type { ColumnDefinition, Expr, ScriptUnit } from '../../../ir/oracle/index.js';
import type { OracleNode } from '../../../ir/oracle/node.js';
import { forEachChild, nodesOf, walk } from '../../../ir/walk.js';
import { takesInstant } from '../../expressions/datetime/instants.js';
import { remembered } from '../../remembered.js';

/**
 * Is it certain that the inputs, which read the table, never read the zone of the column? A value leaves its column by
 * its name, by a row as a whole or by `*`; where its name is compared, ordered by, counted, moved to another zone or
 * taken apart in UTC, the zone is not asked for. A text of dynamic SQL may read whatever it names.
 */
export function zoneIsUnread(analysis: Analysis, node: ColumnDefinition): boolean {
  const relation = tableOf(analysis).get(node);
  if (!relation) return false;
  const reads = readsOf(analysis);
  const column = node.name.name;
  return (
    reads.tables.has(relation) &&
    !leavesAsRow(analysis, relation) &&
    !reads.columns.has(`${relation.name}.${column}`) &&
    !reads.columns.has(`.${column}`)
  );
}

/** May columns of the table be read in another way than by their names in the statements of the inputs? */
export function leavesAsRow(analysis: Analysis, relation: RelationSymbol): boolean {
  const reads = readsOf(analysis);
  return reads.unknown || reads.rows.has(relation) || reads.texts.some((text) => isNamedIn(relation.name, text));
}

/** The tables by the columns of their CREATE TABLE. */
const tableOf = remembered((analysis: Analysis): ReadonlyMap<ColumnDefinition, RelationSymbol> => {
  const tables = new Map<ColumnDefinition, RelationSymbol>();
  for (const relation of analysis.catalog.relations)
    if (relation.definition?.kind === 'CreateTable')
      for (const column of relation.definition.columns) tables.set(column, relation);
  return tables;
});

const isNamedIn = (name: string, text: string): boolean =>
  text
    .toUpperCase()
    .split(/[^\w$#]+/)
    .includes(name.toUpperCase());

interface Reads {
  /** Tables that queries name. */
  readonly tables: Set<RelationSymbol>;
  /** `TABLE.COLUMN` whose zone may be asked for; of a correlation name `.COLUMN`. */
  readonly columns: Set<string>;
  readonly rows: Set<RelationSymbol>;
  /** Statements of dynamic SQL. */
  readonly texts: string[];
  /** Something reads what only the run tells. */
  unknown: boolean;
}

/** Packages that are given queries as texts. */
const readers: ReadonlySet<string> = new Set([
  'DBMS_SQL',
  'DBMS_XMLGEN',
  'DBMS_XMLQUERY',
  'DBMS_SCHEDULER',
  'DBMS_JOB',
]);

const readsOf = remembered((analysis: Analysis): Reads => {
  const reads: Reads = { tables: new Set(), columns: new Set(), rows: new Set(), texts: [], unknown: false };
  for (const unit of analysis.units) {
    noteTexts(analysis, unit, reads);
    noteRows(analysis, unit, reads);
    noteColumns(analysis, unit, undefined, reads);
  }
  return reads;
});

function noteTexts(analysis: Analysis, unit: ScriptUnit, reads: Reads): void {
  for (const s of nodesOf(unit, 'ExecuteImmediate')) if (!s.block) noteText(analysis, s.text, reads);
  for (const { source } of nodesOf(unit, 'OpenFor'))
    if (source.kind === 'DynamicText') noteText(analysis, source.text, reads);
  for (const node of nodesOf(unit, 'Call', 'Name')) {
    const { base } = analysis.resolve(node);
    if (base.kind === 'supplied' && readers.has(base.package)) reads.unknown = true;
  }
}

function noteText(analysis: Analysis, text: Expr, reads: Reads): void {
  const known = analysis.dynamicText(text);
  if (known?.whole) reads.texts.push(known.text);
  else reads.unknown = true;
}

/** Tables that are queried, and those of which whole rows are read. */
function noteRows(analysis: Analysis, unit: ScriptUnit, reads: Reads): void {
  if (nodesOf(unit, 'Unpivot').length > 0) reads.unknown = true;
  for (const select of nodesOf(unit, 'Select')) {
    const relations: RelationSymbol[] = [];
    for (const item of select.from)
      walk(item, (node) => {
        const relation = node.kind === 'TableRef' ? analysis.sourceOf(node)?.relation : undefined;
        if (relation) relations.push(relation);
        return node.kind !== 'Select';
      });
    for (const relation of relations) reads.tables.add(relation);
    if (select.items.some(({ value }) => value.kind === 'Star'))
      for (const relation of relations) reads.rows.add(relation);
  }
  // In JSON_OBJECT(*) and the like.
  for (const call of nodesOf(unit, 'Call'))
    if (call.args.some((a) => a.value.kind === 'Star') && !isCount(analysis, call)) reads.unknown = true;
}

const isCount = (analysis: Analysis, call: Expr & { kind: 'Call' }): boolean => {
  const { base } = analysis.resolve(call);
  return base.kind === 'builtin' && base.name === 'COUNT';
};

function noteColumns(analysis: Analysis, node: OracleNode, around: OracleNode | undefined, reads: Reads): void {
  if (node.kind === 'Name' || node.kind === 'Member' || node.kind === 'CorrelationName') {
    const { base } = analysis.resolve(node);
    if (base.kind === 'row' && base.source.relation) reads.rows.add(base.source.relation);
    const type = analysis.typeOf(node);
    const isRead = type.kind !== 'timestamp' || !takesInstant(analysis, node, around);
    if (isRead && base.kind === 'correlation') reads.columns.add(`.${base.column?.name ?? base.name}`);
    if (isRead && base.kind === 'column') reads.columns.add(`${base.source.relation?.name ?? ''}.${base.column.name}`);
  }
  forEachChild(node, (child) => noteColumns(analysis, child, node.kind === 'Argument' ? around : node, reads));
}
