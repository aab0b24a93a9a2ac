-- PRIOR(key) of an associative array; the key need not exist. (PL/SQL Language Reference, "PRIOR and NEXT Collection Methods")
-- @each key
-- @of integer
-- @of text
CREATE FUNCTION ora.map_prior(k {key}[], key {key}) RETURNS {key}
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE
AS $$
BEGIN
  IF key IS NULL THEN
    RETURN NULL;
  END IF;
  RETURN k[abs(ora.map_search(k, key)) - 1];
END
$$;
