-- Forgets a variable of the session; nothing happens when it was never set.
CREATE FUNCTION ora.state_clear(name text) RETURNS void
LANGUAGE plpgsql
AS $$
DECLARE
  statement text := 'DEALLOCATE ' || ora.state_key(name);
BEGIN
  EXECUTE statement;
EXCEPTION
  WHEN invalid_sql_statement_name THEN
    NULL;
  WHEN insufficient_privilege THEN
    PERFORM set_config(ora.setting_key('restricted.' || name), '0', true), set_config('ora.restricted', '1', true);
END
$$;
