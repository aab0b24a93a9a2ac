-- USER_OBJECTS: as DBA_OBJECTS, of the first schema of the search path.
CREATE VIEW ora.user_objects AS
SELECT d.object_name, d.subobject_name, d.object_id, d.data_object_id, d.object_type, d.created, d.last_ddl_time, d.timestamp, d.status, d.temporary,
  d.generated, d.secondary, d.namespace, d.edition_name, d.sharing, d.editionable, d.oracle_maintained, d.application, d.default_collation, d.duplicated,
  d.sharded, d.created_appid, d.created_vsnid, d.modified_appid, d.modified_vsnid
FROM ora.dba_objects AS d
WHERE d.owner = ora.owner_name(current_schema());

GRANT SELECT ON ora.user_objects TO PUBLIC;
