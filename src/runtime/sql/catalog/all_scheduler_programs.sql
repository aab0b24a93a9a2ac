-- ALL_SCHEDULER_PROGRAMS: as DBA_SCHEDULER_PROGRAMS, of what the user may see.
CREATE VIEW ora.all_scheduler_programs AS
SELECT d.* FROM ora.dba_scheduler_programs AS d;

GRANT SELECT ON ora.all_scheduler_programs TO PUBLIC;
