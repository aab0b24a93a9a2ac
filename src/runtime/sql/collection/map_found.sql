-- The position of a key of an associative array; 0 for a key that is not there or NULL.
CREATE FUNCTION ora.map_found(k integer[], key integer) RETURNS integer
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE
AS $$
BEGIN
  RETURN CASE WHEN key IS NULL THEN 0 ELSE greatest(ora.map_search(k, key), 0) END;
END
$$;

CREATE FUNCTION ora.map_found(k text[], key text) RETURNS integer
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE
AS $$
BEGIN
  RETURN CASE WHEN key IS NULL THEN 0 ELSE greatest(ora.map_search(k, key), 0) END;
END
$$;
