import { define } from './diagnostic.js';

// ---------- storage ----------

/**
 * A physical clause is left out. PostgreSQL: storage is a matter of few parameters (fillfactor, TOAST, tablespaces).
 * (SQL Language Reference, "physical_attributes_clause")
 */
export const physicalClauseDropped = define({
  code: 'OP1900',
  name: 'physical-clause-dropped',
  severity: 'info',
  effort: 0,
  message: (what: string) =>
    `${what} says how Oracle stores data; PostgreSQL has no counterpart and the clause is left out.`,
  help: 'Nothing to do. Set storage parameters or tablespaces of PostgreSQL where they matter.',
});

/**
 * A table with its own organization. PostgreSQL: tables are heaps. (SQL Language Reference,
 * CREATE TABLE, "physical_properties")
 */
export const organizationDropped = define({
  code: 'OP1901',
  name: 'table-organization',
  severity: 'info',
  effort: 5,
  message: (what: string) => `${what} becomes an ordinary table.`,
  help: 'Rows are kept in a heap; CLUSTER orders it once by an index where reading order matters.',
});

/**
 * An external table. PostgreSQL: the extension file_fdw makes a foreign table of a CSV or text file. (SQL Language
 * Reference, CREATE TABLE, "external_table_clause")
 */
export const externalTable = define({
  code: 'OP1902',
  name: 'external-table',
  severity: 'error',
  effort: 60,
  message: (name: string, files: string) =>
    `External table ${name}${files === '' ? '' : ` (${files})`} becomes an ordinary, empty table.`,
  help: 'Create a foreign table of the extension file_fdw over the file, or load the file with COPY.',
});

// ---------- columns ----------

/**
 * Columns of a query that have no name, or the name of another, in a view or table made of it. (SQL Language Reference,
 * CREATE VIEW, CREATE TABLE)
 */
export const columnsOfQuery = define({
  code: 'OP1812',
  name: 'columns-of-query',
  severity: 'error',
  effort: 10,
  message: (what: string, error: string) => `${what} is not converted: Oracle does not create it (${error}).`,
  help: 'Give each column a name of its own, by an alias or in a list after the name of the view, and NULL a type by CAST.',
});

/**
 * A definition that Oracle never accepted, like two primary keys or a key over a column that is not there. PostgreSQL
 * would refuse it, too, or make something else. (Database Error Messages)
 */
export const definitionRefused = define({
  code: 'OP1816',
  name: 'definition-oracle-refuses',
  severity: 'error',
  effort: 10,
  message: (what: string, error: string) => `${what} is left out: Oracle does not accept it (${error}).`,
  help: 'Correct the source, or leave the statement out: in Oracle it has no effect.',
});

/**
 * A virtual column that a trigger computes. PostgreSQL: a generated column is stored, and its expression must be
 * immutable: no session settings, no time zone, no function that is not marked IMMUTABLE. (SQL Language Reference,
 * CREATE TABLE, "virtual_column_definition")
 */
export const virtualColumnByTrigger = define({
  code: 'OP1201',
  name: 'virtual-column-by-trigger',
  severity: 'warning',
  effort: 30,
  message: (column: string) =>
    `Virtual column ${column} is not provably immutable: a trigger computes it when the row is written, Oracle ` +
    'when it is read.',
  help: 'Make the functions it uses IMMUTABLE and the column GENERATED ALWAYS AS … STORED, or compute it in a view.',
});

/**
 * The expression of a virtual column is not converted. PostgreSQL: a generated column does the same for expressions
 * that PostgreSQL can evaluate. (SQL Language Reference, CREATE TABLE, "virtual_column_definition")
 */
export const virtualColumnFailed = define({
  code: 'OP1202',
  name: 'virtual-column',
  severity: 'error',
  effort: 30,
  message: (column: string) => `The expression of virtual column ${column} is not converted; the column stays NULL.`,
  help: 'Write the expression by hand.',
});

/**
 * An invisible column becomes visible. PostgreSQL: every column is part of `*`. (SQL Language Reference,
 * CREATE TABLE, "VISIBLE | INVISIBLE")
 */
export const invisibleColumn = define({
  code: 'OP1203',
  name: 'invisible-column',
  severity: 'warning',
  effort: 15,
  message: (column: string, made: 'created' | 'altered' = 'created') =>
    made === 'altered'
      ? `Column ${column} keeps its place among the columns: rows as a whole (%ROWTYPE) and statements of outside ` +
        'callers without a column list have it there.'
      : `Invisible column ${column} becomes visible: SELECT * and INSERT without a column list of outside callers ` +
        'see it.',
  help: 'Converted statements list the columns. Name them in outside SQL.',
});

/**
 * A default is not converted. The default contains something that has no counterpart, which the finding names as its
 * cause. (SQL Language Reference, CREATE TABLE, "DEFAULT")
 */
