-- The arguments of jobs and programs of DBMS_SCHEDULER: names and defaults of programs, values of jobs.
CREATE TABLE ora.scheduler_arguments (
  owner_name text,
  argument_position integer,
  argument_name text,
  value text,
  PRIMARY KEY (owner_name, argument_position)
);
GRANT SELECT, INSERT, UPDATE, DELETE ON ora.scheduler_arguments TO PUBLIC;
