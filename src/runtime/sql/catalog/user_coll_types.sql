-- USER_COLL_TYPES: as DBA_COLL_TYPES, of the first schema of the search path.
CREATE VIEW ora.user_coll_types AS
SELECT d.type_name, d.coll_type, d.upper_bound, d.elem_type_mod, d.elem_type_owner, d.elem_type_name, d.length, d.precision, d.scale, d.character_set_name, d.nulls_stored FROM ora.dba_coll_types AS d
WHERE d.owner = ora.owner_name(current_schema());

GRANT SELECT ON ora.user_coll_types TO PUBLIC;
