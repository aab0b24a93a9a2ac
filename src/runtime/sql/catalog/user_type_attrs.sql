-- USER_TYPE_ATTRS: as DBA_TYPE_ATTRS, of the first schema of the search path.
CREATE VIEW ora.user_type_attrs AS
SELECT d.type_name, d.attr_name, d.attr_type_mod, d.attr_type_owner, d.attr_type_name, d.length, d.precision, d.scale, d.character_set_name, d.attr_no,
  d.inherited, d.char_used
FROM ora.dba_type_attrs AS d
WHERE d.owner = ora.owner_name(current_schema());

GRANT SELECT ON ora.user_type_attrs TO PUBLIC;
