-- DBA_ARGUMENTS: parameters of routines as they were noted, of others as PostgreSQL has them; position 0 is the result of a function. Overloads are numbered in order of creation.
CREATE VIEW ora.dba_arguments AS
SELECT x.* FROM ora.every_argument() AS x;

GRANT SELECT ON ora.dba_arguments TO PUBLIC;
