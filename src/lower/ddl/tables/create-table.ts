import { identifierOf } from '../../../analyze/model/object-identifiers.js';
import type { ColumnInfo, RelationSymbol } from '../../../analyze/model/symbols.js';
import type { OracleType } from '../../../analyze/model/types.js';
import { zoneComment } from '../../../contract/zone-comment.js';
import {
  emptyStrings,
  externalTable,
  objectTable,
  organizationDropped,
  temporaryTable,
} from '../../../diagnostics/op1.js';
import { objectIdentifiers } from '../../../diagnostics/op1-types.js';
import { columnsUnknown } from '../../../diagnostics/op2.js';
import { lastName } from '../../../ir/dotted.js';
import type { CreateTable } from '../../../ir/oracle/index.js';
import type {
  PgColumnDefinition,
  PgCreateTable,
  PgStatement,
  PgTableConstraint,
  PgType,
} from '../../../ir/postgres/index.js';
import { b } from '../../builders.js';
import { refuse, type UnitContext } from '../../context.js';
import { foldName } from '../../naming/naming.js';
import { reportGapsOfStars } from '../../queries/dictionary-gaps.js';
import { lowerQuery } from '../../queries/index.js';
import { refuseColumnsOfTable } from '../invalid-definition.js';
import { refuseNumberOfNoTable } from '../invalid-types.js';
import { nameAsWritten, written } from '../names.js';
import type { DdlResult } from '../result.js';
import { columnTriggers } from '../triggers/columns/column-triggers.js';
import { type LoweredColumn, lowerColumn } from './column.js';
import { columnType } from './column-type.js';
import { lowerColumnConstraint, lowerTableConstraint } from './constraints/constraints.js';
import { noConstraints } from './constraints/lowered-constraints.js';
import { createdColumns, notNullColumns } from './create-table-as.js';
import { type LoweredIdentity, lowerIdentity } from './identity.js';
import { namedInTheEnd } from './names-in-the-end.js';
import { partitionKeys } from './partition-keys.js';
import { lowerPartitioning } from './partitions.js';
import { reportPhysical } from './physical.js';
import { gttStatement } from './temporary/gtt.js';

/**
 * CREATE TABLE: columns, keys and checks in the table; foreign keys late, so that neither order nor circles of tables
 * matter. (SQL Language Reference, CREATE TABLE; PostgreSQL manual, CREATE TABLE)
 */
export function lowerCreateTable(unit: UnitContext, node: CreateTable): DdlResult {
  const symbol = unit.analysis.declared(node);
  const relation = symbol?.kind === 'relation' ? symbol : undefined;
  if (node.asQuery) {
    const names = node.columns.length > 0 ? node.columns.length : undefined;
    refuseColumnsOfTable(unit.analysis, `Table ${written(node.name)}`, names, node.asQuery);
  }
  node.columns.forEach(refuseNumberOfNoTable);
  const table = nameOfTable(unit, node, relation);
  reportDropped(unit, node);
  const known = relation && node.asQuery ? createdColumns(relation) : relation?.columns;
  const types = new Map<string, OracleType>((known ?? []).map((c) => [c.name, c.type]));
  const columns = lowerColumns(unit, node, relation, types);
  const identities = columns.flatMap((c) => lowerIdentity(unit, table, c, node.span, partitionKeys(node)) ?? []);
  const constraints = lowerConstraints(unit, node, relation, table);
  const partitions = lowerPartitioning(unit, node, table, types, columns);
  const definitions = columns.map(
    (c) => identities.find((i) => i.definition.name === c.definition.name)?.definition ?? c.definition,
  );
  const asQuery = node.asQuery;
  if (asQuery) reportGapsOfStars(unit, asQuery);
  // A table made by a query takes PostgreSQL's types of it where one of Oracle's is not known.
  const byQuery =
    asQuery !== undefined &&
    (definitions.length === 0 || [...types.values()].some((t) => t.kind === 'unknown' || t.kind === 'null'));
  // PostgreSQL has no partitions of a table whose columns come from the query.
  if (byQuery && partitions) refuse(columnsUnknown(asQuery.span, 'the query of the partitioned table'));
  const created: PgCreateTable = {
    kind: 'PgCreateTable',
    span: node.span,
    name: table,
    ...(node.temporary === 'PRIVATE' && {
      persistence: 'temporary',
      onCommit: node.onCommit === 'PRESERVE DEFINITION' ? 'preserve rows' : 'drop',
    }),
    ifNotExists: node.ifNotExists,
    columns: definitions,
    constraints: byQuery ? [] : [...constraints.inline, ...emptyStringChecks(unit, relation, definitions, node)],
    asQuery: byQuery ? lowerQuery({ unit, sql: true }, asQuery) : undefined,
    partitionBy: partitions?.partitionBy,
    comments: node.comments,
    blankBefore: node.blankBefore,
  };
  const statements: PgStatement[] = [
    ...identities.flatMap((i) => i.before),
    created,
    ...zoneComments(node, table),
    ...(byQuery ? constraints.inline.map((constraint) => addedConstraint(table, constraint)) : []),
    ...(partitions?.tables ?? []),
    ...identities.flatMap((i) => i.after),
    ...constraints.indexes,
    ...constraints.disabled,
    ...tableTriggers(unit, node, { relation, table, columns, identities }),
  ];
  addRows(unit, { node, statements, table, relation, byQuery, definitions });
  return { statements, late: constraints.late };
}

