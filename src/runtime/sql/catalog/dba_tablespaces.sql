-- DBA_TABLESPACES: the default one goes by the name of Oracle's.
CREATE VIEW ora.dba_tablespaces (tablespace_name, block_size, status, contents, logging) AS
SELECT CASE t.spcname WHEN 'pg_default' THEN 'USERS' WHEN 'pg_global' THEN 'SYSTEM' ELSE ora.oracle_name(t.spcname) END,
  current_setting('block_size')::numeric, 'ONLINE'::text, 'PERMANENT'::text, 'LOGGING'::text
FROM pg_catalog.pg_tablespace AS t;

GRANT SELECT ON ora.dba_tablespaces TO PUBLIC;
