-- A value assigned to a variable or subtype declared NOT NULL: NULL is ORA-06502. (PL/SQL Language Reference, "NOT NULL Constraint")
CREATE FUNCTION ora.fit_not_null(value anyelement) RETURNS anyelement
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE
AS $$
BEGIN
  IF value IS NULL THEN
    RETURN ora.raise(6502, NULL, value);
  END IF;
  RETURN value;
END
$$;
