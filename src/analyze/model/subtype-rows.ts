import type { ColumnInfo, ObjectTypeSymbol, RelationSymbol } from './symbols.js';

/**
 * The hidden column of an object table that holds, for an object of a subtype, all of it. No name in Oracle begins so.
 */
export const subtypeColumn = '_OBJECT';

/**
 * That column, where the type has subtypes. (Object-Relational Developer's Guide, "Substitutability of Object Tables")
 */
export const subtypeRows = (ofType: ObjectTypeSymbol): ColumnInfo | undefined =>
  ofType.subtypes.length > 0
    ? { name: subtypeColumn, type: { kind: 'object', object: ofType }, nullable: true, hidden: true }
    : undefined;

/** Does the table hold objects of subtypes, too? */
export const holdsSubtypes = (relation: RelationSymbol | undefined): boolean =>
  relation?.ofType !== undefined && relation.columns.some((c) => c.name === subtypeColumn && c.hidden);
