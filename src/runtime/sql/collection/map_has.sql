-- EXISTS(key) of an associative array. (PL/SQL Language Reference, "EXISTS Collection Method")
CREATE FUNCTION ora.map_has(k integer[], key integer) RETURNS boolean
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE
AS $$
BEGIN
  RETURN key IS NOT NULL AND ora.map_search(k, key) > 0;
END
$$;

CREATE FUNCTION ora.map_has(k text[], key text) RETURNS boolean
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE
AS $$
BEGIN
  RETURN key IS NOT NULL AND ora.map_search(k, key) > 0;
END
$$;
