-- A function, or all of a package's schema, is about to be dropped: views that call it, or one of its further entries, become invalid. (SQL Language Reference, "DROP FUNCTION", "DROP PACKAGE")
CREATE FUNCTION ora.invalidate_views_calling(schema_name text, names text[] DEFAULT NULL) RETURNS void
LANGUAGE sql
AS $$
  SELECT ora.invalidate_view(c.oid)
  FROM pg_catalog.pg_class AS c
  WHERE c.relkind = 'v' AND EXISTS (
    SELECT FROM pg_catalog.pg_depend AS d JOIN pg_catalog.pg_rewrite AS r ON r.oid = d.objid AND r.ev_class = c.oid
    JOIN pg_catalog.pg_proc AS f ON f.oid = d.refobjid JOIN pg_catalog.pg_namespace AS n ON n.oid = f.pronamespace
    WHERE d.classid = 'pg_rewrite'::regclass AND d.refclassid = 'pg_proc'::regclass AND n.nspname = schema_name AND (names IS NULL OR f.proname = ANY (names)))
$$;
