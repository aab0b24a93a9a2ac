import { define } from './diagnostic.js';
import { productOf } from './products.js';

// ---------- types of columns ----------

/**
 * Lengths in BYTE become lengths in characters. PostgreSQL: `varchar(n)` always counts characters. (SQL Language
 * Reference, "VARCHAR2 Data Type")
 */
export const byteLength = define({
  code: 'OP1101',
  name: 'byte-length-semantics',
  severity: 'info',
  effort: 5,
  message: () =>
    'Lengths in BYTE become lengths in characters: text of multi-byte characters that Oracle refuses is accepted.',
  help: 'Add CHECK (octet_length(column) <= n) where the limit in bytes matters.',
});

/**
 * A timestamp with more than six fractional digits. PostgreSQL: `timestamp` and `interval` keep at most six digits,
 * microseconds. (SQL Language Reference, "TIMESTAMP Data Type")
 */
export const timestampPrecision = define({
  code: 'OP1102',
  name: 'timestamp-precision',
  severity: 'warning',
  effort: 15,
  message: (column: string, digits: string) => `${column} keeps 6 fractional digits instead of ${digits}.`,
  help: 'Keep the missing digits in a column of their own where they matter.',
});

/**
 * A column that keeps its time zone. PostgreSQL: `timestamptz` stores the moment only. (SQL Language Reference,
 * "TIMESTAMP WITH TIME ZONE Data Type")
 */
export const timestampZone = define({
  code: 'OP1103',
  name: 'time-zone-not-stored',
  severity: 'warning',
  effort: 30,
  message: () =>
    'TIMESTAMP WITH TIME ZONE becomes timestamptz, which keeps the moment but not the zone it was given in.',
  help: 'Keep the zone in a column of its own where it is shown or extracted.',
});

/** A column that keeps its time zone, which no program of the inputs asks for. PostgreSQL: as above. */
export const timestampZoneUnread = define({
  code: 'OP1117',
  name: 'time-zone-unread',
  severity: 'info',
  effort: 0,
  message: () =>
    'TIMESTAMP WITH TIME ZONE becomes timestamptz, which keeps the moment but not the zone it was given in; ' +
    'nothing among the inputs reads the zone.',
  help: 'Nothing, unless a program outside of the inputs shows or extracts the zone.',
});

/** A column that keeps its time zone in another one, since programs of the inputs ask for it. PostgreSQL: as above. */
export const timestampZoneKept = define({
  code: 'OP1118',
  name: 'time-zone-kept-beside',
  severity: 'info',
  effort: 5,
  message: (column: string) =>
    `TIMESTAMP WITH TIME ZONE becomes timestamptz, which keeps the moment; the zone it was given in, which the inputs ` +
    `read, is kept in the column ${column} beside it.`,
  help: 'Programs outside of the inputs that write the moment have to write the zone, too; else it is that of the session.',
});

/** A BFILE column. PostgreSQL: there is no such type. (SQL Language Reference, "BFILE Data Type") */
export const bfileColumn = define({
  code: 'OP1104',
  name: 'bfile',
  severity: 'warning',
  effort: 120,
  message: (column: string) =>
    `${column} is a BFILE: a pointer to a file of the database server. It becomes text, DIRECTORY/name.`,
  help: 'Load the column as DIRECTORY/name; the files have to be on the new server, or in a column of type bytea.',
});

/**
 * A column that stores ROWIDs. PostgreSQL: the address of a row version is `ctid`. (SQL
 * Language Reference, "ROWID Data Type")
 */
export const rowidColumn = define({
  code: 'OP1105',
  name: 'rowid-column',
  severity: 'warning',
  effort: 60,
  message: (column: string) => `${column} holds ROWIDs; it becomes text, and stored values point nowhere.`,
  help: 'Refer to rows by their primary key.',
});

/**
 * A REF column. PostgreSQL: there are no references to rows other than foreign keys. (SQL
 * Language Reference, "REF Data Types")
 */
export const refColumn = define({
  code: 'OP1106',
  name: 'ref-column',
  severity: 'error',
  effort: 120,
  message: (column: string) =>
    `${column} is a REF to an object of a type of which no table keeps identifiers here; it becomes a uuid that ` +
    'nothing dereferences.',
  help: 'Replace it by a foreign key to the key of the object table.',
});

