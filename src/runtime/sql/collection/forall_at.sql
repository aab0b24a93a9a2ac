-- The place of the element that FORALL binds at an index: none there is ORA-22160. (PL/SQL Language Reference, "FORALL Statement")
CREATE FUNCTION ora.forall_at(n integer, gone boolean[], i integer) RETURNS integer
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE
AS $$
BEGIN
  IF i BETWEEN 1 AND n AND gone[i] IS NOT TRUE THEN
    RETURN i;
  ELSIF n IS NULL THEN
    RETURN ora.subscript_error(n, i);
  END IF;
  RETURN ora.raise(22160, format('element at index [%s] does not exist', i), n);
END
$$;

-- The same of an associative array with these keys.
CREATE FUNCTION ora.forall_at(k integer[], key integer) RETURNS integer
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE
AS $$
DECLARE
  slot integer := ora.map_slot(k, key);
BEGIN
  IF slot < 0 THEN
    RETURN ora.raise(22160, format('element at index [%s] does not exist', key), slot);
  END IF;
  RETURN slot;
END
$$;
