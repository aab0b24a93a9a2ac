-- DBA_PLSQL_OBJECT_SETTINGS: what Oracle compiles each stored unit with unless a session says otherwise. (Database Reference, "ALL_PLSQL_OBJECT_SETTINGS")
CREATE VIEW ora.dba_plsql_object_settings AS
SELECT o.owner, o.object_name AS name, o.object_type AS type, 2::numeric AS plsql_optimize_level, 'INTERPRETED'::text AS plsql_code_type,
  'FALSE'::text AS plsql_debug, 'DISABLE:ALL'::text AS plsql_warnings, 'BYTE'::text AS nls_length_semantics, NULL::text AS plsql_ccflags,
  'IDENTIFIERS:NONE'::text AS plscope_settings, 0::numeric AS origin_con_id
FROM ora.dba_objects AS o
WHERE o.object_type IN ('FUNCTION', 'PROCEDURE', 'PACKAGE', 'PACKAGE BODY', 'TRIGGER', 'TYPE', 'TYPE BODY');

GRANT SELECT ON ora.dba_plsql_object_settings TO PUBLIC;
