-- USER_OBJECTS: as DBA_OBJECTS, of the first schema of the search path.
CREATE VIEW ora.user_objects AS
SELECT d.object_name, d.subobject_name, d.object_id, d.data_object_id, d.object_type, d.created, d.last_ddl_time, d.timestamp, d.status, d.temporary, d.generated, d.secondary FROM ora.dba_objects AS d
WHERE d.owner = ora.owner_name(current_schema());

GRANT SELECT ON ora.user_objects TO PUBLIC;
