-- The position of the first key that is not less than the one given, n + 1 if there is none; NULL for NULL.
CREATE FUNCTION ora.map_ceiling(k integer[], key integer) RETURNS integer
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE
AS $$
BEGIN
  RETURN CASE WHEN key IS NOT NULL THEN abs(ora.map_search(k, key)) END;
END
$$;

CREATE FUNCTION ora.map_ceiling(k text[], key text) RETURNS integer
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE
AS $$
BEGIN
  RETURN CASE WHEN key IS NOT NULL THEN abs(ora.map_search(k, key)) END;
END
$$;
