-- The search of ora.map_has. A NULL key is none.
CREATE FUNCTION ora.map_contains(k integer[], key integer) RETURNS boolean
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE
AS $$
BEGIN
  RETURN key IS NOT NULL AND ora.map_search(k, key) > 0;
END
$$;

CREATE FUNCTION ora.map_contains(k text[], key text) RETURNS boolean
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE
AS $$
BEGIN
  IF cardinality(k) <= 64 THEN
    RETURN array_position(k, key) IS NOT NULL;
  END IF;
  RETURN key IS NOT NULL AND ora.map_search(k, key) > 0;
END
$$;
