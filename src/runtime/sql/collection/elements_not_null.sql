-- What BULK COLLECT brings to a collection whose elements are NOT NULL: a NULL among it is ORA-06502.
-- (PL/SQL Language Reference, "Collection Variable Declaration")
CREATE FUNCTION ora.elements_not_null(a anyarray) RETURNS anyarray
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE
AS $$
BEGIN
  IF array_position(a, NULL) IS NOT NULL THEN
    RETURN ora.raise(6502, 'PL/SQL: numeric or value error: Bulk bind: Error in define', a);
  END IF;
  RETURN a;
END
$$;
