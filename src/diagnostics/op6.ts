import { define } from './diagnostic.js';

// ---------- partitions ----------

/**
 * Interval partitioning. PostgreSQL: partitions are made by hand or by a job. (SQL Language Reference,
 * CREATE TABLE, "INTERVAL Clause")
 */
export const intervalPartitions = define({
  code: 'OP6101',
  name: 'interval-partitioning',
  severity: 'warning',
  effort: 30,
  message: (table: string) =>
    `Oracle makes the interval partitions of ${table} as rows arrive; here such rows go to a default partition.`,
  help: 'Create partitions ahead of time, by a job (pg_partman does it).',
});

/**
 * Automatic list partitioning. PostgreSQL: partitions are made by hand; a default partition takes the other values.
 * (SQL Language Reference, CREATE TABLE, "AUTOMATIC")
 */
export const automaticListPartitions = define({
  code: 'OP6102',
  name: 'automatic-list-partitioning',
  severity: 'warning',
  effort: 30,
  message: (table: string) =>
    `Oracle makes a list partition of ${table} for each new value; here such rows go to a default partition.`,
  help: 'Create partitions for the values in use.',
});

/**
 * A range over several columns whose later ones may be NULL. PostgreSQL: rows with a NULL in the key go to the default
 * partition. (SQL Language Reference, CREATE TABLE, "range_values_clause"; PostgreSQL manual, CREATE TABLE, "PARTITION
 * OF")
 */
export const partitionKeyNull = define({
  code: 'OP6426',
  name: 'null-in-partition-key',
  severity: 'warning',
  effort: 15,
  message: (table: string, column: string) =>
    `Rows of ${table} whose partition key holds NULL in ${column} go to the default partition, and are refused ` +
    'without one; in Oracle the columns before it choose first.',
  help: 'Make the column NOT NULL, with a value of its own for what is not known.',
});

/**
 * A unique key without the partition key. PostgreSQL: each partition has indexes of its own. (Database VLDB and
 * Partitioning Guide, "Partitioning of Indexes")
 */
export const globalUniqueKey = define({
  code: 'OP6103',
  name: 'global-unique-key',
  severity: 'error',
  effort: 60,
  message: (key: string, table: string, done = 'it is left out') =>
    `Unique key ${key} of partitioned table ${table} leaves out the partition key: PostgreSQL cannot keep it over ` +
    `all partitions, and ${done}.`,
  help: 'Add the partition key to it, keep the values in a table of their own, or do not partition.',
});

/**
 * Reference partitioning. PostgreSQL: a table is partitioned by its own columns. (SQL Language Reference, CREATE
 * TABLE, "reference_partitioning")
 */
export const referencePartitioning = define({
  code: 'OP6104',
  name: 'reference-partitioning',
  severity: 'warning',
  effort: 60,
  message: (table: string) => `${table} is partitioned by reference; it becomes an ordinary table.`,
  help: 'Copy the partition key of the parent into it and partition by it.',
});

/**
 * Partitioning is dropped. PostgreSQL: there is RANGE, LIST of one column, and HASH; bounds are evaluated once. (SQL
 * Language Reference, CREATE TABLE, "table_partitioning_clauses")
 */
export const partitioningDropped = define({
  code: 'OP6105',
  name: 'partitioning-dropped',
  severity: 'warning',
  effort: 60,
  message: (table: string, why: string) => `${table} becomes an ordinary table: ${why}.`,
  help: 'Partition it by hand where its size asks for it.',
});

/**
 * Partition maintenance. PostgreSQL: partitions are tables: they are created, attached, detached, truncated and
 * dropped. (SQL Language Reference, ALTER TABLE, "alter_table_partitioning")
 */
export const partitionAction = define({
  code: 'OP6106',
  name: 'partition-maintenance',
  severity: 'error',
  effort: 30,
  message: (what: string) => `${what} is not converted.`,
  help: 'Use ATTACH PARTITION and DETACH PARTITION.',
});

/**
 * A foreign key to a partitioned table that lost its key. PostgreSQL: it may too, but only to a key that exists, and a
 * key must contain the partition key.
 */
export const partitionForeignKey = define({
  code: 'OP6107',
  name: 'foreign-key-to-partitions',
  severity: 'error',
  effort: 60,
  message: (name: string, table: string) =>
    `Foreign key ${name} is left out: the key of partitioned table ${table} that it refers to cannot be kept.`,
  help: 'Refer to a key that contains the partition key.',
});

