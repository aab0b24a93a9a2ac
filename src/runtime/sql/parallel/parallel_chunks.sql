-- The chunks of the tasks in ora.parallel_tasks; STATUS is a constant of the package.
CREATE TABLE ora.parallel_chunks (
  chunk_id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  task_owner text NOT NULL DEFAULT ora.user_name(),
  task_name text NOT NULL,
  status integer NOT NULL DEFAULT 0,
  start_rowid text,
  end_rowid text,
  start_id numeric,
  end_id numeric,
  start_ts timestamp,
  end_ts timestamp,
  error_code numeric,
  error_message text,
  FOREIGN KEY (task_owner, task_name) REFERENCES ora.parallel_tasks ON DELETE CASCADE
);
GRANT SELECT, INSERT, UPDATE, DELETE ON ora.parallel_chunks TO PUBLIC;
