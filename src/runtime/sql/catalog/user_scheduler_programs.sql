-- USER_SCHEDULER_PROGRAMS: as DBA_SCHEDULER_PROGRAMS, of the user.
CREATE VIEW ora.user_scheduler_programs AS
SELECT d.program_name, d.program_type, d.program_action, d.number_of_arguments, d.enabled, d.comments FROM ora.dba_scheduler_programs AS d
WHERE d.owner = ora.user_name();

GRANT SELECT ON ora.user_scheduler_programs TO PUBLIC;
