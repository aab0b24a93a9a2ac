-- Makes the store of the session that of another. Copies in the transaction's parameters are worth nothing then. (ora.package_get)
CREATE FUNCTION ora.state_load(wanted jsonb) RETURNS void
LANGUAGE plpgsql
AS $$
DECLARE
  entry record;
BEGIN
  FOR entry IN SELECT name FROM pg_catalog.pg_prepared_statements WHERE name LIKE 'ora:%' AND wanted ->> name IS DISTINCT FROM statement LOOP
    EXECUTE format('DEALLOCATE %I', entry.name);
  END LOOP;
  FOR entry IN SELECT w.value FROM jsonb_each_text(wanted) AS w WHERE NOT EXISTS (SELECT FROM pg_catalog.pg_prepared_statements AS p WHERE p.name = w.key) LOOP
    EXECUTE entry.value;
  END LOOP;
  PERFORM nextval('ora.state_clock');
END
$$;
