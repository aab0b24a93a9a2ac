import { lastName, simpleName } from '../../ir/dotted.js';
import type { Call, CreateTable, ScriptUnit } from '../../ir/oracle/index.js';
import { nodesOf } from '../../ir/walk.js';
import type { Catalog } from '../analysis.js';
import type { ColumnInfo, ObjectTypeSymbol, RelationSymbol } from './symbols.js';

/** Oracle's own name of the hidden column that holds the object identifiers of an object table. */
export const identifierColumn = 'SYS_NC_OID$';

/** Stands for all types: what REF(alias) points to is not known before names are. */
const any = '*';

/** The names of the types that a REF among the inputs points to. */
export function referredTypes(units: readonly ScriptUnit[]): () => ReadonlySet<string> {
  let names: Set<string> | undefined;
  return () => {
    if (names) return names;
    names = new Set();
    for (const unit of units)
      for (const node of nodesOf(unit, 'RefTypeRef', 'Call'))
        if (node.kind === 'RefTypeRef') names.add(lastName(node.target));
        else if (isReference(node)) names.add(any);
    return names;
  };
}

const isReference = ({ callee, args }: Call): boolean =>
  callee.kind === 'Name' && simpleName(callee) === 'REF' && args.length === 1;

/**
 * The column of the object identifiers, for a table whose rows a REF can point to. Not where the primary key is the
 * identifier, which a row inserted again would have once more, nor in a temporary or partitioned table.
 * (Object-Relational Developer's Guide, "Object Identifiers")
 */
export function identifiers(
  unit: CreateTable,
  ofType: ObjectTypeSymbol,
  referred: ReadonlySet<string>,
): ColumnInfo | undefined {
  if (unit.temporary !== undefined || unit.partitioning || unit.keyIsIdentifier) return undefined;
  for (let type: ObjectTypeSymbol | undefined = ofType; type; type = type.supertype)
    if (referred.has(any) || referred.has(type.name))
      return { name: identifierColumn, type: { kind: 'ref', target: ofType }, nullable: false, hidden: true };
  return undefined;
}

/** The column of a table's object identifiers, if it keeps them. */
export function identifierOf(relation: RelationSymbol | undefined): ColumnInfo | undefined {
  return relation?.ofType && relation.columns.find((c) => c.name === identifierColumn && c.hidden);
}

/** The tables whose rows a REF to objects of the type may point to: of the type itself and of its subtypes. */
export function tablesOfObjects(
  catalog: Pick<Catalog, 'relations'>,
  type: ObjectTypeSymbol,
): readonly RelationSymbol[] {
  const isOne = (t: ObjectTypeSymbol | undefined): boolean => t !== undefined && (t === type || isOne(t.supertype));
  return catalog.relations.filter((r) => isOne(r.ofType) && identifierOf(r) !== undefined);
}
