-- DROP VIEW or DROP MATERIALIZED VIEW of one that views read: they become invalid. missing: what is not there is no error. (SQL Language Reference, "DROP VIEW", "DROP MATERIALIZED VIEW")
CREATE FUNCTION ora.drop_view(name text, missing boolean DEFAULT false, materialized boolean DEFAULT false) RETURNS void
LANGUAGE plpgsql
AS $$
DECLARE
  relation CONSTANT regclass := to_regclass(name);
BEGIN
  IF (SELECT c.relkind = CASE WHEN materialized THEN 'm' ELSE 'v' END FROM pg_catalog.pg_class AS c WHERE c.oid = relation) THEN
    PERFORM ora.invalidate_views(relation);
    EXECUTE format('drop%s view %s', CASE WHEN materialized THEN ' materialized' ELSE '' END, relation);
  ELSIF relation IS NOT NULL OR NOT missing THEN
    PERFORM ora.raise(CASE WHEN materialized THEN 12003 ELSE 942 END);
  END IF;
END
$$;
