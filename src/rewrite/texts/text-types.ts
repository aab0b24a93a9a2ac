import { dotted } from '../../ir/dotted.js';
import type { TypeRef } from '../../ir/oracle/index.js';

const ofTexts: ReadonlySet<string> = new Set([
  'VARCHAR2',
  'VARCHAR',
  'STRING',
  'CHAR VARYING',
  'CHARACTER VARYING',
  'NVARCHAR2',
  'NCHAR VARYING',
  'NATIONAL CHAR VARYING',
  'NATIONAL CHARACTER VARYING',
  'CLOB',
  'NCLOB',
  'LONG',
  'LONG VARCHAR',
]);

/** Names without quotes; the latter with them. (PL/SQL Packages and Types Reference, "DBMS_STANDARD") */
const subtypes: ReadonlySet<string> = new Set(['DBMS_ID', 'DBMS_QUOTED_ID', 'DBMS_ID_30', 'DBMS_QUOTED_ID_30']);

/** Does a variable of the type certainly hold a text as it is given: neither padded, as CHAR is, nor converted? */
export const keepsText = (type: TypeRef): boolean =>
  (type.kind === 'BuiltinTypeRef' && ofTexts.has(type.name)) ||
  (type.kind === 'NamedTypeRef' && subtypes.has(dotted(type.name)));

/** May a parameter of the type, which has no length, hold a text as it is given? */
export const mayTakeText = (type: TypeRef): boolean =>
  type.kind !== 'BuiltinTypeRef' || ofTexts.has(type.name) || /CHAR/.test(type.name);
