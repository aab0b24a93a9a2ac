-- DBA_SCHEDULER_PROGRAMS: the programs of DBMS_SCHEDULER. (Database Reference, "DBA_SCHEDULER_PROGRAMS")
CREATE VIEW ora.dba_scheduler_programs AS
SELECT d.owner, d.program_name, d.program_type, d.program_action, d.number_of_arguments, d.enabled, 'FALSE'::text AS detached,
  NULL::interval AS schedule_limit, NULL::numeric AS priority, NULL::numeric AS weight, NULL::numeric AS max_runs, NULL::numeric AS max_failures,
  NULL::interval AS max_run_duration, 'FALSE'::text AS has_constraints, NULL::text AS nls_env, d.comments
FROM (
  SELECT ora.user_name() AS owner, p.program_name AS program_name, p.program_type AS program_type, p.program_action AS program_action, p.number_of_arguments::numeric AS number_of_arguments, CASE WHEN p.enabled THEN 'TRUE' ELSE 'FALSE' END AS enabled, p.comments AS comments
  FROM ora.scheduler_programs AS p
) AS d(owner, program_name, program_type, program_action, number_of_arguments, enabled, comments);

GRANT SELECT ON ora.dba_scheduler_programs TO PUBLIC;
