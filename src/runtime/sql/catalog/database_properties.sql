-- DATABASE_PROPERTIES: tablespaces by the names that DBA_TABLESPACES has, time zone, name and NLS parameters. (Database Reference, "DATABASE_PROPERTIES")
CREATE VIEW ora.database_properties (property_name, property_value, description) AS
SELECT 'DEFAULT_PERMANENT_TABLESPACE'::text,
  (SELECT CASE t.spcname WHEN 'pg_default' THEN 'USERS' ELSE ora.oracle_name(t.spcname) END
   FROM pg_catalog.pg_database AS d JOIN pg_catalog.pg_tablespace AS t ON t.oid = d.dattablespace WHERE d.datname = current_database()),
  'Name of default permanent tablespace'::text
UNION ALL
VALUES ('DEFAULT_TEMP_TABLESPACE', 'TEMP', 'Name of default temporary tablespace'), ('DBTIMEZONE', ora.dbtimezone(), 'DB time zone')
UNION ALL
SELECT 'GLOBAL_DB_NAME', g.global_name, 'Global database name' FROM ora.global_name AS g
UNION ALL
SELECT p.parameter, p.value, NULL FROM ora.nls_database_parameters AS p;

GRANT SELECT ON ora.database_properties TO PUBLIC;
