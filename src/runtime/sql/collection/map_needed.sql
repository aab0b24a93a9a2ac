-- The search of ora.map_at: a key that is not there raises.
-- @each key
-- @of integer
-- @of text
CREATE FUNCTION ora.map_needed(k {key}[], key {key}) RETURNS integer
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE
AS $$
DECLARE
  slot integer := ora.map_search(k, key);
BEGIN
  IF slot < 0 THEN
    RETURN ora.raise(1403, NULL, slot);
  END IF;
  RETURN slot;
END
$$;
