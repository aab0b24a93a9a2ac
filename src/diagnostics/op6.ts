import { define } from './diagnostic.js';

// ---------- partitions ----------

export const intervalPartitions = define({
  code: 'OP6101',
  name: 'interval-partitioning',
  severity: 'warning',
  effort: 30,
  message: (table: string) =>
    `Oracle makes the interval partitions of ${table} as rows arrive; here such rows go to a default partition.`,
  help: 'Create partitions ahead of time, by a job (pg_partman does it).',
});

export const automaticListPartitions = define({
  code: 'OP6102',
  name: 'automatic-list-partitioning',
  severity: 'warning',
  effort: 30,
  message: (table: string) =>
    `Oracle makes a list partition of ${table} for each new value; here such rows go to a default partition.`,
  help: 'Create partitions for the values in use.',
});

export const globalUniqueKey = define({
  code: 'OP6103',
  name: 'global-unique-key',
  severity: 'error',
  effort: 60,
  message: (key: string, table: string, done = 'it is left out') =>
    `Unique key ${key} of partitioned table ${table} leaves out the partition key: PostgreSQL cannot keep it over all partitions, and ${done}.`,
  help: 'Add the partition key to it, keep the values in a table of their own, or do not partition.',
});

export const referencePartitioning = define({
  code: 'OP6104',
  name: 'reference-partitioning',
  severity: 'warning',
  effort: 60,
  message: (table: string) => `${table} is partitioned by reference; it becomes an ordinary table.`,
  help: 'Copy the partition key of the parent into it and partition by it.',
});

export const partitioningDropped = define({
  code: 'OP6105',
  name: 'partitioning-dropped',
  severity: 'warning',
  effort: 60,
  message: (table: string, why: string) => `${table} becomes an ordinary table: ${why}.`,
  help: 'Partition it by hand where its size asks for it.',
});

export const partitionAction = define({
  code: 'OP6106',
  name: 'partition-maintenance',
  severity: 'error',
  effort: 30,
  message: (what: string) => `${what} is not converted.`,
  help: 'Use ATTACH PARTITION and DETACH PARTITION.',
});

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

export const materializedViewRefresh = define({
  code: 'OP6201',
  name: 'materialized-view-refresh',
  severity: 'warning',
  effort: 30,
  message: (name: string, how: string) =>
    `Materialized view ${name} is refreshed ${how} in Oracle; here by REFRESH MATERIALIZED VIEW only.`,
  help: 'Refresh it by a job (pg_cron), or from triggers on its tables.',
});

export const materializedViewLog = define({
  code: 'OP6202',
  name: 'materialized-view-log',
  severity: 'info',
  effort: 0,
  message: (table: string) => `The materialized view log on ${table} is left out: PostgreSQL refreshes completely.`,
  help: 'Nothing to do.',
});

export const prebuiltTable = define({
  code: 'OP6203',
  name: 'prebuilt-table',
  severity: 'warning',
  effort: 30,
  message: (name: string) =>
    `Materialized view ${name} is ON PREBUILT TABLE; the table stays as it is and is not refreshed.`,
  help: 'Drop the table and create the materialized view, or refresh the table by a job.',
});

export const queryRewrite = define({
  code: 'OP6204',
  name: 'query-rewrite',
  severity: 'info',
  effort: 15,
  message: (name: string) => `PostgreSQL does not rewrite queries to use materialized view ${name}.`,
  help: 'Name it in the queries that should use it.',
});

export const deferredView = define({
  code: 'OP6205',
  name: 'deferred-materialized-view',
  severity: 'warning',
  effort: 10,
  message: (name: string) =>
    `Materialized view ${name} is empty until its first refresh in Oracle (BUILD DEFERRED); here reading it before that fails.`,
  help: 'Refresh it before the first query.',
});