/**
 * A type that is declared nowhere in the input. The declaration is not among the files given,
 * so `text` stands in its place.
 */
export const unknownType = define({
  code: 'OP1107',
  name: 'unknown-type',
  severity: 'error',
  effort: 30,
  message: (column: string, type: string, instead = 'text stands in its place') => {
    const product = productOf(type);
    return product === undefined
      ? `The type ${type} of ${column} is not among the inputs; ${instead}.`
      : `The type ${type} of ${column} is part of ${product}, which does not come along; ${instead}.`;
  },
  help: 'Give the file that declares the type, or set the column type by hand.',
});

/**
 * A column of type ANYTYPE or ANYDATASET. PostgreSQL: no column type describes itself. (SQL
 * Language Reference, "Any Types")
 */
export const anydataColumn = define({
  code: 'OP1108',
  name: 'anydata',
  severity: 'error',
  effort: 120,
  message: (column: string, type: string) => `${column} is of type ${type}; it becomes jsonb that nothing reads.`,
  help: 'Use jsonb with the name of the type beside the value.',
});

/** A column of type ANYDATA. PostgreSQL: no column type describes itself. (SQL Language Reference, "Any Types") */
export const anydataAsJson = define({
  code: 'OP1116',
  name: 'anydata-as-json',
  severity: 'info',
  effort: 10,
  message: (column: string) => `${column} is of type ANYDATA; it becomes jsonb of the name of a type and a value.`,
  help: 'Bring its data over in that form: {"type": "SYS.NUMBER", "value": 42}.',
});

/**
 * FLOAT with fewer binary digits than a NUMBER keeps. PostgreSQL: `numeric` has no binary precision. (SQL
 * Language Reference, "FLOAT Data Type")
 */
export const floatPrecision = define({
  code: 'OP1109',
  name: 'float-precision',
  severity: 'info',
  effort: 5,
  message: (column: string, bits: string) =>
    `${column} is FLOAT(${bits}): converted statements round to its digits, what others write keeps all of them.`,
  help: 'Round in a trigger or use double precision where the rounding is relied on.',
});

/**
 * Identifiers of the rows of an object table. PostgreSQL: rows have no identity that lasts. (SQL Language Reference,
 * CREATE TABLE, "object_table")
 */
export const objectIdentifiers = define({
  code: 'OP1115',
  name: 'object-identifiers',
  severity: 'info',
  effort: 10,
  message: (name: string) =>
    `REFs point to rows of ${name}: each row gets a uuid in the column sys_nc_oid$. Rows brought over from Oracle ` +
    'get new ones.',
  help: 'Load the object table first, and the REFs by a key of the rows that they point to.',
});

// ---------- user-defined types ----------

/**
 * An object type that contains itself. PostgreSQL: a composite type cannot contain itself, directly or through other
 * types. (PL/SQL Language Reference, "CREATE TYPE Statement")
 */
export const cyclicType = define({
  code: 'OP1601',
  name: 'cyclic-type',
  severity: 'info',
  effort: 20,
  message: (type: string, attribute: string) =>
    `Type ${type} contains itself through ${attribute}, which PostgreSQL does not allow; the attribute holds its ` +
    'value packed as text, which converted code packs and unpacks.',
  help: 'Where the inner objects are many, keep them in a table of their own.',
});

/**
 * A type definition that is not converted. PostgreSQL: base types are written in C as part of an extension. (PL/SQL
 * Language Reference, "CREATE TYPE Statement")
 */
export const unsupportedType = define({
  code: 'OP1602',
  name: 'type-definition',
  severity: 'error',
  effort: 60,
  message: (type: string, what: string) => `Type ${type} (${what}) is not converted.`,
  help: 'Write the type by hand.',
});

/**
 * A type body without its type. PostgreSQL: there are no bodies: each method is a function. (PL/SQL Language Reference,
 * "CREATE TYPE BODY Statement")
 */
export const typeBodyWithoutType = define({
  code: 'OP1603',
  name: 'type-body-without-type',
  severity: 'error',
  effort: 30,
  message: (type: string) => `The type body of ${type} has no type among the inputs.`,
  help: 'Give the file that declares the type.',
});
