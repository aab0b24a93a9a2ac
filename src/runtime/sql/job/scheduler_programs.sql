-- The programs of DBMS_SCHEDULER.
CREATE TABLE ora.scheduler_programs (
  program_name text PRIMARY KEY,
  program_type text NOT NULL,
  program_action text NOT NULL,
  number_of_arguments integer NOT NULL DEFAULT 0,
  code text,
  enabled boolean NOT NULL DEFAULT false,
  comments text
);
GRANT SELECT, INSERT, UPDATE, DELETE ON ora.scheduler_programs TO PUBLIC;
