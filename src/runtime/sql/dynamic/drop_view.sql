-- DROP VIEW of a view that others read: they become invalid. missing: what is not there is no error. (SQL Language Reference, "DROP VIEW")
CREATE FUNCTION ora.drop_view(name text, missing boolean DEFAULT false) RETURNS void
LANGUAGE plpgsql
AS $$
DECLARE
  relation CONSTANT regclass := to_regclass(name);
BEGIN
  IF (SELECT c.relkind = 'v' FROM pg_catalog.pg_class AS c WHERE c.oid = relation) THEN
    PERFORM ora.invalidate_views(relation);
    EXECUTE format('drop view %s', relation);
  ELSIF relation IS NOT NULL OR NOT missing THEN
    PERFORM ora.raise(942);
  END IF;
END
$$;