export const defaultFailed = define({
  code: 'OP1204',
  name: 'default-not-converted',
  severity: 'error',
  effort: 15,
  message: (column: string) => `The default of ${column} is not converted.`,
  help: 'Set the default by hand with ALTER TABLE … ALTER COLUMN … SET DEFAULT.',
});

/** Empty strings from outside. PostgreSQL: `''` and NULL are two values. (SQL Language Reference, "Nulls") */
export const emptyStrings = define({
  code: 'OP1205',
  name: 'empty-strings-from-outside',
  severity: 'info',
  effort: 15,
  message: () =>
    "Converted code never stores '', but clients that talk to PostgreSQL directly can; Oracle would store NULL.",
  help: "Set the policy emptyStrings to trigger (stores NULL) or check (refuses '') where other clients write.",
});

/**
 * A column with a linguistic collation. PostgreSQL: collations are objects of the database. (SQL Language Reference,
 * CREATE TABLE, "column_collation_name")
 */
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

/**
 * A constraint is not converted. PostgreSQL: a CHECK condition may use any function, but no subquery, and should give
 * the same answer for the same row at any time. (SQL Language Reference, "constraint")
 */
export const constraintFailed = define({
  code: 'OP1301',
  name: 'constraint-not-converted',
  severity: 'error',
  effort: 30,
  message: (name: string) => `Constraint ${name} is not converted and left out.`,
  help: 'Write it by hand; PostgreSQL allows no subqueries in it.',
});

/**
 * A disabled constraint. PostgreSQL: before version 18 constraints are always enforced for new rows. (SQL
 * Language Reference, "constraint")
 */
export const constraintDisabled = define({
  code: 'OP1302',
  name: 'constraint-disabled',
  severity: 'info',
  effort: 5,
  message: (name: string) => `Constraint ${name} is disabled in Oracle and left out.`,
  help: 'Add it when it is to be enforced.',
});

/**
 * A deferrable unique key over nullable columns. PostgreSQL: NULLs are distinct, so (1, NULL) may repeat. (SQL Language
 * Reference, "constraint", "DEFERRABLE Clause")
 */
export const deferrableUniqueNulls = define({
  code: 'OP1303',
  name: 'deferrable-unique-nulls',
  severity: 'warning',
  effort: 30,
  message: (name: string) =>
    `Deferrable unique key ${name} lets rows with one NULL in the key repeat, which Oracle refuses.`,
  help: 'Make the columns NOT NULL, or the key not deferrable.',
});

/**
 * A part of a constraint without counterpart. PostgreSQL: only unique keys, primary keys, foreign keys and exclusion
 * constraints can be deferred, and no foreign key may refer to a key that can. (SQL Language Reference, "constraint")
 */
export const constraintKind = define({
  code: 'OP1304',
  name: 'constraint-kind',
  severity: 'warning',
  effort: 15,
  message: (what: string) => `${what} has no counterpart and is left out.`,
  help: 'Check whether anything relied on it.',
});

/**
 * A constraint on a view. PostgreSQL: views have no constraints. (SQL Language Reference,
 * "constraint", "View Constraints")
 */
export const relyConstraint = define({
  code: 'OP1305',
  name: 'view-constraint',
  severity: 'info',
  effort: 0,
  message: () => 'Constraints on views only inform the optimiser; they are left out.',
  help: 'Nothing to do.',
});

/**
 * An index over an expression that may change its value. PostgreSQL: expressions of an index must be immutable. (SQL
 * Language Reference, CREATE INDEX, "Creating a Function-Based Index")
 */
export const indexNotImmutable = define({
  code: 'OP1310',
  name: 'index-expression-not-immutable',
  severity: 'error',
  effort: 30,
  message: (name: string, why: 'may change' | 'not converted' = 'may change') =>
    `Index ${name} is left ` +
    `out${why === 'not converted' ? '' : ': its expression is not provably immutable, which PostgreSQL asks for'}.`,
  help: 'Make the functions it uses IMMUTABLE, or index a stored column.',
});

/**
 * A bitmap or reverse key index. PostgreSQL: neither kind exists. (SQL Language Reference,
 * CREATE INDEX, "BITMAP", "REVERSE")
 */
export const indexKind = define({
  code: 'OP1311',
  name: 'index-kind',
  severity: 'info',
  effort: 5,
  message: (name: string, what: string) => `${what} index ${name} becomes an ordinary B-tree index.`,
  help:
    'PostgreSQL combines B-tree indexes in bitmaps when it reads. A covering or BRIN index may do better on large ' +
    'tables.',
});

/**
 * A domain index. PostgreSQL: full text search is built in; spatial search is the extension PostGIS; trigram search is
 * pg_trgm. (SQL Language Reference, CREATE INDEX, "domain_index_clause")
 */
