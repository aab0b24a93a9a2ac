-- The tasks of DBMS_PARALLEL_EXECUTE, by owner and name; STATUS is a constant of the package.
CREATE TABLE ora.parallel_tasks (
  task_owner text NOT NULL DEFAULT ora.user_name(),
  task_name text NOT NULL,
  comment text,
  chunk_type text NOT NULL DEFAULT 'UNDECLARED',
  status integer NOT NULL DEFAULT 1,
  table_owner text,
  table_name text,
  number_column text,
  sql_stmt text,
  language_flag numeric,
  parallel_level numeric,
  job_class text,
  PRIMARY KEY (task_owner, task_name)
);
GRANT SELECT, INSERT, UPDATE, DELETE ON ora.parallel_tasks TO PUBLIC;
