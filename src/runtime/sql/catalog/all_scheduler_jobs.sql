-- ALL_SCHEDULER_JOBS: as DBA_SCHEDULER_JOBS, of what the user may see.
CREATE VIEW ora.all_scheduler_jobs AS
SELECT d.owner, d.job_name, d.job_creator, d.program_owner, d.program_name, d.job_type, d.job_action, d.number_of_arguments, d.schedule_owner, d.schedule_name, d.schedule_type, d.start_date, d.repeat_interval, d.end_date, d.job_class, d.enabled, d.auto_drop, d.state, d.job_priority, d.run_count, d.max_runs, d.failure_count, d.max_failures, d.last_start_date, d.last_run_duration, d.next_run_date, d.comments FROM ora.dba_scheduler_jobs AS d;

GRANT SELECT ON ora.all_scheduler_jobs TO PUBLIC;
