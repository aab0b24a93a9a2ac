-- NEXT(key) of an associative array; the key need not exist. (PL/SQL Language Reference, "PRIOR and NEXT Collection Methods")
CREATE FUNCTION ora.map_next(k integer[], key integer) RETURNS integer
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

CREATE FUNCTION ora.map_next(k text[], key text) RETURNS text
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
