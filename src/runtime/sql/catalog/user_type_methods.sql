-- USER_TYPE_METHODS: as DBA_TYPE_METHODS, of the first schema of the search path.
CREATE VIEW ora.user_type_methods AS
SELECT d.type_name, d.method_name, d.method_no, d.method_type, d.parameters, d.results, d.final, d.instantiable, d.overriding, d.inherited FROM ora.dba_type_methods AS d
WHERE d.owner = ora.owner_name(current_schema());

GRANT SELECT ON ora.user_type_methods TO PUBLIC;
