import { lastName } from '../ir/dotted.js';
import { identifier } from '../ir/made-nodes.js';
import { mapTree } from '../ir/map-tree.js';
import type { ColumnDefinition, CreateTable, Identifier, Name, ScriptUnit } from '../ir/oracle/index.js';
import type { OracleNode } from '../ir/oracle/node.js';
import type { Span } from '../ir/span.js';
import { nodesOf } from '../ir/walk.js';

/**
 * Tables of XML: each is one of one column, OBJECT_VALUE, which VALUE of a row is.
 * In:  CREATE TABLE docs OF XMLTYPE; SELECT VALUE(d) FROM docs d
 * Out: CREATE TABLE docs (OBJECT_VALUE XMLTYPE); SELECT d.OBJECT_VALUE FROM docs d
 * (SQL Language Reference, CREATE TABLE, XMLType_table; "VALUE", "OBJECT_VALUE Pseudocolumn")
 */
export function withXmlTables<T extends { readonly unit: ScriptUnit }>(units: readonly T[]): readonly T[] {
  const tables = new Set(units.flatMap(({ unit }) => (isXmlTable(unit) ? [lastName(unit.name)] : [])));
  if (tables.size === 0) return units;
  return units.map((one) => {
    const unit = isXmlTable(one.unit) ? withColumn(one.unit) : withValues(one.unit, tables);
    return unit === one.unit ? one : { ...one, unit };
  });
}

const isXmlTable = (unit: ScriptUnit): unit is CreateTable =>
  unit.kind === 'CreateTable' && unit.ofType !== undefined && lastName(unit.ofType) === 'XMLTYPE';

const objectValue = (span: Span): Identifier => identifier(span, 'OBJECT_VALUE');

function withColumn({ ofType, ...table }: CreateTable): CreateTable {
  if (!ofType) return table;
  const { span } = ofType;
  const column: ColumnDefinition = {
    kind: 'ColumnDefinition',
    span,
    name: objectValue(span),
    type: { kind: 'NamedTypeRef', span, name: ofType },
    constraints: [],
  };
  return { ...table, columns: [column] };
}

/** The unit with VALUE of rows that can be those of such a table alone. */
function withValues(unit: ScriptUnit, tables: ReadonlySet<string>): ScriptUnit {
  const ofXml = new Set<string>();
  const others = new Set<string>();
  for (const { name, alias } of nodesOf(unit, 'TableRef'))
    (tables.has(lastName(name)) ? ofXml : others).add(alias?.name ?? lastName(name));
  if (ofXml.size === 0) return unit;
  return mapTree(unit, (node) => valueOf(node, (alias) => ofXml.has(alias) && !others.has(alias)));
}

function valueOf(node: OracleNode, isOfXml: (alias: string) => boolean): Name | undefined {
  if (node.kind !== 'Call' || node.callee.kind !== 'Name' || node.args.length !== 1) return undefined;
  const { parts } = node.callee;
  const [argument] = node.args;
  if (parts.length !== 1 || parts[0]?.name !== 'VALUE' || argument?.value.kind !== 'Name') return undefined;
  const { value } = argument;
  const [alias, more] = value.parts;
  return alias && !more && isOfXml(alias.name) ? { ...value, parts: [alias, objectValue(value.span)] } : undefined;
}
