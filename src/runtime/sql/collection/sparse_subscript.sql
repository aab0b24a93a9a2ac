-- The subscript i of a nested table with deleted elements, checked: a deleted one is NO_DATA_FOUND.
CREATE FUNCTION ora.sparse_subscript(n integer, gone boolean[], i integer) RETURNS integer
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE
AS $$
BEGIN
  IF i BETWEEN 1 AND n THEN
    IF gone[i] THEN
      RETURN ora.raise(1403, NULL, n);
    END IF;
    RETURN i;
  END IF;
  RETURN ora.subscript_error(n, i);
END
$$;
