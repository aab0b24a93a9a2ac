import type { ObjectTypeSymbol } from '../../analyze/model/symbols.js';
import type { OracleType, RecordFieldInfo } from '../../analyze/model/types.js';
import { foldName, type Naming, shorten } from '../naming/naming.js';
import { remembered } from '../remembered.js';

/**
 * How an object type is kept in PostgreSQL; the same description for CREATE TYPE and for everything that builds or
 * reads its values.
 *
 * A type without supertype and subtypes is a composite of its attributes. A hierarchy is one composite, that of the
 * root: `_type`, the root's attributes, then those of every subtype, parents first. A subtype is a domain over it whose
 * CHECK lists the tags of the subtype and all below it.
 */
interface ObjectRepresentation {
  readonly root: ObjectTypeSymbol;
  /** The composite. */
  readonly composite: readonly string[];
  /** The name of the type itself: the composite, or the domain of a subtype. */
  readonly name: readonly string[];
  readonly isDomain: boolean;
  /** The first attribute of the composite is `_type`. */
  readonly tagged: boolean;
  /** The attributes of the composite in order, `_type` not among them. */
  readonly attributes: readonly ObjectAttribute[];
  /** What `_type` holds in values of this type. */
  readonly tag: string;
  /** The tags of the type and of all its subtypes. */
  readonly tags: readonly string[];
}

/** One attribute of a composite. */
export interface ObjectAttribute {
  /** In PostgreSQL. */
  readonly name: string;
  /** In Oracle. */
  readonly oracleName: string;
  readonly type: OracleType;
  /** The type of the hierarchy that declares it. */
  readonly of: ObjectTypeSymbol;
  /** Code does not see it: ALTER TYPE has dropped it before, or is still to add it. */
  readonly absent?: boolean;
}

/** The attribute that says which type of the hierarchy a value has; NULL in an atomically null object. */
export const typeTag = '_type';

/** The type at the top of the hierarchy; the type itself where it has no supertype. */
export function rootOf(object: ObjectTypeSymbol): ObjectTypeSymbol {
  let root = object;
  while (root.supertype) root = root.supertype;
  return root;
}

/** How values of the type are kept. */
export function representation(naming: Naming, object: ObjectTypeSymbol): ObjectRepresentation {
  const root = rootOf(object);
  const tagged = root.subtypes.length > 0;
  return {
    root,
    composite: naming.of(root),
    name: naming.of(object),
    isDomain: root !== object,
    tagged,
    attributes: tagged
      ? hierarchyAttributes(root)
      : ownAttributes(root).map((a) => attribute(root, a, foldName(a.name))),
    tag: tagOf(object),
    tags: withSubtypes(object).map(tagOf),
  };
}

/** The PostgreSQL name of an attribute as seen from `object`. */
export function attributeName(object: ObjectTypeSymbol, oracleName: string): string {
  const root = rootOf(object);
  if (root.subtypes.length === 0) return foldName(oracleName);
  const chain = [object, ...supertypes(object)];
  return (
    hierarchyAttributes(root).find((a) => a.oracleName === oracleName && chain.includes(a.of))?.name ??
    foldName(oracleName)
  );
}

/**
 * What `_type` holds in values of the type: its name, with its owner where another schema's type
 * of the hierarchy has that name.
 */
export function tagOf(object: ObjectTypeSymbol): string {
  if (object.supertype === undefined && object.subtypes.length === 0) return object.name;
  const isShared = withSubtypes(rootOf(object)).some((t) => t !== object && t.name === object.name);
  return isShared ? `${object.owner}.${object.name}` : object.name;
}

/** The types above, the nearest first. */
export function supertypes(object: ObjectTypeSymbol): readonly ObjectTypeSymbol[] {
  return object.supertype ? [object.supertype, ...supertypes(object.supertype)] : [];
}

/** Is an object of the one type one of the other, too? (Object-Relational Developer's Guide, "Assignments Across Types") */
export function isOfType(object: ObjectTypeSymbol, { name, owner }: ObjectTypeSymbol): boolean {
  return [object, ...supertypes(object)].some((type) => type.name === name && type.owner === owner);
}

/** The type and everything below it, parents first. */
export function withSubtypes(object: ObjectTypeSymbol): readonly ObjectTypeSymbol[] {
  return [object, ...object.subtypes.flatMap(withSubtypes)];
}

/** Asked for each use of an attribute. */
const hierarchyAttributes = remembered((root: ObjectTypeSymbol): readonly ObjectAttribute[] => {
  const taken = new Set<string>([typeTag]);
  const out: ObjectAttribute[] = [];
  for (const type of withSubtypes(root)) {
    for (const own of ownAttributes(type)) {
      const plain = foldName(own.name);
      // Siblings may use one name for two attributes.
      const name = taken.has(plain) ? shorten(`${foldName(type.name)}__${plain}`) : plain;
      taken.add(name);
      out.push(attribute(type, own, name));
    }
  }
  return out;
});

/** What the type itself has in the composite. */
const ownAttributes = (type: ObjectTypeSymbol): readonly RecordFieldInfo[] =>
  type.stored ?? type.attributes.slice(type.supertype?.attributes.length ?? 0);

function attribute(of: ObjectTypeSymbol, info: RecordFieldInfo, name: string): ObjectAttribute {
  return { name, oracleName: info.name, type: info.type, of, ...(info.absent && { absent: true }) };
}

/**
 * Does an attribute of this type make the object contain itself? PostgreSQL has no such composites: the
 * attribute is kept packed as text.
 */
export function closesCircle(object: ObjectTypeSymbol, type: OracleType): boolean {
  return (type.kind === 'object' || type.kind === 'collection') && contains(type, object, new Set());
}

/** Is the attribute of that name kept packed? */
export function isPacked(object: ObjectTypeSymbol, oracleName: string): boolean {
  const type = object.attributes.find((a) => a.name === oracleName)?.type;
  return type !== undefined && closesCircle(object, type);
}

/** Does a value of the type hold one of the object type? */
function contains(type: OracleType, wanted: ObjectTypeSymbol, seen: Set<object>): boolean {
  if (type.kind === 'object') {
    if (rootOf(type.object) === rootOf(wanted)) return true;
    if (seen.has(type.object)) return false;
    seen.add(type.object);
    return withSubtypes(rootOf(type.object)).some((t) => t.attributes.some((a) => contains(a.type, wanted, seen)));
  }
  if (type.kind === 'collection') {
    if (seen.has(type.collection)) return false;
    seen.add(type.collection);
    return contains(type.collection.element, wanted, seen);
  }
  return false;
}
