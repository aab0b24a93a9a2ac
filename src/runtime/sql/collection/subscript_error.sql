-- Raises what a wrong subscript of a nested table or varray of n elements means: ORA-06531 for a NULL collection, ORA-06502 for a NULL
-- subscript, ORA-06532 outside of 1 .. limit, ORA-06533 beyond the last element. (PL/SQL Language Reference, "Predefined Exceptions")
CREATE FUNCTION ora.subscript_error(n integer, i numeric, most integer DEFAULT NULL) RETURNS integer
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE
AS $$
BEGIN
  IF n IS NULL THEN
    RETURN ora.raise(6531, NULL, n);
  ELSIF i IS NULL THEN
    RETURN ora.raise(6502, 'PL/SQL: numeric or value error: NULL index table key value', n);
  ELSIF i < 1 OR i > coalesce(most, 2147483647) THEN
    RETURN ora.raise(6532, NULL, n);
  END IF;
  RETURN ora.raise(6533, NULL, n);
END
$$;
