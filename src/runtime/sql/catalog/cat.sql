-- CAT: tables, views, sequences and synonyms of the own schema.
CREATE VIEW ora.cat (table_name, table_type) AS
SELECT o.object_name, o.object_type FROM ora.user_objects AS o WHERE o.object_type IN ('TABLE', 'VIEW', 'SEQUENCE', 'SYNONYM');

GRANT SELECT ON ora.cat TO PUBLIC;
