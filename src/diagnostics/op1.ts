import { define } from './diagnostic.js';
import { productOf } from './products.js';

// ---------- storage ----------

export const physicalClauseDropped = define({
  code: 'OP1900',
  name: 'physical-clause-dropped',
  severity: 'info',
  effort: 0,
  message: (what: string) =>
    `${what} says how Oracle stores data; PostgreSQL has no counterpart and the clause is left out.`,
  help: 'Nothing to do. Set storage parameters or tablespaces of PostgreSQL where they matter.',
});

export const organizationDropped = define({
  code: 'OP1901',
  name: 'table-organization',
  severity: 'info',
  effort: 5,
  message: (what: string) => `${what} becomes an ordinary table.`,
  help: 'Rows are kept in a heap; CLUSTER orders it once by an index where reading order matters.',
});

export const externalTable = define({
  code: 'OP1902',
  name: 'external-table',
  severity: 'error',
  effort: 60,
  message: (name: string, files: string) =>
    `External table ${name}${files === '' ? '' : ` (${files})`} becomes an ordinary, empty table.`,
  help: 'Create a foreign table of the extension file_fdw over the file, or load the file with COPY.',
});

// ---------- types ----------

export const byteLength = define({
  code: 'OP1101',
  name: 'byte-length-semantics',
  severity: 'info',
  effort: 5,
  message: () =>
    'Lengths in BYTE become lengths in characters: text of multi-byte characters that Oracle refuses is accepted.',
  help: 'Add CHECK (octet_length(column) <= n) where the limit in bytes matters.',
});

export const timestampPrecision = define({
  code: 'OP1102',
  name: 'timestamp-precision',
  severity: 'warning',
  effort: 15,
  message: (column: string, digits: string) => `${column} keeps 6 fractional digits instead of ${digits}.`,
  help: 'Keep the missing digits in a column of their own where they matter.',
});

export const timestampZone = define({
  code: 'OP1103',
  name: 'time-zone-not-stored',
  severity: 'warning',
  effort: 30,
  message: () =>
    'TIMESTAMP WITH TIME ZONE becomes timestamptz, which keeps the moment but not the zone it was given in.',
  help: 'Keep the zone in a column of its own where it is shown or extracted.',
});

export const bfileColumn = define({
  code: 'OP1104',
  name: 'bfile',
  severity: 'warning',
  effort: 120,
  message: (column: string) =>
    `${column} is a BFILE: a pointer to a file of the database server. It becomes text, DIRECTORY/name.`,
  help: 'Load the column as DIRECTORY/name; the files have to be on the new server, or in a column of type bytea.',
});

export const rowidColumn = define({
  code: 'OP1105',
  name: 'rowid-column',
  severity: 'warning',
  effort: 60,
  message: (column: string) => `${column} holds ROWIDs; it becomes text, and stored values point nowhere.`,
  help: 'Refer to rows by their primary key.',
});

export const refColumn = define({
  code: 'OP1106',
  name: 'ref-column',
  severity: 'error',
  effort: 120,
  message: (column: string) =>
    `${column} is a REF to an object of a type of which no table keeps identifiers here; it becomes a uuid that nothing dereferences.`,
  help: 'Replace it by a foreign key to the key of the object table.',
});

export const unknownType = define({
  code: 'OP1107',
  name: 'unknown-type',
  severity: 'error',
  effort: 30,
  message: (column: string, type: string) => {
    const product = productOf(type);
    return product === undefined
      ? `The type ${type} of ${column} is not among the inputs; text stands in its place.`
      : `The type ${type} of ${column} is part of ${product}, which does not come along; text stands in its place.`;
  },
  help: 'Give the file that declares the type, or set the column type by hand.',
});

export const anydataColumn = define({
  code: 'OP1108',
  name: 'anydata',
  severity: 'error',
  effort: 120,
  message: (column: string, type: string) => `${column} is of type ${type}; it becomes jsonb that nothing reads.`,
  help: 'Use jsonb with the name of the type beside the value.',
});

export const anydataAsJson = define({
  code: 'OP1116',
  name: 'anydata-as-json',
  severity: 'info',
  effort: 10,
  message: (column: string) => `${column} is of type ANYDATA; it becomes jsonb of the name of a type and a value.`,
  help: 'Bring its data over in that form: {"type": "SYS.NUMBER", "value": 42}.',
});

