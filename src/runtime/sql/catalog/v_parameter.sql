-- V$PARAMETER: the parameters that mean something here (src/analyze/oracle/initialization-parameters.ts has their names). TYPE: 1 Boolean, 2 text, 3 integer.
CREATE VIEW ora.v_parameter AS
SELECT NULL::numeric AS num, d.name, d.type::numeric AS type, d.value, d.value AS display_value, NULL::text AS default_value, NULL::text AS isdefault, d.isses_modifiable,
  NULL::text AS issys_modifiable, NULL::text AS ispdb_modifiable, NULL::text AS isinstance_modifiable, NULL::text AS ismodified, NULL::text AS isadjusted,
  'FALSE'::text AS isdeprecated, NULL::text AS isbasic, NULL::text AS description, NULL::text AS update_comment, NULL::numeric AS hash, 0::numeric AS con_id
FROM (
  VALUES ('cluster_database', 1, 'FALSE', 'FALSE'), ('compatible', 2, '19.0.0', 'FALSE'), ('db_block_size', 3, current_setting('block_size'), 'FALSE'),
    ('db_domain', 2, NULL, 'FALSE'), ('db_name', 2, current_database(), 'FALSE'), ('db_unique_name', 2, current_database(), 'FALSE'),
    ('instance_name', 2, current_database(), 'FALSE'), ('processes', 3, current_setting('max_connections'), 'FALSE'), ('service_names', 2, current_database(), 'FALSE')
  UNION ALL
  SELECT lower(n.parameter), CASE n.parameter WHEN 'NLS_NCHAR_CONV_EXCP' THEN 1 ELSE 2 END, n.value, 'TRUE' FROM ora.nls_session_parameters AS n
) AS d(name, type, value, isses_modifiable);

GRANT SELECT ON ora.v_parameter TO PUBLIC;
