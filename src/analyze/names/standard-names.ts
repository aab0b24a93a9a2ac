import type { Argument } from '../../ir/oracle/index.js';
import type { Resolution, ResolvedBase } from '../analysis.js';
import type { AnalyzeContext } from '../context.js';
import { type Found, plain } from '../model/name-resolution.js';
import { identifierOf } from '../model/object-identifiers.js';
import { type OracleType, unknown } from '../model/types.js';
import { makesAnydata } from '../oracle/anydata.js';
import {
  type BuiltinFunction,
  builtinFunction,
  parameterlessFunctions,
  secondDigits,
  triggerPredicates,
} from '../oracle/builtin-functions.js';
import { jsonElement, jsonElementTypes } from '../oracle/json-elements.js';
import {
  currentPackageName,
  suppliedMemberType,
  suppliedOwners,
  suppliedPackages,
} from '../oracle/supplied-packages.js';
import { columnOf, rowOf } from './column-lookup.js';
import { memberByType } from './name-steps.js';

/** Built-in functions and predicates, of one part. */
export function findStandard(
  cx: AnalyzeContext,
  name: string,
  args: readonly Argument[] | undefined,
): Found | undefined {
  if (triggerPredicates.has(name)) {
    return { resolution: plain({ kind: 'pseudo', name, args }, { kind: 'boolean' }), used: 1, argsUsed: true };
  }
  if (name === 'RAISE_APPLICATION_ERROR') {
    return {
      resolution: plain({ kind: 'supplied', package: 'DBMS_STANDARD', member: name, args: args ?? [] }, unknown),
      used: 1,
      argsUsed: true,
    };
  }
  const builtin = builtinFunction(name);
  if (!builtin) return undefined;
  const element =
    args?.length !== 1
      ? undefined
      : name === 'VALUE'
        ? elementOfRow(cx, args[0])
        : name === 'REF'
          ? identifierOfRow(cx, args[0])
          : undefined;
  if (element) return { resolution: element, used: 1, argsUsed: true };
  if (!args && !parameterlessFunctions.has(name)) return undefined;
  // A schema object of the same name is never meant: SQL and STANDARD come first.
  return { resolution: callOf(cx, builtin, name, args), used: 1, argsUsed: true };
}

function callOf(
  cx: AnalyzeContext,
  builtin: BuiltinFunction,
  name: string,
  args: readonly Argument[] | undefined,
): Resolution {
  const types = (args ?? []).map((a) => cx.facts.types.get(a.value) ?? unknown);
  return plain({ kind: 'builtin', name, args: args ?? [] }, ofDigits(builtin.returns(types), name, args));
}

function ofDigits(type: OracleType, name: string, args: readonly Argument[] | undefined): OracleType {
  if (type.kind !== 'timestamp') return type;
  const precision = secondDigits(name, args ?? []);
  return precision === undefined ? type : { ...type, precision };
}

/**
 * VALUE(t) of the rows of a collection: its objects, or the COLUMN_VALUE of what are no objects.
 * (SQL Language Reference, "VALUE")
 */
function elementOfRow(cx: AnalyzeContext, arg: Argument | undefined): Resolution | undefined {
  const base = arg?.value.kind === 'Name' ? cx.facts.resolutions.get(arg.value)?.base : undefined;
  if (base?.kind !== 'row') return undefined;
  if (base.source.object) return plain(base, rowOf(base.source));
  const column = columnOf(base.source, 'COLUMN_VALUE');
  return column && plain({ kind: 'column', source: base.source, column }, column.type);
}

/** REF(t) of a row of an object table. (SQL Language Reference, "REF") */
function identifierOfRow(cx: AnalyzeContext, arg: Argument | undefined): Resolution | undefined {
  const base = arg?.value.kind === 'Name' ? cx.facts.resolutions.get(arg.value)?.base : undefined;
  const column = base?.kind === 'row' ? identifierOf(base.source.relation) : undefined;
  return base?.kind === 'row' && column
    ? plain({ kind: 'column', source: base.source, column }, column.type)
    : undefined;
}

