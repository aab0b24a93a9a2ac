import type { OracleType } from '../model/types.js';
import { jsonElement, jsonElementTypes } from './json-elements.js';
import { date, nestedTable, number, raw, text, varray, xml } from './packages/package.js';
import { suppliedOwners, suppliedPackage } from './supplied-packages.js';

/** Types of schema SYS. */
const ofSys: ReadonlyMap<string, OracleType> = new Map<string, OracleType>([
  ...[...jsonElementTypes].map(([name, kind]): [string, OracleType] => [name, jsonElement(kind)]),
  ['DBMS_ID', text(128)],
  ['DBMS_QUOTED_ID', text(130)],
  ['DBMS_ID_30', text(30)],
  ['ODCIVARCHAR2LIST', varray('SYS.ODCIVARCHAR2LIST', text(4000))],
  ['ODCINUMBERLIST', varray('SYS.ODCINUMBERLIST', number)],
  ['ODCIDATELIST', varray('SYS.ODCIDATELIST', date)],
  ['ODCIRAWLIST', varray('SYS.ODCIRAWLIST', raw)],
  ['DBMSOUTPUT_LINESARRAY', varray('SYS.DBMSOUTPUT_LINESARRAY', text(32767))],
  ['XMLSEQUENCETYPE', varray('SYS.XMLSEQUENCETYPE', xml)],
  ['JSON_KEY_LIST', varray('SYS.JSON_KEY_LIST', text(4000))],
  ['DBMS_DEBUG_VC2COLL', nestedTable('SYS.DBMS_DEBUG_VC2COLL', text(1000))],
  ['KU$_VCNT', nestedTable('SYS.KU$_VCNT', text(4000))],
  ['KU$_OBJNUMSET', nestedTable('SYS.KU$_OBJNUMSET', number)],
  ['ORA_MINING_NUMBER_NT', nestedTable('SYS.ORA_MINING_NUMBER_NT', number)],
  ['ORA_MINING_VARCHAR2_NT', nestedTable('SYS.ORA_MINING_VARCHAR2_NT', text(4000))],
]);

/** A type of Oracle's supplied packages or of SYS, by its name in upper case. (PL/SQL Packages and Types Reference) */
export function suppliedType(name: string): OracleType | undefined {
  const parts = name.split('.');
  if (suppliedOwners.has(parts[0] ?? '') && (parts.length > 2 || parts[0] === 'SYS')) parts.shift();
  const [first = '', type, ...more] = parts;
  if (more.length > 0) return undefined;
  if (type === undefined) return ofSys.get(first);
  const types = suppliedPackage(first)?.types ?? {};
  return Object.hasOwn(types, type) ? types[type] : undefined;
}
