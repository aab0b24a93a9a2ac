import type { Analysis } from '../../../analyze/analysis.js';
import type { Symbol as OracleSymbol } from '../../../analyze/model/symbols.js';
import type { OracleType } from '../../../analyze/model/types.js';
import { addUnder } from '../../../ir/lists-by-key.js';
import type { RoutineDeclaration, RoutineDefinition, ScriptUnit, TypeRef } from '../../../ir/oracle/index.js';
import type { PgStatement } from '../../../ir/postgres/index.js';
import { literal } from '../names.js';
import { runtimeStatement } from '../runtime-statement.js';

type Routine = RoutineDeclaration | RoutineDefinition;

/**
 * `select ora.note_arguments(null, 'P', null, '[{"name": "P", …}]')`: what USER_ARGUMENTS and USER_PROCEDURES
 * show of a routine, or of the public ones of a package; PostgreSQL keeps fewer types, and no order of declaration.
 * (Database Reference, "ALL_ARGUMENTS", "ALL_PROCEDURES")
 */
export function argumentNotes(analysis: Analysis, unit: ScriptUnit): PgStatement[] {
  const isPackage = unit.kind === 'CreatePackage';
  if (!isPackage && unit.kind !== 'CreateRoutine') return [];
  const symbol = isPackage ? analysis.declared(unit) : analysis.declaredBy(unit.routine);
  if (symbol?.kind !== 'package' && symbol?.kind !== 'routine') return [];
  const routines = isPackage
    ? unit.declarations.filter((d): d is Routine => d.kind === 'RoutineDeclaration')
    : [unit.routine];
  const overloads = new Map<string, Routine[]>();
  for (const routine of routines) addUnder(overloads, routine.name.name, routine);
  const note = routines.map((routine, i) => {
    const same = overloads.get(routine.name.name) ?? [];
    return {
      name: routine.name.name,
      id: i + 1,
      kind: routine.routine,
      ...(same.length > 1 && { overload: String(same.indexOf(routine) + 1) }),
      ...(routine.options.pipelined === true && { pipelined: true }),
      ...(routine.options.deterministic === true && { deterministic: true }),
      ...(routine.kind === 'RoutineDefinition' && routine.body.kind === 'AggregateBody' && { aggregate: true }),
      ...((routine.options.authid ?? (isPackage ? unit.options.authid : undefined)) === 'CURRENT_USER' && {
        authid: 'CURRENT_USER',
      }),
      arguments: argumentsOf(analysis, routine),
    };
  });
  const args = [
    symbol.owner === '' ? 'null' : literal(symbol.owner),
    literal(symbol.name),
    isPackage ? 'true' : 'false',
    literal(JSON.stringify(note)),
  ];
  return [runtimeStatement(unit.span, 'note_arguments', ...args)];
}

function argumentsOf(analysis: Analysis, { parameters, returns }: Routine): readonly object[] {
  const result = returns ? [{ position: 0, mode: 'OUT', default: 'N', ...noteOfType(analysis, returns) }] : [];
  const given = parameters.map((p, i) => ({
    name: p.name.name,
    position: i + 1,
    mode: p.mode.replace(' ', '/'),
    default: p.initial ? 'Y' : 'N',
    ...noteOfType(analysis, p.type),
  }));
  return [...result, ...given];
}

/** DATA_TYPE and the columns beside it. */
function noteOfType(analysis: Analysis, ref: TypeRef): object {
  const known = analysis.typeOfRef(ref);
  const type = typeName(known, ref.kind === 'BuiltinTypeRef' ? ref.name : undefined);
  const named = nameOfType(analysis, known);
  const scalar = ref.kind === 'BuiltinTypeRef' ? ref.name : named ? undefined : type;
  return { type, ...named, ...(scalar !== undefined && isScalar(known) && { pls: scalar }) };
}

const isScalar = ({ kind }: OracleType): boolean => kind !== 'record' && kind !== 'refCursor' && kind !== 'unknown';

function nameOfType(analysis: Analysis, type: OracleType): object | undefined {
  const own = type.kind === 'object' ? type.object : type.kind === 'collection' ? type.collection : undefined;
  if (!own) return type.kind === 'xml' ? { owner: 'PUBLIC', type_name: 'XMLTYPE' } : undefined;
  const within: OracleSymbol | undefined = own.kind === 'collectionType' ? own.container : undefined;
  return within?.kind === 'package'
    ? { owner: within.owner, type_name: within.name, subname: own.name }
    : analysis.catalog.types.includes(own)
      ? { owner: own.owner, type_name: own.name }
      : undefined;
}

/** DATA_TYPE; `written`: the name of a type that is Oracle's own. */
function typeName(type: OracleType, written: string | undefined): string {
  switch (type.kind) {
    case 'number':
      return type.float ? 'FLOAT' : 'NUMBER';
    case 'plsInteger':
      return 'BINARY_INTEGER';
    case 'binaryFloat':
      return 'BINARY_FLOAT';
    case 'binaryDouble':
      return 'BINARY_DOUBLE';
    case 'varchar2':
      if (type.long) return 'LONG';
      return type.national ? 'NVARCHAR2' : 'VARCHAR2';
    case 'char':
      return type.national ? 'NCHAR' : 'CHAR';
    case 'clob':
      return type.national ? 'NCLOB' : 'CLOB';
    case 'raw':
      return type.long ? 'LONG RAW' : 'RAW';
    case 'blob':
      return 'BLOB';
    case 'bfile':
      return 'BINARY FILE LOB';
    case 'date':
      return 'DATE';
    case 'timestamp':
      return { none: 'TIMESTAMP', zone: 'TIMESTAMP WITH TIME ZONE', local: 'TIMESTAMP WITH LOCAL TIME ZONE' }[
        type.zone
      ];
    case 'intervalYearToMonth':
      return 'INTERVAL YEAR TO MONTH';
    case 'intervalDayToSecond':
      return 'INTERVAL DAY TO SECOND';
    case 'boolean':
      return 'PL/SQL BOOLEAN';
    case 'rowid':
      return written === 'UROWID' ? 'UROWID' : 'ROWID';
    case 'xml':
      return 'OPAQUE/XMLTYPE';
    case 'json':
      return 'JSON';
    case 'anydata':
      return 'OPAQUE';
    case 'refCursor':
      return 'REF CURSOR';
    case 'record':
      return 'PL/SQL RECORD';
    case 'collection':
      return { nestedTable: 'TABLE', varray: 'VARRAY', associativeArray: 'PL/SQL TABLE' }[type.collection.variant];
    case 'object':
    case 'jsonElement':
      return 'OBJECT';
    case 'ref':
      return 'REF';
    case 'null':
    case 'unknown':
      return written ?? 'UNDEFINED';
  }
}