/**
 * V('ITEM') and NV('ITEM') of Oracle Application Express, by their public synonyms: whatever
 * else has the name comes first.
 */
export function findPublic(parts: readonly string[], args: readonly Argument[] | undefined): Found | undefined {
  const [name] = parts;
  if (parts.length !== 1 || !args || (name !== 'V' && name !== 'NV')) return undefined;
  const type: OracleType = name === 'V' ? { kind: 'varchar2' } : { kind: 'number' };
  return { resolution: plain({ kind: 'builtin', name, args }, type), used: 1, argsUsed: true };
}

/**
 * Functions of SYS that triggers on DDL and events ask; the ORA_ names are synonyms of them. (PL/SQL Language
 * Reference, "Event Attribute Functions")
 */
const eventAttributes = /^(SYSEVENT|LOGIN_USER|DATABASE_NAME|INSTANCE_NUM|DICTIONARY_OBJ_(NAME|OWNER|TYPE))$/;

/** Members of supplied packages, and of STANDARD by its name. */
export function findSupplied(
  cx: AnalyzeContext,
  parts: readonly string[],
  args: readonly Argument[] | undefined,
): Found | undefined {
  const at = suppliedOwners.has(parts[0] ?? '') ? 1 : 0;
  if (at === 1 && parts.length === 2 && eventAttributes.test(parts[1] ?? '')) {
    const found = findStandard(cx, parts[1] ?? '', args);
    if (found) return { ...found, used: 2 };
  }
  const packageName = currentPackageName(parts[at] ?? '');
  const member = parts[at + 1];
  if (
    suppliedPackages.has(packageName) &&
    member !== undefined &&
    !(packageName === 'STANDARD' && builtinFunction(member))
  ) {
    const isLast = parts.length === at + 2;
    return { resolution: memberOfPackage(cx, [packageName, member], args, isLast), used: at + 2, argsUsed: isLast };
  }
  if (member === undefined) return undefined;
  const ofType = parts.length === at + 2 ? memberOfType(cx, packageName, member, args) : undefined;
  if (ofType) return { resolution: ofType, used: at + 2, argsUsed: true };
  const standard = packageName === 'STANDARD' ? builtinFunction(member) : undefined;
  if (!standard) return undefined;
  return { resolution: callOf(cx, standard, member, args), used: at + 2, argsUsed: true };
}

/** A member of XMLTYPE, ANYDATA or a JSON object type, by the type's name. */
function memberOfType(
  cx: AnalyzeContext,
  typeName: string,
  member: string,
  args: readonly Argument[] | undefined,
): Resolution | undefined {
  const builtin = (name: string, type: OracleType): Resolution =>
    plain({ kind: 'builtin', name, args: args ?? [] }, type);
  if (typeName === 'XMLTYPE')
    return member === 'CREATEXML'
      ? builtin('XMLTYPE', { kind: 'xml' })
      : memberByType(cx, (t) => t.kind === 'xml', member, { args });
  if (typeName === 'ANYDATA')
    return makesAnydata(member)
      ? builtin(`ANYDATA.${member}`, { kind: 'anydata' })
      : memberByType(cx, (t) => t.kind === 'anydata', member, { args });
  const element = jsonElementTypes.get(typeName);
  return element && (member === 'PARSE' || member === 'LOAD')
    ? builtin(`${typeName}.${member}`, jsonElement(element))
    : undefined;
}

/** `args` belong to the member where it is the last part of the name. */
function memberOfPackage(
  cx: AnalyzeContext,
  [packageName, member]: readonly [string, string],
  args: readonly Argument[] | undefined,
  isLast: boolean,
): Resolution {
  const base: ResolvedBase = { kind: 'supplied', package: packageName, member, args: isLast ? (args ?? []) : [] };
  const types = (args ?? []).map((a) => cx.facts.types.get(a.value) ?? unknown);
  return plain(base, suppliedMemberType(packageName, member, types));
}
