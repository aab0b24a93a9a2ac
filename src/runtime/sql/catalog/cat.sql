-- CAT: tables, views and sequences of the own schema.
CREATE VIEW ora.cat (table_name, table_type) AS
SELECT o.object_name, o.object_type FROM ora.user_objects AS o WHERE o.object_type IN ('TABLE', 'VIEW', 'SEQUENCE');

GRANT SELECT ON ora.cat TO PUBLIC;
