-- Sets a variable of the session in the store that no ROLLBACK and no sub-transaction undoes, as Oracle's package state:
-- one prepared statement a variable, `PREPARE "ora:<name>" AS SELECT '<value>'`. (PostgreSQL manual, PREPARE: lasts for the
-- session and is not transactional.) NULL and '' stay distinct. DISCARD ALL and DEALLOCATE ALL lose the store.
CREATE FUNCTION ora.state_set(name text, value text) RETURNS void
LANGUAGE plpgsql
AS $$
DECLARE
  key text := ora.state_key(name);
BEGIN
  BEGIN
    EXECUTE 'DEALLOCATE ' || key;
  EXCEPTION WHEN invalid_sql_statement_name THEN
    NULL;
  END;
  EXECUTE 'PREPARE ' || key || ' AS SELECT ' || quote_nullable(value) || '::pg_catalog.text';
END
$$;
