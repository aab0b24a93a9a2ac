-- DBA_OBJECTS: everything that has a name: tables and their partitions, views, indexes, sequences, routines, packages, types, triggers. PostgreSQL does not keep the times of DDL: those columns are NULL.
CREATE VIEW ora.dba_objects AS
SELECT o.* FROM ora.every_object() AS o;

GRANT SELECT ON ora.dba_objects TO PUBLIC;
