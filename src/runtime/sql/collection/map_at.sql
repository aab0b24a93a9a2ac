-- The position of a key of an associative array; without it NO_DATA_FOUND. (PL/SQL Language Reference, "Predefined Exceptions")
CREATE FUNCTION ora.map_at(k integer[], key integer) RETURNS integer
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE
AS $$
DECLARE
  slot integer := ora.map_slot(k, key);
BEGIN
  IF slot < 0 THEN
    RETURN ora.raise(1403, NULL, slot);
  END IF;
  RETURN slot;
END
$$;

CREATE FUNCTION ora.map_at(k text[], key text) RETURNS integer
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE
AS $$
DECLARE
  slot integer := ora.map_slot(k, key);
BEGIN
  IF slot < 0 THEN
    RETURN ora.raise(1403, NULL, slot);
  END IF;
  RETURN slot;
END
$$;