// ---------- materialized views ----------

/**
 * A materialized view that refreshes by itself. PostgreSQL: a materialized view changes with REFRESH MATERIALIZED VIEW
 * only. (SQL Language Reference, CREATE MATERIALIZED VIEW)
 */
export const materializedViewRefresh = define({
  code: 'OP6201',
  name: 'materialized-view-refresh',
  severity: 'warning',
  effort: 30,
  message: (name: string, how: string) =>
    `Materialized view ${name} is refreshed ${how} in Oracle; here by REFRESH MATERIALIZED VIEW only.`,
  help: 'Refresh it by a job (pg_cron), or from triggers on its tables.',
});

/**
 * A materialized view log. PostgreSQL: a refresh computes the whole query again. (SQL Language
 * Reference, CREATE MATERIALIZED VIEW LOG)
 */
export const materializedViewLog = define({
  code: 'OP6202',
  name: 'materialized-view-log',
  severity: 'info',
  effort: 0,
  message: (table: string) => `The materialized view log on ${table} is left out: PostgreSQL refreshes completely.`,
  help: 'Nothing to do.',
});

/**
 * A materialized view on a prebuilt table. PostgreSQL: a materialized view has storage of its own. (SQL Language
 * Reference, CREATE MATERIALIZED VIEW)
 */
export const prebuiltTable = define({
  code: 'OP6203',
  name: 'prebuilt-table',
  severity: 'warning',
  effort: 30,
  message: (name: string) =>
    `Materialized view ${name} is ON PREBUILT TABLE; the table stays as it is and is not refreshed.`,
  help: 'Drop the table and create the materialized view, or refresh the table by a job.',
});

/** Query rewrite. PostgreSQL: the planner never does that. (SQL Language Reference, CREATE MATERIALIZED VIEW) */
export const queryRewrite = define({
  code: 'OP6204',
  name: 'query-rewrite',
  severity: 'info',
  effort: 15,
  message: (name: string) => `PostgreSQL does not rewrite queries to use materialized view ${name}.`,
  help: 'Name it in the queries that should use it.',
});

/**
 * A materialized view that is filled later. PostgreSQL: a materialized view that is created WITH NO DATA cannot be read
 * before REFRESH MATERIALIZED VIEW. (SQL Language Reference, CREATE MATERIALIZED VIEW)
 */
export const deferredView = define({
  code: 'OP6205',
  name: 'deferred-materialized-view',
  severity: 'warning',
  effort: 10,
  message: (name: string) =>
    `Materialized view ${name} is empty until its first refresh in Oracle (BUILD DEFERRED); here reading it ` +
    'before that fails.',
  help: 'Refresh it before the first query.',
});

/**
 * A materialized view that is refreshed when its tables commit. PostgreSQL: a materialized view changes with REFRESH
 * MATERIALIZED VIEW only, which computes all of its rows and locks out readers until the end of the transaction. (SQL
 * Language Reference, CREATE MATERIALIZED VIEW)
 */
export const refreshedAtCommit = define({
  code: 'OP6206',
  name: 'refresh-at-commit',
  severity: 'info',
  effort: 15,
  message: (name: string) =>
    `Materialized view ${name} is computed as a whole when a transaction that changed its tables commits, and ` +
    'cannot be read meanwhile.',
  help: 'If that takes long, refresh it by a job, or keep its rows in a table by triggers.',
});

// ---------- grants, users ----------

/** A system privilege. PostgreSQL: rights hang on schemas, databases and roles. (SQL Language Reference, GRANT) */
export const systemPrivilege = define({
  code: 'OP6301',
  name: 'system-privilege',
  severity: 'info',
  effort: 5,
  message: (privilege: string) => `System privilege ${privilege} has no counterpart and is left out.`,
  help: 'Grant CREATE on the schema, or attributes of the role, where needed.',
});

/**
 * An object privilege without counterpart. PostgreSQL: ALTER and CREATE INDEX are reserved to the owner.
 * (SQL Language Reference, GRANT)
 */
export const objectPrivilege = define({
  code: 'OP6302',
  name: 'object-privilege',
  severity: 'warning',
  effort: 15,
  message: (privileges: readonly string[], object: string) =>
    privileges.length === 1
      ? `Privilege ${privileges[0]} on ${object} has no counterpart and is left out.`
      : `Privileges ${privileges.join(', ')} on ${object} have no counterpart and are left out.`,
  help: 'Decide who needs what on it.',
});

