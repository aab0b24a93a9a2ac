-- USER_SCHEDULER_PROGRAMS: as DBA_SCHEDULER_PROGRAMS, of the user.
CREATE VIEW ora.user_scheduler_programs AS
SELECT d.program_name, d.program_type, d.program_action, d.number_of_arguments, d.enabled, d.detached, d.schedule_limit, d.priority, d.weight, d.max_runs,
  d.max_failures, d.max_run_duration, d.has_constraints, d.nls_env, d.comments
FROM ora.dba_scheduler_programs AS d
WHERE d.owner = ora.user_name();

GRANT SELECT ON ora.user_scheduler_programs TO PUBLIC;
