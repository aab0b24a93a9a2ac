-- USER_PARALLEL_EXECUTE_TASKS: as DBA_PARALLEL_EXECUTE_TASKS, of the user.
CREATE VIEW ora.user_parallel_execute_tasks AS
SELECT d.task_name, d.chunk_type, d.status, d.table_owner, d.table_name, d.number_column, d.task_comment, d.job_prefix, d.sql_stmt, d.language_flag, d.edition,
  d.apply_crossedition_trigger, d.fire_apply_trigger, d.parallel_level, d.job_class
FROM ora.dba_parallel_execute_tasks AS d
WHERE d.task_owner = ora.user_name();

GRANT SELECT ON ora.user_parallel_execute_tasks TO PUBLIC;
