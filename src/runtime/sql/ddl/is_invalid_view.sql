-- Is the view one that ora.invalidate_views has replaced, or, with above, one over such a view?
CREATE FUNCTION ora.is_invalid_view(view oid, above boolean DEFAULT false) RETURNS boolean
LANGUAGE sql STABLE
AS $$
  WITH RECURSIVE read(class, object) AS (
    SELECT d.refclassid, d.refobjid FROM pg_catalog.pg_depend AS d JOIN pg_catalog.pg_rewrite AS r ON r.oid = d.objid
    WHERE d.classid = 'pg_rewrite'::regclass AND r.ev_class = is_invalid_view.view
    UNION
    SELECT d.refclassid, d.refobjid FROM read AS b JOIN pg_catalog.pg_rewrite AS r ON b.class = 'pg_class'::regclass AND r.ev_class = b.object
    JOIN pg_catalog.pg_depend AS d ON d.classid = 'pg_rewrite'::regclass AND d.objid = r.oid
    WHERE above
  )
  SELECT EXISTS (SELECT FROM read AS b WHERE b.class = 'pg_proc'::regclass AND b.object = to_regprocedure('ora.invalid_view(text)'))
$$;