export const floatPrecision = define({
  code: 'OP1109',
  name: 'float-precision',
  severity: 'info',
  effort: 5,
  message: (column: string, bits: string) =>
    `${column} is FLOAT(${bits}): converted statements round to its digits, what others write keeps all of them.`,
  help: 'Round in a trigger or use double precision where the rounding is relied on.',
});

export const objectIdentifiers = define({
  code: 'OP1115',
  name: 'object-identifiers',
  severity: 'info',
  effort: 10,
  message: (name: string) =>
    `REFs point to rows of ${name}: each row gets a uuid in the column sys_nc_oid$. Rows brought over from Oracle get new ones.`,
  help: 'Load the object table first, and the REFs by a key of the rows that they point to.',
});

// ---------- columns ----------

export const virtualColumnByTrigger = define({
  code: 'OP1201',
  name: 'virtual-column-by-trigger',
  severity: 'warning',
  effort: 30,
  message: (column: string) =>
    `Virtual column ${column} is not provably immutable: a trigger computes it when the row is written, Oracle when it is read.`,
  help: 'Make the functions it uses IMMUTABLE and the column GENERATED ALWAYS AS … STORED, or compute it in a view.',
});

export const virtualColumnFailed = define({
  code: 'OP1202',
  name: 'virtual-column',
  severity: 'error',
  effort: 30,
  message: (column: string) => `The expression of virtual column ${column} is not converted; the column stays NULL.`,
  help: 'Write the expression by hand.',
});

export const invisibleColumn = define({
  code: 'OP1203',
  name: 'invisible-column',
  severity: 'warning',
  effort: 15,
  message: (column: string) =>
    `Invisible column ${column} becomes visible: SELECT * and INSERT without a column list of outside callers see it.`,
  help: 'Converted code is not affected. Name the columns in outside SQL.',
});

export const defaultFailed = define({
  code: 'OP1204',
  name: 'default-not-converted',
  severity: 'error',
  effort: 15,
  message: (column: string) => `The default of ${column} is not converted.`,
  help: 'Set the default by hand with ALTER TABLE … ALTER COLUMN … SET DEFAULT.',
});

export const emptyStrings = define({
  code: 'OP1205',
  name: 'empty-strings-from-outside',
  severity: 'info',
  effort: 15,
  message: () =>
    "Converted code never stores '', but clients that talk to PostgreSQL directly can; Oracle would store NULL.",
  help: "Set the policy emptyStrings to trigger (stores NULL) or check (refuses '') where other clients write.",
});

export const collationDropped = define({
  code: 'OP1206',
  name: 'column-collation',
  severity: 'warning',
  effort: 30,
  message: (column: string, collation: string) =>
    `Collation ${collation} of ${column} is left out: text compares by code point.`,
  help: 'Create a nondeterministic ICU collation and give it to the column.',
});

// ---------- constraints and indexes ----------

export const constraintFailed = define({
  code: 'OP1301',
  name: 'constraint-not-converted',
  severity: 'error',
  effort: 30,
  message: (name: string) => `Constraint ${name} is not converted and left out.`,
  help: 'Write it by hand; PostgreSQL allows no subqueries in it.',
});

export const constraintDisabled = define({
  code: 'OP1302',
  name: 'constraint-disabled',
  severity: 'info',
  effort: 5,
  message: (name: string) => `Constraint ${name} is disabled in Oracle and left out.`,
  help: 'Add it when it is to be enforced.',
});

export const deferrableUniqueNulls = define({
  code: 'OP1303',
  name: 'deferrable-unique-nulls',
  severity: 'warning',
  effort: 30,
  message: (name: string) =>
    `Deferrable unique key ${name} lets rows with one NULL in the key repeat, which Oracle refuses.`,
  help: 'Make the columns NOT NULL, or the key not deferrable.',
});

export const constraintKind = define({
  code: 'OP1304',
  name: 'constraint-kind',
  severity: 'warning',
  effort: 15,
  message: (what: string) => `${what} has no counterpart and is left out.`,
  help: 'Check whether anything relied on it.',
});

export const relyConstraint = define({
  code: 'OP1305',
  name: 'view-constraint',
  severity: 'info',
  effort: 0,
  message: () => 'Constraints on views only inform the optimiser; they are left out.',
  help: 'Nothing to do.',
});