/**
 * A routine that ran with its owner's rights. PostgreSQL: a function runs with the rights of its caller unless it is
 * SECURITY DEFINER; such a one needs a search_path of its own. (PL/SQL Language Reference,
 * "Invoker's Rights and Definer's Rights")
 */
export const callersRights = define({
  code: 'OP6306',
  name: 'callers-rights',
  severity: 'warning',
  effort: 30,
  message: (object: string, grantees: string) =>
    `${object}: run with the rights of the owner in Oracle, here with those of the caller, because COMMIT, ROLLBACK or ` +
    `ALTER SESSION is reached from there. The tables used there have to be granted to ${grantees}, too.`,
  help: 'Grant the rights on the tables, or leave the COMMIT to the caller.',
});

/**
 * A role that is granted to PUBLIC. PostgreSQL: PUBLIC is no role: privileges are granted to it, roles are not.
 * (SQL Language Reference, GRANT)
 */
export const roleForEverybody = define({
  code: 'OP6307',
  name: 'role-for-everybody',
  severity: 'warning',
  effort: 15,
  message: (role: string) => `Role ${role} cannot be granted to PUBLIC in PostgreSQL; that is left out.`,
  help: 'Grant to PUBLIC what the role has, or the role to those who need it.',
});

/**
 * A grant on something that is not in the input. PostgreSQL: the object must exist when the grant is made.
 * (SQL Language Reference, GRANT)
 */
export const grantUnknownObject = define({
  code: 'OP6303',
  name: 'grant-on-unknown-object',
  severity: 'info',
  effort: 5,
  message: (statement: 'GRANT' | 'REVOKE', object: string) =>
    `${statement} on ${object} is left out: the object is not among the inputs.`,
  about: (_, object: string) => object,
  help: 'Grant on what stands in its place.',
});

/**
 * A user becomes a schema. PostgreSQL: roles and schemas are different things. (SQL Language Reference, CREATE USER)
 */
export const userCreated = define({
  code: 'OP6304',
  name: 'user-becomes-schema',
  severity: 'info',
  effort: 5,
  message: () => 'Users become schemas; roles are made for those to whom something is granted.',
  help: 'Set a password and the attribute LOGIN for roles that connect.',
});

/**
 * A role that Oracle supplies. PostgreSQL: there are other predefined roles: pg_monitor, pg_read_all_data,
 * pg_signal_backend … (SQL Language Reference, CREATE ROLE)
 */
export const suppliedRole = define({
  code: 'OP6305',
  name: 'role-grant',
  severity: 'info',
  effort: 5,
  message: (role: string) => `Supplied role ${role} has no counterpart and is left out.`,
  help: 'Grant the rights that are meant.',
});

// ---------- jobs ----------

/**
 * The text of a job is not known before it runs. PostgreSQL: the text would have to be PL/pgSQL. (PL/SQL Packages and
 * Types Reference, "DBMS_JOB", "DBMS_SCHEDULER")
 */
export const jobTextUnknown = define({
  code: 'OP6507',
  name: 'job-text-unknown',
  severity: 'error',
  effort: 60,
  message: (type?: string) =>
    type === undefined
      ? 'The text of the job is not known before it runs: the job is kept, but cannot be run.'
      : `A job of type ${type} is not run by the database: it is kept, but cannot be run.`,
  help:
    'Write the text as a literal; values may be put into it where numbers or quoted texts stand. Programs of the ' +
    'host are started by its own scheduler.',
});

/**
 * Jobs need something that runs them. PostgreSQL: nothing runs by itself; the extension pg_cron, or the scheduler of
 * the host, calls what it is told to. (PL/SQL Packages and Types Reference, "DBMS_JOB", "DBMS_SCHEDULER")
 */
export const jobQueue = define({
  code: 'OP6508',
  name: 'job-queue',
  severity: 'warning',
  effort: 30,
  message: () => 'Oracle runs jobs by itself; here something has to call ora.run_due_jobs() once a minute.',
  help:
    "Where the extension pg_cron is there: select cron.schedule('ora-jobs', '* * * * *', 'call " +
    "ora.run_due_jobs()').",
});