export const refreshedAtCommit = define({
  code: 'OP6206',
  name: 'refresh-at-commit',
  severity: 'info',
  effort: 15,
  message: (name: string) =>
    `Materialized view ${name} is computed as a whole when a transaction that changed its tables commits; nobody reads it meanwhile.`,
  help: 'If that takes long, refresh it by a job, or keep its rows in a table by triggers.',
});

// ---------- grants, users ----------

export const systemPrivilege = define({
  code: 'OP6301',
  name: 'system-privilege',
  severity: 'info',
  effort: 5,
  message: (privilege: string) => `System privilege ${privilege} has no counterpart and is left out.`,
  help: 'Grant CREATE on the schema, or attributes of the role, where needed.',
});

export const objectPrivilege = define({
  code: 'OP6302',
  name: 'object-privilege',
  severity: 'warning',
  effort: 15,
  message: (privilege: string, object: string) =>
    `Privilege ${privilege} on ${object} has no counterpart and is left out.`,
  help: 'Decide who needs what on it.',
});

export const callersRights = define({
  code: 'OP6306',
  name: 'callers-rights',
  severity: 'warning',
  effort: 30,
  message: (object: string, grantees: string) =>
    `${object}: with its owner's rights in Oracle, here with its caller's, because COMMIT, ROLLBACK or ALTER SESSION lie below. The tables that it uses have to be granted to ${grantees}, too.`,
  help: 'Grant the rights on the tables, or leave the COMMIT to the caller.',
});

export const roleForEverybody = define({
  code: 'OP6307',
  name: 'role-for-everybody',
  severity: 'warning',
  effort: 15,
  message: (role: string) => `Role ${role} cannot be granted to PUBLIC in PostgreSQL; that is left out.`,
  help: 'Grant to PUBLIC what the role has, or the role to those who need it.',
});

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

export const userCreated = define({
  code: 'OP6304',
  name: 'user-becomes-schema',
  severity: 'info',
  effort: 5,
  message: () => 'Users become schemas; roles are made for those to whom something is granted.',
  help: 'Set a password and the attribute LOGIN for roles that connect.',
});

export const passwordRole = define({
  code: 'OP6305',
  name: 'role-grant',
  severity: 'info',
  effort: 5,
  message: (role: string) => `Supplied role ${role} has no counterpart and is left out.`,
  help: 'Grant the rights that are meant.',
});

// ---------- other objects ----------

export const otherObject = define({
  code: 'OP6401',
  name: 'object-kind',
  severity: 'warning',
  effort: 60,
  message: (kind: string, name: string, instead: string) => `${kind} ${name} is not converted. ${instead}`,
  help: 'Create what is needed by hand.',
});

export const createDatabaseLink = define({
  code: 'OP6402',
  name: 'create-database-link',
  severity: 'error',
  effort: 120,
  message: (name: string) => `Database link ${name} is not converted.`,
  help: 'Create a foreign server (postgres_fdw, oracle_fdw) with a user mapping and import its tables.',
});

export const synonymResolved = define({
  code: 'OP6403',
  name: 'synonym',
  severity: 'info',
  effort: 0,
  message: () => 'Synonyms are resolved when code is converted; none is created.',
  help: 'Create a view where clients outside of the converted code use the synonym.',
});

export const synonymUnknown = define({
  code: 'OP6404',
  name: 'synonym-of-unknown-object',
  severity: 'info',
  effort: 5,
  message: (name: string, target: string) => `Synonym ${name} stands for ${target}, which is not among the inputs.`,
  help: 'Give the file that creates it where code uses the synonym.',
});

export const alterIgnored = define({
  code: 'OP6405',
  name: 'alter-without-effect',
  severity: 'info',
  effort: 0,
  message: (what: string) => `${what} has nothing to do in PostgreSQL and is left out.`,
  help: 'Nothing to do.',
});

export const explainLeftOut = define({
  code: 'OP6415',
  name: 'explain-plan',
  severity: 'warning',
  effort: 10,
  message: () => 'EXPLAIN PLAN is left out: the plan table gets no rows.',
  help: "Use PostgreSQL's EXPLAIN, or the extension auto_explain, which writes plans to the log.",
});

