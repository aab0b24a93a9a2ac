-- Trigger of the marks of materialized views: at the end of the transaction it fills the view, unless that has been dropped.
CREATE FUNCTION ora.refresh_marked() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
  found regclass := to_regclass(new.view);
BEGIN
  EXECUTE format('DELETE FROM %s WHERE view = $1 AND transaction = $2', tg_relid::regclass) USING new.view, new.transaction;
  IF EXISTS (SELECT FROM pg_catalog.pg_class AS c WHERE c.oid = found AND c.relkind = 'm') THEN
    EXECUTE format('REFRESH MATERIALIZED VIEW %s', found);
  END IF;
  RETURN NULL;
END
$$;
