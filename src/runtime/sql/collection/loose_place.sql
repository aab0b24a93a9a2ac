-- The search of ora.loose_slot. A NULL key is ORA-06502.
-- @each key | asked
-- @of integer | key
-- @of text | key COLLATE "C"
CREATE FUNCTION ora.loose_place(k {key}[], ordered integer, key {key}) RETURNS integer
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE
AS $$
DECLARE
  n integer := cardinality(k);
  at integer;
BEGIN
  IF key IS NULL THEN
    RETURN ora.raise(6502, 'PL/SQL: numeric or value error: NULL index table key value', n);
  ELSIF n = ordered AND (n = 0 OR k[n] < {asked}) THEN
    RETURN -1 - n;
  END IF;
  at := ora.loose_search(k, ordered, key);
  RETURN CASE WHEN at > 0 THEN at ELSE -1 - n END;
END
$$;
