-- USER_ARGUMENTS: as DBA_ARGUMENTS, of the first schema of the search path.
CREATE VIEW ora.user_arguments AS
SELECT d.object_name, d.package_name, d.object_id, d.overload, d.subprogram_id, d.argument_name, d.position, d.sequence, d.data_level, d.data_type,
  d.defaulted, d.default_value, d.default_length, d.in_out, d.data_length, d.data_precision, d.data_scale, d.radix, d.character_set_name, d.type_owner,
  d.type_name, d.type_subname, d.type_link, d.type_object_type, d.pls_type, d.char_length, d.char_used, d.origin_con_id
FROM ora.dba_arguments AS d
WHERE d.owner = ora.owner_name(current_schema());

GRANT SELECT ON ora.user_arguments TO PUBLIC;
