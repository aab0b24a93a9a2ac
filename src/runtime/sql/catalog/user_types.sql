-- USER_TYPES: as DBA_TYPES, of the first schema of the search path.
CREATE VIEW ora.user_types AS
SELECT d.type_name, d.type_oid, d.typecode, d.attributes, d.methods, d.predefined, d.incomplete, d.final, d.instantiable, d.persistable, d.supertype_owner,
  d.supertype_name, d.local_attributes, d.local_methods, d.typeid
FROM ora.dba_types AS d
WHERE d.owner = ora.owner_name(current_schema());

GRANT SELECT ON ora.user_types TO PUBLIC;
