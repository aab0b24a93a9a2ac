import { anydataMembers } from '../../analyze/oracle/anydata.js';
import { jsonElementTypes, jsonMethodNames } from '../../analyze/oracle/json-elements.js';
import { describedPackages } from '../../analyze/oracle/packages/index.js';
import { currentPackageName, suppliedMember, suppliedPackages } from '../../analyze/oracle/supplied-packages.js';
import { routineOf } from './packages/conversion.js';
import { conversionOf, packageConversions, suppliedAdvice } from './packages/index.js';
import { runtimeSignatures } from './signatures.js';

/** How a member of a supplied package is converted. */
interface MemberReference {
  /** `DBMS_LOB.SUBSTR`; `DBMS_AQ` for a package of which no member is converted. */
  readonly name: string;
  readonly status: 'native' | 'inline' | 'runtime' | 'flagged' | 'refused';
  /** The runtime routine that stands for it. */
  readonly by?: string;
  readonly why?: string;
}

/**
 * Every member of a supplied package that the compiler knows, in order of names: from the tables of what Oracle has and
 * of what becomes of it, and the packages of which it knows but the name.
 */
export function suppliedReference(): readonly MemberReference[] {
  const tables = [...describedPackages, ...packageConversions.values()];
  const names = new Set(
    tables.flatMap(({ name, members = {} }) => Object.keys(members).map((member) => `${name}.${member}`)),
  );
  const withMembers = new Set([...names].map((name) => name.slice(0, name.indexOf('.'))));
  for (const name of suppliedPackages) if (!withMembers.has(name)) names.add(name);
  const ofAnydata = anydataMembers().map((name): MemberReference => ({ name: `ANYDATA.${name}`, status: 'runtime' }));
  return [...[...names].sort().map(memberOf), ...jsonMembers(), ...ofAnydata];
}

/** JSON_OBJECT_T and the other JSON types: constructors and methods. */
function jsonMembers(): readonly MemberReference[] {
  return [...jsonElementTypes].flatMap(([type, kind]) =>
    ['PARSE', ...jsonMethodNames(kind)].sort().map((method): MemberReference => {
      const name = `${type}.${method}`;
      return ['ON_ERROR', 'IS_DATE', 'IS_TIMESTAMP', 'GET_BLOB'].includes(method)
        ? { name, status: 'refused', why: 'it has no counterpart' }
        : { name, status: 'runtime' };
    }),
  );
}

function memberOf(name: string): MemberReference {
  const [packageName = name, member] = name.split('.');
  if (member === undefined) {
    const today = currentPackageName(name);
    if (today !== name) return { name, status: 'inline', why: `what ${today} was called before` };
    return refused(name, packageName);
  }
  const base = { package: packageName, member };
  const conversion = conversionOf(base);
  if (conversion?.status) return { name, status: conversion.status };
  if (suppliedMember(packageName, member)?.constant !== undefined) return { name, status: 'inline', why: 'a constant' };
  if (conversion?.leftOut) return { name, status: 'inline', why: 'left out: PostgreSQL has no use for it' };
  const routine = routineOf(base);
  const by = runtimeSignatures(routine).length > 0 ? { by: `ora.${routine}` } : undefined;
  if (conversion?.differs !== undefined) return { name, status: 'flagged', ...by, why: conversion.differs };
  if (by) return { name, status: 'runtime', ...by };
  return conversion?.expression || conversion?.statement ? { name, status: 'inline' } : refused(name, packageName);
}

function refused(name: string, packageName: string): MemberReference {
  const advice = suppliedAdvice(packageName, name.slice(packageName.length + 1));
  return { name, status: 'refused', why: advice === '' ? 'it has no counterpart' : advice };
}