function nameOfTable(unit: UnitContext, node: CreateTable, relation: RelationSymbol | undefined): readonly string[] {
  if (node.temporary === 'PRIVATE') return ['pg_temp', foldName(lastName(node.name))];
  return relation ? unit.naming.of(relation) : nameAsWritten(unit, node.name);
}

/** Says what a column is that the source does not have; the dictionary's views leave it out. */
const zoneComments = ({ columns }: CreateTable, table: readonly string[]): PgStatement[] =>
  columns.flatMap(({ name, span, zoneOf }) =>
    zoneOf
      ? [
          {
            kind: 'PgComment',
            span,
            on: 'column',
            name: [...table, foldName(name.name)],
            text: zoneComment(foldName(zoneOf.name)),
          },
        ]
      : [],
  );

/** A constraint of a table whose columns come from its query. */
const addedConstraint = (table: readonly string[], constraint: PgTableConstraint): PgStatement => ({
  kind: 'PgAlterTable',
  span: constraint.span,
  name: table,
  actions: [{ kind: 'add constraint', constraint }],
});

/** The template of a temporary table, and the rows of CREATE TABLE … AS where the table does not take them itself. */
function addRows(
  unit: UnitContext,
  {
    node,
    statements,
    table,
    relation,
    byQuery,
    definitions,
  }: {
    readonly node: CreateTable;
    readonly statements: PgStatement[];
    readonly table: readonly string[];
    readonly relation: RelationSymbol | undefined;
    readonly byQuery: boolean;
    readonly definitions: PgColumnDefinition[];
  },
): void {
  const asQuery = node.asQuery;
  if (node.temporary === 'GLOBAL') {
    statements.push(templateTrigger(node, table));
    // The session that builds the schema gets its copy, too, so that routines can be checked there.
    if (unit.options.installerBlocks && relation) statements.push(gttStatement(unit, relation, node.span));
  }
  if (node.temporary !== 'GLOBAL' && asQuery && !byQuery)
    statements.push(fill(unit, node, asQuery, table, definitions));
  // The rows are those of the session that creates the table.
  if (
    node.temporary === 'GLOBAL' &&
    node.onCommit === 'PRESERVE ROWS' &&
    asQuery &&
    !byQuery &&
    relation &&
    !unit.options.installerBlocks
  )
    statements.push(
      gttStatement(unit, relation, node.span),
      fill(unit, node, asQuery, ['pg_temp', table.at(-1) ?? ''], definitions),
    );
}

function reportDropped(unit: UnitContext, node: CreateTable): void {
  reportPhysical(unit, node.physical);
  const name = written(node.name);
  if (node.temporary === 'GLOBAL') unit.report(temporaryTable(node.name.span, name));
  if (node.organization === 'INDEX') unit.report(organizationDropped(node.span, 'An index-organized table'));
  if (node.organization === 'EXTERNAL')
    unit.report(externalTable(node.span, name, (node.external?.location ?? []).join(', ')));
  if (node.cluster) unit.report(organizationDropped(node.span, 'A table in a cluster'));
}

/** The written columns; for an object table those of its type, for CREATE TABLE AS those of its query. */
function lowerColumns(
  unit: UnitContext,
  node: CreateTable,
  relation: RelationSymbol | undefined,
  types: ReadonlyMap<string, OracleType>,
): LoweredColumn[] {
  const byName = new Map(node.columns.map((c) => [c.name.name, c]));
  const out: LoweredColumn[] = [];
  const identifier = identifierOf(relation);
  if (node.ofType) {
    if (!relation?.ofType)
      out.push({
        definition: { kind: 'PgColumnDefinition', span: node.span, name: 'object_value', type: { name: ['xml'] } },
      });
    else if (!identifier) unit.report(objectTable(node.ofType.span, written(node.name)));
    if (identifier) unit.report(objectIdentifiers(node.ofType.span, written(node.name)));
  }
  const copied = node.asQuery ? notNullColumns(unit, node.asQuery, relation) : new Set<string>();
  if (node.ofType || (node.asQuery && node.columns.length === 0)) {
    for (const c of (node.ofType ? relation?.columns : relation && createdColumns(relation)) ?? []) {
      const specified = byName.get(c.name);
      if (specified) {
        if (!specified.type) out.push(lowerColumn(unit, specified, types.get(c.name) ?? { kind: 'unknown' }, types));
        continue;
      }
      out.push({
        definition: {
          kind: 'PgColumnDefinition',
          span: node.span,
          name: foldName(c.name),
          type: queriedType(unit, c, node),
          notNull: (node.ofType ? !c.nullable : copied.has(c.name)) || undefined,
          ...(c === identifier && { default: b.call(node.span, 'gen_random_uuid') }),
        },
      });
    }
  }
  for (const c of node.columns) {
    // `Columns` of an object table only add constraints and defaults to attributes, which stand in the order of the
    // type.
    if (node.ofType && !c.type && relation?.columns.some((x) => x.name === c.name.name)) continue;
    const type = c.type ? unit.analysis.typeOfRef(c.type) : (types.get(c.name.name) ?? { kind: 'unknown' });
    const lowered = lowerColumn(unit, c, type, types);
    const keeps = copied.has(c.name.name) && !c.constraints.some((k) => k.kind === 'Nullable');
    out.push(keeps ? { ...lowered, definition: { ...lowered.definition, notNull: true } } : lowered);
  }
  // Records of the table's rows are filled by position: the columns that they do not have come last.
  const hidden = new Set(node.columns.filter((c) => c.invisible).map((c) => foldName(c.name.name)));
  for (const c of node.ofType ? (relation?.columns ?? []) : []) if (c.hidden) hidden.add(foldName(c.name));
  const isHidden = (c: LoweredColumn): boolean => hidden.has(c.definition.name);
  return [...out.filter((c) => !isHidden(c)), ...out.filter(isHidden)];
}

