-- The position of the last key that is not greater than the one given, 0 if there is none; NULL for NULL.
-- @each key
-- @of integer
-- @of text
CREATE FUNCTION ora.map_floor(k {key}[], key {key}) RETURNS integer
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE
AS $$
DECLARE
  slot integer;
BEGIN
  IF key IS NOT NULL THEN
    slot := ora.map_search(k, key);
  END IF;
  RETURN CASE WHEN slot > 0 THEN slot ELSE -slot - 1 END;
END
$$;
