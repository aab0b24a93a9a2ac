-- The array without its elements from..till; a NULL bound cuts nothing.
CREATE FUNCTION ora.array_cut(a anyarray, from_index integer, till_index integer) RETURNS anyarray
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE
AS $$
BEGIN
  IF from_index <= till_index THEN
    RETURN a[:from_index - 1] || a[till_index + 1:];
  END IF;
  RETURN a;
END
$$;
