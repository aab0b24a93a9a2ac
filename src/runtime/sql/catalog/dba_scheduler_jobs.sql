-- DBA_SCHEDULER_JOBS: the jobs of DBMS_SCHEDULER. (Database Reference, "DBA_SCHEDULER_JOBS")
CREATE VIEW ora.dba_scheduler_jobs AS
SELECT d.owner, d.job_name, NULL::text AS job_subname, 'REGULAR'::text AS job_style, d.job_creator, NULL::text AS client_id, NULL::text AS global_uid,
  d.program_owner, d.program_name, d.job_type, d.job_action, d.number_of_arguments, d.schedule_owner, d.schedule_name, d.schedule_type, d.start_date,
  d.repeat_interval, NULL::text AS event_queue_owner, NULL::text AS event_queue_name, NULL::text AS event_queue_agent, NULL::text AS event_condition,
  NULL::text AS event_rule, NULL::text AS file_watcher_owner, NULL::text AS file_watcher_name, d.end_date, d.job_class, d.enabled, d.auto_drop,
  'FALSE'::text AS restart_on_recovery, 'FALSE'::text AS restart_on_failure, d.state, d.job_priority, d.run_count, NULL::numeric AS uptime_run_count,
  d.max_runs, d.failure_count, NULL::numeric AS uptime_failure_count, d.max_failures, NULL::numeric AS retry_count, d.last_start_date, d.last_run_duration,
  d.next_run_date, NULL::interval AS schedule_limit, NULL::interval AS max_run_duration, NULL::text AS logging_level, 'TRUE'::text AS store_output,
  'FALSE'::text AS stop_on_window_close, 'TRUE'::text AS instance_stickiness, NULL::text AS raise_events, 'FALSE'::text AS system, 1::numeric AS job_weight,
  NULL::text AS nls_env, NULL::text AS source, 1::numeric AS number_of_destinations, NULL::text AS destination_owner, NULL::text AS destination,
  NULL::text AS credential_owner, NULL::text AS credential_name, NULL::numeric AS instance_id, 'FALSE'::text AS deferred_drop,
  'FALSE'::text AS allow_runs_in_restricted_mode, d.comments, NULL::numeric AS flags, 'FALSE'::text AS restartable, 'FALSE'::text AS has_constraints,
  NULL::text AS connect_credential_owner, NULL::text AS connect_credential_name, 'FALSE'::text AS fail_on_script_error
FROM (
  SELECT j.job_creator AS owner, j.job_name AS job_name, j.job_creator AS job_creator, CASE WHEN j.program_name IS NOT NULL THEN j.job_creator END AS program_owner, j.program_name AS program_name, j.job_type AS job_type, j.job_action AS job_action, j.number_of_arguments::numeric AS number_of_arguments, CASE WHEN j.schedule_name IS NOT NULL THEN j.job_creator END AS schedule_owner, j.schedule_name AS schedule_name, CASE WHEN j.schedule_name IS NOT NULL THEN 'NAMED' WHEN j.repeat_interval IS NULL THEN 'ONCE' WHEN j.repeat_interval ~* '^\s*FREQ\s*=' THEN 'CALENDAR' ELSE 'PLSQL' END AS schedule_type, j.start_date AS start_date, j.repeat_interval AS repeat_interval, j.end_date AS end_date, j.job_class AS job_class, CASE WHEN j.enabled THEN 'TRUE' ELSE 'FALSE' END AS enabled, CASE WHEN j.auto_drop THEN 'TRUE' ELSE 'FALSE' END AS auto_drop, j.state AS state, j.job_priority::numeric AS job_priority, j.run_count::numeric AS run_count, j.max_runs::numeric AS max_runs, j.failure_count::numeric AS failure_count, j.max_failures::numeric AS max_failures, j.last_start_date AS last_start_date, j.last_run_duration AS last_run_duration, j.next_run_date AS next_run_date, j.comments AS comments
  FROM ora.scheduler_jobs AS j
) AS d(owner, job_name, job_creator, program_owner, program_name, job_type, job_action, number_of_arguments, schedule_owner, schedule_name, schedule_type, start_date, repeat_interval, end_date, job_class, enabled, auto_drop, state, job_priority, run_count, max_runs, failure_count, max_failures, last_start_date, last_run_duration, next_run_date, comments);

GRANT SELECT ON ora.dba_scheduler_jobs TO PUBLIC;
