-- PRIOR(key) of an associative array; the key need not exist. (PL/SQL Language Reference, "PRIOR and NEXT Collection Methods")
CREATE FUNCTION ora.map_prior(k integer[], key integer) RETURNS integer
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE
AS $$
BEGIN
  IF key IS NULL THEN
    RETURN NULL;
  END IF;
  RETURN k[abs(ora.map_search(k, key)) - 1];
END
$$;

CREATE FUNCTION ora.map_prior(k text[], key text) RETURNS text
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE
AS $$
BEGIN
  IF key IS NULL THEN
    RETURN NULL;
  END IF;
  RETURN k[abs(ora.map_search(k, key)) - 1];
END
$$;
