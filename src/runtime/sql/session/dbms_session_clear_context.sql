-- DBMS_SESSION.CLEAR_CONTEXT: one attribute, or all of the namespace; of a client identifier, or all.
CREATE PROCEDURE ora.dbms_session_clear_context(namespace text, client_identifier text DEFAULT NULL, attribute text DEFAULT NULL)
LANGUAGE plpgsql
AS $$
DECLARE
  stack text;
  prefix text := 'ora:context:' || upper(namespace) || ':';
  suffix text := CASE WHEN client_identifier <> '' THEN substr(ora.context_key('', '', client_identifier), 10) ELSE '' END;
  statement_name text;
BEGIN
  GET DIAGNOSTICS stack = PG_CONTEXT;
  PERFORM ora.check_context(namespace, stack);
  IF attribute <> '' THEN
    PERFORM ora.state_clear(ora.context_key(namespace, attribute, client_identifier));
    RETURN;
  END IF;
  FOR statement_name IN
    SELECT p.name FROM pg_catalog.pg_prepared_statements AS p WHERE starts_with(p.name, prefix) AND right(p.name, length(suffix)) = suffix
  LOOP
    EXECUTE format('DEALLOCATE %I', statement_name);
  END LOOP;
END
$$;
