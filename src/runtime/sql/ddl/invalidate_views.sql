-- The relation, or these columns of it, are about to go or to be called otherwise: views that read them become invalid, and raise ORA-04063 until the names are there
-- again or the view is replaced. PostgreSQL's views would follow the renaming, or go with what is dropped. Views over these views read them as they are.
-- (SQL Language Reference, RENAME, DROP TABLE and ALTER TABLE, "rename_column_clause", "drop_column_clause"; Development Guide, "Schema Object Dependency")
CREATE FUNCTION ora.invalidate_views(relation regclass, columns text[] DEFAULT NULL) RETURNS void
LANGUAGE sql
AS $$
  SELECT ora.invalidate_view(c.oid)
  FROM pg_catalog.pg_class AS c
  WHERE c.relkind = 'v' AND c.oid <> relation AND EXISTS (
    SELECT FROM pg_catalog.pg_depend AS d JOIN pg_catalog.pg_rewrite AS r ON r.oid = d.objid AND r.ev_class = c.oid
    LEFT JOIN pg_catalog.pg_attribute AS a ON a.attrelid = relation AND a.attnum = d.refobjsubid
    WHERE d.classid = 'pg_rewrite'::regclass AND d.refclassid = 'pg_class'::regclass AND d.refobjid = relation
      AND (columns IS NULL OR a.attname = ANY (ARRAY(SELECT ora.own_name(n) FROM unnest(columns) AS n))))
$$;
