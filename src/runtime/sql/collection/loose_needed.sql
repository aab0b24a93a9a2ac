-- The search of ora.loose_at: a key that is not there raises.
-- @each key
-- @of integer
-- @of text
CREATE FUNCTION ora.loose_needed(k {key}[], ordered integer, key {key}) RETURNS integer
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE
AS $$
DECLARE
  at integer := ora.loose_search(k, ordered, key);
BEGIN
  RETURN CASE WHEN at > 0 THEN at ELSE ora.map_needed(k[:0], key) END;
END
$$;
