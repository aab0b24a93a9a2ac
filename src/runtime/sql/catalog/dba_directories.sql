-- DBA_DIRECTORIES: the settings ora.directory_<name> of the database. One that only the session has set is not among them.
CREATE VIEW ora.dba_directories (owner, directory_name, directory_path, origin_con_id) AS
SELECT 'SYS'::text, upper(substr(split_part(s.setting, '=', 1), 15)), substr(s.setting, strpos(s.setting, '=') + 1), 0::numeric
FROM pg_catalog.pg_db_role_setting AS r, unnest(r.setconfig) AS s (setting)
WHERE r.setrole = 0 AND r.setdatabase = (SELECT d.oid FROM pg_catalog.pg_database AS d WHERE d.datname = current_database())
  AND s.setting LIKE 'ora.directory\_%';

GRANT SELECT ON ora.dba_directories TO PUBLIC;
