import type { Analysis } from '../../../analyze/analysis.js';
import type {
  CollectionTypeSymbol,
  ObjectTypeSymbol,
  Symbol as OracleSymbol,
  RoutineSymbol,
} from '../../../analyze/model/symbols.js';
import type { ScriptUnit, TypeRef } from '../../../ir/oracle/index.js';
import type { PgStatement } from '../../../ir/postgres/index.js';
import { regclassText } from '../names.js';
import { type NotesContext, noteCall } from './notes.js';
import { numberOf } from './type-names.js';

/**
 * `select ora.note_type('app.person', '{"code": "OBJECT", …}')`: what USER_TYPES and its kin show of a type as it
 * stands behind the statement. (Database Reference, ALL_TYPES, ALL_TYPE_ATTRS, ALL_TYPE_METHODS, ALL_COLL_TYPES)
 */
export function typeNotes(cx: NotesContext, unit: ScriptUnit): PgStatement[] {
  if (!cx.reads('TYPES', 'TYPE_ATTRS', 'TYPE_METHODS', 'COLL_TYPES')) return [];
  const symbol = typeOfUnit(cx.analysis, unit);
  if (symbol?.kind === 'collectionType' && symbol.variant !== 'associativeArray')
    return noteCallOf(cx, unit, symbol, noteOfCollection(cx.analysis, symbol, unit));
  if (symbol?.kind !== 'objectType') return [];
  // What a type gets and loses, its subtypes inherit.
  const types = unit.kind === 'CreateType' ? [symbol] : [symbol, ...subtypesBefore(cx.analysis, symbol, unit)];
  return types.flatMap((type) => noteCallOf(cx, unit, type, noteOfObject(cx.analysis, type)));
}

const noteCallOf = (
  cx: NotesContext,
  unit: ScriptUnit,
  type: ObjectTypeSymbol | CollectionTypeSymbol,
  note: Note | undefined,
): PgStatement[] =>
  note ? [noteCall(unit.span, 'note_type', regclassText(cx.naming.of(type)), JSON.stringify(note))] : [];

/** The subtypes of a type, at any depth, that stand before the unit. */
const subtypesBefore = (analysis: Analysis, type: ObjectTypeSymbol, unit: ScriptUnit): readonly ObjectTypeSymbol[] =>
  analysis.catalog.types.filter(
    (t): t is ObjectTypeSymbol =>
      t.kind === 'objectType' && t !== type && lineOf(t).includes(type) && analysis.precedes(t.span, unit.span),
  );

function typeOfUnit(analysis: Analysis, unit: ScriptUnit): OracleSymbol | undefined {
  if (unit.kind === 'CreateType') return analysis.declared(unit);
  return unit.kind === 'AlterObject' && unit.merged && unit.name
    ? analysis.objectAt(unit.name.parts, unit.name.span)
    : undefined;
}

type Note = Readonly<Record<string, unknown>>;
const yes = (condition: boolean): string => (condition ? 'YES' : 'NO');

function noteOfObject(analysis: Analysis, type: ObjectTypeSymbol): Note | undefined {
  if (type.definition?.definition.kind !== 'ObjectTypeDefinition') return undefined;
  return {
    code: 'OBJECT',
    final: yes(type.final),
    instantiable: yes(type.instantiable),
    ...(type.supertype && { owner: type.supertype.owner, super: type.supertype.name }),
    attrs: lineOf(type).flatMap((t) => attributesOf(analysis, t, yes(t !== type))),
    methods: type.methods.map((m) => noteOfMethod(type, m)),
  };
}

/** The type behind its supertypes. */
const lineOf = (type: ObjectTypeSymbol): ObjectTypeSymbol[] => [
  ...(type.supertype ? lineOf(type.supertype) : []),
  type,
];

function attributesOf(analysis: Analysis, { definition }: ObjectTypeSymbol, inherited: string): Note[] {
  if (definition?.definition.kind !== 'ObjectTypeDefinition') return [];
  return definition.definition.attributes
    .filter((a) => !a.absent)
    .map((a) => ({ name: a.name.name, ...noteOfType(analysis, a.type), inherited }));
}

function noteOfMethod(type: ObjectTypeSymbol, method: RoutineSymbol): Note {
  const { declaration, container } = method;
  const { role = 'MEMBER', final, instantiable, overriding } = declaration.method ?? {};
  const isWritten = declaration.parameters.some((p) => p.name.name === 'SELF');
  const self = role === 'STATIC' || isWritten ? 0 : 1;
  return {
    name: method.name,
    kind: role === 'MAP' || role === 'ORDER' ? role : 'PUBLIC',
    parameters: declaration.parameters.length + self,
    results: method.routine === 'FUNCTION' ? 1 : 0,
    final: yes(final === true),
    instantiable: yes(instantiable !== false),
    overriding: yes(overriding === true),
    inherited: yes(container !== type),
  };
}

function noteOfCollection(analysis: Analysis, type: CollectionTypeSymbol, unit: ScriptUnit): Note | undefined {
  const created = unit.kind === 'CreateType' ? unit : analysis.units.find((u) => analysis.declared(u) === type);
  const definition = created?.kind === 'CreateType' ? created.definition : undefined;
  if (definition?.kind !== 'CollectionTypeDefinition') return undefined;
  return {
    code: 'COLLECTION',
    final: 'YES',
    instantiable: 'YES',
    attrs: [],
    methods: [],
    collection: {
      kind: type.variant === 'varray' ? 'VARYING ARRAY' : 'TABLE',
      ...(type.limit !== undefined && { bound: type.limit }),
      ...noteOfType(analysis, definition.element),
      nulls: yes(!type.elementNotNull),
    },
  };
}

/** TYPE_NAME and the columns beside it, of an attribute or an element. */
function noteOfType(analysis: Analysis, ref: TypeRef): Note {
  switch (ref.kind) {
    case 'RefTypeRef': {
      const type = analysis.typeOfRef(ref);
      return { mod: 'REF', ...(type.kind === 'ref' && type.target && nameOf(type.target)) };
    }
    case 'NamedTypeRef':
    case 'AnchoredTypeRef': {
      const type = analysis.typeOfRef(ref);
      if (type.kind === 'object') return nameOf(type.object);
      return type.kind === 'collection'
        ? nameOf(type.collection)
        : { type: type.kind === 'xml' ? 'XMLTYPE' : type.kind.toUpperCase() };
    }
    case 'BuiltinTypeRef': {
      const [size, scale] = [numberOf(ref.precision), numberOf(ref.scale)];
      const set = /CHAR|CLOB/.test(ref.name) && { set: ref.name.startsWith('N') ? 'NCHAR_CS' : 'CHAR_CS' };
      if (/CHAR|RAW/.test(ref.name)) return { type: ref.name, length: size ?? 1, ...set };
      if (/^TIMESTAMP/.test(ref.name)) return { type: ref.name, scale: size ?? 6 };
      if (ref.name === 'FLOAT') return { type: ref.name, precision: size ?? 126 };
      return {
        type: ref.name,
        ...(size !== undefined && { precision: size }),
        ...((size ?? scale) !== undefined && { scale: scale ?? 0 }),
        ...set,
      };
    }
  }
}

const nameOf = ({ owner, name }: ObjectTypeSymbol | CollectionTypeSymbol): Note => ({ owner, type: name });
