import type { OracleType } from '../model/types.js';

/**
 * Packages by the names they had before, which stay as synonyms. (PL/SQL Packages and Types
 * Reference, "DBMS_XMLDOM", "DBMS_MVIEW")
 */
const former: ReadonlyMap<string, string> = new Map([
  ['DBMS_SNAPSHOT', 'DBMS_MVIEW'],
  ['XMLDOM', 'DBMS_XMLDOM'],
  ['XMLPARSER', 'DBMS_XMLPARSER'],
  ['XSLPROCESSOR', 'DBMS_XSLPROCESSOR'],
]);

/** A supplied package's name of today. */
export const currentPackageName = (name: string): string => former.get(name) ?? name;

/** Handles of nodes, lists, parsers: numbers that the runtime gives. */
const handle: OracleType = { kind: 'plsInteger' };

/** The types that stand for a node, a list or a parser. In: the qualified name in upper case. */
export function domType(full: string): OracleType | undefined {
  const [packageName = '', type = '', more] = full.split('.');
  if (more !== undefined) return undefined;
  const name = currentPackageName(packageName);
  if (name === 'DBMS_XMLDOM' && type === 'DOMTYPE') return { kind: 'varchar2' };
  return (name === 'DBMS_XMLDOM' && /^DOM(?!EXCEPTION)[A-Z]+$/.test(type)) ||
    (name === 'DBMS_XMLPARSER' && type === 'PARSER') ||
    (name === 'DBMS_XSLPROCESSOR' && /^(PROCESSOR|STYLESHEET)$/.test(type))
    ? handle
    : undefined;
}

const text =
  /^(GETNODENAME|GETNODEVALUE|GETTAGNAME|GETATTRIBUTE|GETNAME|GETVALUE|GETDATA|SUBSTRINGDATA|GETTARGET|GETVERSION|GETCHARSET|GETSTANDALONE|GETLOCALNAME|GETQUALIFIEDNAME|GETPREFIX|GETNAMESPACE|VALUEOF)$/;
const truth = /^(ISNULL|HASCHILDNODES|HASATTRIBUTES|HASATTRIBUTE|GETSPECIFIED)$/;

/** What a member of the DOM packages gives; undefined for members of other packages. */
export function domMemberType(packageName: string, member: string): OracleType | undefined {
  if (!/^DBMS_(XMLDOM|XMLPARSER|XSLPROCESSOR)$/.test(packageName)) return undefined;
  if (text.test(member)) return { kind: 'varchar2' };
  if (truth.test(member)) return { kind: 'boolean' };
  return member === 'GETXMLTYPE' ? { kind: 'xml' } : handle;
}
