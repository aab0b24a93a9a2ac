-- DBA_RECYCLEBIN: always empty, since DROP TABLE keeps nothing.
CREATE VIEW ora.dba_recyclebin (owner, object_name, original_name, operation, type, ts_name, createtime, droptime, can_undrop, can_purge) AS
SELECT NULL::text, NULL::text, NULL::text, NULL::text, NULL::text, NULL::text, NULL::text, NULL::text, NULL::text, NULL::text
WHERE false;

GRANT SELECT ON ora.dba_recyclebin TO PUBLIC;
