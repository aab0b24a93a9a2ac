-- USER_TYPES: as DBA_TYPES, of the first schema of the search path.
CREATE VIEW ora.user_types AS
SELECT d.type_name, d.typecode, d.predefined, d.incomplete FROM ora.dba_types AS d
WHERE d.owner = ora.owner_name(current_schema());

GRANT SELECT ON ora.user_types TO PUBLIC;