/** Text of an expression is VARCHAR2, however long it may become. */
function queriedType(unit: UnitContext, c: ColumnInfo, node: CreateTable): PgType {
  const isText = c.type.kind === 'varchar2' && c.type.length === undefined && node.asQuery !== undefined;
  return isText ? { name: ['varchar'] } : columnType(unit, c.type, { column: c.name, span: c.span ?? node.span });
}

function lowerConstraints(
  unit: UnitContext,
  node: CreateTable,
  relation: RelationSymbol | undefined,
  table: readonly string[],
): ReturnType<typeof noConstraints> {
  const out = noConstraints();
  const place = { table, relation };
  const identifier = identifierOf(relation);
  if (identifier) out.inline.push({ kind: 'unique', span: node.span, columns: [foldName(identifier.name)] });
  for (const column of node.columns)
    for (const c of column.constraints) lowerColumnConstraint(unit, place, column, c, out);
  for (const c of node.constraints) lowerTableConstraint(unit, place, c, out);
  return out;
}

const isText = (type: OracleType | undefined): boolean => type?.kind === 'varchar2';

function textColumns(relation: RelationSymbol | undefined): string[] {
  return (relation?.columns ?? []).filter((c) => isText(c.type) && !c.virtual).map((c) => foldName(c.name));
}

/** Policy `emptyStrings: check`. */
function emptyStringChecks(
  unit: UnitContext,
  relation: RelationSymbol | undefined,
  definitions: readonly PgColumnDefinition[],
  node: CreateTable,
): PgTableConstraint[] {
  const columns = textColumns(relation).filter((name) => definitions.some((d) => d.name === name));
  if (columns.length > 0 && unit.options.emptyStrings === 'flag') unit.report(emptyStrings(node.name.span));
  if (unit.options.emptyStrings !== 'check') return [];
  return columns.map((name) => ({
    kind: 'check',
    span: node.span,
    condition: b.ne(node.span, b.column(node.span, name), b.text(node.span, '')),
  }));
}

function tableTriggers(
  unit: UnitContext,
  node: CreateTable,
  {
    relation,
    table,
    columns,
    identities,
  }: {
    readonly relation: RelationSymbol | undefined;
    readonly table: readonly string[];
    readonly columns: readonly LoweredColumn[];
    readonly identities: readonly LoweredIdentity[];
  },
): PgStatement[] {
  const emptyToNull = unit.options.emptyStrings === 'trigger' ? textColumns(relation) : [];
  return namedInTheEnd(
    unit,
    relation,
    node.span,
    columnTriggers(table, { columns, identities, emptyToNull }, node.span),
  );
}

/** Refuses rows in the template of a global temporary table, and says what COMMIT does. */
function templateTrigger(node: CreateTable, table: readonly string[]): PgStatement {
  return {
    kind: 'PgCreateTrigger',
    span: node.span,
    name: node.onCommit === 'PRESERVE ROWS' ? '__gtt_preserve_rows' : '__gtt_delete_rows',
    timing: 'before',
    events: [{ event: 'insert' }, { event: 'update' }, { event: 'delete' }, { event: 'truncate' }],
    table,
    forEach: 'statement',
    function: ['ora', 'gtt_template'],
  };
}

/** CREATE TABLE AS: the rows of the query. */
function fill(
  unit: UnitContext,
  node: CreateTable,
  query: NonNullable<CreateTable['asQuery']>,
  table: readonly string[],
  columns: readonly PgColumnDefinition[],
): PgStatement {
  return {
    kind: 'PgDmlStatement',
    span: node.span,
    statement: {
      kind: 'PgInsert',
      span: node.span,
      target: b.table(node.span, table),
      columns: columns.map((c) => c.name),
      source: lowerQuery({ unit, sql: true }, query),
    },
  };
}
