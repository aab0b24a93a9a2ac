-- DBA_SCHEDULER_PROGRAMS: the programs of DBMS_SCHEDULER. (Database Reference, "DBA_SCHEDULER_PROGRAMS")
CREATE VIEW ora.dba_scheduler_programs AS
SELECT ora.user_name() AS owner, p.program_name AS program_name, p.program_type AS program_type, p.program_action AS program_action, p.number_of_arguments::numeric AS number_of_arguments, CASE WHEN p.enabled THEN 'TRUE' ELSE 'FALSE' END AS enabled, p.comments AS comments
FROM ora.scheduler_programs AS p;

GRANT SELECT ON ora.dba_scheduler_programs TO PUBLIC;
