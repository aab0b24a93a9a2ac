-- Text of OPEN FOR put together at run time, as ora.dynamic_sql gives it: a PL/SQL block is no query, whatever it would be run as.
-- (PL/SQL Language Reference, "OPEN FOR Statement")
CREATE FUNCTION ora.dynamic_query(statement text, home text DEFAULT NULL) RETURNS text
LANGUAGE plpgsql STABLE
AS $$
BEGIN
  IF statement ~* '^\s*(declare|begin|<<)' THEN
    PERFORM ora.raise(6539);
  END IF;
  RETURN ora.dynamic_sql(statement, home);
END
$$;
