-- DBA_SOURCE: lines of program units as they were written; those of other routines as PostgreSQL has them.
CREATE VIEW ora.dba_source AS
SELECT x.* FROM ora.every_source_line() AS x;

GRANT SELECT ON ora.dba_source TO PUBLIC;
