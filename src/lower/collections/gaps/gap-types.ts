import type { Analysis } from '../../../analyze/analysis.js';
import type { CollectionTypeSymbol, ObjectTypeSymbol, VariableSymbol } from '../../../analyze/model/symbols.js';
import type { OracleType } from '../../../analyze/model/types.js';
import type { Block } from '../../../ir/oracle/index.js';
import { rootOf } from '../../objects/hierarchy.js';
import { isNestedTable, trackedTables } from './gaps.js';
import { wholeUses } from './whole-uses.js';

/**
 * The nested table types whose gaps have to stay with the tables wherever these are kept: single elements are deleted
 * from a package variable, a field or an element, or a table with gaps is used as a whole. A type that tables and
 * views have, in their objects too, is an array always.
 */
export function typesWithGaps(analysis: Analysis): ReadonlySet<CollectionTypeSymbol> {
  const { variables, others } = trackedTables(analysis);
  const types = new Set<CollectionTypeSymbol>();
  for (const type of others) if (isNestedTable(type)) types.add(type.collection);
  for (const variable of variables) {
    const { type } = variable;
    if (isNestedTable(type) && wholeUses(analysis, variables, variable, blockOf(variable)).length > 0)
      types.add(type.collection);
  }
  if ([...types].some(isOfSchema)) for (const stored of storedTypes(analysis)) types.delete(stored);
  return types;
}

const isOfSchema = ({ container, anonymous }: CollectionTypeSymbol): boolean => !container && !anonymous;

/** The code in which a local variable or a parameter can be used. */
function blockOf({ storage, block, container }: VariableSymbol): Block | undefined {
  if (storage === 'local') return block;
  const body = container?.kind === 'routine' ? container.definition?.body : undefined;
  return body?.kind === 'Block' ? body : undefined;
}

/** The collection types of columns, those within them, and those of the objects that columns may hold. */
function storedTypes(analysis: Analysis): ReadonlySet<CollectionTypeSymbol> {
  const types = new Set<CollectionTypeSymbol>();
  const seen = new Set<ObjectTypeSymbol>();
  const add = (type: OracleType): void => {
    if (type.kind === 'collection') {
      if (types.has(type.collection)) return;
      types.add(type.collection);
      add(type.collection.element);
    } else if (type.kind === 'object') addObject(rootOf(type.object));
  };
  const addObject = (object: ObjectTypeSymbol): void => {
    if (seen.has(object)) return;
    seen.add(object);
    for (const attribute of object.attributes) add(attribute.type);
    object.subtypes.forEach(addObject);
  };
  for (const { columns, ofType, history = [] } of analysis.catalog.relations) {
    if (ofType) addObject(rootOf(ofType));
    for (const column of [columns, ...history.map((h) => h.columns)].flat()) add(column.type);
  }
  return types;
}
