-- Reads a variable of the session; NULL when it was never set.
CREATE FUNCTION ora.state_get(name text) RETURNS text
LANGUAGE plpgsql
AS $$
DECLARE
  statement text := 'EXECUTE ' || ora.state_key(name);
  value text;
BEGIN
  BEGIN
    EXECUTE statement INTO value;
  EXCEPTION WHEN invalid_sql_statement_name THEN
    RETURN NULL;
  END;
  RETURN value;
END
$$;
