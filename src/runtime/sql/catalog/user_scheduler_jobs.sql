-- USER_SCHEDULER_JOBS: as DBA_SCHEDULER_JOBS, of the user.
CREATE VIEW ora.user_scheduler_jobs AS
SELECT d.job_name, d.job_subname, d.job_style, d.job_creator, d.client_id, d.global_uid, d.program_owner, d.program_name, d.job_type, d.job_action,
  d.number_of_arguments, d.schedule_owner, d.schedule_name, d.schedule_type, d.start_date, d.repeat_interval, d.event_queue_owner, d.event_queue_name,
  d.event_queue_agent, d.event_condition, d.event_rule, d.file_watcher_owner, d.file_watcher_name, d.end_date, d.job_class, d.enabled, d.auto_drop,
  d.restart_on_recovery, d.restart_on_failure, d.state, d.job_priority, d.run_count, d.uptime_run_count, d.max_runs, d.failure_count, d.uptime_failure_count,
  d.max_failures, d.retry_count, d.last_start_date, d.last_run_duration, d.next_run_date, d.schedule_limit, d.max_run_duration, d.logging_level,
  d.store_output, d.stop_on_window_close, d.instance_stickiness, d.raise_events, d.system, d.job_weight, d.nls_env, d.source, d.number_of_destinations,
  d.destination_owner, d.destination, d.credential_owner, d.credential_name, d.instance_id, d.deferred_drop, d.allow_runs_in_restricted_mode, d.comments,
  d.flags, d.restartable, d.has_constraints, d.connect_credential_owner, d.connect_credential_name, d.fail_on_script_error
FROM ora.dba_scheduler_jobs AS d
WHERE d.job_creator = ora.user_name();

GRANT SELECT ON ora.user_scheduler_jobs TO PUBLIC;
