-- DBA_PROCEDURES: routines, one row each; those of a package under its name, and one row of the package itself.
CREATE VIEW ora.dba_procedures AS
SELECT x.* FROM ora.every_routine() AS x;

GRANT SELECT ON ora.dba_procedures TO PUBLIC;
