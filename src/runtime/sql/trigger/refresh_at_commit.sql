-- Trigger of a table that materialized views read which are REFRESH ON COMMIT: the view is its argument.
CREATE FUNCTION ora.refresh_at_commit() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
  INSERT INTO ora.refreshes (view) VALUES (tg_argv[0]) ON CONFLICT DO NOTHING;
  RETURN NULL;
END
$$;
