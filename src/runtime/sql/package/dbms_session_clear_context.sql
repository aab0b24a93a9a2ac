-- DBMS_SESSION.CLEAR_CONTEXT: one attribute, or all of the namespace.
CREATE PROCEDURE ora.dbms_session_clear_context(namespace text, client_identifier text DEFAULT NULL, attribute text DEFAULT NULL)
LANGUAGE plpgsql
AS $$
DECLARE
  prefix text := 'ora:context:' || upper(namespace) || ':';
  statement_name text;
BEGIN
  IF attribute <> '' THEN
    PERFORM ora.state_clear(substr(prefix, 5) || upper(attribute));
    RETURN;
  END IF;
  FOR statement_name IN SELECT p.name FROM pg_catalog.pg_prepared_statements AS p WHERE starts_with(p.name, prefix) LOOP
    EXECUTE format('DEALLOCATE %I', statement_name);
  END LOOP;
END
$$;
