-- Reads a variable that was set before. Cheaper than ora.state_get, and a lost store is an error: SQLSTATE 26000, which
-- ora.sqlcode gives as ORA-04068.
CREATE FUNCTION ora.state_fetch(name text) RETURNS text
LANGUAGE plpgsql
AS $$
DECLARE
  value text;
BEGIN
  EXECUTE 'EXECUTE ' || ora.state_key(name) INTO value;
  RETURN value;
END
$$;