export const indexNotImmutable = define({
  code: 'OP1310',
  name: 'index-expression-not-immutable',
  severity: 'error',
  effort: 30,
  message: (name: string) =>
    `Index ${name} is left out: its expression is not provably immutable, which PostgreSQL asks for.`,
  help: 'Make the functions it uses IMMUTABLE, or index a stored column.',
});

export const indexKind = define({
  code: 'OP1311',
  name: 'index-kind',
  severity: 'info',
  effort: 5,
  message: (name: string, what: string) => `${what} index ${name} becomes an ordinary B-tree index.`,
  help: 'PostgreSQL combines B-tree indexes in bitmaps when it reads. A covering or BRIN index may do better on large tables.',
});

export const domainIndex = define({
  code: 'OP1312',
  name: 'domain-index',
  severity: 'error',
  effort: 120,
  message: (name: string, what: string, done = 'is left out') => `Index ${name} (${what}) ${done}.`,
  help: 'Use full text search (GIN over to_tsvector), PostGIS or a materialized view, by what the index is for.',
});

export const renamedObject = define({
  code: 'OP1313',
  name: 'name-taken',
  severity: 'info',
  effort: 5,
  message: (name: string, chosen: string) =>
    `${name} is called ${chosen}: PostgreSQL keeps tables, views, sequences and indexes in one name space.`,
  help: 'Change scripts that name the index.',
});

export const invisibleIndex = define({
  code: 'OP1315',
  name: 'invisible-index',
  severity: 'info',
  effort: 5,
  message: (name: string) => `Index ${name} is invisible in Oracle; in PostgreSQL it is used.`,
  help: 'Drop it if it must not be used.',
});

// ---------- sequences ----------

export const sequenceClamped = define({
  code: 'OP1401',
  name: 'sequence-limit',
  severity: 'info',
  effort: 0,
  message: (name: string) => `Limits of sequence ${name} lie beyond bigint and are set to its ends.`,
  help: 'Nothing to do: the values are out of reach.',
});

export const sequenceOption = define({
  code: 'OP1402',
  name: 'sequence-option',
  severity: 'warning',
  effort: 15,
  message: (name: string, what: string) => `${what} of sequence ${name} has no counterpart.`,
  help: 'Check whether anything relied on it.',
});

// ---------- views ----------

export const objectView = define({
  code: 'OP1501',
  name: 'object-view',
  severity: 'warning',
  effort: 60,
  message: (name: string) =>
    `Object view ${name} becomes an ordinary view with a column an attribute: it has no object identifiers.`,
  help: 'Replace REF, DEREF and VALUE over it by joins and row constructors.',
});

export const objectTable = define({
  code: 'OP1504',
  name: 'object-table',
  severity: 'info',
  effort: 10,
  message: (name: string) =>
    `Object table ${name} becomes a table with a column an attribute: its rows have no object identifiers.`,
  help: 'Replace REF, DEREF and VALUE over it by keys and row constructors.',
});

export const readOnlyView = define({
  code: 'OP1502',
  name: 'view-restriction',
  severity: 'info',
  effort: 0,
  message: (name: string) => `View ${name} is READ ONLY: a trigger refuses changes through it.`,
  help: 'Nothing to do.',
});

export const checkOptionLost = define({
  code: 'OP1503',
  name: 'check-option',
  severity: 'warning',
  effort: 30,
  message: (name: string) =>
    `WITH CHECK OPTION of ${name} is left out: PostgreSQL has it for views over one table only.`,
  help: 'Check the condition in a trigger.',
});

// ---------- types ----------

export const cyclicType = define({
  code: 'OP1601',
  name: 'cyclic-type',
  severity: 'warning',
  effort: 20,
  message: (type: string, attribute: string) =>
    `Type ${type} contains itself through ${attribute}, which PostgreSQL does not allow; the attribute holds its value packed as text, which converted code packs and unpacks.`,
  help: 'Where the inner objects are many, keep them in a table of their own.',
});

export const unsupportedType = define({
  code: 'OP1602',
  name: 'type-definition',
  severity: 'error',
  effort: 60,
  message: (type: string, what: string) => `Type ${type} (${what}) is not converted.`,
  help: 'Write the type by hand.',
});

export const missingMethodSymbol = define({
  code: 'OP1603',
  name: 'type-body-without-type',
  severity: 'error',
  effort: 30,
  message: (type: string) => `The type body of ${type} has no type among the inputs.`,
  help: 'Give the file that declares the type.',
});

// ---------- temporary tables ----------