export const alterNotConverted = define({
  code: 'OP6406',
  name: 'alter-not-converted',
  severity: 'warning',
  effort: 15,
  message: (what: string) => `${what} is not converted.`,
  help: 'Write the PostgreSQL form by hand.',
});

export const sessionSetting = define({
  code: 'OP6407',
  name: 'session-setting',
  severity: 'info',
  effort: 5,
  message: (name: string) => `ALTER SESSION SET ${name} has no counterpart and is left out.`,
  help: 'Check whether anything relied on it.',
});

export const dropNotConverted = define({
  code: 'OP6408',
  name: 'drop-not-converted',
  severity: 'info',
  effort: 5,
  message: (kind: string, name: string) => `DROP ${kind} ${name} has nothing to drop in PostgreSQL and is left out.`,
  help: 'Nothing to do.',
});

export const objectMissing = define({
  code: 'OP6409',
  name: 'object-not-among-inputs',
  severity: 'error',
  effort: 15,
  message: (what: string, missing: string, done: string) =>
    `${what} refers to ${missing}, which is not among the inputs; ${done}.`,
  about: (_, missing: string) => missing,
  help: 'Give the file that creates the object too, or write the statement by hand where the object exists already.',
});

export const readsRefused = define({
  code: 'OP6413',
  name: 'reads-refused-view',
  severity: 'error',
  effort: 15,
  message: (what: string, view: string, done: string) => `${what} reads ${view}, which is refused; ${done}.`,
  about: (_, view: string) => view,
  help: 'Write the view by hand, then fill what is left empty.',
});

export const droppedWithTable = define({
  code: 'OP6414',
  name: 'dropped-with-its-table',
  severity: 'warning',
  effort: 10,
  message: (gone: string, what: string, kind = 'table') =>
    `${what} goes with ${kind} ${gone}; in Oracle it becomes invalid, and comes back when the ${kind} is created again.`,
  about: (_, what: string) => what,
  help: 'Create it anew after the table.',
});

export const definedAgain = define({
  code: 'OP6410',
  name: 'defined-again',
  severity: 'warning',
  effort: 10,
  message: (what: string) => `${what} is defined again further on in another way; this definition is left out.`,
  help: 'Where the files are alternatives, give only those that are meant.',
});

export const triggerBeforeRows = define({
  code: 'OP6412',
  name: 'trigger-before-rows',
  severity: 'warning',
  effort: 10,
  message: (trigger: string, table: string) =>
    `Trigger ${trigger} is created before the rows of ${table} are inserted: they stand in different files, whose order is not known.`,
  help: 'Give one script that calls the files in their order; its order is kept.',
});

export const dropOfOwnObject = define({
  code: 'OP6411',
  name: 'drop-of-own-object',
  severity: 'info',
  effort: 0,
  message: (what: string) => `DROP ${what} is left out: the inputs create it.`,
  help: 'Nothing to do where the DROP belongs to a script that removes the schema. Where the object should be gone, do not convert what creates it.',
});

// ---------- jobs ----------

export const jobTextUnknown = define({
  code: 'OP6507',
  name: 'job-text-unknown',
  severity: 'error',
  effort: 60,
  message: (type?: string) =>
    type === undefined
      ? 'The text of the job is not known before it runs: the job is kept, but cannot be run.'
      : `A job of type ${type} is nothing that the database runs: it is kept, but cannot be run.`,
  help: 'Write the text as a literal; values may be put into it where numbers or quoted texts stand. Programs of the host are started by its own scheduler.',
});

export const jobQueue = define({
  code: 'OP6508',
  name: 'job-queue',
  severity: 'warning',
  effort: 30,
  message: () => 'Oracle runs jobs by itself; here something has to call ora.run_due_jobs() once a minute.',
  help: "Where the extension pg_cron is there: select cron.schedule('ora-jobs', '* * * * *', 'call ora.run_due_jobs()').",
});
