-- DBMS_SQL.OPEN_CURSOR: a cursor number. Everything about a cursor is kept in the session's store as JSON.
CREATE FUNCTION ora.dbms_sql_open_cursor(treat_as_client_for_results boolean DEFAULT false) RETURNS integer
LANGUAGE plpgsql
AS $$
DECLARE
  c integer := coalesce(ora.state_get('dbms_sql:last')::integer, 0) + 1;
BEGIN
  IF ora.state_get('dbms_sql:denied') IS NOT NULL THEN
    PERFORM ora.raise(29471);
  END IF;
  PERFORM ora.state_set('dbms_sql:last', c::text);
  PERFORM ora.state_set('dbms_sql:' || c, '{}');
  RETURN c;
END
$$;

-- With a security level, which says whose roles must hold when the cursor runs: here that of the session always. (PL/SQL Packages, "OPEN_CURSOR Functions")
CREATE FUNCTION ora.dbms_sql_open_cursor(security_level integer, treat_as_client_for_results boolean DEFAULT false) RETURNS integer
LANGUAGE sql
AS $$
  SELECT ora.dbms_sql_open_cursor(treat_as_client_for_results)
$$;
