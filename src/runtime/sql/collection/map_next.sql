-- NEXT(key) of an associative array; the key need not exist. (PL/SQL Language Reference, "PRIOR and NEXT Collection Methods")
-- @each key
-- @of integer
-- @of text
CREATE FUNCTION ora.map_next(k {key}[], key {key}) RETURNS {key}
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE
AS $$
DECLARE
  slot integer;
BEGIN
  IF key IS NULL THEN
    RETURN NULL;
  END IF;
  slot := ora.map_search(k, key);
  RETURN k[CASE WHEN slot > 0 THEN slot + 1 ELSE -slot END];
END
$$;
