-- USER_ARGUMENTS: as DBA_ARGUMENTS, of the first schema of the search path.
CREATE VIEW ora.user_arguments AS
SELECT d.object_name, d.package_name, d.object_id, d.overload, d.argument_name, d.position, d.sequence, d.data_level, d.data_type, d.defaulted, d.in_out, d.subprogram_id, d.default_value, d.type_owner, d.type_name, d.type_subname, d.pls_type FROM ora.dba_arguments AS d
WHERE d.owner = ora.owner_name(current_schema());

GRANT SELECT ON ora.user_arguments TO PUBLIC;
