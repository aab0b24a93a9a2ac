-- USER_PLSQL_OBJECT_SETTINGS: as DBA_PLSQL_OBJECT_SETTINGS, of the first schema of the search path.
CREATE VIEW ora.user_plsql_object_settings AS
SELECT d.name, d.type, d.plsql_optimize_level, d.plsql_code_type, d.plsql_debug, d.plsql_warnings, d.nls_length_semantics, d.plsql_ccflags,
  d.plscope_settings, d.origin_con_id
FROM ora.dba_plsql_object_settings AS d
WHERE d.owner = ora.owner_name(current_schema());

GRANT SELECT ON ora.user_plsql_object_settings TO PUBLIC;