export const temporaryTable = define({
  code: 'OP1701',
  name: 'global-temporary-table',
  severity: 'info',
  effort: 5,
  message: (name: string) =>
    `Global temporary table ${name} is a template; converted code fills a copy of it in the session's own schema.`,
  help: "Outside callers run select ora.gtt('schema.table') first and use pg_temp.table.",
});

// ---------- triggers ----------

export const triggerRefused = define({
  code: 'OP1801',
  name: 'trigger-not-converted',
  severity: 'error',
  effort: 60,
  message: (name: string, what: string) => `Trigger ${name} is not converted: ${what}.`,
  help: 'Write it by hand.',
});

export const systemEvent = define({
  code: 'OP1802',
  name: 'system-trigger',
  severity: 'error',
  effort: 60,
  message: (name: string, event: string) => `Trigger ${name} fires on ${event}, which PostgreSQL has no trigger for.`,
  help: 'Use an event trigger for DDL, a login event trigger (PostgreSQL 17) or the audit extension pgaudit.',
});

export const ddlTrigger = define({
  code: 'OP1810',
  name: 'ddl-trigger',
  severity: 'warning',
  effort: 20,
  message: (name: string, left: string) =>
    `Trigger ${name} becomes an event trigger of the database: it fires behind each DDL command of PostgreSQL, not for roles, databases and TRUNCATE${left}.`,
  help: 'Only a superuser may create it. Read what it relies on: one statement of Oracle may be several commands of PostgreSQL.',
});

export const mutatingTable = define({
  code: 'OP1803',
  name: 'mutating-table',
  severity: 'warning',
  effort: 30,
  message: (name: string, table: string) =>
    `Row trigger ${name} reads or changes ${table} itself: Oracle raises ORA-04091, PostgreSQL lets it see the rows changed so far.`,
  help: 'Check that nothing relies on the error.',
});

export const triggerDisabled = define({
  code: 'OP1804',
  name: 'trigger-disabled',
  severity: 'info',
  effort: 0,
  message: (name: string) => `Trigger ${name} is created disabled, as in Oracle.`,
  help: 'Nothing to do.',
});

export const triggerOrder = define({
  code: 'OP1805',
  name: 'trigger-order',
  severity: 'info',
  effort: 5,
  message: (name: string, chosen: string) =>
    `Trigger ${name} is called ${chosen}: PostgreSQL fires triggers in the order of their names.`,
  help: 'Keep the order of the names when triggers are renamed.',
});

export const triggerUnknownTable = define({
  code: 'OP1806',
  name: 'trigger-without-table',
  severity: 'error',
  effort: 15,
  message: (name: string, table: string) => `Trigger ${name} is on ${table}, which is not among the inputs.`,
  help: 'Give the file that creates it.',
});

export const triggerTransaction = define({
  code: 'OP1807',
  name: 'transaction-control-in-trigger',
  severity: 'error',
  effort: 60,
  message: (name: string) =>
    `Trigger ${name} commits or rolls back, itself or in what it calls; PostgreSQL refuses that in a trigger.`,
  help: 'Move the transaction control out of the trigger, or run it on a connection of its own (extension dblink).',
});

export const interleavedTriggers = define({
  code: 'OP1808',
  name: 'row-trigger-interleaving',
  severity: 'warning',
  effort: 30,
  message: (name: string, other: string) =>
    `Oracle fires ${name} and ${other} row by row; PostgreSQL fires all BEFORE triggers of a statement first, so one does not see what the other wrote.`,
  help: 'Check what the triggers read and write.',
});

export const rowTriggerFirst = define({
  code: 'OP1811',
  name: 'row-trigger-before-constraints',
  severity: 'warning',
  effort: 15,
  message: (name: string, table: string) =>
    `${name} fires right behind the BEFORE triggers of its row, as in Oracle, but before PostgreSQL checks the constraints of ${table}: for a row that they refuse it has fired, and its output and variables stay.`,
  help: 'Nothing to do where rows that constraints refuse do not matter to the output and variables of the trigger.',
});

export const updatingColumnOfView = define({
  code: 'OP1809',
  name: 'updating-column-of-view',
  severity: 'warning',
  effort: 15,
  message: (name: string) =>
    `UPDATING('column') in INSTEAD OF trigger ${name} is true where the value changes, in Oracle where the column is in the SET list.`,
  help: 'Check that setting a column to its own value makes no difference.',
});