export const domainIndex = define({
  code: 'OP1312',
  name: 'domain-index',
  severity: 'error',
  effort: 120,
  message: (name: string, what: string, done = 'is left out') => `Index ${name} (${what}) ${done}.`,
  help: 'Use full text search (GIN over to_tsvector), PostGIS or a materialized view, by what the index is for.',
});

/**
 * The name of an index or key is taken. PostgreSQL: tables, views, sequences, indexes and composite types of a schema
 * share one. (SQL Language Reference, "Database Object Naming Rules")
 */
export const renamedObject = define({
  code: 'OP1313',
  name: 'name-taken',
  severity: 'info',
  effort: 5,
  message: (name: string, chosen: string) =>
    `${name} is called ${chosen}: PostgreSQL keeps tables, views, sequences and indexes in one name space.`,
  help: 'Change scripts that name the index.',
});

/**
 * An invisible index. PostgreSQL: every valid index is considered. (SQL Language Reference,
 * CREATE INDEX, "VISIBLE | INVISIBLE")
 */
export const invisibleIndex = define({
  code: 'OP1315',
  name: 'invisible-index',
  severity: 'info',
  effort: 5,
  message: (name: string) => `Index ${name} is invisible in Oracle; in PostgreSQL it is used.`,
  help: 'Drop it if it must not be used.',
});

// ---------- sequences ----------

/**
 * A sequence limit beyond bigint. PostgreSQL: a sequence is a bigint: at most 9223372036854775807. (SQL
 * Language Reference, CREATE SEQUENCE)
 */
export const sequenceClamped = define({
  code: 'OP1401',
  name: 'sequence-limit',
  severity: 'info',
  effort: 0,
  message: (name: string) => `Limits of sequence ${name} lie beyond bigint and are set to its ends.`,
  help: 'Nothing to do: the values are out of reach.',
});

/**
 * A sequence option without counterpart. PostgreSQL: a sequence hands out one series to all sessions. (SQL
 * Language Reference, CREATE SEQUENCE)
 */
export const sequenceOption = define({
  code: 'OP1402',
  name: 'sequence-option',
  severity: 'warning',
  effort: 15,
  message: (name: string, what: string) => `${what} of sequence ${name} has no counterpart.`,
  help: 'Check whether anything relied on it.',
});

// ---------- views ----------

/**
 * An object view. PostgreSQL: rows of views have no identifiers. (SQL Language Reference,
 * CREATE VIEW, "object_view_clause")
 */
export const objectView = define({
  code: 'OP1501',
  name: 'object-view',
  severity: 'warning',
  effort: 60,
  message: (name: string) =>
    `Object view ${name} becomes an ordinary view with a column for each attribute: it has no object identifiers.`,
  help: 'Replace REF, DEREF and VALUE over it by joins and row constructors.',
});

/**
 * An object table. PostgreSQL: `CREATE TABLE … OF type` exists and takes over the columns of a composite type. (SQL
 * Language Reference, CREATE TABLE, "object_table")
 */
export const objectTable = define({
  code: 'OP1504',
  name: 'object-table',
  severity: 'info',
  effort: 10,
  message: (name: string) =>
    `Object table ${name} becomes a table with a column for each attribute: its rows have no object identifiers.`,
  help: 'Replace REF, DEREF and VALUE over it by keys and row constructors.',
});

/**
 * A view that is READ ONLY. PostgreSQL: a simple view is updatable. (SQL Language Reference, CREATE VIEW,
 * "subquery_restriction_clause")
 */
export const readOnlyView = define({
  code: 'OP1502',
  name: 'view-restriction',
  severity: 'info',
  effort: 0,
  message: (name: string) => `View ${name} is READ ONLY: a trigger refuses changes through it.`,
  help: 'Nothing to do.',
});

/**
 * WITH CHECK OPTION on a view over several tables. PostgreSQL: the clause is allowed on automatically updatable views
 * only, that is, over one table without aggregation. (SQL Language Reference, CREATE VIEW,
 * "subquery_restriction_clause")
 */
export const checkOptionLost = define({
  code: 'OP1503',
  name: 'check-option',
  severity: 'warning',
  effort: 30,
  message: (name: string) =>
    `WITH CHECK OPTION of ${name} is left out: PostgreSQL has it for views over one table only.`,
  help: 'Check the condition in a trigger.',
});

// ---------- temporary tables ----------

/**
 * A global temporary table. PostgreSQL: a temporary table is created in each session, and its definition is gone with
 * it. (SQL Language Reference, CREATE TABLE, "GLOBAL TEMPORARY")
 */
export const temporaryTable = define({
  code: 'OP1701',
  name: 'global-temporary-table',
  severity: 'info',
  effort: 5,
  message: (name: string) =>
    `Global temporary table ${name} is a template; converted code fills a copy of it in the session's own schema.`,
  help: "Outside callers run select ora.gtt('schema.table') first and use pg_temp.table.",
});
