import { anydataMembers } from '../../analyze/oracle/anydata.js';
import { jsonElementTypes, jsonMethodNames } from '../../analyze/oracle/json-elements.js';
import { suppliedPackages, typedSuppliedMembers } from '../../analyze/oracle/supplied-packages.js';
import { runtimeFunctions } from '../../runtime/index.js';
import { refusedMembers, suppliedAdvice } from './advice.js';
import { suppliedStatements } from './calls.js';
import { suppliedConstant, suppliedConstantNames } from './constants.js';
import { suppliedDifference } from './functions.js';
import { givesTag, tagNames } from './html.js';
import { runtimeSignatures } from './signatures.js';
import { hasNoEffect, membersWithoutEffect } from './without-effect.js';

/** How a member of a supplied package is converted. */
interface SuppliedMember {
  /** `DBMS_LOB.SUBSTR`; `DBMS_AQ` for a package of which no member is converted. */
  readonly name: string;
  readonly status: 'native' | 'inline' | 'runtime' | 'flagged' | 'refused';
  /** The runtime routine that stands for it. */
  readonly by?: string;
  readonly why?: string;
}

/**
 * Every member of a supplied package that the compiler knows, in order of names: from the tables of constants and of
 * types, from the runtime's own routines, and the packages of which it knows but the name.
 */
export function suppliedReference(): readonly SuppliedMember[] {
  const tags = tagNames().flatMap((name) => [`HTF.${name}`, `HTP.${name}`]);
  const names = new Set([
    ...suppliedConstantNames(),
    ...typedSuppliedMembers(),
    ...suppliedStatements,
    ...membersWithoutEffect,
    ...refusedMembers,
    ...ofRuntime(),
    ...tags,
  ]);
  const withMembers = new Set([...names].map((name) => name.slice(0, name.indexOf('.'))));
  for (const name of suppliedPackages) if (!withMembers.has(name)) names.add(name);
  const ofAnydata = anydataMembers().map((name): SuppliedMember => ({ name: `ANYDATA.${name}`, status: 'runtime' }));
  return [...[...names].sort().map(memberOf), ...jsonMembers(), ...ofAnydata];
}

/** JSON_OBJECT_T and the other JSON types: constructors and methods. */
function jsonMembers(): readonly SuppliedMember[] {
  return [...jsonElementTypes].flatMap(([type, kind]) =>
    ['PARSE', ...jsonMethodNames(kind)].sort().map((method): SuppliedMember => {
      const name = `${type}.${method}`;
      return ['ON_ERROR', 'IS_DATE', 'IS_TIMESTAMP', 'GET_BLOB'].includes(method)
        ? { name, status: 'refused', why: 'it has no counterpart' }
        : { name, status: 'runtime' };
    }),
  );
}

function memberOf(name: string): SuppliedMember {
  const [packageName = name, member] = name.split('.');
  if (member === undefined) return refused(name, packageName);
  if (suppliedStatements.includes(name)) return { name, status: 'native' };
  if (suppliedConstant(packageName, member) !== undefined) return { name, status: 'inline', why: 'a constant' };
  if (hasNoEffect(name)) return { name, status: 'inline', why: 'left out: PostgreSQL has no use for it' };
  if (/^HT[FP]$/.test(packageName) && givesTag(member))
    return { name, status: 'flagged', why: suppliedDifference(name) ?? '' };
  const routine = `${packageName}_${member}`.toLowerCase();
  if (runtimeSignatures(routine).length === 0) return refused(name, packageName);
  const why = suppliedDifference(name);
  return { name, status: why === undefined ? 'runtime' : 'flagged', by: `ora.${routine}`, ...(why && { why }) };
}

function refused(name: string, packageName: string): SuppliedMember {
  const advice = suppliedAdvice(packageName, name.slice(packageName.length + 1));
  return { name, status: 'refused', why: advice === '' ? 'it has no counterpart' : advice };
}

/**
 * `dbms_lob_substr` is DBMS_LOB.SUBSTR: the longest name of a package that the routine's name begins with. Helpers of
 * the runtime are called alike; a member is told by the comment at the head of its file, which names it.
 */
function ofRuntime(): readonly string[] {
  const packages = [...suppliedPackages].sort((a, b) => b.length - a.length);
  return [...runtimeFunctions()].flatMap(([routine, { sql }]) => {
    const name = routine.toUpperCase();
    const packageName = packages.find((p) => name.startsWith(`${p}_`));
    if (packageName === undefined || !/^(DBMS|UTL|HT|OWA|APEX)/.test(packageName)) return [];
    const member = name.slice(packageName.length + 1);
    const [heading = ''] = sql.split('\n', 1);
    const named = new RegExp(`\\b${member}\\b`).test(heading);
    return named && runtimeSignatures(routine).length > 0 ? [`${packageName}.${member}`] : [];
  });
}
