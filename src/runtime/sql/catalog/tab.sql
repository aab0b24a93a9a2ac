-- TAB: tables and views of the own schema.
CREATE VIEW ora.tab (tname, tabtype, clusterid) AS
SELECT o.object_name, o.object_type, NULL::numeric FROM ora.user_objects AS o WHERE o.object_type IN ('TABLE', 'VIEW');

GRANT SELECT ON ora.tab TO PUBLIC;
