-- ALL_DIRECTORIES: see DBA_DIRECTORIES.
CREATE VIEW ora.all_directories (owner, directory_name, directory_path, origin_con_id) AS
SELECT d.owner, d.directory_name, d.directory_path, d.origin_con_id FROM ora.dba_directories AS d;

GRANT SELECT ON ora.all_directories TO PUBLIC;
