-- USER_RECYCLEBIN: as DBA_RECYCLEBIN, of the first schema of the search path.
CREATE VIEW ora.user_recyclebin AS
SELECT d.object_name, d.original_name, d.operation, d.type, d.ts_name, d.createtime, d.droptime, d.can_undrop, d.can_purge FROM ora.dba_recyclebin AS d
WHERE d.owner = ora.owner_name(current_schema());

GRANT SELECT ON ora.user_recyclebin TO PUBLIC;
