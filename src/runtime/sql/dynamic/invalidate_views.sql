-- The relation, or these columns of it, are about to go or to be called otherwise: views that read them become invalid, and raise ORA-04063 until the names are there
-- again or the view is replaced. PostgreSQL's views would follow the renaming, or go with what is dropped. Views over these views read them as they are.
-- (SQL Language Reference, RENAME, DROP TABLE and ALTER TABLE, "rename_column_clause", "drop_column_clause"; Development Guide, "Schema Object Dependency")
CREATE FUNCTION ora.invalidate_views(relation regclass, columns text[] DEFAULT NULL) RETURNS void
LANGUAGE plpgsql
SET search_path TO 'pg_catalog'
AS $$
DECLARE
  names CONSTANT text[] := ARRAY(SELECT ora.own_name(c) FROM unnest(columns) AS c);
  v record;
BEGIN
  FOR v IN
    SELECT c.oid, c.oid::regclass AS name, ora.owner_name(n.nspname) || '"."' || ora.oracle_name(c.relname) AS title,
      format('create or replace view %s%s as %s', c.oid::regclass, coalesce(' with (' || array_to_string(c.reloptions, ', ') || ')', ''), pg_get_viewdef(c.oid)) AS statement,
      (SELECT string_agg(format('null::%s%s as %I', format_type(a.atttypid, a.atttypmod),
        CASE WHEN a.attcollation <> t.typcollation THEN ' collate ' || a.attcollation::regcollation ELSE '' END, a.attname), ', ' ORDER BY a.attnum)
        FROM pg_attribute AS a JOIN pg_type AS t ON t.oid = a.atttypid WHERE a.attrelid = c.oid AND a.attnum > 0) AS items
    FROM pg_class AS c JOIN pg_namespace AS n ON n.oid = c.relnamespace
    WHERE c.relkind = 'v' AND c.oid <> relation AND EXISTS (
      SELECT FROM pg_depend AS d JOIN pg_rewrite AS r ON r.oid = d.objid AND r.ev_class = c.oid
      LEFT JOIN pg_attribute AS a ON a.attrelid = relation AND a.attnum = d.refobjsubid
      WHERE d.classid = 'pg_rewrite'::regclass AND d.refclassid = 'pg_class'::regclass AND d.refobjid = relation
        AND (columns IS NULL OR a.attname = ANY (names)))
  LOOP
    INSERT INTO ora.invalid_views (view, statement) VALUES (v.oid, v.statement)
    ON CONFLICT ON CONSTRAINT invalid_views_pkey DO UPDATE SET statement = excluded.statement;
    EXECUTE format('create or replace view %s as select %s from ora.invalid_view(%L) as i', v.name, v.items, v.title);
  END LOOP;
END
$$;
