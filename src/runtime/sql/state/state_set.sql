-- Sets a variable of the session in the store that no ROLLBACK and no sub-transaction undoes, as Oracle's package state:
-- one prepared statement a variable, `PREPARE "ora:<name>" AS SELECT '<value>'`. (PostgreSQL manual, PREPARE: lasts for the
-- session and is not transactional.) NULL and '' stay distinct. DISCARD ALL and DEALLOCATE ALL lose the store.
-- A materialized view that is filled and an index that is built may not prepare statements: there a parameter holds the value, until they end.
CREATE FUNCTION ora.state_set(name text, value text) RETURNS void
LANGUAGE plpgsql
AS $$
DECLARE
  key text := ora.state_key(name);
BEGIN
  BEGIN
    EXECUTE 'DEALLOCATE ' || key;
  EXCEPTION
    WHEN invalid_sql_statement_name THEN
      NULL;
    WHEN insufficient_privilege THEN
      PERFORM set_config(ora.setting_key('restricted.' || name), coalesce('=' || value, '0'), true), set_config('ora.restricted', '1', true);
      RETURN;
  END;
  EXECUTE 'PREPARE ' || key || ' AS SELECT ' || quote_nullable(value) || '::pg_catalog.text';
END
$$;
