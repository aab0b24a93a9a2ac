-- TAB: tables, views and synonyms of the own schema.
CREATE VIEW ora.tab (tname, tabtype, clusterid) AS
SELECT o.object_name, o.object_type, NULL::numeric FROM ora.user_objects AS o WHERE o.object_type IN ('TABLE', 'VIEW', 'SYNONYM');

GRANT SELECT ON ora.tab TO PUBLIC;
